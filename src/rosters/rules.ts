import { Temporal } from "temporal-polyfill";
import type { Job } from "../jobs/model.ts";
import type { CoverStep } from "../outbox/model.ts";
import type { ShiftRef, UserId } from "../shared/ids.ts";
import { reached } from "../shared/time.ts";
import type { StaffMember } from "../staff/model.ts";
import { isInducted } from "../staff/service.ts";
import type { Shift, Slot } from "./model.ts";
import type { Hindrance } from "./outcomes.ts";

/** How far ahead the board shows, and how long beforehand a shift can be taken. */
export const BOARD_DAYS = 28;
export const TAKE_DAYS = 35;

/** Ahead or going on, so that somebody may still be put in a slot of it. */
export function isOn(shift: Shift, now: Temporal.Instant): boolean {
	return holdsPeople(shift) && !reached(now, shift.endsAt);
}

/** Not begun: it may be given up and swapped. */
export function isAhead(shift: Shift, now: Temporal.Instant): boolean {
	return shift.state === "ahead" && !reached(now, shift.startsAt);
}

/** Neither over nor cancelled: who has a slot of it can be nowhere else. */
export function holdsPeople(shift: Shift): boolean {
	return shift.state === "ahead" || shift.state === "going";
}

/** Slots that count for the roster; the visiting expert is asked by the coordinator, and never taken from the board. */
function counts({ duty }: Slot): boolean {
	return duty !== "expert";
}

/** Too few facilitators or supervisors. */
export function isShort({ slots }: Shift): boolean {
	return slots.some(
		({ duty, userId }) => (duty === "facilitator" || duty === "supervisor") && userId === null,
	);
}

/** The number of the slot that is a person's; undefined when none is. */
export function slotOf({ slots }: Shift, userId: UserId): number | undefined {
	const index = slots.findIndex((slot) => counts(slot) && slot.userId === userId);
	return index < 0 ? undefined : index;
}

/** Those who have a slot, each once. */
export function holders(shift: Shift): UserId[] {
	return [...new Set(shift.slots.filter(counts).flatMap(({ userId }) => userId ?? []))];
}

/** The same, and the visiting expert. */
export function everybody({ slots }: Shift): UserId[] {
	return [...new Set(slots.flatMap(({ userId }) => userId ?? []))];
}

/** The numbers of the slots that somebody could take. */
export function emptySlots({ slots }: Shift): number[] {
	return slots.flatMap((slot, index) => (counts(slot) && slot.userId === null ? [index] : []));
}

export function overlaps(a: Shift, b: Shift): boolean {
	return !reached(a.startsAt, b.endsAt) && !reached(b.startsAt, a.endsAt);
}

/** The other shift of a person at the time of `shift`; of `given` they get rid at the same time. */
export function clash(shift: Shift, userId: UserId, others: Shift[], given?: ShiftRef): Shift | undefined {
	return others.find(
		(other) =>
			other.ref !== shift.ref &&
			other.ref !== given &&
			holdsPeople(other) &&
			overlaps(shift, other) &&
			everybody(other).includes(userId),
	);
}

export function hasDuty({ of }: Shift, { duty }: Slot, member: StaffMember): boolean {
	if (duty === "helper") return true;
	if (duty === "expert" || !member.duties.includes(duty)) return false;
	return of.kind === "session" || member.places.length === 0 || member.places.includes(of.placeId);
}

/** What is known when somebody is to have a slot. */
export interface Asked {
	shift: Shift;
	/** Its number; somebody who has it would go. */
	slot: number;
	userId: UserId;
	/** Everybody who works on the server. */
	staff: StaffMember[];
	/** Shifts at the same time. */
	others: Shift[];
	/** What they give for it, if anything. */
	given?: ShiftRef | undefined;
}

/** What speaks against somebody's having a slot; null when nothing does. */
export function hindrance({ shift, slot, userId, staff, others, given }: Asked): Hindrance | null {
	const member = staff.find((each) => each.userId === userId);
	const wanted = shift.slots[slot];
	if (!member) return { kind: "not-staff" };
	if (slotOf(shift, userId) !== undefined) return { kind: "already-yours" };
	if (!wanted || !hasDuty(shift, wanted, member)) return { kind: "wrong-duty" };
	if (!isInducted(member)) {
		const beside = shift.slots.flatMap((each, index) => (index !== slot && counts(each) ? each.userId : []));
		const guide = staff.some((each) => isInducted(each) && beside.includes(each.userId));
		if (!guide) return { kind: "induction" };
	}
	const other = clash(shift, userId, others, given);
	return other ? { kind: "clash", with: other } : null;
}

/** The first empty slot that somebody can have, or what speaks against it; undefined when none is empty. */
export function firstFit(asked: Omit<Asked, "slot">): { slot: number } | { why: Hindrance } | undefined {
	let first: Hindrance | undefined;
	for (const slot of emptySlots(asked.shift)) {
		const why = hindrance({ ...asked, slot });
		if (!why) return { slot };
		first ??= why;
	}
	return first && { why: first };
}

/** When cover is looked for. Days are counted on the calendar of the shift's zone, hours by the clock. */
function coverTimes({ startsAt, zone }: Shift): { step: CoverStep; at: Temporal.Instant }[] {
	const local = startsAt.toZonedDateTimeISO(zone);
	return [
		{ step: "7d", at: local.subtract({ days: 7 }).toInstant() },
		{ step: "2d", at: local.subtract({ days: 2 }).toInstant() },
		{ step: "24h", at: startsAt.subtract({ hours: 24 }) },
		{ step: "3h", at: startsAt.subtract({ hours: 3 }) },
	];
}

