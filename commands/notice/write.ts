import type { ModalSubmitInteraction } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { download } from "../../src/discord/download.ts";
import { plainLines } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import {
	type AddOutcome,
	LENGTHS,
	LINK_LENGTH,
	PICTURE_BYTES,
	type WriteOutcome,
} from "../../src/noticeboard/service.ts";
import { GuildId, type NoticeId, UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import { chosen, fileUpload, form, textInput, ticks, uploaded, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { defer, reply } from "../reply.ts";
import { noticeForm, noticeWords } from "./fields.ts";
import { own } from "./mine.ts";

export const noticeNew: ButtonHandler<"notice-new"> = {
	access: "anyone",
	async run(interaction, _, desk) {
		const { settings, t, noticeboard, read } = desk;
		const userId = UserId.parse(interaction.user.id);
		const organisation =
			settings && (await read((tx) => noticeboard.organisationOf(tx, settings.guildId, userId)));
		if (!settings || organisation === null || organisation === undefined)
			return reply(interaction, { text: t("noticeboard:reply.no-partner") });
		await interaction.showModal(noticeForm(customId("notice-form"), t, settings.zone));
	},
};

export const noticeWritten: FormHandler<"notice-form"> = {
	access: "anyone",
	run: (interaction, _, desk) => keep(interaction, null, desk),
};

export const noticeEdit: ButtonHandler<"notice-edit"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const content = await contentOf(id, interaction.user.id, desk);
		if (!content || !desk.settings) return reply(interaction, { text: desk.t("noticeboard:reply.gone") });
		await interaction.showModal(
			noticeForm(customId("notice-edit-form", id), desk.t, desk.settings.zone, content),
		);
	},
};

export const noticeEdited: FormHandler<"notice-edit-form"> = {
	access: "anyone",
	run: (interaction, [id], desk) => keep(interaction, id, desk),
};

/** The second step: a link, and a picture with what it shows in words. */
export const noticeMore: ButtonHandler<"notice-more"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const { t } = desk;
		const content = await contentOf(id, interaction.user.id, desk);
		if (!content) return reply(interaction, { text: t("noticeboard:reply.gone") });
		const none = { value: "none", label: t("noticeboard:form.no-picture") };
		await interaction.showModal(
			form(customId("notice-more-form", id), t("noticeboard:form.more-title"), [
				{
					label: t("noticeboard:form.link"),
					hint: t("noticeboard:form.link-hint"),
					component: textInput("link", { max: LINK_LENGTH, value: content.link ?? "" }),
				},
				{
					label: t("noticeboard:form.picture"),
					hint: t("noticeboard:form.picture-hint"),
					component: fileUpload("picture"),
				},
				{
					label: t("noticeboard:form.alt"),
					hint: t("noticeboard:form.alt-hint"),
					component: textInput("alt", { long: true, max: LENGTHS.alt, value: content.picture?.alt ?? "" }),
				},
				...(content.picture
					? [{ label: t("noticeboard:form.present"), component: ticks("none", [none]) }]
					: []),
			]),
		);
	},
};

export const noticeMoreSent: FormHandler<"notice-more-form"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const { noticeboard, now, t, settings } = desk;
		if (!settings) return reply(interaction, { text: t("noticeboard:reply.gone") });
		const [file] = uploaded(interaction, "picture");
		if (file) await defer(interaction);
		const tooLarge = file && file.size > PICTURE_BYTES;
		const bytes = file && !tooLarge ? await download(file.url, PICTURE_BYTES) : null;
		if (file && !bytes)
			return reply(interaction, {
				text: t(tooLarge ? "noticeboard:reply.bad-picture" : "noticeboard:reply.no-picture"),
				buttons: [button(t, "noticeboard:button.link-and-picture", "primary", "notice-more", id)],
			});
		const outcome = await noticeboard.writing.add(
			settings.guildId,
			UserId.parse(interaction.user.id),
			id,
			{
				link: written(interaction, "link"),
				alt: written(interaction, "alt"),
				picture: chosen(interaction, "none").includes("none") ? "none" : bytes,
			},
			now,
		);
		if (outcome.kind === "draft") return reply(interaction, await own(outcome.notice, desk));
		return reply(interaction, {
			text: addText(outcome, desk),
			buttons:
				outcome.kind === "gone"
					? []
					: [button(t, "noticeboard:button.link-and-picture", "primary", "notice-more", id)],
		});
	},
};

