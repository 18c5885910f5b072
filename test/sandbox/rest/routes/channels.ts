import type { ChannelBody } from "../../world/channels.ts";
import type { OverwriteBody } from "../../world/overwrites.ts";
import { toApi } from "../../world/serialize.ts";
import type { ThreadEdit } from "../../world/threads.ts";
import type { World } from "../../world/world.ts";
import type { RequestContext, Router } from "../router.ts";
import { DONE, ok, param } from "./read.ts";

export function addChannels(router: Router, world: World): void {
	const id = (context: RequestContext) => param(context, "channel_id");
	const overwrite = (context: RequestContext) => param(context, "overwrite_id");

	router.add("GET", "/channels/{channel_id}", (context) => {
		const channel = world.channels.get(context.actorId, id(context));
		return ok(toApi.channel(world, channel, context.actorId));
	});
	router.add("PATCH", "/channels/{channel_id}", (context) => {
		const { actorId, body } = context;
		const channel = world.channel(id(context)).thread
			? world.threads.edit(actorId, id(context), body as ThreadEdit)
			: world.channels.edit(actorId, id(context), body as ChannelBody);
		return ok(toApi.channel(world, channel, actorId));
	});
	router.add("DELETE", "/channels/{channel_id}", (context) => {
		const channel = world.channels.delete(context.actorId, id(context));
		return ok(toApi.channel(world, channel, context.actorId));
	});
	router.add("PUT", "/channels/{channel_id}/permissions/{overwrite_id}", (context) => {
		const { actorId, body } = context;
		world.channels.setOverwrite(actorId, id(context), overwrite(context), body as OverwriteBody);
		return DONE;
	});
	router.add("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}", (context) => {
		world.channels.deleteOverwrite(context.actorId, id(context), overwrite(context));
		return DONE;
	});
	router.add("PUT", "/channels/{channel_id}/voice-status", (context) => {
		const { status } = context.body as { status?: string | null };
		world.channels.setStatus(context.actorId, id(context), status ?? null);
		return DONE;
	});
	router.add("POST", "/channels/{channel_id}/typing", (context) => {
		world.messages.typing(context.actorId, id(context));
		return DONE;
	});
}
