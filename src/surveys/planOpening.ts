import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Jobs } from "../jobs/ports.ts";
import type { Session } from "../sessions/model.ts";
import type { GroupId, GuildId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { Ballots } from "./ballots.ts";
import type { Occasion, Survey } from "./model.ts";
import { closesAt, isBefore, lastHeld, occasionsAfter, remindsAt, together } from "./plan.ts";
import type { Planning } from "./planning.ts";
import type { InstrumentStore, Surroundings, SurveyStore } from "./ports.ts";

interface Dependencies {
	store: SurveyStore;
	instruments: InstrumentStore;
	planning: Planning;
	ballots: Ballots;
	jobs: Jobs;
	around: Surroundings;
}

/** Opens surveys where the plan asks for them, each once, in the caller's transaction. */
export class Opening {
	readonly #with: Dependencies;

	constructor(dependencies: Dependencies) {
		this.#with = dependencies;
	}

	/** A session has ended. Returns what was opened. */
	async after(tx: Tx, session: Session, now: Temporal.Instant): Promise<Survey[]> {
		const group = await this.#with.around.findGroup(tx, session.groupId);
		if (!group) return [];
		return this.#beside(tx, group, session, occasionsAfter(session), now);
	}

	/** A session has been announced: if it is the series' first, people are asked how things are. */
	async start(tx: Tx, session: Session, now: Temporal.Instant): Promise<Survey[]> {
		const { around } = this.#with;
		const group = await around.findGroup(tx, session.groupId);
		if (!group || !isBefore(await around.sessionsOf(tx, group.id))) return [];
		if (await this.#hasSeries(tx, group, session.series, "series-start")) return [];
		return this.#beside(tx, group, session, ["series-start"], now);
	}

	/** The series is over. Nothing is asked of one of which no meeting was held. */
	async end(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<Survey[]> {
		const { around } = this.#with;
		const group = await around.findGroup(tx, groupId);
		const last = group && lastHeld(await around.sessionsOf(tx, groupId));
		if (!last || (await this.#hasSeries(tx, group, last.series, "series-end"))) return [];
		return this.#beside(tx, group, last, ["series-end"], now);
	}

	/** The staff of a server are asked, unless they are already. Null when the plan says nothing of it. */
	async staff(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<Survey | "open" | null> {
		const open = (await this.#with.store.ofServer(tx, guildId)).some(({ state }) => state === "open");
		if (open) return "open";
		const about = { guildId, groupId: null, sessionId: null, series: null, occasion: "wellbeing" as const };
		return this.#open(tx, about, closesAt("wellbeing", now), now);
	}

	async #beside(
		tx: Tx,
		group: Group,
		session: Session,
		occasions: readonly Occasion[],
		now: Temporal.Instant,
	): Promise<Survey[]> {
		const there = await this.#with.store.ofSession(tx, session.id);
		const opened: Survey[] = [];
		for (const occasion of occasions) {
			if (there.some((survey) => survey.occasion === occasion)) continue;
			const { id: sessionId, series } = session;
			const about = { guildId: group.guildId, groupId: group.id, sessionId, series, occasion };
			const survey = await this.#open(tx, about, closesAt(occasion, now, session.startsAt), now);
			if (survey) opened.push(survey);
		}
		return opened;
	}

	async #open(
		tx: Tx,
		about: Pick<Survey, "guildId" | "groupId" | "sessionId" | "series" | "occasion">,
		closesAt: Temporal.Instant,
		now: Temporal.Instant,
	): Promise<Survey | null> {
		const { store, instruments, planning, ballots, jobs } = this.#with;
		const instrument = await planning.asked(tx, about.guildId, about.groupId, about.occasion);
		if (!instrument) return null;
		const asked = await instruments.keep(tx, instrument);
		const what = { instrument: instrument.key, asked, state: "open" as const };
		const survey = await store.insert(tx, { ...about, ...what, opensAt: now, closesAt });
		await ballots.open(tx, survey.id);
		const { id: surveyId } = survey;
		await jobs.put(tx, `survey/${surveyId}/close`, { kind: "survey.close", surveyId }, iso(closesAt));
		await this.#remind(tx, survey);
		return survey;
	}

	/** What is asked in one message until one time is reminded of once. */
	async #remind(tx: Tx, survey: Survey): Promise<void> {
		const { store, jobs } = this.#with;
		const beside = survey.sessionId === null ? [] : await store.ofSession(tx, survey.sessionId);
		const reminded = together(survey, beside).some((other) => {
			return other.id !== survey.id && other.closesAt.equals(survey.closesAt);
		});
		if (reminded) return;
		const job = { kind: "survey.remind" as const, surveyId: survey.id };
		await jobs.put(tx, `survey/${survey.id}/remind`, job, iso(remindsAt(survey)));
	}

	async #hasSeries(tx: Tx, { id }: Group, series: number, occasion: Occasion): Promise<boolean> {
		const all = await this.#with.store.ofGroup(tx, id);
		return all.some((survey) => survey.occasion === occasion && survey.series === series);
	}
}
