import type { Translate } from "../../shared/i18n.ts";
import { FEW } from "../../surveys/change.ts";
import type { Recommendation } from "../../surveys/recommendation.ts";
import type { Reader } from "../../surveys/summaries.ts";
import { hasFigures, type SeriesSummary } from "../../surveys/summariesService.ts";
import type { Drawn } from "../pictures/summary.ts";
import { changeText, pointText, rangeText } from "../pictures/trend.ts";
import { long, wordTexts } from "./survey.ts";
import { plain } from "./text.ts";
import type { Part, View } from "./view.ts";

interface SeriesModel {
	group: string;
	series: number;
	reader: Reader;
	/** What is for this reader. */
	summary: SeriesSummary;
	drawn: readonly Drawn[];
	/** Beneath: whether the group has it, with the button; nothing for others. */
	release: Part[];
}

const titles = {
	coordinator: "summaries:series.title",
	facilitators: "summaries:series.staff-title",
	group: "summaries:series.group-title",
} as const;

/** What a series' surveys say together. */
export function seriesSummary(t: Translate, model: SeriesModel): View {
	const { group, series, reader, summary, drawn, release } = model;
	const { closed, told, trends, changes, words } = summary;
	const nothing = !hasFigures(summary) && t("summaries:series.nothing");
	const trend = trends.map(({ title, range, points }) => {
		const means = points.map((point) => pointText(point, t)).join(", ");
		return `**${title[t.language]}**\n${rangeText({ range }, t)}: ${means}`;
	});
	const change = changes.map((each) => `**${each.title[t.language]}**\n${changeText(each, t)}`);
	return long(t, {
		heading: `## ${t(titles[reader], { group: plain(group) })}`,
		before: [
			reader === "group"
				? t("summaries:group.thanks")
				: t("summaries:series.about", { series, count: closed, told }),
			nothing || null,
		],
		sections: [
			{
				title: t("summaries:series.trend"),
				texts: trend.length > 0 ? [...trend, `-# ${t("summaries:series.counts")}`] : [],
			},
			{
				title: t("summaries:change.title"),
				texts: change.length > 0 ? [...change, `-# ${conclusion(t, summary)}`] : [],
			},
			{
				title: t("summaries:recommendation.title"),
				texts: reader === "group" ? [] : recommended(t, summary),
			},
		],
		drawn,
		wordsTitle: t("summaries:series.words"),
		words: words.flatMap(({ instrument, key, texts }) => wordTexts(t, instrument, [{ key, texts }], true)),
		after: release,
	});
}

/** What can be concluded of a change, and what not. */
function conclusion(t: Translate, { changes }: SeriesSummary): string {
	const few = changes.some((change) => change.few) && t("summaries:change.few", { few: FEW });
	return [t("summaries:change.can"), few].filter((text) => text).join(" ");
}

function recommended(t: Translate, { asksRecommendation, recommendation }: SeriesSummary): string[] {
	if (!asksRecommendation) return [];
	const { series, year } = recommendation;
	const lines = [
		series ? t("summaries:recommendation.series", figures(series)) : t("summaries:recommendation.hidden"),
		...(year ? [t("summaries:recommendation.year", figures(year))] : []),
	];
	return [lines.join("\n"), ...(series || year ? [`-# ${t("summaries:recommendation.how")}`] : [])];
}

function figures({ score, low, high, n, surveys }: Recommendation) {
	const whole = (value: number) => String(Math.round(value));
	return { score: whole(score), low: whole(low), high: whole(high), n, surveys };
}
