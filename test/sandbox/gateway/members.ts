/** The answer to "request guild members": the list in chunks of at most 1,000. */
import { GatewayIntentBits } from "discord-api-types/v10";
import type { Guild } from "../world/model.ts";
import { toApi } from "../world/serialize.ts";
import type { World } from "../world/world.ts";
import type { MembersRequest } from "./clientPayloads.ts";

const chunkSize = 1_000;

/**
 * Payloads of GUILD_MEMBERS_CHUNK for one request. The whole list (empty query, limit 0) needs the Guild Members
 * intent; a query finds by the beginning of a username or nickname; user ids find exactly.
 * @returns nothing when the request is one that Discord does not answer.
 */
export function memberChunks(world: World, intents: number, request: MembersRequest): object[] {
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
