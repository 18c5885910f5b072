import type { Guild } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { unlessGone } from "../../src/discord/failure.ts";
import type { DecideOutcome, Who } from "../../src/moderation/stepOutcomes.ts";
import type { ChannelId, UserId } from "../../src/shared/ids.ts";
import { mayUse } from "../access.ts";
import { viewerOf } from "../case/case.ts";
import type { StaffDesk } from "../desk.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { decisionIn, stepForm } from "./form.ts";

export const step: ButtonHandler<"step"> = {
	access: "staff",
	async run(interaction, [caseId], desk) {
		const { steps, settings, now, t } = desk;
		const viewer = viewerOf(interaction.member, desk);
		const choices = await steps.choices(settings.guildId, caseId, viewer, now);
		if (choices.kind !== "choices")
			return reply(interaction, { text: t(`moderation:step.reply.${choices.kind}`) });
		if (choices.offered.length === 0) return reply(interaction, { text: t("moderation:step.reply.nothing") });
		await interaction.showModal(stepForm(customId("step-form", caseId), choices, desk));
	},
};

export const stepSent: FormHandler<"step-form"> = {
	access: "staff",
	async run(interaction, [caseId], desk) {
		const { steps, moderation, settings, now, t } = desk;
		const decision = decisionIn(interaction);
		if (!decision) return reply(interaction, { text: t("moderation:step.reply.no-kind") });
		const viewer = viewerOf(interaction.member, desk);
		const subject = await desk.read(async (tx) => (await moderation.find(tx, caseId))?.subject ?? null);
		const about = { isStaff: await isStaff(interaction.guild, subject, desk) };
		const outcome = await steps.decide(settings.guildId, caseId, viewer, decision, about, now);
		return reply(interaction, { text: decided(outcome, desk) });
	},
};

export const stepAboutSent: FormHandler<"step-about-form"> = {
	access: "staff",
	async run(interaction, [subject, channelId], desk) {
		const { steps, settings, now, t } = desk;
		const decision = decisionIn(interaction);
		if (!decision) return reply(interaction, { text: t("moderation:step.reply.no-kind") });
		const who = await whoIs(interaction.guild, subject, channelId, desk);
		const viewer = viewerOf(interaction.member, desk);
		const outcome = await steps.decideAbout(settings.guildId, who, viewer, decision, now);
		return reply(interaction, { text: decided(outcome, desk) });
	},
};

export const stepAgree: ButtonHandler<"step-agree"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const { steps, settings, now, t } = desk;
		const asked = await desk.read((tx) => steps.inForce.find(tx, id));
		const about = { isStaff: await isStaff(interaction.guild, asked?.subject ?? null, desk) };
		const viewer = viewerOf(interaction.member, desk);
		const { kind } = await steps.agree(settings.guildId, id, viewer, about, now);
		return reply(interaction, { text: t(`moderation:step.reply.${kind}`) });
	},
};

export const stepUndo: ButtonHandler<"step-undo"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const { steps, settings, now, t } = desk;
		const { kind } = await steps.undo(settings.guildId, id, viewerOf(interaction.member, desk), now);
		return reply(interaction, { text: t(`moderation:step.reply.${kind}`) });
	},
};

/**
 * Somebody, and where they are: of the channel in which staff act, else of the only group to which the person belongs.
 */
export async function whoIs(
	guild: Guild,
	subject: UserId,
	channelId: ChannelId,
	desk: StaffDesk,
): Promise<Who> {
	const around = await desk.where(channelId);
	const staff = await isStaff(guild, subject, desk);
	const audience = staff ? "coordinator" : "staff";
	if (around.groupId !== null || around.placeId !== null) return { subject, where: around, audience };
	const groups = await desk.read((tx) => desk.members.groupsOf(tx, desk.settings.guildId, subject));
	const groupId = groups.length === 1 ? (groups[0]?.groupId ?? null) : null;
	// Nothing is known of a channel in which something happened: staff act from their own.
	return { subject, where: { groupId, placeId: null, channelId: null }, audience };
}

/** Whether somebody is of the staff now; Discord is asked. */
async function isStaff(guild: Guild, userId: UserId | null, { settings }: StaffDesk): Promise<boolean> {
	const member = userId === null ? undefined : await unlessGone(guild.members.fetch(userId));
	return member !== undefined && mayUse("staff", member, settings);
}

function decided(outcome: DecideOutcome, { t }: StaffDesk): string {
	switch (outcome.kind) {
		case "decided":
			return t("moderation:step.reply.decided", {
				kind: t(`moderation:step.kind.${outcome.step.kind}`),
			});
		case "too-long":
			return t("moderation:step.reply.too-long", { max: outcome.max });
		default:
			return t(`moderation:step.reply.${outcome.kind}`);
	}
}
