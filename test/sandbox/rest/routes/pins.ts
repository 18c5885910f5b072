import { toApi } from "../../world/serialize.ts";
import type { World } from "../../world/world.ts";
import type { Handler, Router } from "../router.ts";
import { DONE, ok, param, queryNumber } from "./read.ts";

/** Pins at their newer address (`/messages/pins`) and the older one (`/pins`). */
export function addPins(router: Router, world: World): void {
	const pin: Handler = (context) => {
		world.pins.pin(context.actorId, param(context, "channel_id"), param(context, "message_id"));
		return DONE;
	};
	const unpin: Handler = (context) => {
		world.pins.unpin(context.actorId, param(context, "channel_id"), param(context, "message_id"));
		return DONE;
	};
	for (const base of ["/channels/{channel_id}/messages/pins", "/channels/{channel_id}/pins"]) {
		router.add("PUT", `${base}/{message_id}`, pin);
		router.add("DELETE", `${base}/{message_id}`, unpin);
	}
	router.add("GET", "/channels/{channel_id}/pins", (context) => {
		const pins = world.pins.list(context.actorId, param(context, "channel_id"));
		return ok(pins.slice(0, 50).map((message) => toApi.message(world, message, context.actorId)));
	});
	router.add("GET", "/channels/{channel_id}/messages/pins", (context) => {
		const limit = queryNumber(context, "limit", { min: 1, max: 50, or: 50 });
		const before = context.query.get("before");
		const pins = world.pins
			.list(context.actorId, param(context, "channel_id"))
			.filter((one) => before === null || Date.parse(one.pinnedAt ?? "") < Date.parse(before));
		const items = pins.slice(0, limit).map((one) => ({
			pinned_at: one.pinnedAt,
			message: toApi.message(world, one, context.actorId),
		}));
		return ok({ items, has_more: pins.length > limit });
	});
}
