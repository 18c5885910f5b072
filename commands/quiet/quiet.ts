import type { RepliableInteraction } from "discord.js";
import { quietButtons } from "../../src/discord/views/quiet.ts";
import { channel, hour } from "../../src/discord/views/text.ts";
import type { TalkRoom } from "../../src/shared/ids.ts";
import { viewerOf } from "../case/case.ts";
import type { StaffDesk } from "../desk.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

/** Makes a room quiet for whoever of the staff asks. */
export async function startQuiet(
	interaction: RepliableInteraction<"cached">,
	room: TalkRoom | undefined,
	{ quiets, settings, channelOf, now, t }: StaffDesk,
): Promise<void> {
	if (room === undefined) return reply(interaction, { text: t("moderation:quiet.reply.not-ours") });
	const outcome = await quiets.start(settings.guildId, room, now);
	if (outcome.kind === "not-found")
		return reply(interaction, { text: t("moderation:quiet.reply.not-found") });
	const { quiet } = outcome;
	const id = await channelOf(room);
	const model = { until: hour(quiet.until), room: id === null ? "—" : channel(id) };
	return reply(interaction, {
		text: t(`moderation:quiet.reply.${outcome.kind}`, model),
		buttons: quietButtons(t, quiet),
	});
}

export const quietButton: ButtonHandler<"quiet"> = {
	access: "staff",
	run: (interaction, [room], desk) => startQuiet(interaction, room, desk),
};

export const quietCase: ButtonHandler<"quiet-case"> = {
	access: "staff",
	async run(interaction, [caseId], desk) {
		const { moderation, settings } = desk;
		const one = await moderation.visible(settings.guildId, caseId, viewerOf(interaction.member, desk));
		const channelId = one?.where.channelId;
		const room = channelId ? await desk.talkRoom(settings.guildId, channelId) : undefined;
		return startQuiet(interaction, room, desk);
	},
};

export const quietMore: ButtonHandler<"quiet-more"> = {
	access: "staff",
	async run(interaction, [id], { quiets, settings, now, t }) {
		const outcome = await quiets.prolong(settings.guildId, id, now);
		if (outcome.kind === "over") return reply(interaction, { text: t("moderation:quiet.reply.over") });
		const { quiet, kind } = outcome;
		return reply(interaction, {
			text: t(`moderation:quiet.reply.${kind}`, { until: hour(quiet.until) }),
			buttons: quietButtons(t, quiet),
		});
	},
};

export const quietEnd: ButtonHandler<"quiet-end"> = {
	access: "staff",
	async run(interaction, [id], { quiets, settings, now, t }) {
		const { kind } = await quiets.end(settings.guildId, id, now);
		return reply(interaction, { text: t(`moderation:quiet.reply.${kind}`) });
	},
};
