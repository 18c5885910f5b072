import { join } from "node:path";
import type { TextKey, Translate } from "../../src/shared/i18n.ts";
import { loadInstruments } from "../../src/surveys/load.ts";
import type { SeenMessage } from "../sandbox/people/seen.ts";
import type { Cast } from "./casts.ts";
import type { Asked, Deeds } from "./troupe.ts";

const instruments = loadInstruments(join(import.meta.dirname, "../../data/instruments"));
/** Fewer answers are not shown. */
const THRESHOLD = 5;

const ASKED = {
	"series-start": { instrument: "series-start", label: "start" },
	"series-end": { instrument: "series-end", label: "end" },
	debrief: { instrument: "facilitator-debrief", label: "debrief" },
} as const;

export interface SurveyLine {
	occasion: Asked["occasion"];
	/** Number of the session beside which it was asked. */
	session: number;
	title: string;
	/** Null: fewer than the threshold, so nothing is shown. */
	answers: number | null;
	/** Means of the statements and scores, in their order. */
	means: number[];
}

/** Finds that something should be there so often, and how often it is. */
export type Once = (what: string, count: number, expected?: number) => void;

/** Holds what the coordinator reads of surveys against how many sent each: none lost, none counted twice. */
export function auditSurveys(
	t: Translate,
	cast: Cast,
	deeds: Deeds,
	summaries: readonly SeenMessage[],
	once: Once,
): { surveys: SurveyLine[]; series: string } {
	/** What stands of those with this title, in the order of closing, held against how many sent. */
	function held(title: string, label: string, asked: readonly Asked[]) {
		const found = summaries.filter(({ text }) =>
			text.startsWith(`## ${t("messages:summary.title", { title })}\n`),
		);
		once(`summary of ${label}`, found.length, asked.length);
		return asked.map(({ occasion, session, sent }, index): SurveyLine => {
			const [shown, text] = [found[index], found[index]?.text ?? ""];
			const answers = countIn(text, t);
			once(
				`answers to ${label} (${sent} sent, ${answers ?? "none"} told)`,
				Number(answers === (sent < THRESHOLD ? null : sent)),
			);
			if (sent >= THRESHOLD) once(`picture of ${label}`, Math.min(1, shown?.images.length ?? 0));
			return { occasion, session, title, answers, means: meansIn(text) };
		});
	}

	const of = (occasion: keyof typeof ASKED) => {
		const { instrument, label } = ASKED[occasion];
		const title = instruments.get(instrument)?.title[t.language] ?? "";
		const asked = deeds.asked.filter((each) => each.occasion === occasion);
		return held(title, label, asked);
	};
	const weekly = deeds.titles.flatMap((title, index) => {
		const isIt = ({ occasion, session }: Asked) => occasion === "after-session" && session === index + 1;
		return held(title, `the survey after ${title}`, deeds.asked.filter(isIt));
	});
	const surveys = [...of("series-start"), ...weekly, ...of("series-end")];
	of("debrief");
	const heading = t("summaries:series.title", { group: cast.groupName });
	const series = summaries.filter(({ text }) => text.startsWith(`## ${heading}\n`));
	once("summary of the series", series.length);
	const text = series[0]?.text ?? "";
	const parts: TextKey[] = [
		"summaries:series.trend",
		"summaries:change.title",
		"summaries:recommendation.title",
	];
	for (const part of parts) once(`${part} in the series' summary`, text.split(`### ${t(part)}\n`).length - 1);
	return { surveys, series: text };
}

function countIn(text: string, t: Translate): number | null {
	const count = text.match(new RegExp(t("messages:summary.count", { count: 2 }).replace("2", "(\\d+)")));
	return count ? Number(count[1]) : null;
}

function meansIn(text: string): number[] {
	const means = text.matchAll(/(?:Keskiarvo|Medelvärde|Mean) (\d(?:[.,]\d+)?)/g);
	return [...means].map(([, mean]) => Number(mean?.replace(",", ".")));
}
