import { Temporal } from "temporal-polyfill";
import { plain, when } from "../../src/discord/views/text.ts";
import type { Exception, Opening, Place, WeeklyHours } from "../../src/openings/model.ts";
import type { StaffDesk } from "../desk.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { lines, wallDate } from "../text.ts";
import { chosenPlace, weeklyText } from "./complete.ts";
import { spanText } from "./exception.ts";
import { placeOption } from "./option.ts";

/** How many of a place's next openings are told. */
const NEXT = 5;

export const list: Subcommand = {
	name: "list",
	access: "staff",
	options: [
		{
			name: "place",
			type: placeOption.type,
			...(placeOption.complete ? { complete: placeOption.complete } : {}),
			max: 100,
		},
	],
	async run(interaction, desk) {
		const { openings, read, settings, now, t } = desk;
		const asked = interaction.options.getString("place");
		const chosen = asked === null ? undefined : await chosenPlace(asked, desk);
		if (asked !== null && !chosen) return reply(interaction, { text: t("openings:reply.pick-place") });
		const all = await read(async (tx) => {
			const places = chosen ? [chosen] : await openings.places(tx, settings.guildId);
			return Promise.all(
				places.map(async (place) => ({
					place,
					...(await openings.hours(tx, place.id)),
					standing: await openings.standing(tx, place.id, now),
				})),
			);
		});
		const today = now.toZonedDateTimeISO(settings.zone).toPlainDate().toString();
		await reply(interaction, {
			text: [
				t("openings:reply.list-title"),
				all.length > 0
					? lines(
							t,
							all.flatMap(({ place, weekly, exceptions, standing }) => [
								...placeLines(place, weekly, desk),
								...exceptions
									.filter(({ date }) => date >= today)
									.map((exception) => exceptionLine(exception, desk)),
								...nextLines(
									[...(standing?.current ? [standing.current] : []), ...(standing?.coming ?? [])].slice(
										0,
										NEXT,
									),
									place,
									desk,
								),
							]),
							3400,
						)
					: t("openings:reply.list-empty"),
			].join("\n"),
		});
	},
};

function placeLines(place: Place, hours: WeeklyHours[], { t }: StaffDesk): string[] {
	return [
		`### ${plain(place.name)}`,
		t("openings:reply.place-facts", {
			count: place.needs,
			holidays: t(`commands:choices.holidays.${place.holidays}`),
		}),
		...(hours.length > 0 ? hours.map((each) => `- ${weeklyText(each, t)}`) : [t("openings:reply.no-hours")]),
	];
}

function exceptionLine({ date, hours, reason }: Exception, { t }: StaffDesk): string {
	const day = wallDate(Temporal.PlainDate.from(date), t.language);
	const what =
		hours.length === 0 ? t("openings:reply.closed") : hours.map((span) => spanText(span, t)).join(", ");
	return `- ${day}: ${what}${reason === "" ? "" : ` (${plain(reason)})`}`;
}

function nextLines(openings: Opening[], place: Place, { t }: StaffDesk): string[] {
	if (openings.length === 0) return [t("openings:reply.none-planned")];
	return [
		t("openings:reply.list-next"),
		...openings.map(({ startsAt, supervisors, theme }) => {
			const taken = supervisors.filter((each) => each !== null).length;
			const staffed = t("openings:reply.staffed", { taken, needs: place.needs });
			return `- ${when(startsAt)} · ${theme ? `${plain(theme.title)} · ` : ""}${staffed}`;
		}),
	];
}
