import type { Group } from "../groups/model.ts";
import type { Effect, Surface } from "../outbox/model.ts";
import type { Session } from "../sessions/model.ts";
import type { GroupId, UserId } from "../shared/ids.ts";
import type { Member } from "./model.ts";

function message(surface: Surface): Effect {
	return { kind: "message", surface };
}

export function memberEffect({ guildId }: Group, userId: UserId): Effect {
	return { kind: "member", guildId, userId };
}

/** Says whether there is room. */
export function welcomeEffect(groupId: GroupId): Effect {
	return message({ name: "group.welcome", groupId });
}

export function newcomerEffect({ groupId, userId }: Member): Effect {
	return message({ name: "member.newcomer", groupId, userId });
}

export function introductionEffect({ groupId, userId }: Member): Effect {
	return message({ name: "member.introduction", groupId, userId });
}

export function offerEffect(groupId: GroupId, userId: UserId): Effect {
	return message({ name: "member.offer", groupId, userId });
}

/** The reminders that may stand: of sessions that the group has been told of and that are not over. */
export function reminderEffects(sessions: Session[]): Effect[] {
	return sessions
		.filter(({ state }) => state === "announced" || state === "doors" || state === "live")
		.flatMap(({ id: sessionId }) =>
			(["day", "hour"] as const).map((which) => message({ name: "session.reminder", sessionId, which })),
		);
}
