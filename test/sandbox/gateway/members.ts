/** The answer to "request guild members": the list in chunks of at most 1,000. */
import { GatewayIntentBits, GatewayOpcodes } from "discord-api-types/v10";
import type { Guild } from "../world/model.ts";
import { toApi } from "../world/serialize.ts";
import type { World } from "../world/world.ts";
import type { MembersRequest } from "./clientPayloads.ts";

const chunkSize = 1_000;

export class MemberRequests {
	readonly #world: World;
	readonly #pace: number;
	readonly #lastFullList = new Map<string, number>();

	constructor(world: World, pace: number) {
		this.#world = world;
		this.#pace = pace;
	}

	/** The dispatches that answer. The whole member list of a guild may be asked for once in 30 seconds. */
	answer(intents: number, request: MembersRequest): { t: string; d: object }[] {
		const retryAfter = request.query === "" && request.limit === 0 ? this.#tooSoon(request.guild_id) : 0;
		if (retryAfter > 0) {
			const meta = { guild_id: request.guild_id, nonce: request.nonce ?? null };
			const d = { opcode: GatewayOpcodes.RequestGuildMembers, retry_after: retryAfter, meta };
			return [{ t: "RATE_LIMITED", d }];
		}
		return memberChunks(this.#world, intents, request).map((d) => ({ t: "GUILD_MEMBERS_CHUNK", d }));
	}

	/** Seconds to wait; 0 notes the request as made now. */
	#tooSoon(guildId: string): number {
		const wait = 30_000 / this.#pace;
		const since = performance.now() - (this.#lastFullList.get(guildId) ?? -wait);
		if (since < wait) return (wait - since) / 1000;
		this.#lastFullList.set(guildId, performance.now());
		return 0;
	}
}

/**
 * Payloads of GUILD_MEMBERS_CHUNK for one request. The whole list (empty query, limit 0) needs the Guild Members
 * intent; a query finds by the beginning of a username or nickname; user ids find exactly.
 * @returns nothing when the request is one that Discord does not answer.
 */
function memberChunks(world: World, intents: number, request: MembersRequest): object[] {
	const guild = world.guilds.get(request.guild_id);
	if (!guild?.members.has(world.botId)) return [];
	const wholeList = request.user_ids === undefined && request.query === "" && request.limit === 0;
	if (wholeList && !(intents & GatewayIntentBits.GuildMembers)) return [];
	const ids = [request.user_ids ?? []].flat();
	const found = request.user_ids === undefined ? matching(world, guild, request) : guild.members;
	const wanted = request.user_ids === undefined ? [...found.keys()] : ids.filter((id) => found.has(id));
	const members = wanted.map((id) => toApi.member(world, guild, world.member(guild, id)));
	const chunks = Math.max(1, Math.ceil(members.length / chunkSize));
	return Array.from({ length: chunks }, (_, index) => ({
		guild_id: guild.id,
		members: members.slice(index * chunkSize, (index + 1) * chunkSize),
		chunk_index: index,
		chunk_count: chunks,
		not_found: ids.filter((id) => !guild.members.has(id)),
		...(request.nonce !== undefined && { nonce: request.nonce }),
	}));
}

function matching(world: World, guild: Guild, request: MembersRequest) {
	const query = (request.query ?? "").toLowerCase();
	const limit = request.limit || Number.POSITIVE_INFINITY;
	const hits = [...guild.members].filter(([id, member]) => {
		const names = [world.user(id).username, world.user(id).global_name, member.nick];
		return names.some((name) => name?.toLowerCase().startsWith(query));
	});
	return new Map(hits.slice(0, limit));
}
