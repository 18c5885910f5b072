import type { Temporal } from "temporal-polyfill";
import { partsOf } from "../../moderation/quietRules.ts";
import { type GuildId, TalkRoom, type UserId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import { serverPermissions, standsAbove } from "../effective.ts";
import { isForbidden, NotAllowed, unlessGone } from "../failure.ts";
import { lacking, type NeededPermission } from "../permissions.ts";
import type { Hush } from "../rights.ts";
import type { EffectDependencies } from "./effect.ts";

/** Who may not write or speak in the room of this name now; nobody where people do not talk. */
export async function silentIn(
	{ state }: EffectDependencies,
	tx: Tx,
	guildId: GuildId,
	key: string,
	now: Temporal.Instant,
): Promise<Omit<Hush, "held">> {
	const room = TalkRoom.safeParse(key).data;
	if (room === undefined) return { quiet: false, listeners: [] };
	const parts = partsOf(room);
	const where =
		parts.kind === "room"
			? { groupId: parts.groupId, placeId: null }
			: { groupId: null, placeId: parts.placeId };
	return {
		quiet: (await state.quiets.ofRoom(tx, room, now)) !== undefined,
		listeners: await state.steps.listeners(tx, guildId, where, now),
	};
}

/** The same with what the bot can do about it, which Discord is asked for only when it matters. */
export async function hushOf(
	deps: EffectDependencies,
	guildId: GuildId,
	silent: Omit<Hush, "held">,
): Promise<Hush> {
	const matters = silent.quiet || silent.listeners.length > 0;
	return { ...silent, held: matters ? await heldBy(deps, guildId) : 0n };
}

/** What the bot may do on the server. */
export async function heldBy({ api, botId }: EffectDependencies, guildId: GuildId): Promise<bigint> {
	return serverPermissions(await api.guild(guildId), await api.member(guildId, botId()));
}

/**
 * What Discord answers; when it forbids, why, as far as that can be told.
 * @throws NotAllowed when the bot lacks the permission on the server, or the person stands above it
 */
export async function allowed<T>(
	{ api, botId }: EffectDependencies,
	{ guildId, permission, userId }: { guildId: GuildId; permission: NeededPermission; userId: UserId | null },
	request: () => Promise<T>,
): Promise<T> {
	try {
		return await request();
	} catch (error) {
		if (!isForbidden(error)) throw error;
		const guild = await api.guild(guildId);
		const bot = await api.member(guildId, botId());
		if (lacking(serverPermissions(guild, bot)).includes(permission)) throw new NotAllowed(permission);
		const member = userId === null ? undefined : await unlessGone(api.member(guildId, userId));
		if (member && (guild.owner_id === userId || !standsAbove(guild, bot, member.roles)))
			throw new NotAllowed("above");
		throw error;
	}
}
