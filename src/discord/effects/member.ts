import type { APIGuildMember } from "discord.js";
import type { Effect } from "../../outbox/model.ts";
import type { GuildId } from "../../shared/ids.ts";
import { standsAbove } from "../effective.ts";
import { isForbidden, unlessGone } from "../failure.ts";
import { resourceKey } from "../resourceKeys.ts";
import type { Changes, EffectDependencies } from "./effect.ts";

/**
 * A person's group roles and server nickname. Somebody who left the groups keeps the nickname: taking it away would
 * show their account's own name beside everything they wrote.
 */
export async function deliverMember(
	deps: EffectDependencies,
	{ guildId, userId }: Extract<Effect, { kind: "member" }>,
): Promise<Changes> {
	const { api, state, transact } = deps;
	const { memberships, roles } = await transact(async (tx) => ({
		memberships: await state.members.groupsOf(tx, guildId, userId),
		roles: (await state.resources.list(tx, "group/")).filter(
			(resource) => resource.key.endsWith("/role") && resource.guildId === guildId,
		),
	}));
	const member = await unlessGone(api.member(guildId, userId));
	// Not on the server: nothing to bring in step.
	if (!member) return {};
	const wanted = new Set(memberships.map(({ groupId }) => resourceKey.role(groupId)));
	for (const { key, discordId } of roles) {
		const has = member.roles.includes(discordId);
		if (wanted.has(key) && !has) await api.giveRole(guildId, userId, discordId);
		if (!wanted.has(key) && has) await unlessGone(api.takeRole(guildId, userId, discordId));
	}
	const nickname = memberships[0]?.nickname;
	if (nickname !== undefined && member.nick !== nickname)
		await rename(deps, guildId, userId, member, nickname);
	return {};
}

/** Discord lets nobody rename the owner, nor those who stand above: they keep the name they have. */
async function rename(
	{ api, botId }: EffectDependencies,
	guildId: GuildId,
	userId: string,
	member: APIGuildMember,
	nickname: string,
): Promise<void> {
	try {
		await unlessGone(api.setNickname(guildId, userId, nickname));
	} catch (error) {
		if (!isForbidden(error) || !(await cannotBeRenamed())) throw error;
	}

	async function cannotBeRenamed(): Promise<boolean> {
		const guild = await api.guild(guildId);
		const bot = await api.member(guildId, botId());
		return guild.owner_id === userId || !standsAbove(guild, bot, member.roles);
	}
}
