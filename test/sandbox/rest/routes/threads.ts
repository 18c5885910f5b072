import { ChannelType, PermissionFlagsBits as P } from "discord-api-types/v10";
import { DiscordError } from "../../world/errors.ts";
import type { Channel } from "../../world/model.ts";
import { requirePermission } from "../../world/permissions.ts";
import { toApi } from "../../world/serialize.ts";
import { compareIds } from "../../world/snowflake.ts";
import type { ThreadBody } from "../../world/threads.ts";
import type { World } from "../../world/world.ts";
import type { RequestContext, Router } from "../router.ts";
import { DONE, ok, param, queryNumber } from "./read.ts";

export function addThreads(router: Router, world: World): void {
	const id = (context: RequestContext) => param(context, "channel_id");
	const create = (context: RequestContext, messageId?: string) => {
		const body = context.body as ThreadBody;
		const thread = world.threads.create(context.actorId, id(context), body, messageId);
		return { status: 201, body: toApi.channel(world, thread, context.actorId) };
	};
	router.add("POST", "/channels/{channel_id}/threads", (context) => create(context));
	router.add("POST", "/channels/{channel_id}/messages/{message_id}/threads", (context) =>
		create(context, param(context, "message_id")),
	);

	const who = (context: RequestContext) => context.params.user_id ?? context.actorId;
	for (const member of ["@me", "{user_id}"]) {
		router.add("PUT", `/channels/{channel_id}/thread-members/${member}`, (context) => {
			world.threads.addMember(context.actorId, id(context), who(context));
			return DONE;
		});
		router.add("DELETE", `/channels/{channel_id}/thread-members/${member}`, (context) => {
			world.threads.removeMember(context.actorId, id(context), who(context));
			return DONE;
		});
	}
	const members = (context: RequestContext) => {
		const thread = world.channels.get(context.actorId, id(context));
		return [...(thread.thread?.members.keys() ?? [])].map((userId) => toApi.threadMember(thread, userId));
	};
	router.add("GET", "/channels/{channel_id}/thread-members", (context) => ok(members(context)));
	router.add("GET", "/channels/{channel_id}/thread-members/{user_id}", (context) => {
		const found = members(context).find((member) => member.user_id === who(context));
		if (!found) throw new DiscordError("UnknownMember");
		return ok(found);
	});

	const listed = (context: RequestContext, threads: Channel[], limit = threads.length) => {
		const shown = threads.slice(0, limit);
		const { actorId } = context;
		return ok({
			threads: shown.map((thread) => toApi.channel(world, thread, actorId)),
			members: shown
				.filter((thread) => thread.thread?.members.has(actorId))
				.map((thread) => toApi.threadMember(thread, actorId)),
			has_more: threads.length > shown.length,
		});
	};
	router.add("GET", "/guilds/{guild_id}/threads/active", (context) =>
		listed(context, world.threads.list(context.actorId, param(context, "guild_id"), { archived: false })),
	);
	const archived = (context: RequestContext, type: ChannelType) => {
		const parent = world.channels.get(context.actorId, id(context));
		const which = { archived: true, parentId: parent.id, type };
		return world.threads.list(context.actorId, parent.guildId ?? "", which);
	};
	const kinds = { public: ChannelType.PublicThread, private: ChannelType.PrivateThread };
	for (const [name, type] of Object.entries(kinds))
		router.add("GET", `/channels/{channel_id}/threads/archived/${name}`, (context) => {
			if (type === ChannelType.PrivateThread)
				requirePermission(world, context.actorId, world.channel(id(context)), P.ManageThreads);
			const before = context.query.get("before");
			const threads = archived(context, type)
				.filter((one) => !before || Date.parse(archivedAt(one)) < Date.parse(before))
				.sort((a, b) => archivedAt(b).localeCompare(archivedAt(a)));
			return listed(context, threads, queryNumber(context, "limit", { min: 2, max: 100, or: 50 }));
		});
	// The private ones that one has joined, by id.
	router.add("GET", "/channels/{channel_id}/users/@me/threads/archived/private", (context) => {
		const before = context.query.get("before");
		const threads = archived(context, ChannelType.PrivateThread)
			.filter((one) => one.thread?.members.has(context.actorId))
			.filter((one) => !before || compareIds(one.id, before) < 0);
		return listed(context, threads, queryNumber(context, "limit", { min: 2, max: 100, or: 50 }));
	});
}

function archivedAt(thread: Channel): string {
	return thread.thread?.archive_timestamp ?? "";
}
