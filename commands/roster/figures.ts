import { Temporal } from "temporal-polyfill";
import { drawFigures } from "../../src/discord/pictures/hours.ts";
import { plain } from "../../src/discord/views/text.ts";
import type { Figures, Hours } from "../../src/figures/model.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { Subcommand } from "../kinds.ts";
import { defer, reply } from "../reply.ts";
import { hoursText, lines, wallDate } from "../text.ts";
import { askedRange, rangeOptions } from "./range.ts";

export const figures: Subcommand = {
	name: "figures",
	access: "coordinator",
	options: rangeOptions,
	async run(interaction, desk) {
		const { settings, now, t } = desk;
		const range = askedRange(interaction, desk);
		if ("problem" in range) return reply(interaction, { text: range.problem });
		// Drawing takes its time.
		await defer(interaction);
		const found = await desk.figures.figures(settings.guildId, range.from, range.to, now);
		const days = { from: wallDate(range.first, t.language), to: wallDate(range.last, t.language) };
		const { png, alt } = await drawFigures(found.weeks, t.language, t("rosters:reply.figures-heading", days));
		await reply(interaction, {
			text: [t("rosters:reply.figures-title", days), ...figureLines(found, t)].join("\n"),
			...(found.weeks.length > 0 ? { picture: { name: "piiri.png", data: png, alt } } : {}),
		});
	},
};

function figureLines({ total, weeks, closings, organisations, cover }: Figures, t: Translate): string[] {
	const hours = (hours: number) => hoursText(hours * 60, t.language);
	const told = ({ planned, open, short }: Hours) => ({
		planned: hours(planned),
		open: hours(open),
		short: hours(short),
	});
	return [
		t("rosters:reply.figures-total", told(total)),
		...(total.calledOff > 0
			? [t("rosters:reply.figures-called-off", { hours: hours(total.calledOff) })]
			: []),
		t("rosters:reply.figures-closings", { count: closings }),
		t("rosters:reply.figures-cover", { count: cover.filled }),
		...(cover.medianMinutes === null
			? []
			: [t("rosters:reply.figures-median", { hours: hours(cover.medianMinutes / 60) })]),
		t("rosters:reply.by-organisation"),
		lines(
			t,
			organisations.map(({ name, shifts, minutes }) =>
				t("rosters:reply.figures-organisation", {
					name: name === null ? t("staff:reply.no-organisation") : plain(name),
					count: shifts,
					hours: hoursText(minutes, t.language),
				}),
			),
			1000,
		),
		...(weeks.length > 0 ? [t("rosters:reply.figures-weeks")] : []),
		lines(
			t,
			weeks.map(({ monday, ...week }) =>
				t("rosters:reply.figures-week", { monday: weekText(monday, t), ...told(week) }),
			),
			1500,
		),
	].filter((line) => line !== "");
}

function weekText(monday: string, t: Translate): string {
	return wallDate(Temporal.PlainDate.from(monday), t.language);
}
