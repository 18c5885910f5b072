import { Temporal } from "temporal-polyfill";
import type { TopLevelSpec } from "vega-lite";
import { type Translate, translator } from "../../shared/i18n.ts";
import type { Language } from "../../shared/language.ts";
import { oneDecimal } from "../views/text.ts";
import { draw, drawable } from "./draw.ts";
import { ALT_LENGTH } from "./figures.ts";
import { BAR, INK, MARGIN, SOFT, TRACK, TYPEFACE, WIDTH, wrap } from "./spec.ts";

/** The opening hours of a week, in hours. */
export interface WeekHours {
	/** ISO date of its Monday. */
	monday: string;
	planned: number;
	/** For which the doors really stood open. */
	open: number;
	/** For which they stayed closed for lack of supervisors. */
	short: number;
}

/** Darker than the track and lighter than the bar, and of another colour than either, so that each is told apart. */
const SHORT = "#d98200";
const LABELS = 150;
const NUMBERS = 170;

/**
 * Hours planned, open and closed for lack of supervisors, week by week, as a PNG 800 pixels wide, and the same in words
 * (at most 1,024 characters) in the reader's language. `heading` may hold line breaks.
 */
export async function drawFigures(
	weeks: readonly WeekHours[],
	language: Language,
	heading: string,
): Promise<{ png: Buffer; alt: string }> {
	const t = translator(language);
	const title = drawable(heading);
	const png = await draw(hoursSpec(title, weeks, t), title);
	return { png, alt: hoursInWords(heading.replaceAll("\n", ": "), weeks, t) };
}

/** The same in words: the sums first, then week by week as far as there is room. */
export function hoursInWords(heading: string, weeks: readonly WeekHours[], t: Translate): string {
	const told = ({ planned, open, short }: Omit<WeekHours, "monday">) => ({
		planned: oneDecimal(planned, t.language),
		open: oneDecimal(open, t.language),
		short: oneDecimal(short, t.language),
	});
	const text = [
		/[.?!]$/.test(heading) ? heading : `${heading}.`,
		weeks.length === 0 ? t("pictures:hours.none") : t("pictures:hours.total", told(sumOf(weeks))),
		...weeks.map((week) => t("pictures:hours.alt-week", { week: numberOf(week), ...told(week) })),
	].join(" ");
	return text.length <= ALT_LENGTH ? text : `${text.slice(0, ALT_LENGTH - 1)}…`;
}

function sumOf(weeks: readonly WeekHours[]): Omit<WeekHours, "monday"> {
	const sum = (key: "planned" | "open" | "short") => weeks.reduce((all, week) => all + week[key], 0);
	return { planned: sum("planned"), open: sum("open"), short: sum("short") };
}

function numberOf({ monday }: WeekHours): number {
	return Temporal.PlainDate.from(monday).weekOfYear ?? 0;
}

function hoursSpec(heading: string[], weeks: readonly WeekHours[], t: Translate): TopLevelSpec {
	const names = {
		planned: t("pictures:hours.planned"),
		open: t("pictures:hours.open"),
		short: t("pictures:hours.closed-short"),
	};
	const hours = (value: number) => oneDecimal(value, t.language);
	const rows = weeks.map((week) => ({
		...week,
		label: t("pictures:hours.week", { week: numberOf(week) }),
		// What was closed stands behind what was open.
		until: week.open + week.short,
		end: Math.max(week.planned, week.open + week.short),
		numbers: `${hours(week.open)} / ${hours(week.planned)} h`,
	}));
	const y = {
		field: "monday",
		type: "ordinal" as const,
		axis: {
			title: null,
			domain: false,
			ticks: false,
			labelFontSize: 24,
			labelLimit: 0,
			labelExpr: `{${rows.map(({ monday, label }) => `"${monday}": ${JSON.stringify(label)}`).join(", ")}}[datum.value]`,
			labelPadding: 12,
			minExtent: LABELS,
			maxExtent: LABELS,
		},
	};
	const longest = Math.max(1, ...rows.map(({ end }) => end));
	const bar = (from: "open" | null, field: "planned" | "until" | "open", name: string) => ({
		mark: { type: "bar" as const, height: 28, cornerRadius: 4 },
		encoding: {
			y,
			x: { field, type: "quantitative" as const, scale: { domain: [0, longest] }, axis: null },
			...(from === null ? {} : { x2: { field: from } }),
			color: { datum: name },
		},
	});
	return {
		$schema: "https://vega.github.io/schema/vega-lite/v6.json",
		background: "#ffffff",
		padding: MARGIN,
		width: WIDTH - 2 * MARGIN - LABELS - NUMBERS,
		height: rows.length > 0 ? { step: 46 } : 1,
		title: {
			text: heading.flatMap((line) => wrap(line, 38, 3)),
			subtitle: rows.length === 0 ? t("pictures:hours.none") : t("pictures:hours.axis"),
			anchor: "start",
			frame: "bounds",
			fontSize: 36,
			lineHeight: 42,
			subtitleFontSize: 26,
			subtitlePadding: 8,
			offset: 28,
		},
		data: { values: rows },
		layer: [
			bar(null, "planned", names.planned),
			bar("open", "until", names.short),
			bar(null, "open", names.open),
			{
				mark: { type: "text", align: "left", dx: 12, fontSize: 24, fontWeight: "bold", color: INK },
				encoding: {
					y,
					x: { field: "end", type: "quantitative" },
					text: { field: "numbers", type: "nominal" },
				},
			},
		],
		encoding: {
			color: {
				scale: { domain: [names.open, names.short, names.planned], range: [BAR, SHORT, TRACK] },
				legend:
					rows.length === 0
						? null
						: {
								title: null,
								orient: "bottom",
								direction: "vertical",
								symbolType: "square",
								symbolSize: 500,
								labelFontSize: 24,
								labelLimit: WIDTH - 2 * MARGIN - 60,
								rowPadding: 10,
								offset: 24,
							},
			},
		},
		config: {
			font: TYPEFACE,
			view: { stroke: null },
			title: { color: INK, subtitleColor: SOFT, fontWeight: "bold" },
			axis: { labelColor: INK },
			legend: { labelColor: INK },
		},
	};
}
