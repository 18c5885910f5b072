import { ApplicationCommandOptionType } from "discord.js";
import { Temporal } from "temporal-polyfill";
import { hour, list, plain, when } from "../../src/discord/views/text.ts";
import type { Opening } from "../../src/openings/model.ts";
import type { HoursOutcome } from "../../src/openings/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { wallDate } from "../text.ts";
import { chosenHours, completeHours, weeklyText } from "./complete.ts";
import { askedPlace, isoDate, isoTime, placeOption } from "./option.ts";

const { String: Text, Integer } = ApplicationCommandOptionType;

/** How many of the next openings are told. */
const NEXT = 3;

export const add: Subcommand = {
	name: "add",
	access: "coordinator",
	options: [
		placeOption,
		{ name: "weekday", type: Integer, required: true, choices: "weekday" },
		{ name: "opens", type: Text, required: true, max: 20 },
		{ name: "closes", type: Text, required: true, max: 20 },
		{ name: "from", type: Text, max: 20 },
		{ name: "until", type: Text, max: 20 },
	],
	async run(interaction, desk) {
		const place = await askedPlace(interaction, desk);
		if (!place) return;
		const { options } = interaction;
		const date = (name: string) => {
			const text = options.getString(name);
			return text === null ? null : isoDate(text, desk);
		};
		const outcome = await desk.openings.addHours(
			place.id,
			{
				weekday: options.getInteger("weekday", true),
				opens: isoTime(options.getString("opens", true)),
				closes: isoTime(options.getString("closes", true)),
				from: date("from"),
				until: date("until"),
			},
			desk.now,
		);
		await reply(interaction, { text: addedText(outcome, plain(place.name), desk.t) });
	},
};

function addedText(outcome: HoursOutcome, place: string, t: Translate): string {
	switch (outcome.kind) {
		case "added":
			return [
				t("openings:reply.added", { place, hours: weeklyText(outcome.hours, t) }),
				...(outcome.planned.length > 0
					? [t("openings:reply.next-openings", { when: nextText(outcome.planned, t) })]
					: [t("openings:reply.none-planned")]),
				...outcome.jumps.map(({ date, opensAt }) =>
					t("openings:reply.jump", {
						date: wallDate(Temporal.PlainDate.from(date), t.language),
						opens: hour(opensAt),
					}),
				),
			].join("\n");
		case "overlap":
			return t("openings:reply.overlap", { hours: weeklyText(outcome.with, t) });
		case "end-before-start":
		case "season-backwards":
			return t(`openings:reply.${outcome.kind}`);
		case "bad-time":
		case "bad-date":
			return t(`replies:common.${outcome.kind}`, { text: plain(outcome.text) });
		case "not-found":
			return t("openings:reply.place-gone");
	}
}

function nextText(openings: readonly Opening[], t: Translate): string {
	return list(
		openings.slice(0, NEXT).map(({ startsAt }) => when(startsAt)),
		t.language,
	);
}

export const remove: Subcommand = {
	name: "remove",
	access: "coordinator",
	options: [{ name: "hours", type: Text, required: true, complete: completeHours, max: 100 }],
	async run(interaction, desk) {
		const { t } = desk;
		const found = await chosenHours(interaction.options.getString("hours", true), desk);
		if (!found) return reply(interaction, { text: t("openings:reply.pick-hours") });
		const { place, hours } = found;
		const outcome = await desk.openings.removeHours(place.id, hours.id, desk.now);
		switch (outcome.kind) {
			case "removed":
				return reply(interaction, {
					text: [
						t("openings:reply.removed", { place: plain(place.name), hours: weeklyText(hours, t) }),
						...cancelledText(outcome.cancelled, t),
					].join("\n"),
				});
			case "not-found":
				return reply(interaction, { text: t("openings:reply.pick-hours") });
		}
	},
};

/** Which openings fall away that somebody had taken. */
export function cancelledText(cancelled: readonly Opening[], t: Translate): string[] {
	const taken = cancelled.filter(({ supervisors }) => supervisors.some((each) => each !== null));
	if (taken.length === 0) return [];
	return [t("openings:reply.called-off", { count: taken.length, when: nextText(taken, t) })];
}
