import { ButtonBuilder, ButtonStyle } from "discord.js";
import { type Action, type ActionArguments, customId } from "../../src/discord/customIds.ts";
import { linkButtons, noticeText, pictureFile } from "../../src/discord/views/noticeboard.ts";
import { clip, plain, plainLines } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Notice } from "../../src/noticeboard/model.ts";
import { personalIn } from "../../src/noticeboard/service.ts";
import { GuildId, UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import type { ButtonHandler } from "../kinds.ts";
import { mayPost, personalLines } from "../personal.ts";
import { type Reply, reply } from "../reply.ts";

const PAGE = 4;

/** A button with somebody's own words on it. */
export function titled<A extends Action>(
	label: string,
	action: A,
	...args: ActionArguments<A>
): ButtonBuilder {
	return new ButtonBuilder()
		.setLabel(label)
		.setStyle(ButtonStyle.Secondary)
		.setCustomId(customId(action, ...args));
}

/** The notices of one's organisation, four at a time. */
export const noticeMine: ButtonHandler<"notice-mine"> = {
	access: "anyone",
	async run(interaction, [page], { noticeboard, now, t }) {
		const { guildId } = interaction;
		const all =
			guildId === null
				? undefined
				: await noticeboard.ofOrganisation(GuildId.parse(guildId), UserId.parse(interaction.user.id), now);
		if (!all) return reply(interaction, { text: t("noticeboard:reply.no-partner") });
		const from = page * PAGE;
		const shown = all.slice(from, from + PAGE);
		if (shown.length === 0) return reply(interaction, { text: t("noticeboard:reply.none-of-ours") });
		return reply(interaction, {
			text: [t("noticeboard:mine.title"), ...shown.map((notice) => `- ${stateLine(notice, t)}`)].join("\n"),
			buttons: [
				...shown.map((notice) => titled(clip(titleOf(notice), 80), "notice-manage", notice.id)),
				...(from + PAGE < all.length
					? [button(t, "noticeboard:button.later", "secondary", "notice-mine", page + 1)]
					: []),
			],
		});
	},
};

export const noticeManage: ButtonHandler<"notice-manage"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const { guildId } = interaction;
		const notice =
			guildId === null
				? undefined
				: await desk.read((tx) =>
						desk.noticeboard.writing.mine(tx, GuildId.parse(guildId), UserId.parse(interaction.user.id), id),
					);
		if (!notice) return reply(interaction, { text: desk.t("noticeboard:reply.gone") });
		return reply(interaction, await own(notice, desk));
	},
};

/** A notice as its organisation sees it, with what can be done. `lead`: said first. */
export async function own(notice: Notice, desk: Desk, lead?: string): Promise<Reply> {
	const { t, read, noticeboard } = desk;
	const { id, organisation, shown, proposed, state, word } = notice;
	const content = proposed ?? shown;
	if (!content) return { text: t("noticeboard:reply.gone") };
	const image = await read((tx) => noticeboard.picture(tx, content));
	const personal = state === "draft" ? personalIn(content) : [];
	const sends = state === "draft" && mayPost(personal);
	return {
		text: [
			...(lead === undefined ? [] : [lead]),
			...personalLines(personal, t),
			stateLine(notice, t),
			...(word === "" ? [] : [`> ${plainLines(word, 700).replaceAll("\n", "\n> ")}`]),
			noticeText(t, organisation, content),
			...(content.picture ? [t("noticeboard:review.alt", { alt: plain(content.picture.alt, 300) })] : []),
		].join("\n"),
		...(image && { picture: { ...pictureFile(id, image), alt: content.picture?.alt ?? "" } }),
		buttons: [
			...(sends ? [button(t, "noticeboard:button.send", "primary", "notice-send", id)] : []),
			button(t, "noticeboard:button.edit", "secondary", "notice-edit", id),
			button(t, "noticeboard:button.link-and-picture", "secondary", "notice-more", id),
			button(t, "noticeboard:button.withdraw", "danger", "notice-withdraw", id),
			...linkButtons(t, content),
		],
	};
}

function stateLine(notice: Notice, t: Desk["t"]): string {
	const { shown, state } = notice;
	const where = state === "approved" ? "none" : state;
	return t(shown ? `noticeboard:state.shown-${where}` : `noticeboard:state.${where}`, {
		title: plain(titleOf(notice), 120),
	});
}

function titleOf({ shown, proposed }: Notice): string {
	return (proposed ?? shown)?.title ?? "–";
}
