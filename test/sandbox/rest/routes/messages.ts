import type { MessageBody } from "../../world/messages.ts";
import { toApi } from "../../world/serialize.ts";
import type { World } from "../../world/world.ts";
import type { RequestContext, Router } from "../router.ts";
import { DONE, ok, param, queryNumber } from "./read.ts";

export function addMessages(router: Router, world: World): void {
	const channelId = (context: RequestContext) => param(context, "channel_id");
	const messageId = (context: RequestContext) => param(context, "message_id");

	router.add("GET", "/channels/{channel_id}/messages", (context) => {
		const page = {
			before: context.query.get("before") ?? undefined,
			after: context.query.get("after") ?? undefined,
			around: context.query.get("around") ?? undefined,
			limit: queryNumber(context, "limit", { min: 1, max: 100, or: 50 }),
		};
		const messages = world.messages.list(context.actorId, channelId(context), page);
		return ok(messages.map((message) => toApi.message(world, message, context.actorId)));
	});
	router.add("GET", "/channels/{channel_id}/messages/{message_id}", (context) => {
		const message = world.messages.get(context.actorId, channelId(context), messageId(context));
		return ok(toApi.message(world, message, context.actorId));
	});
	router.add("POST", "/channels/{channel_id}/messages", (context) => {
		const { actorId, body, files } = context;
		const message = world.messages.create(actorId, channelId(context), body as MessageBody, { files });
		const nonce = message.nonce === null ? {} : { nonce: message.nonce };
		return ok({ ...toApi.message(world, message, actorId), ...nonce });
	});
	router.add("PATCH", "/channels/{channel_id}/messages/{message_id}", (context) => {
		const { actorId, body, files } = context;
		const place = [channelId(context), messageId(context)] as const;
		const message = world.messages.edit(actorId, ...place, body as MessageBody, { files });
		return ok(toApi.message(world, message, actorId));
	});
	router.add("DELETE", "/channels/{channel_id}/messages/{message_id}", (context) => {
		world.messages.delete(context.actorId, channelId(context), messageId(context));
		return DONE;
	});
	router.add("POST", "/channels/{channel_id}/messages/bulk-delete", (context) => {
		const { messages } = context.body as { messages: string[] };
		world.messages.bulkDelete(context.actorId, channelId(context), messages);
		return DONE;
	});
}