export const noticeSend: ButtonHandler<"notice-send"> = {
	access: "anyone",
	async run(interaction, [id], { noticeboard, now, t }) {
		const { guildId } = interaction;
		if (guildId === null) return reply(interaction, { text: t("noticeboard:reply.gone") });
		const userId = UserId.parse(interaction.user.id);
		const { kind } = await noticeboard.writing.send(GuildId.parse(guildId), userId, id, now);
		return reply(interaction, { text: t(`noticeboard:reply.${kind}`) });
	},
};

export const noticeWithdraw: ButtonHandler<"notice-withdraw"> = {
	access: "anyone",
	async run(interaction, [id], { t }) {
		return reply(interaction, {
			text: t("noticeboard:reply.withdraw-ask"),
			buttons: [
				button(t, "noticeboard:button.withdraw-yes", "danger", "notice-withdraw-yes", id),
				button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
			],
		});
	},
};

export const noticeWithdrawYes: ButtonHandler<"notice-withdraw-yes"> = {
	access: "anyone",
	async run(interaction, [id], { noticeboard, now, t }) {
		const { guildId } = interaction;
		if (guildId === null) return reply(interaction, { text: t("noticeboard:reply.gone") });
		const userId = UserId.parse(interaction.user.id);
		const { kind } = await noticeboard.writing.withdraw(GuildId.parse(guildId), userId, id, now);
		return reply(interaction, { text: t(`noticeboard:reply.${kind}`) });
	},
};

async function keep(interaction: ModalSubmitInteraction, id: NoticeId | null, desk: Desk): Promise<void> {
	const { noticeboard, settings, now, t } = desk;
	if (!settings) return reply(interaction, { text: t("noticeboard:reply.gone") });
	const words = noticeWords(interaction, settings.zone, now);
	if (!words) return refuse(interaction, id, t("noticeboard:reply.bad-when"), desk);
	const userId = UserId.parse(interaction.user.id);
	const outcome = await noticeboard.writing.write(settings.guildId, userId, id, words, now);
	if (outcome.kind === "draft")
		return reply(interaction, await own(outcome.notice, desk, t("noticeboard:reply.draft")));
	return refuse(interaction, id, writeText(outcome, desk), desk);
}

/** Says why, with what was written, so that it can be taken along, and the way back. */
function refuse(
	interaction: ModalSubmitInteraction,
	id: NoticeId | null,
	why: string,
	{ t }: Desk,
): Promise<void> {
	const typed = ["title", "when", "where", "audience", "text"].map((field) => written(interaction, field));
	const lines = typed
		.filter((each) => each !== "")
		.map((each) => `> ${plainLines(each, 900).replaceAll("\n", "\n> ")}`);
	return reply(interaction, {
		text: [why, t("noticeboard:reply.you-wrote"), ...lines].join("\n"),
		buttons: [
			id === null
				? button(t, "noticeboard:button.write-again", "primary", "notice-new")
				: button(t, "noticeboard:button.edit", "primary", "notice-edit", id),
		],
	});
}

function writeText(outcome: Exclude<WriteOutcome, { kind: "draft" }>, { t }: Desk): string {
	switch (outcome.kind) {
		case "empty":
			return t(`noticeboard:reply.empty.${outcome.what}`);
		case "too-long":
		case "full":
			return t(`noticeboard:reply.${outcome.kind}`, { max: outcome.max });
		case "identity-code":
			return t("prevention:personal.never");
		default:
			return t(`noticeboard:reply.${outcome.kind}`);
	}
}

function addText(outcome: Exclude<AddOutcome, { kind: "draft" }>, { t }: Desk): string {
	switch (outcome.kind) {
		case "link":
			return t(`noticeboard:reply.link.${outcome.why}`);
		case "too-long":
			return t("noticeboard:reply.too-long", { max: outcome.max });
		case "identity-code":
			return t("prevention:personal.never");
		default:
			return t(`noticeboard:reply.${outcome.kind}`);
	}
}

/** What is to be changed of a notice of one's organisation. */
async function contentOf(id: NoticeId, user: string, { settings, noticeboard, read }: Desk) {
	const userId = UserId.parse(user);
	const notice = settings && (await read((tx) => noticeboard.writing.mine(tx, settings.guildId, userId, id)));
	return notice?.proposed ?? notice?.shown;
}
