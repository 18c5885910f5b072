import { ApplicationCommandOptionType } from "discord.js";
import { plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Place } from "../../src/openings/model.ts";
import { NAME_LENGTH, NEEDS, type PlaceOutcome } from "../../src/openings/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { Language } from "../../src/shared/language.ts";
import type { ButtonHandler, Option, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { placeHere } from "./complete.ts";
import { askedPlace, placeOption } from "./option.ts";

const { String: Text, Integer } = ApplicationCommandOptionType;

const nameOption: Option = { name: "name", type: Text, max: NAME_LENGTH };
const facts: Option[] = [
	{ name: "supervisors", type: Integer, ...NEEDS },
	{ name: "holidays", type: Text, choices: "holidays" },
	{ name: "language", type: Text, choices: "language" },
];

export const makePlace: Subcommand = {
	name: "place",
	access: "coordinator",
	options: [{ ...nameOption, required: true }, ...facts],
	async run(interaction, { openings, settings, now, t }) {
		const { options } = interaction;
		const outcome = await openings.makePlace(
			settings.guildId,
			{
				name: options.getString("name", true).trim(),
				language: Language.parse(options.getString("language") ?? settings.language),
				needs: options.getInteger("supervisors") ?? 2,
				holidays: holidaysOf(options.getString("holidays")) ?? "closed",
			},
			now,
		);
		await reply(interaction, { text: placeText(outcome, t) });
	},
};

export const editPlace: Subcommand = {
	name: "edit",
	access: "coordinator",
	options: [placeOption, nameOption, ...facts],
	async run(interaction, desk) {
		const place = await askedPlace(interaction, desk);
		if (!place) return;
		const { options } = interaction;
		const outcome = await desk.openings.changePlace(
			place.id,
			{
				name: options.getString("name")?.trim() ?? place.name,
				language: Language.parse(options.getString("language") ?? place.language),
				needs: options.getInteger("supervisors") ?? place.needs,
				holidays: holidaysOf(options.getString("holidays")) ?? place.holidays,
			},
			desk.now,
		);
		await reply(interaction, { text: placeText(outcome, desk.t) });
	},
};

function holidaysOf(chosen: string | null): Place["holidays"] | undefined {
	return chosen === "open" || chosen === "closed" ? chosen : undefined;
}

function placeText(outcome: PlaceOutcome, t: Translate): string {
	switch (outcome.kind) {
		case "made":
		case "changed": {
			const { name, needs, holidays } = outcome.place;
			return [
				t(`openings:reply.place-${outcome.kind}`, { name: plain(name) }),
				t("openings:reply.place-facts", {
					count: needs,
					holidays: t(`commands:choices.holidays.${holidays}`),
				}),
				...(holidays === "closed" ? [t("openings:reply.holiday-eves")] : []),
				...(outcome.kind === "made" ? [t("openings:reply.place-next")] : []),
			].join("\n");
		}
		case "name-length":
			return t("openings:reply.name-length", { max: NAME_LENGTH });
		case "name-taken":
			return t("openings:reply.name-taken", { name: plain(outcome.name) });
		case "needs-range":
			return t("openings:reply.needs-range", { min: outcome.min, max: outcome.max });
		case "not-found":
			return t("openings:reply.place-gone");
	}
}

export const archivePlace: Subcommand = {
	name: "archive",
	access: "coordinator",
	options: [placeOption],
	async run(interaction, desk) {
		const place = await askedPlace(interaction, desk);
		if (!place) return;
		await reply(interaction, {
			text: desk.t("openings:reply.archive-ask", { name: plain(place.name) }),
			buttons: [
				button(desk.t, "openings:form.archive-yes", "danger", "place-archive-yes", place.id),
				button(desk.t, "replies:buttons.never-mind", "secondary", "never-mind"),
			],
		});
	},
};

export const placeArchiveYes: ButtonHandler<"place-archive-yes"> = {
	access: "coordinator",
	async run(interaction, [id], desk) {
		const { t } = desk;
		const place = await placeHere(id, desk);
		const outcome = place ? await desk.openings.archivePlace(id, desk.now) : { kind: "not-found" as const };
		await reply(interaction, {
			text:
				outcome.kind === "archived"
					? t("openings:reply.archived", { name: plain(outcome.place.name) })
					: t("openings:reply.place-gone"),
		});
	},
};
