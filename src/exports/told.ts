import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Session } from "../sessions/model.ts";
import type { GroupId, SessionId, SurveyId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { SurveyRelease } from "../surveys/disclosureSurvey.ts";
import type { Instrument } from "../surveys/model.ts";
import type { Contents, ToldSurvey, WaitedWords } from "./model.ts";

interface Asked {
	id: SurveyId;
	sessionId: SessionId | null;
	series: number | null;
	opensAt: Temporal.Instant;
}

type Summary =
	| { kind: "open" }
	| { kind: "hidden" }
	| (Extract<SurveyRelease, { kind: "shown" }> & { words: { key: string; texts: string[] }[] });

interface Words {
	/** Key of the instrument. */
	instrument: string;
	item: string;
	words: string;
}

export interface ToldDependencies<S extends Asked> {
	surveys: {
		listOf(tx: Tx, groupId: GroupId): Promise<S[]>;
		/** The instrument as it was asked. */
		asked(tx: Tx, survey: S): Promise<Instrument>;
		/** What is told of it: nothing else of its answers is in an export. */
		summary(tx: Tx, id: SurveyId): Promise<Summary>;
		/** Of surveys that too few answered. */
		wordsOfSeries(tx: Tx, groupId: GroupId, series: number): Promise<Words[]>;
	};
	sessions: { find(tx: Tx, id: SessionId): Promise<Session | undefined> };
}

/** The surveys of a group in the order of opening, each with what its summary tells. */
export function toldSurveys<S extends Asked>({ surveys, sessions }: ToldDependencies<S>) {
	return async (tx: Tx, group: Group): Promise<Pick<Contents, "surveys" | "waited">> => {
		const all: ToldSurvey[] = [];
		for (const survey of await surveys.listOf(tx, group.id)) {
			const session = survey.sessionId === null ? undefined : await sessions.find(tx, survey.sessionId);
			const summary = await surveys.summary(tx, survey.id);
			const words = summary.kind === "shown" ? summary.words : [];
			all.push({
				series: survey.series ?? session?.series ?? group.series,
				meeting: session?.title ?? "",
				date: survey.opensAt.toZonedDateTimeISO(group.zone).toPlainDate().toString(),
				instrument: await surveys.asked(tx, survey),
				told: summary.kind === "hidden" ? { kind: "hidden" } : summary,
				words: words.map(({ key, texts }) => ({ item: key, texts })),
			});
		}
		return { surveys: all, waited: await waited(tx, group, all) };
	};

	async function waited(tx: Tx, group: Group, all: readonly ToldSurvey[]): Promise<WaitedWords[]> {
		const texts: WaitedWords[] = [];
		for (const series of new Set(all.map((survey) => survey.series))) {
			const mine = all.filter((survey) => survey.series === series);
			const going = series === group.series && group.state === "open";
			if (going || mine.some(({ told }) => told.kind === "open")) continue;
			const words = await surveys.wordsOfSeries(tx, group.id, series);
			for (const of of Map.groupBy(words, ({ instrument, item }) => `${instrument}/${item}`).values()) {
				const survey = mine.find(({ instrument }) => instrument.key === of[0]?.instrument);
				if (!survey || !of[0]) continue;
				const { instrument } = survey;
				texts.push({ series, instrument, item: of[0].item, texts: of.map((each) => each.words) });
			}
		}
		return texts;
	}
}
