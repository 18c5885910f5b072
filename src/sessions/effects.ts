import { type Effect, Room, type Surface } from "../outbox/model.ts";
import type { Session } from "./model.ts";

const message = (surface: Surface): Effect => ({ kind: "message", surface });

/** What may look different after any change of a session. */
export function sessionEffects({ id, groupId }: Session): Effect[] {
	return [
		{ kind: "room", groupId, room: "voice" },
		message({ name: "session.card", sessionId: id }),
		message({ name: "session.staff", sessionId: id }),
		message({ name: "session.understaffed", sessionId: id }),
	];
}

/** What tells of the series as a whole: the next meeting, its dates and who leads. */
export function seriesEffects({ groupId, series }: Session): Effect[] {
	return [
		message({ name: "group.welcome", groupId }),
		message({ name: "group.ready", groupId, series }),
		...(series > 1 ? [message({ name: "group.continues", groupId, series })] : []),
	];
}

export function reminderEffect(session: Session, which: "day" | "hour"): Effect {
	return message({ name: "session.reminder", sessionId: session.id, which });
}

export function endingEffect(session: Session): Effect {
	return message({ name: "session.ending", sessionId: session.id });
}

/** What is taken away when a session is over. */
export function partingEffects(session: Session): Effect[] {
	return [reminderEffect(session, "day"), reminderEffect(session, "hour"), endingEffect(session)];
}

export function eventEffect(session: Session): Effect {
	return { kind: "event", sessionId: session.id };
}

/** Who may enter the rooms has changed: an expert comes or goes. */
export function roomEffects({ groupId }: Session): Effect[] {
	return Room.options.map((room) => ({ kind: "room", groupId, room }));
}

/** What the visiting expert is told beforehand, where there is or was one with an account. */
export function preparationEffects(...versions: Session[]): Effect[] {
	const { id: sessionId } = versions.find(({ expert }) => expert?.userId) ?? {};
	return sessionId === undefined ? [] : [message({ name: "session.preparation", sessionId })];
}

export function noticeEffect(session: Session, what: "cancelled" | "added"): Effect {
	return message({ name: "session.notice", sessionId: session.id, revision: session.revision, what });
}

/** @param from ISO instant, as is `to` */
export function movedEffect(session: Session, from: string, to: string): Effect {
	const { id: sessionId, revision } = session;
	return message({ name: "session.notice", sessionId, revision, what: "moved", from, to });
}
