import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import { groupLane, type Surface } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { GroupId, GuildId, SurveyId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import { type Change, changesOf } from "./change.ts";
import type { Instrument, Survey } from "./model.ts";
import type { Surroundings, SurveyStore, WaitingWords } from "./ports.ts";
import { type Recommendation, recommendationOf, recommendationRelease } from "./recommendation.ts";
import type { SurveyService } from "./service.ts";
import { isFor, partFor, type Reader, saysSomething } from "./summaries.ts";
import { type Asked, type Trend, trendsOf } from "./trend.ts";

/** Which summaries stand in their group's discussion. `key`: "survey/7", "series/2". */
export interface SharedStore {
	has(tx: Tx, groupId: GroupId, key: string): Promise<boolean>;
	add(tx: Tx, groupId: GroupId, key: string): Promise<void>;
	remove(tx: Tx, groupId: GroupId, key: string): Promise<void>;
}

/** A summary that can be released to a group: of one survey, or of one series. */
export type Releasable = { surveyId: SurveyId } | { groupId: GroupId; series: number };

/** What is told of a series when it is over and its surveys have closed. Computed of what was told of each survey. */
export interface SeriesSummary {
	/** How many surveys closed, and of how many something was told. */
	closed: number;
	told: number;
	trends: Trend[];
	changes: Change[];
	/** Pooled over the series, and over the group's year before its end where that is more. */
	recommendation: { series: Recommendation | null; year: Recommendation | null };
	/** Whether the recommendation was asked for. */
	asksRecommendation: boolean;
	/** Of surveys that too few answered: by item, of all meetings together. `staff`: of what staff say of their own work. */
	words: { instrument: Instrument; key: string; staff: boolean; texts: string[] }[];
}

export interface SummaryDependencies {
	transact: Transact;
	store: Pick<SurveyStore, "waitingWords" | "removeWaitingWords" | "addWaitingWords">;
	shared: SharedStore;
	outbox: Outbox;
	surveys: Pick<SurveyService, "find" | "listOf" | "summary" | "asked" | "wordsOfSeries" | "threshold">;
	around: Pick<Surroundings, "findGroup" | "findSession">;
}

export type ShareOutcome =
	| { kind: "shared" }
	| { kind: "taken-back" }
	| { kind: "nothing" }
	| { kind: "not-found" };

/** What becomes of surveys when they have closed: who reads what of them, and of their series. */
export class SummaryService {
	readonly #with: SummaryDependencies;

	constructor(dependencies: SummaryDependencies) {
		this.#with = dependencies;
	}

	/** A survey has closed: the facilitators' part of it, and the series' summary when it was the last. */
	async closed(tx: Tx, survey: Survey, now: Temporal.Instant): Promise<void> {
		const { groupId, series } = survey;
		if (groupId === null) return;
		await this.#put(tx, groupId, { name: "survey.staff", surveyId: survey.id }, now);
		if (series !== null) await this.#settle(tx, groupId, series, now);
	}

	/** The group's present series is over. Its surveys may still be open: then the last to close brings its summary. */
	async seriesOver(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<void> {
		const group = await this.#with.around.findGroup(tx, groupId);
		if (group) await this.#settle(tx, groupId, group.series, now);
	}

	/** Undefined while the series goes on, while one of its surveys is open, and where there was none. */
	async series(tx: Tx, group: Group, series: number): Promise<SeriesSummary | undefined> {
		const { surveys, around } = this.#with;
		const all = (await surveys.listOf(tx, group.id)).filter(({ state }) => state === "closed");
		const mine = all.filter((survey) => survey.series === series);
		if (mine.length === 0 || !(await this.#isOver(tx, group, series))) return undefined;
		const asked = await Promise.all(
			mine.map(async (survey): Promise<Asked> => {
				const session =
					survey.sessionId === null ? undefined : await around.findSession(tx, survey.sessionId);
				const meeting = session?.number ?? null;
				return { ...(await this.#told(tx, survey)), occasion: survey.occasion, meeting };
			}),
		);
		const end = mine.map(({ closesAt }) => closesAt.epochMilliseconds).reduce((a, b) => Math.max(a, b));
		const year = all.filter(({ closesAt }) => {
			return closesAt.epochMilliseconds <= end && closesAt.epochMilliseconds > end - 365 * 86_400_000;
		});
		const pool = async (of: readonly Survey[]) => {
			const told = await Promise.all(of.map((survey) => this.#told(tx, survey)));
			return told.flatMap((each) => recommendationRelease(each.instrument, each.told) ?? []);
		};
		const [inSeries, inYear] = [await pool(mine), await pool(year)];
		const { threshold } = surveys;
		return {
			closed: mine.length,
			told: asked.filter(({ told }) => told.kind === "shown").length,
			trends: trendsOf(asked),
			changes: changesOf(asked),
			recommendation: {
				series: recommendationOf(inSeries, threshold),
				year: inYear.length > inSeries.length ? recommendationOf(inYear, threshold) : null,
			},
			asksRecommendation: inSeries.length > 0,
			words: byItem(await surveys.wordsOfSeries(tx, group.id, series), asked),
		};
	}

	isShared(tx: Tx, groupId: GroupId, what: Releasable): Promise<boolean> {
		return this.#with.shared.has(tx, groupId, keyOf(what));
	}

	/** Puts a friendly version into the group's discussion, or takes it back. What is so already stays so. */
	share(guildId: GuildId, what: Releasable, shared: boolean, now: Temporal.Instant): Promise<ShareOutcome> {
		return this.#with.transact(async (tx): Promise<ShareOutcome> => {
			const group = await this.#groupOf(tx, what);
			if (!group || group.guildId !== guildId || group.state === "archived") return { kind: "not-found" };
			if (shared && !(await this.#hasForGroup(tx, group, what))) return { kind: "nothing" };
			if ((await this.isShared(tx, group.id, what)) !== shared) {
				const { shared: store } = this.#with;
				await (shared ? store.add(tx, group.id, keyOf(what)) : store.remove(tx, group.id, keyOf(what)));
			}
			for (const surface of surfacesOf(what)) await this.#put(tx, group.id, surface, now);
			return { kind: shared ? "shared" : "taken-back" };
		});
	}

	/** Puts an effect for what stands of the group's surveys beside the coordinator's summaries. */
	async sync(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		const surveys = (await this.#with.surveys.listOf(tx, group.id)).filter(({ state }) => state === "closed");
		for (const { id: surveyId } of surveys) {
			await this.#put(tx, group.id, { name: "survey.staff", surveyId }, now);
			if (await this.isShared(tx, group.id, { surveyId })) {
				await this.#put(tx, group.id, { name: "survey.shared", surveyId }, now);
			}
		}
		for (const series of new Set(surveys.flatMap((survey) => survey.series ?? []))) {
			if (await this.#isOver(tx, group, series)) await this.#putSeries(tx, group.id, series, now);
		}
	}

	async #told(tx: Tx, survey: Survey): Promise<Pick<Asked, "instrument" | "told">> {
		const { surveys } = this.#with;
		return { instrument: await surveys.asked(tx, survey), told: await surveys.summary(tx, survey.id) };
	}

	async #isOver(tx: Tx, group: Group, series: number): Promise<boolean> {
		if (group.series === series && group.state === "open") return false;
		const surveys = await this.#with.surveys.listOf(tx, group.id);
		return surveys.every((survey) => survey.series !== series || survey.state === "closed");
	}

	/** When all of a series is over: words that are too few are forgotten, and its summary is told. */
	async #settle(tx: Tx, groupId: GroupId, series: number, now: Temporal.Instant): Promise<void> {
		const { around, surveys, store } = this.#with;
		const group = await around.findGroup(tx, groupId);
		if (!group || !(await this.#isOver(tx, group, series))) return;
		const all = await store.waitingWords(tx, groupId, series);
		const shown = await surveys.wordsOfSeries(tx, groupId, series);
		if (shown.length < all.length) {
			await store.removeWaitingWords(tx, groupId, series);
			if (shown.length > 0) await store.addWaitingWords(tx, groupId, series, shown);
		}
		await this.#putSeries(tx, groupId, series, now);
	}

	async #putSeries(tx: Tx, groupId: GroupId, series: number, now: Temporal.Instant): Promise<void> {
		for (const name of ["survey.series", "survey.series-staff"] as const) {
			await this.#put(tx, groupId, { name, groupId, series }, now);
		}
		if (!(await this.isShared(tx, groupId, { groupId, series }))) return;
		await this.#put(tx, groupId, { name: "survey.series-shared", groupId, series }, now);
	}

	async #groupOf(tx: Tx, what: Releasable): Promise<Group | undefined> {
		const { around, surveys } = this.#with;
		const groupId = "groupId" in what ? what.groupId : (await surveys.find(tx, what.surveyId))?.groupId;
		return groupId === undefined || groupId === null ? undefined : around.findGroup(tx, groupId);
	}

	async #hasForGroup(tx: Tx, group: Group, what: Releasable): Promise<boolean> {
		if ("series" in what) {
			const summary = await this.series(tx, group, what.series);
			return summary !== undefined && hasFigures(seriesFor("group", summary));
		}
		const survey = await this.#with.surveys.find(tx, what.surveyId);
		return survey !== undefined && isForGroup(survey, await this.#told(tx, survey));
	}

	#put(tx: Tx, groupId: GroupId, surface: Surface, now: Temporal.Instant): Promise<void> {
		return this.#with.outbox.put(tx, groupLane(groupId), { kind: "message", surface }, iso(now));
	}
}

/** Whether a summary can be released to the group: it is about the group, and says something that is for all of it. */
export function isForGroup(
	{ occasion }: Survey,
	{ told, instrument }: Pick<Asked, "told" | "instrument">,
): boolean {
	return (
		isFor("group", occasion) && told.kind === "shown" && saysSomething(partFor("group", told, instrument))
	);
}

/** What of a series is for them: see `partFor`; words of what staff say of their own work are the coordinator's. */
export function seriesFor(reader: Reader, summary: SeriesSummary): SeriesSummary {
	if (reader === "coordinator") return summary;
	const own = <T extends { licensed: boolean }>(all: T[]) => all.filter(({ licensed }) => !licensed);
	return {
		...summary,
		trends: own(summary.trends),
		changes: own(summary.changes),
		words: reader === "group" ? [] : summary.words.filter(({ staff }) => !staff),
	};
}

/** Whether a series' summary has figures. */
export function hasFigures({ trends, changes, recommendation }: SeriesSummary): boolean {
	return trends.length > 0 || changes.length > 0 || recommendation.series !== null;
}

function keyOf(what: Releasable): string {
	return "surveyId" in what ? `survey/${what.surveyId}` : `series/${what.series}`;
}

/** The group's version, and the coordinator's with the button that tells whether it stands there. */
function surfacesOf(what: Releasable): Surface[] {
	if ("surveyId" in what) {
		return [
			{ name: "survey.shared", surveyId: what.surveyId },
			{ name: "survey.summary", surveyId: what.surveyId },
		];
	}
	return [
		{ name: "survey.series-shared", ...what },
		{ name: "survey.series", ...what },
	];
}

function byItem(words: readonly WaitingWords[], asked: readonly Asked[]): SeriesSummary["words"] {
	return [...Map.groupBy(words, ({ instrument, item }) => `${instrument}/${item}`).values()].flatMap((of) => {
		const [first] = of;
		const survey = asked.find(({ instrument }) => instrument.key === first?.instrument);
		if (!first || !survey) return [];
		const staff = !isFor("facilitators", survey.occasion);
		return [{ instrument: survey.instrument, key: first.item, staff, texts: of.map((each) => each.words) }];
	});
}
