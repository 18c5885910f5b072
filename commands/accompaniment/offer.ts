import type { ModalSubmitInteraction } from "discord.js";
import { LENGTHS, type OfferOutcome, type Whom } from "../../src/accompaniment/service.ts";
import { customId } from "../../src/discord/customIds.ts";
import { clip } from "../../src/discord/views/text.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { UserId } from "../../src/shared/ids.ts";
import type { StaffDesk } from "../desk.ts";
import { chosen, type Field, form, select, textInput, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

/** Nobody on the server, but who is described. */
const OUTSIDE = "-";
/** A menu has 25 options, of which one is nobody on the server. */
const MOST_NAMED = 24;

/** In a talk: to introduce who asked for help. */
export const accompany: ButtonHandler<"accompany"> = {
	access: "staff",
	async run(interaction, [helpId], { staff, read, settings, t }) {
		const all = await read((tx) => staff.list(tx, settings.guildId));
		const others = all.filter(({ userId }) => userId !== interaction.user.id).slice(0, MOST_NAMED);
		const options = [
			{ value: OUTSIDE, label: t("help:form.accompany-outside") },
			...others.map(({ userId, publicName, organisation }) => ({
				value: userId,
				label: clip(organisation ? `${publicName} · ${organisation.name}` : publicName, 100),
			})),
		];
		const whom = { label: t("help:form.accompany-whom"), component: select("whom", options) };
		await interaction.showModal(
			form(customId("accompany-form", helpId), t("help:form.accompany-title"), [
				...fields(t).toSpliced(1, 0, whom),
			]),
		);
	},
};

export const accompanied: FormHandler<"accompany-form"> = {
	access: "staff",
	async run(interaction, [helpId], desk) {
		const whom = UserId.safeParse(chosen(interaction, "whom")[0]);
		return offer(interaction, { helpId }, whom.data ?? null, desk);
	},
};

export const accompaniedPerson: FormHandler<"accompany-person-form"> = {
	access: "staff",
	async run(interaction, [userId, contact], desk) {
		const { t } = desk;
		if (!interaction.guild.members.cache.has(userId))
			return reply(interaction, { text: t("help:reply.not-here") });
		// In which they read is not known: it is said in the language of the server, or of their group.
		const [group] = await desk.read(async (tx) =>
			Promise.all(
				(await desk.members.groupsOf(tx, desk.settings.guildId, userId)).map(({ language }) => language),
			),
		);
		const whom = { userId, language: group ?? desk.settings.language };
		return offer(interaction, whom, contact === OUTSIDE ? null : contact, desk);
	},
};

/** What would be told, and to whom. */
export function fields(t: Translate): (string | Field)[] {
	return [
		t("help:form.accompany-note"),
		{
			label: t("help:form.accompany-service"),
			component: textInput("service", { max: LENGTHS.service, required: true }),
		},
		{
			label: t("help:form.accompany-contact"),
			component: textInput("contact", { max: LENGTHS.contact }),
		},
		{
			label: t("help:form.accompany-words"),
			component: textInput("words", { long: true, max: LENGTHS.words, required: true }),
		},
	];
}

async function offer(
	interaction: ModalSubmitInteraction<"cached">,
	whom: Whom,
	contactId: UserId | null,
	{ accompaniments, settings, now, t }: StaffDesk,
): Promise<void> {
	const contact = contactId && interaction.guild.members.cache.get(contactId);
	if (contactId && (!contact || contact.user.bot))
		return reply(interaction, { text: t("help:reply.not-here") });
	const outcome = await accompaniments.offer(
		settings.guildId,
		UserId.parse(interaction.user.id),
		{
			whom,
			contactId,
			service: written(interaction, "service"),
			contact: written(interaction, "contact"),
			words: written(interaction, "words"),
		},
		now,
	);
	return reply(interaction, { text: offeredText(outcome, t) });
}

function offeredText(outcome: OfferOutcome, t: Translate): string {
	switch (outcome.kind) {
		case "offered":
			return t("help:reply.offered", { number: outcome.accompaniment.id });
		case "empty":
			return t(`help:reply.offer-empty.${outcome.what}`);
		case "too-long":
			return t("help:reply.too-long", { max: outcome.max });
		case "gone":
		case "same-person":
			return t(`help:reply.${outcome.kind}`);
	}
}
