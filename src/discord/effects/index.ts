import type { Effect } from "../../outbox/model.ts";
import type { Attempt, Changes, EffectDependencies } from "./effect.ts";
import { deliverEvent } from "./event.ts";
import { deliverInvite } from "./invite.ts";
import { deliverMember } from "./member.ts";
import { deliverMessage } from "./message.ts";
import { deliverPlaceEmpty, deliverPlaceRoom } from "./place.ts";
import { deliverRole } from "./role.ts";
import { deliverRoom } from "./room.ts";

/** Brings one thing in Discord to what the state says. May be repeated without harm. */
export function deliverEffect(deps: EffectDependencies, effect: Effect, attempt: Attempt): Promise<Changes> {
	switch (effect.kind) {
		case "role":
			return deliverRole(deps, effect, attempt);
		case "room":
			return deliverRoom(deps, effect, attempt);
		case "invite":
			return deliverInvite(deps, effect, attempt);
		case "member":
			return deliverMember(deps, effect);
		case "event":
			return deliverEvent(deps, effect, attempt);
		case "place-room":
			return deliverPlaceRoom(deps, effect, attempt);
		case "place-empty":
			return deliverPlaceEmpty(deps, effect, attempt);
		case "message":
			return deliverMessage(deps, effect, attempt);
	}
}
