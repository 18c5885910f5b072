import { linkButtons, noticeText, pictureFile, shortText } from "../../src/discord/views/noticeboard.ts";
import { clip } from "../../src/discord/views/text.ts";
import { button, view } from "../../src/discord/views/view.ts";
import { GuildId, type NoticeId } from "../../src/shared/ids.ts";
import { mayUse } from "../access.ts";
import type { Desk } from "../desk.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { titled } from "./mine.ts";

const PAGE = 5;

/** What is on the board, five at a time, in order of date. */
export const noticeBrowse: ButtonHandler<"notice-browse"> = {
	access: "anyone",
	async run(interaction, [page], { noticeboard, read, now, t }) {
		const all = interaction.guildId
			? await read((tx) => noticeboard.onBoard(tx, GuildId.parse(interaction.guildId), now))
			: [];
		const first = Math.min(page * PAGE, Math.max(0, all.length - 1));
		const shown = all.slice(first, first + PAGE);
		if (shown.length === 0) return reply(interaction, { text: t("noticeboard:board.empty") });
		const at = Math.floor(first / PAGE);
		return reply(interaction, {
			text: t("noticeboard:browse.title", { from: first + 1, to: first + shown.length, count: all.length }),
			preview: view([
				shown.map((notice) => shortText(t, notice)).join("\n"),
				shown.map(({ id, shown: { title } }) => titled(clip(title, 80), "notice-read", id)),
				[
					...(at > 0 ? [button(t, "noticeboard:button.earlier", "secondary", "notice-browse", at - 1)] : []),
					...(first + PAGE < all.length
						? [button(t, "noticeboard:button.later", "secondary", "notice-browse", at + 1)]
						: []),
				],
			]),
		});
	},
};

/** One notice, with its picture. */
export const noticeRead: ButtonHandler<"notice-read"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const { t } = desk;
		const found = await standing(id, interaction.guildId, desk);
		if (!found) return reply(interaction, { text: t("noticeboard:reply.over") });
		const { shown, organisation, revision } = found;
		const image = await desk.read((tx) => desk.noticeboard.picture(tx, shown));
		const coordinates =
			interaction.inCachedGuild() &&
			desk.settings !== undefined &&
			mayUse("coordinator", interaction.member, desk.settings);
		return reply(interaction, {
			text: noticeText(t, organisation, shown),
			...(image && { picture: { ...pictureFile(id, image), alt: shown.picture?.alt ?? "" } }),
			buttons: [
				...linkButtons(t, shown),
				button(t, "noticeboard:button.back", "secondary", "notice-browse", 0),
				...(coordinates
					? [button(t, "noticeboard:button.remove", "danger", "notice-answer", id, revision, "remove")]
					: []),
			],
		});
	},
};

async function standing(id: NoticeId, guildId: string | null, { noticeboard, read, now }: Desk) {
	if (guildId === null) return undefined;
	const all = await read((tx) => noticeboard.onBoard(tx, GuildId.parse(guildId), now));
	return all.find((notice) => notice.id === id);
}
