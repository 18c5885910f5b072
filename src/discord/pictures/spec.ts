import type { TopLevelSpec } from "vega-lite";
import type { Figure } from "./figures.ts";

type NonNormalizedSpec = Extract<TopLevelSpec, { vconcat: unknown[] }>["vconcat"][number];

/** The typeface that ships with Piiri, drawn to be told apart by weak eyes. */
export const TYPEFACE = "Atkinson Hyperlegible";

/** Pixels. The whole is as wide as a phone shows sharply. */
export const WIDTH = 800;
export const MARGIN = 32;
const LABELS = 330;
const BARS = WIDTH - 2 * MARGIN - LABELS - 72;
/** Dark on light at more than 7:1; the bars differ from their tracks in lightness, so no colour needs to be seen. */
export const INK = "#1b1f24";
export const SOFT = "#4a525c";
export const BAR = "#1f5f99";
export const TRACK = "#e3e9f0";

/** A heading, and for every question its bars under each other, each labelled, with its count at the end. */
export function summarySpec(heading: string[], note: string, figures: Figure[]): TopLevelSpec {
	return page(heading, note, figures.map(chart));
}

/** A heading, a line beneath it, and charts under each other. */
export function page(heading: string[], note: string | undefined, charts: NonNormalizedSpec[]): TopLevelSpec {
	return {
		$schema: "https://vega.github.io/schema/vega-lite/v6.json",
		background: "#ffffff",
		padding: MARGIN,
		spacing: 36,
		title: {
			text: heading.flatMap((line) => wrap(line, 38, 3)),
			...(note === undefined ? {} : { subtitle: note }),
			anchor: "start",
			fontSize: 36,
			lineHeight: 42,
			subtitleFontSize: 26,
			subtitlePadding: 8,
			offset: 28,
		},
		vconcat: charts,
		config: {
			font: TYPEFACE,
			view: { stroke: null },
			title: { color: INK, subtitleColor: SOFT, fontWeight: "bold" },
			axis: { labelColor: INK },
		},
	};
}

/** Bars under each other, each labelled, with its number at the end. */
export function chart({ question, note, bars }: Figure) {
	const rows = bars.map(({ label, share, text }) => ({
		label: wrap(label, 24, 4).join("\n"),
		share,
		full: 1,
		text,
	}));
	const lines = Math.max(1, ...rows.map(({ label }) => label.split("\n").length));
	const y = {
		field: "label",
		type: "nominal" as const,
		sort: null,
		axis: {
			title: null,
			domain: false,
			ticks: false,
			labelExpr: "split(datum.label, '\\n')",
			labelFontSize: 26,
			labelLineHeight: 28,
			labelLimit: 0,
			labelAlign: "left" as const,
			labelPadding: LABELS,
			minExtent: LABELS,
			maxExtent: LABELS,
		},
	};
	const x = (field: string) => ({
		field,
		type: "quantitative" as const,
		scale: { domain: [0, 1] },
		axis: null,
	});
	return {
		title: {
			text: wrap(question, 44, 3),
			subtitle: wrap(note, 56, 4),
			anchor: "start" as const,
			frame: "group" as const,
			dx: -LABELS,
			fontSize: 29,
			lineHeight: 35,
			subtitleFontSize: 24,
			subtitlePadding: 6,
			offset: 14,
		},
		data: { values: rows },
		width: BARS,
		height: bars.length > 0 ? { step: 18 + 28 * lines } : 1,
		layer: [
			{
				mark: { type: "bar" as const, color: TRACK, cornerRadius: 6, height: 28 },
				encoding: { y, x: x("full") },
			},
			{
				mark: { type: "bar" as const, color: BAR, cornerRadius: 6, height: 28 },
				encoding: { y, x: x("share") },
			},
			{
				mark: {
					type: "text" as const,
					align: "left" as const,
					dx: 14,
					fontSize: 28,
					fontWeight: "bold" as const,
					color: INK,
				},
				encoding: { y, x: x("full"), text: { field: "text", type: "nominal" as const } },
			},
		],
	};
}

/** Breaks a text between words into lines of about `width` characters; what does not fit in `max` lines ends in "…". */
export function wrap(text: string, width: number, max: number): string[] {
	const lines: string[] = [];
	for (const word of text.split(/\s+/).flatMap((part) => pieces(part, width))) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= width)
			lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	if (lines.length <= max) return lines;
	return [...lines.slice(0, max - 1), `${[...(lines[max - 1] ?? "")].slice(0, width - 1).join("")}…`];
}

function pieces(word: string, width: number): string[] {
	const characters = [...word];
	const count = Math.ceil(characters.length / width);
	return Array.from({ length: count }, (_, i) => characters.slice(i * width, (i + 1) * width).join(""));
}
