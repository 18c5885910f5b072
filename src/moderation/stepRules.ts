import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Effect } from "../outbox/model.ts";
import { type GroupId, TalkRoom, type UserId } from "../shared/ids.ts";
import { isReadable } from "../shared/text.ts";
import { reached } from "../shared/time.ts";
import type { Case, Step, StepKind, Where } from "./model.ts";
import { mayHandle, type Viewer } from "./rules.ts";
import type { Decision, NotTheirs } from "./stepOutcomes.ts";

/** A reason's length in UTF-16 units: it stands in a message with what is said around it, escaped as it may have to be. */
export const REASON_LENGTH = 700;
/** Within so long a ban that was asked for must be agreed to. */
const AGREE_HOURS = 24;
/**
 * For how many minutes a step may be decided: up to an hour, six hours, then 1, 3, 7 and 28 days, the longest that
 * Discord allows of a time-out.
 */
export const LENGTHS = [10, 30, 60, 360, 1440, 4320, 10_080, 40_320] as const;
/** Steps that end by themselves. */
const TIMED: readonly StepKind[] = ["slow", "listen", "timeout"];

/** What a step remembers beyond what every step has. */
export const Detail = z.strictObject({
	/** Of a removal: the series it is for. */
	series: z.int().optional(),
	/** Of hidden messages: which of the case's. */
	messages: z.array(z.string()).optional(),
});
export type Detail = z.infer<typeof Detail>;

export function detailOf({ detail }: Pick<Step, "detail">): Detail {
	return detail === null ? {} : Detail.parse(JSON.parse(detail));
}

export function isTimed(kind: StepKind): boolean {
	return TIMED.includes(kind);
}

/** Whether the step holds: decided, not taken back, its time not over. */
export function inForce(step: Pick<Step, "state" | "until">, now: Temporal.Instant): boolean {
	return step.state === "done" && (step.until === null || !reached(now, step.until));
}

/** Whether a ban still waits for a second of the staff. */
export function isAsked(step: Pick<Step, "state" | "at">, now: Temporal.Instant): boolean {
	return step.state === "asked" && !reached(now, agreeBy(step));
}

export function agreeBy({ at }: Pick<Step, "at">): Temporal.Instant {
	return at.add({ hours: AGREE_HOURS });
}

/**
 * Whether the person is told by direct message: only when they could read nothing on the server. Whoever sends direct
 * messages that nobody asked for is stopped by Discord.
 */
export function toldDirectly({ kind }: Pick<Step, "kind">): boolean {
	return kind === "ban";
}

/** Whether a step can be taken back. */
export function isUndoable(step: Step, now: Temporal.Instant): boolean {
	return step.kind !== "remind" && (inForce(step, now) || isAsked(step, now));
}

/** Whether an earlier step is what would be decided again; a removal is of one group. */
export function isSame(step: Step, kind: StepKind, where: Where): boolean {
	return step.kind === kind && (kind !== "remove" || step.where.groupId === where.groupId);
}

/** Whether a step is to be brought to a person who has come (back); null: to anybody. */
export function comesWith({ kind, subject }: Step, userId: UserId | null): boolean {
	return (kind === "listen" || kind === "timeout") && (userId === null || subject === userId);
}

/** Whether only a coordinator takes it back. */
export function isGrave(kind: StepKind): boolean {
	return kind === "remove" || kind === "ban";
}

/** The steps that can be taken in a case. `messages`: how many of it are copied. */
export function offered({ subject, where }: Pick<Case, "subject" | "where">, messages: number): StepKind[] {
	const person = subject !== null;
	const around = where.groupId !== null || where.placeId !== null;
	const kinds: [StepKind, boolean][] = [
		["remind", person],
		["hide", messages > 0],
		["slow", where.channelId !== null],
		["listen", person && around],
		["timeout", person],
		["remove", person && where.groupId !== null],
		["ban", person],
	];
	return kinds.filter(([, can]) => can).map(([kind]) => kind);
}

/** The rooms in which somebody who may only listen is silent. */
export function silentRooms({ groupId, placeId }: Where): TalkRoom[] {
	if (groupId !== null)
		return (["discussion", "questions", "voice"] as const).map((room) =>
			TalkRoom.parse(`group/${groupId}/${room}`),
		);
	if (placeId === null) return [];
	return (["discussion", "voice"] as const).map((room) => TalkRoom.parse(`place/${placeId}/${room}`));
}

/** What brings the step's own thing in Discord in step, whether it holds or no longer does. */
export function stepEffects(step: Step): Effect[] {
	const { id: stepId, guildId, kind, subject, where } = step;
	switch (kind) {
		case "hide":
			return [{ kind: "hide", stepId }];
		case "slow":
			return where.channelId === null ? [] : [{ kind: "slow", guildId, channelId: where.channelId }];
		case "listen":
			return subject === null ? [] : [{ kind: "listening", guildId, userId: subject }];
		case "timeout":
			return subject === null ? [] : [{ kind: "time-out", guildId, userId: subject }];
		case "ban":
			return subject === null ? [] : [{ kind: "ban", guildId, userId: subject }];
		case "remind":
		case "remove":
			return [];
	}
}

/** Whether one of these removals keeps its person out of a series of a group. */
export function isBarred(
	steps: readonly Step[],
	{ groupId, series }: { groupId: GroupId; series: number },
	now: Temporal.Instant,
): boolean {
	return steps.some(
		(step) =>
			step.kind === "remove" &&
			step.where.groupId === groupId &&
			inForce(step, now) &&
			detailOf(step).series === series,
	);
}

/** Until when a person is timed out, by the longest of their steps; null when they are not. */
export function timedOutUntil(steps: readonly Step[], now: Temporal.Instant): Temporal.Instant | null {
	const ends = steps
		.filter((step) => step.kind === "timeout" && inForce(step, now))
		.map(({ until }) => until)
		.filter((until) => until !== null);
	return ends.toSorted((a, b) => b.epochMilliseconds - a.epochMilliseconds)[0] ?? null;
}

/** A decision that cannot be taken like this. `kinds`: those that are offered. */
export function problemOf(
	{ kind, minutes, reason }: Decision,
	kinds: readonly StepKind[],
): { kind: "empty" | "not-offered" | "bad-length" } | { kind: "too-long"; max: number } | undefined {
	if (!kinds.includes(kind)) return { kind: "not-offered" };
	if (!isReadable(tidied(reason))) return { kind: "empty" };
	if (tidied(reason).length > REASON_LENGTH) return { kind: "too-long", max: REASON_LENGTH };
	if (isTimed(kind) && !LENGTHS.some((length) => length === minutes)) return { kind: "bad-length" };
	return undefined;
}

export function tidied(reason: string): string {
	return reason.normalize("NFC").trim();
}

/** Why the viewer may not handle it; undefined when they may. */
export function notTheirs(one: Pick<Case, "subject" | "audience">, viewer: Viewer): NotTheirs | undefined {
	if (mayHandle(one, viewer)) return undefined;
	return { kind: one.subject === viewer.userId ? "about-you" : "about-staff" };
}
