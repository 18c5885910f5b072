import { type Translate, translator } from "../../shared/i18n.ts";
import type { Language } from "../../shared/language.ts";
import type { Change } from "../../surveys/change.ts";
import type { Measure, Trend } from "../../surveys/trend.ts";
import { oneDecimal } from "../views/text.ts";
import { draw, drawable } from "./draw.ts";
import { ALT_LENGTH } from "./figures.ts";
import { BAR, chart, INK, MARGIN, page, SOFT, TRACK, WIDTH, wrap } from "./spec.ts";
import type { Drawn } from "./summary.ts";

/** Charts in one picture: more would be too small to read on a phone. */
const CHARTS = 6;
/** Pixels. */
const LINES = WIDTH - 2 * MARGIN - 90;
const HEIGHT = 170;

/** What of a series is drawn. */
export interface SeriesFigures {
	trends: readonly Trend[];
	changes: readonly Change[];
}

/**
 * A series' means meeting by meeting, and from start to end, as PNGs 800 pixels wide; none when there are none. `heading`
 * may hold line breaks.
 */
export async function seriesPictures(
	{ trends, changes }: SeriesFigures,
	language: Language,
	heading: string,
): Promise<Drawn[]> {
	const t = translator(language);
	// Lines and bars begin at different places, so they are drawn apart.
	return [
		...(await drawnOn(
			[t("summaries:series.trend"), heading],
			trends.map((trend) => ({ spec: trendChart(trend, t), words: trendWords(trend, t) })),
		)),
		...(await drawnOn(
			[t("summaries:change.title"), heading],
			changes.map((change) => ({ spec: changeChart(change, t), words: changeWords(change, t) })),
		)),
	];
}

type Chart = ReturnType<typeof trendChart> | ReturnType<typeof changeChart>;

async function drawnOn(headings: string[], charts: { spec: Chart; words: string }[]): Promise<Drawn[]> {
	const count = Math.ceil(charts.length / CHARTS);
	const drawn: Drawn[] = [];
	for (let index = 0; index < count; index++) {
		const part = charts.slice(index * CHARTS, (index + 1) * CHARTS);
		const lines = headings.flatMap((heading) => drawable(heading));
		const title = [...lines, ...(count > 1 ? [`${index + 1}/${count}`] : [])];
		const spec = page(
			title,
			undefined,
			part.map((each) => each.spec),
		);
		const words = [title.join(", "), ...part.map((each) => each.words)].join(". ");
		const alt = words.length <= ALT_LENGTH ? words : `${words.slice(0, ALT_LENGTH - 1)}…`;
		drawn.push({ png: await draw(spec, title), alt });
	}
	return drawn;
}

/** "I was heard, on a scale of 1–5: meeting 1: 4.4 (9), meeting 2: not shown". */
function trendWords({ title, range, points }: Trend, t: Translate): string {
	return `${title[t.language]}. ${rangeText({ range }, t)}: ${points.map((point) => pointText(point, t)).join(", ")}`;
}

export function pointText({ meeting, told }: Trend["points"][number], t: Translate): string {
	if (!told) return t("summaries:series.point-hidden", { number: meeting });
	const mean = oneDecimal(told.mean, t.language);
	return t("summaries:series.point", { number: meeting, mean, n: told.n });
}

/** Both means, and which way it went. */
export function changeText({ start, end, range, direction }: Change, t: Translate): string {
	const line = t("summaries:change.line", {
		start: oneDecimal(start.mean, t.language),
		startN: start.n,
		end: oneDecimal(end.mean, t.language),
		endN: end.n,
		range: `${range.min}–${range.max}`,
	});
	return `${line} ${t(`summaries:change.${direction}`)}`;
}

function changeWords(change: Change, t: Translate): string {
	return `${change.title[t.language]}. ${changeText(change, t)}`;
}

export function rangeText({ range: { min, max } }: Pick<Measure, "range">, t: Translate): string {
	return t("summaries:series.range", { range: `${min}–${max}` });
}

function changeChart(change: Change, t: Translate) {
	const { min, max } = change.range;
	const bar = (label: string, { mean, n }: Change["start"]) => ({
		label: `${label} (${t("pictures:answers", { count: n })})`,
		share: (mean - min) / (max - min),
		text: oneDecimal(mean, t.language),
	});
	return chart({
		question: change.title[t.language],
		note: rangeText(change, t),
		bars: [bar(t("summaries:change.start"), change.start), bar(t("summaries:change.end"), change.end)],
	});
}

function trendChart({ title, range, points }: Trend, t: Translate) {
	const { min, max } = range;
	const ticks = [min, (min + max) / 2, max];
	const number = new Intl.NumberFormat(t.language, { maximumFractionDigits: 1 });
	const rows = points.map(({ meeting, told }) => ({
		meeting: String(meeting),
		mean: told?.mean ?? null,
		text: told ? oneDecimal(told.mean, t.language) : "",
	}));
	const x = {
		field: "meeting",
		type: "ordinal" as const,
		sort: null,
		scale: { type: "point" as const, padding: 0.5 },
		axis: {
			title: t("summaries:series.meeting"),
			titleColor: SOFT,
			titleFontSize: 22,
			titleFontWeight: "normal" as const,
			labelAngle: 0,
			labelFontSize: 24,
			domainColor: SOFT,
			ticks: false,
			labelPadding: 8,
		},
	};
	const y = {
		field: "mean",
		type: "quantitative" as const,
		// Room for a number above the highest point.
		scale: { domain: [min, max + (max - min) * 0.22], nice: false, zero: false },
		axis: {
			title: null,
			values: ticks,
			labelFontSize: 22,
			gridColor: TRACK,
			gridWidth: 2,
			domain: false,
			ticks: false,
			// Its own way of writing numbers makes 1e+1 of ten.
			labelExpr: `${JSON.stringify(Object.fromEntries(ticks.map((tick) => [tick, number.format(tick)])))}[datum.value]`,
			minExtent: 50,
			maxExtent: 50,
		},
	};
	return {
		title: {
			text: wrap(title[t.language], 44, 3),
			subtitle: rangeText({ range }, t),
			anchor: "start" as const,
			frame: "group" as const,
			dx: -50,
			fontSize: 29,
			lineHeight: 35,
			subtitleFontSize: 24,
			subtitlePadding: 6,
			offset: 14,
		},
		data: { values: rows },
		width: LINES,
		height: HEIGHT,
		layer: [
			{
				mark: {
					type: "line" as const,
					color: BAR,
					strokeWidth: 4,
					invalid: "break-paths-show-domains" as const,
				},
				encoding: { x, y },
			},
			{
				transform: [{ filter: "datum.mean !== null" }],
				mark: { type: "point" as const, color: BAR, fill: BAR, size: 160, opacity: 1 },
				encoding: { x, y },
			},
			{
				transform: [{ filter: "datum.mean !== null" }],
				mark: {
					type: "text" as const,
					dy: -22,
					fontSize: 26,
					fontWeight: "bold" as const,
					color: INK,
				},
				encoding: { x, y, text: { field: "text", type: "nominal" as const } },
			},
		],
	};
}
