import type { Message, ModalSubmitInteraction } from "discord.js";
import { Temporal } from "temporal-polyfill";
import { customId } from "../../src/discord/customIds.ts";
import { isForbidden, isGone } from "../../src/discord/failure.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Before, Reported } from "../../src/moderation/model.ts";
import { ChannelId, GroupId, GuildId, PlaceId, UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import type { Desk, StaffDesk } from "../desk.ts";
import type { ButtonHandler, FormHandler, Menu } from "../kinds.ts";
import { defer, reply } from "../reply.ts";
import { handOver, reportForm, whomOf, wordsOf } from "./form.ts";

/** How many messages before a reported one are pointed at. */
const BEFORE = 5;
const COPY_LENGTH = 4000;

/** In the menu of a message: what it says comes with the press, and is kept from then on. */
export const reportMessage: Menu = {
	name: "message",
	async run(interaction, { moderation, now, t }) {
		const { targetMessage: message, user, guildId } = interaction;
		if (message.author.id === user.id) {
			const buttons = [button(t, "help:button.help", "primary", "help")];
			return reply(interaction, { text: t("moderation:reply.self"), buttons });
		}
		const draft = await moderation.draft(
			GuildId.parse(guildId),
			UserId.parse(user.id),
			reportedOf(message, interaction.channelId),
			now,
		);
		await interaction.showModal(reportForm(customId("report-message-form", draft), t, "message"));
	},
};

/** In the menu of a person. */
export const reportPerson: Menu = {
	name: "person",
	async run(interaction, { t }) {
		const { targetUser: target, user } = interaction;
		if (target.id === user.id) {
			const buttons = [button(t, "help:button.help", "primary", "help")];
			return reply(interaction, { text: t("moderation:reply.self"), buttons });
		}
		const id = customId("report-person-form", UserId.parse(target.id));
		await interaction.showModal(reportForm(id, t, "person"));
	},
};

export const report: ButtonHandler<"report"> = {
	access: "anyone",
	async run(interaction, [kind, id], { t }) {
		await interaction.showModal(reportForm(customId("report-form", kind, id), t, "place"));
	},
};

export const reportPlaceForm: FormHandler<"report-form"> = {
	access: "anyone",
	async run(interaction, [kind, id], desk) {
		const here = await onServer(interaction, desk);
		if (!here) return;
		const { groups, openings, settings } = here.desk;
		const groupId = kind === "group" ? GroupId.parse(id) : null;
		const placeId = kind === "place" ? PlaceId.parse(id) : null;
		const group = groupId && (await groups.get(groupId));
		const place = placeId && (await desk.read((tx) => openings.place(tx, placeId)));
		const isHere = (of: { guildId: string } | null | undefined) => of?.guildId === settings.guildId;
		await defer(interaction);
		return handOver(
			here.interaction,
			{
				...wordsOf(interaction),
				subject: whomOf(interaction),
				where: {
					groupId: isHere(group) ? groupId : null,
					placeId: isHere(place) ? placeId : null,
					channelId: ChannelId.safeParse(interaction.channelId).data ?? null,
				},
				message: null,
			},
			here.desk,
		);
	},
};

export const reportPersonForm: FormHandler<"report-person-form"> = {
	access: "anyone",
	async run(interaction, [subject], desk) {
		const here = await onServer(interaction, desk);
		if (!here) return;
		await defer(interaction);
		return handOver(
			here.interaction,
			{
				...wordsOf(interaction),
				subject,
				where: {
					groupId: null,
					placeId: null,
					channelId: ChannelId.safeParse(interaction.channelId).data ?? null,
				},
				message: null,
			},
			here.desk,
		);
	},
};

export const reportMessageForm: FormHandler<"report-message-form"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const here = await onServer(interaction, desk);
		if (!here) return;
		const { settings, moderation, t } = here.desk;
		const reported = await moderation.drafted(settings.guildId, UserId.parse(interaction.user.id), id);
		if (!reported) return reply(interaction, { text: t("moderation:reply.draft-gone") });
		await defer(interaction);
		return handOver(
			here.interaction,
			{
				...wordsOf(interaction),
				subject: reported.author,
				where: { groupId: null, placeId: null, channelId: reported.channelId },
				message: { reported, before: await beforeOf(here.interaction, reported) },
			},
			here.desk,
		);
	},
};

/** Reports are of a server that is set up: said to the person otherwise. */
async function onServer(
	interaction: ModalSubmitInteraction,
	desk: Desk,
): Promise<{ interaction: ModalSubmitInteraction<"cached">; desk: StaffDesk } | undefined> {
	const { settings, t } = desk;
	if (interaction.inCachedGuild() && settings) return { interaction, desk: { ...desk, settings } };
	await reply(interaction, { text: t("replies:common.only-on-server") });
	return undefined;
}

function reportedOf(message: Message, channelId: string): Reported {
	const { author, attachments, createdTimestamp } = message;
	const forwarded = message.messageSnapshots.first()?.content ?? "";
	return {
		channelId: ChannelId.parse(channelId),
		messageId: message.id,
		author: author.bot ? null : UserId.parse(author.id),
		sentAt: iso(Temporal.Instant.fromEpochMilliseconds(createdTimestamp)),
		copy: [message.content, forwarded]
			.filter((text) => text !== "")
			.join("\n")
			.slice(0, COPY_LENGTH),
		files: attachments.size,
	};
}

/** What stood before it, oldest first. Without it a report is as good, so nothing waits for it that may not be read. */
async function beforeOf(
	{ guild }: ModalSubmitInteraction<"cached">,
	{ channelId, messageId }: Reported,
): Promise<Before> {
	try {
		const channel = await guild.channels.fetch(channelId);
		if (!channel?.isTextBased()) return [];
		const messages = await channel.messages.fetch({ before: messageId, limit: BEFORE, cache: false });
		return [...messages.values()].reverse().map(({ id, author, createdTimestamp, content }) => ({
			messageId: id,
			authorId: author.bot ? null : author.id,
			sentAt: iso(Temporal.Instant.fromEpochMilliseconds(createdTimestamp)),
			text: content.slice(0, 200),
		}));
	} catch (error) {
		if (isForbidden(error) || isGone(error)) return [];
		throw error;
	}
}
