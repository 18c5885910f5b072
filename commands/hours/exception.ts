import { ApplicationCommandOptionType } from "discord.js";
import { Temporal } from "temporal-polyfill";
import { plain } from "../../src/discord/views/text.ts";
import type { Span } from "../../src/openings/model.ts";
import type { ExceptionOutcome } from "../../src/openings/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { wallDate } from "../text.ts";
import { timeText } from "./complete.ts";
import { askedPlace, isoDate, isoTime, placeOption } from "./option.ts";
import { cancelledText } from "./weekly.ts";

const { String: Text, Boolean: YesNo } = ApplicationCommandOptionType;

/** A date on which a place is closed, has other hours, or is as usual again. */
export const exception: Subcommand = {
	name: "exception",
	access: "coordinator",
	options: [
		placeOption,
		{ name: "date", type: Text, required: true, max: 20 },
		{ name: "opens", type: Text, max: 20 },
		{ name: "closes", type: Text, max: 20 },
		{ name: "reason", type: Text, max: 200 },
		{ name: "as-usual", type: YesNo },
	],
	async run(interaction, desk) {
		const { t } = desk;
		const place = await askedPlace(interaction, desk);
		if (!place) return;
		const { options } = interaction;
		const opens = options.getString("opens");
		const closes = options.getString("closes");
		const usual = options.getBoolean("as-usual") ?? false;
		if (!usual && (opens === null) !== (closes === null)) {
			return reply(interaction, { text: t("openings:reply.both-times") });
		}
		const hours: Span[] =
			opens === null || closes === null ? [] : [{ opens: isoTime(opens), closes: isoTime(closes) }];
		const outcome = await desk.openings.setException(
			place.id,
			isoDate(options.getString("date", true), desk),
			usual ? null : hours,
			options.getString("reason")?.trim() ?? "",
			desk.now,
		);
		await reply(interaction, { text: exceptionText(outcome, plain(place.name), usual, t) });
	},
};

function exceptionText(outcome: ExceptionOutcome, place: string, usual: boolean, t: Translate): string {
	switch (outcome.kind) {
		case "set": {
			const date = wallDate(Temporal.PlainDate.from(outcome.exception.date), t.language);
			const hours = outcome.exception.hours.map((span) => spanText(span, t)).join(", ");
			return [
				usual
					? t("openings:reply.as-usual", { place, date })
					: hours === ""
						? t("openings:reply.closed-on", { place, date })
						: t("openings:reply.other-hours", { place, date, hours }),
				...cancelledText(outcome.cancelled, t),
			].join("\n");
		}
		case "end-before-start":
			return t("openings:reply.end-before-start");
		case "overlap":
			return t("openings:reply.overlap-that-day");
		case "no-such-hour":
			return t("replies:common.no-such-time", { time: plain(outcome.time) });
		case "in-past":
			return t("openings:reply.in-past");
		case "bad-time":
		case "bad-date":
			return t(`replies:common.${outcome.kind}`, { text: plain(outcome.text) });
		case "not-found":
			return t("openings:reply.place-gone");
	}
}

/** "14.00–18.00" */
export function spanText({ opens, closes }: Span, t: Translate): string {
	return `${timeText(opens, t)}–${timeText(closes, t)}`;
}
