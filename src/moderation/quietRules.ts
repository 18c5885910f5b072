import { Temporal } from "temporal-polyfill";
import type { GuildId, QuietId, TalkRoom } from "../shared/ids.ts";
import { GroupId, PlaceId } from "../shared/ids.ts";
import { reached } from "../shared/time.ts";

/** A room in which only staff write and speak for a while. It keeps nothing on who wanted it. */
export interface Quiet {
	id: QuietId;
	guildId: GuildId;
	room: TalkRoom;
	startedAt: Temporal.Instant;
	until: Temporal.Instant;
	endedAt: Temporal.Instant | null;
}

export const QUIET_MINUTES = 5;
/** From now: it cannot be prolonged further than that. */
export const QUIET_MOST_MINUTES = 30;

export function isQuiet(
	{ endedAt, until }: Pick<Quiet, "endedAt" | "until">,
	now: Temporal.Instant,
): boolean {
	return endedAt === null && !reached(now, until);
}

/** Until when it holds when it is prolonged. */
export function prolonged({ until }: Pick<Quiet, "until">, now: Temporal.Instant): Temporal.Instant {
	const wanted = until.add({ minutes: QUIET_MINUTES });
	const most = now.add({ minutes: QUIET_MOST_MINUTES });
	const least = Temporal.Instant.compare(wanted, most) < 0 ? wanted : most;
	return Temporal.Instant.compare(least, until) < 0 ? until : least;
}

/** A room's name taken apart. */
export function partsOf(
	room: TalkRoom,
):
	| { kind: "room"; groupId: GroupId; room: "discussion" | "questions" | "voice" }
	| { kind: "place-room"; placeId: PlaceId; room: "discussion" | "voice" } {
	const [of, number, name] = room.split("/");
	if (of === "group")
		return {
			kind: "room",
			groupId: GroupId.parse(Number(number)),
			room: name as "discussion" | "questions" | "voice",
		};
	return { kind: "place-room", placeId: PlaceId.parse(Number(number)), room: name as "discussion" | "voice" };
}
