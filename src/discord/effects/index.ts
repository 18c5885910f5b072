import type { Effect } from "../../outbox/model.ts";
import { deliverInvitesPause, deliverNewcomer, deliverWaitingRole } from "./arrivals.ts";
import { deliverAutomod } from "./automod.ts";
import type { Attempt, Changes, EffectDependencies } from "./effect.ts";
import { deliverEvent } from "./event.ts";
import { deliverInvite } from "./invite.ts";
import { deliverListening, deliverVoices } from "./listening.ts";
import { deliverMember } from "./member.ts";
import { deliverMessage } from "./message.ts";
import { deliverPlaceEmpty, deliverPlaceRoom } from "./place.ts";
import { deliverBan, deliverTimeOut } from "./restraint.ts";
import { deliverRole } from "./role.ts";
import { deliverRoom } from "./room.ts";
import { deliverHide, deliverSlow } from "./tempering.ts";

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
		case "automod":
			return deliverAutomod(deps, effect);
		case "invites-pause":
			return deliverInvitesPause(deps, effect, attempt);
		case "waiting-role":
			return deliverWaitingRole(deps, effect, attempt);
		case "newcomer":
			return deliverNewcomer(deps, effect, attempt);
		case "time-out":
			return deliverTimeOut(deps, effect, attempt);
		case "ban":
			return deliverBan(deps, effect, attempt);
		case "listening":
			return deliverListening(deps, effect, attempt);
		case "voices":
			return deliverVoices(deps, effect, attempt);
		case "slow":
			return deliverSlow(deps, effect, attempt);
		case "hide":
			return deliverHide(deps, effect, attempt);
		case "message":
			return deliverMessage(deps, effect, attempt);
	}
}
