import { customId } from "../../src/discord/customIds.ts";
import { channelUrl, person, relative } from "../../src/discord/views/text.ts";
import { button, link } from "../../src/discord/views/view.ts";
import { WORD_LENGTH, type WordOutcome } from "../../src/help/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { UserId } from "../../src/shared/ids.ts";
import { mayUse } from "../access.ts";
import { form, textInput, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { guildOf } from "./help.ts";

/** By the visitor: for anybody else there is no such talk. */
export const helpWrite: ButtonHandler<"help-write"> = {
	access: "anyone",
	async run(interaction, [id], { t }) {
		await interaction.showModal(
			form(customId("help-write-form", id), t("help:form.write-title"), [
				t("help:form.write-note"),
				{ label: t("help:form.write"), component: textInput("text", { long: true, max: WORD_LENGTH }) },
			]),
		);
	},
};

export const helpWritten: FormHandler<"help-write-form"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const { t, now } = desk;
		const guildId = guildOf(interaction, desk);
		const userId = UserId.parse(interaction.user.id);
		const outcome: WordOutcome = guildId
			? await desk.help.carrying.write(guildId, id, userId, written(interaction, "text"), now)
			: { kind: "gone" };
		return reply(interaction, { text: carriedText(outcome, "help:reply.written", t) });
	},
};

export const helpAnswer: ButtonHandler<"help-answer"> = {
	access: "staff",
	async run(interaction, [id], { t }) {
		await interaction.showModal(
			form(customId("help-answer-form", id), t("help:form.answer-title"), [
				t("help:form.answer-note"),
				{ label: t("help:form.answer"), component: textInput("text", { long: true, max: WORD_LENGTH }) },
			]),
		);
	},
};

export const helpAnswered: FormHandler<"help-answer-form"> = {
	access: "staff",
	async run(interaction, [id], { help, settings, now, t }) {
		const userId = UserId.parse(interaction.user.id);
		const text = written(interaction, "text");
		const outcome = await help.carrying.answer(settings.guildId, id, userId, text, now);
		return reply(interaction, { text: carriedText(outcome, "help:reply.answered", t) });
	},
};

/** One of the staff is with them; without a thread they are told who it is, when it is no visitor. */
export const helpTake: ButtonHandler<"help-take"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const { settings, now, t } = desk;
		const outcome = await desk.help.take(settings.guildId, id, UserId.parse(interaction.user.id), now);
		if (outcome.kind !== "taken") return reply(interaction, { text: t(`help:reply.${outcome.kind}`) });
		const { request } = outcome;
		const thread = await desk.thread({ name: request.visitor ? "help.staff" : "help.thread", helpId: id });
		const without = request.userId
			? t("help:reply.taken-without-thread", { who: person(request.userId) })
			: t("help:reply.taken-later", { when: relative(request.openedAt) });
		return reply(interaction, {
			text: thread === null ? without : t("help:reply.taken"),
			buttons: thread === null ? [] : [link(t, "help:button.to-talk", channelUrl(settings.guildId, thread))],
		});
	},
};

/** Asks first. */
export const helpClose: ButtonHandler<"help-close"> = {
	access: "anyone",
	run: (interaction, [id], { t }) =>
		reply(interaction, {
			text: t("help:reply.close-ask"),
			buttons: [
				button(t, "help:button.close-yes", "primary", "help-close-yes", id),
				button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
			],
		}),
};

/** By the person, or else by staff. */
export const helpCloseYes: ButtonHandler<"help-close-yes"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const { help, settings, now, t } = desk;
		const guildId = guildOf(interaction, desk);
		if (!guildId || !settings) return reply(interaction, { text: t("help:reply.gone") });
		const own = await help.close(guildId, id, UserId.parse(interaction.user.id), now);
		if (own.kind === "closed") return reply(interaction, { text: t("help:reply.closed") });
		const staff = interaction.inCachedGuild() && mayUse("staff", interaction.member, settings);
		const { kind } = staff ? await help.end(guildId, id, now) : own;
		return reply(interaction, { text: t(kind === "closed" ? "help:reply.ended" : "help:reply.gone") });
	},
};

function carriedText(
	outcome: WordOutcome,
	carried: "help:reply.written" | "help:reply.answered",
	t: Translate,
): string {
	switch (outcome.kind) {
		case "carried":
			return t(carried);
		case "too-long":
			return t("help:reply.too-long", { max: outcome.max });
		case "empty":
		case "gone":
			return t(`help:reply.${outcome.kind}`);
	}
}
