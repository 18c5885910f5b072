import { ApplicationCommandOptionType } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { hour, plain, when } from "../../src/discord/views/text.ts";
import { type OpeningId, UserId } from "../../src/shared/ids.ts";
import type { StaffDesk } from "../desk.ts";
import { form, textInput, written } from "../form.ts";
import type { ButtonHandler, FormHandler, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { openingHere } from "./complete.ts";
import { askedOpening, askedPlace, openingOption, placeOption } from "./option.ts";

const { String: Text } = ApplicationCommandOptionType;

const REASON_LENGTH = 200;

/** What an opening is about, and who visits; without a title, nothing special. */
export const theme: Subcommand = {
	name: "theme",
	access: "coordinator",
	options: [
		openingOption,
		{ name: "title", type: Text, max: 100 },
		{ name: "professional", type: Text, max: 100 },
	],
	async run(interaction, desk) {
		const { t } = desk;
		const asked = await askedOpening(interaction, desk);
		if (!asked) return;
		const title = interaction.options.getString("title")?.trim();
		const professional = interaction.options.getString("professional")?.trim() || null;
		if (title === undefined && professional !== null) {
			return reply(interaction, { text: t("openings:reply.no-title") });
		}
		const wanted = title === undefined ? null : { title, professional };
		const outcome = await desk.openings.setTheme(asked.opening.id, wanted, desk.now);
		const told = { place: plain(asked.place.name), when: when(asked.opening.startsAt) };
		switch (outcome.kind) {
			case "set":
				return reply(interaction, {
					text: outcome.opening.theme
						? t("openings:reply.theme-set", { ...told, title: plain(outcome.opening.theme.title) })
						: t("openings:reply.theme-none", told),
				});
			case "over":
			case "not-found":
				return reply(interaction, { text: t("openings:reply.opening-over", told) });
			case "no-title":
				return reply(interaction, { text: t("openings:reply.no-title") });
		}
	},
};

export const cancel: Subcommand = {
	name: "cancel",
	access: "coordinator",
	options: [openingOption, { name: "reason", type: Text, required: true, max: REASON_LENGTH }],
	async run(interaction, desk) {
		const asked = await askedOpening(interaction, desk);
		if (!asked) return;
		const because = interaction.options.getString("reason", true).trim();
		const outcome = await desk.openings.cancel(asked.opening.id, because, desk.now);
		const told = { place: plain(asked.place.name), when: when(asked.opening.startsAt) };
		await reply(interaction, {
			text: desk.t(
				outcome.kind === "cancelled" ? "openings:reply.opening-cancelled" : "openings:reply.opening-over",
				told,
			),
		});
	},
};

/** Lets a place open with fewer, this once. */
export const override: Subcommand = {
	name: "override",
	access: "coordinator",
	options: [placeOption, { name: "reason", type: Text, required: true, max: REASON_LENGTH }],
	async run(interaction, desk) {
		const place = await askedPlace(interaction, desk);
		if (!place) return;
		const standing = await desk.read((tx) => desk.openings.standing(tx, place.id, desk.now));
		const opening = standing?.current;
		const reason = interaction.options.getString("reason", true);
		await reply(interaction, {
			text: opening
				? await overridden(opening.id, UserId.parse(interaction.user.id), reason, desk)
				: desk.t("openings:reply.override-not-now"),
		});
	},
};

export const openingOverride: ButtonHandler<"opening-override"> = {
	access: "coordinator",
	async run(interaction, [id], { t }) {
		await interaction.showModal(
			form(customId("opening-override-form", id), t("openings:form.override.title"), [
				t("openings:form.override.note"),
				{
					label: t("openings:form.override.reason"),
					component: textInput("reason", { long: true, required: true, max: REASON_LENGTH }),
				},
			]),
		);
	},
};

export const openingOverrideForm: FormHandler<"opening-override-form"> = {
	access: "coordinator",
	async run(interaction, [id], desk) {
		const here = await openingHere(id, desk);
		const text = here
			? await overridden(id, UserId.parse(interaction.user.id), written(interaction, "reason"), desk)
			: desk.t("openings:reply.override-not-now");
		await reply(interaction, { text });
	},
};

async function overridden(
	id: OpeningId,
	by: UserId,
	reason: string,
	{ openings, now, t }: StaffDesk,
): Promise<string> {
	const outcome = await openings.override(id, by, reason.trim(), now);
	switch (outcome.kind) {
		case "opened":
			return t("openings:reply.override-opened", { until: hour(outcome.opening.endsAt) });
		case "not-found":
			return t("openings:reply.override-not-now");
		default:
			return t(`openings:reply.override-${outcome.kind}`);
	}
}