/** The step that stands for a shift at `now`: null when it is not short, too far ahead, or has begun. */
export function standingStep(shift: Shift, now: Temporal.Instant): CoverStep | null {
	return isAhead(shift, now) ? lastStep(shift, now) : null;
}

/** The last step that may have been told of a shift that was short: nothing of it has been taken back since. */
export function lastStep(shift: Shift, now: Temporal.Instant): CoverStep | null {
	if (shift.state !== "ahead" || !isShort(shift)) return null;
	return coverTimes(shift).findLast(({ at }) => reached(now, at))?.step ?? null;
}

/** Which reminder of a shift may stand at `now`: the day's until the hour's, the hour's until it begins. */
export function standingReminder(shift: Shift, now: Temporal.Instant): "day" | "hour" | null {
	if (!isAhead(shift, now)) return null;
	return reminderTimes(shift).findLast(({ at }) => reached(now, at))?.which ?? null;
}

function reminderTimes({ startsAt, zone }: Shift) {
	const day = startsAt.toZonedDateTimeISO(zone).subtract({ days: 1 }).toInstant();
	return [
		{ which: "day" as const, at: day },
		{ which: "hour" as const, at: startsAt.subtract({ hours: 1 }) },
	];
}

export interface ShiftJob {
	/** Under the shift's own key. */
	name: string;
	job: Extract<Job, { kind: `shift.${string}` }>;
	at: Temporal.Instant;
}

/** The jobs of a shift in its present state, those that are due or done too. */
function jobsOf(shift: Shift): ShiftJob[] {
	const { ref, startsAt, state } = shift;
	if (!holdsPeople(shift)) return [];
	const begin: ShiftJob = { name: "begin", job: { kind: "shift.begin", ref }, at: startsAt };
	if (state === "going") return [begin];
	return [
		...coverTimes(shift).map(
			({ step, at }): ShiftJob => ({ name: `cover-${step}`, job: { kind: "shift.cover", ref, step }, at }),
		),
		...reminderTimes(shift).map(
			({ which, at }): ShiftJob => ({
				name: `remind-${which}`,
				job: { kind: "shift.remind", ref, which },
				at,
			}),
		),
		begin,
	];
}

/** How the waiting jobs follow a change. What both have is let be: it waits, or is done; what is past is left out. */
export function jobChanges(
	before: Shift | null,
	after: Shift | null,
	now: Temporal.Instant,
): { drop: string[]; put: ShiftJob[] } {
	const had = before ? jobsOf(before) : [];
	const has = after ? jobsOf(after) : [];
	const among = (jobs: ShiftJob[], { name, at }: ShiftJob) =>
		jobs.some((each) => each.name === name && each.at.equals(at));
	return {
		drop: had.filter((job) => !among(has, job)).map(({ name }) => name),
		put: has.filter((job) => !among(had, job) && !reached(now, job.at)),
	};
}

export function inOrder(shifts: Shift[]): Shift[] {
	return shifts.toSorted(
		(a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt) || a.ref.localeCompare(b.ref),
	);
}

/** Whether two shifts are of the same group or place. */
export function sameRoom({ of: a }: Shift, { of: b }: Shift): boolean {
	if (a.kind === "session") return b.kind === "session" && a.groupId === b.groupId;
	return b.kind === "opening" && a.placeId === b.placeId;
}

/** How much is asked by name at most. */
const CIRCLE = 20;

/**
 * Who is asked by name: at first those who lately had shifts of the same group or place, those with the most first;
 * then everybody who could take it. After that a role is asked.
 */
export function circle(
	shift: Shift,
	step: CoverStep,
	{ staff, others, lately }: { staff: StaffMember[]; others: Shift[]; lately: Shift[] },
): UserId[] {
	if (step === "24h" || step === "3h") return [];
	const could = staff
		.map(({ userId }) => userId)
		.filter((userId) => {
			const fit = firstFit({ shift, userId, staff, others });
			return fit !== undefined && "slot" in fit;
		});
	if (step === "2d") return could;
	const had = (userId: UserId) =>
		lately.filter((each) => sameRoom(each, shift) && holders(each).includes(userId)).length;
	return could
		.filter((userId) => had(userId) > 0)
		.toSorted((a, b) => had(b) - had(a))
		.slice(0, CIRCLE);
}

/** How many shifts somebody had in a stretch of time. */
export interface Share {
	userId: UserId;
	/** Null for somebody who works here no longer. */
	publicName: string | null;
	organisation: string | null;
	shifts: number;
	minutes: number;
}

/** Shares of those on the staff, and of others who had a shift; most first. Cancelled shifts are nobody's. */
export function shares(shifts: Shift[], staff: StaffMember[]): Share[] {
	const held = shifts.filter(({ state }) => state !== "cancelled");
	const people = new Set([...staff.map(({ userId }) => userId), ...held.flatMap(holders)]);
	const all = [...people].map((userId): Share => {
		const member = staff.find((each) => each.userId === userId);
		const mine = held.filter((shift) => holders(shift).includes(userId));
		return {
			userId,
			publicName: member?.publicName ?? null,
			organisation: member?.organisation?.name ?? null,
			shifts: mine.length,
			minutes: mine.reduce((sum, each) => sum + each.startsAt.until(each.endsAt).total("minutes"), 0),
		};
	});
	return all.toSorted((a, b) => b.shifts - a.shifts || b.minutes - a.minutes);
}

/** The middle of some numbers; null of none. */
export function median(numbers: number[]): number | null {
	const sorted = numbers.toSorted((a, b) => a - b);
	const low = sorted[Math.floor((sorted.length - 1) / 2)];
	const high = sorted[Math.ceil((sorted.length - 1) / 2)];
	return low === undefined || high === undefined ? null : (low + high) / 2;
}
