import { type AutoModerationActionExecution, AutoModerationActionType } from "discord.js";
import type { AutomodLooker } from "../src/discord/automodLook.ts";
import type { AutomodService } from "../src/prevention/automodService.ts";
import type { Clock } from "../src/shared/clock.ts";
import { ChannelId, GuildId, UserId } from "../src/shared/ids.ts";

/**
 * AutoMod has stopped a message. Discord tells of each action of a rule by itself: the blocking stands for all. Without
 * the Message Content intent, what was written is not told; that of others' rules is others' matter.
 */
export async function autoModerationActionExecution(
	{ guild, action, ruleId, userId, channelId }: AutoModerationActionExecution,
	{ automod, looker, clock }: { automod: AutomodService; looker: AutomodLooker; clock: Clock },
): Promise<void> {
	if (action.type !== AutoModerationActionType.BlockMessage) return;
	const guildId = GuildId.parse(guild.id);
	const rule = await looker.ruleOf(guildId, ruleId);
	if (!rule) return;
	const where = channelId === null ? null : ChannelId.parse(channelId);
	await automod.hit({ guildId, userId: UserId.parse(userId), channelId: where, rule: rule.key }, clock.now());
}
