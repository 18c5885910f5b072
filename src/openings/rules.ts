import type { Temporal } from "temporal-polyfill";
import type { Job } from "../jobs/model.ts";
import type { UserId } from "../shared/ids.ts";
import { reached } from "../shared/time.ts";
import type { StaffMember } from "../staff/model.ts";
import type { Opening, Place, Presence } from "./model.ts";

/** Supervisors that a place may need. Nobody opens alone. */
export const NEEDS = { min: 2, max: 10 };
/** A Discord category holds 100; the rest is left for what stands around the name. */
export const NAME_LENGTH = 60;
/** How long the doors stay open while too few are there. */
export const GRACE_MINUTES = 5;
/** From when before the hour somebody may say that they are here. */
export const EARLY_MINUTES = 30;
/** When before the end it is told that the doors close. */
const WARN_MINUTES = 10;

/** Those of a place who count for its doors at a moment. */
export interface Here {
	userIds: readonly UserId[];
	/** Whether one of them has finished their induction. */
	inducted: boolean;
}

/**
 * Whether the doors may be open with those who are here. An override lets fewer be enough: never nobody, nor the one
 * who decided it alone, nor one alone whose induction is not finished.
 */
export function isEnough(
	{ needs }: Pick<Place, "needs">,
	{ userIds, inducted }: Here,
	override: Opening["override"],
): boolean {
	if (userIds.length >= needs && inducted) return true;
	if (!override || !userIds.some((userId) => userId !== override.by)) return false;
	return inducted || userIds.length > 1;
}

/** Whether somebody works as a supervisor of this place. */
export function supervises({ duties, places }: StaffMember, { id }: Pick<Place, "id">): boolean {
	return duties.includes("supervisor") && (places.length === 0 || places.includes(id));
}

/** Whether somebody is on duty by what they did here, those who work elsewhere by a button apart. */
export function isOnDuty({ byButton, byVoice, gone }: Presence): boolean {
	return byButton || (byVoice && !gone);
}

export function doorsOpen({ state }: Pick<Opening, "state">): boolean {
	return state === "open" || state === "grace";
}

/** Neither over nor called off. */
export function isLive({ state }: Pick<Opening, "state">): boolean {
	return state !== "over" && state !== "cancelled";
}

/** Whether it is told that the doors close soon. */
export function endsSoon(opening: Opening, now: Temporal.Instant): boolean {
	return doorsOpen(opening) && reached(now, warnAt(opening)) && !reached(now, opening.endsAt);
}

function warnAt({ endsAt }: Opening): Temporal.Instant {
	return endsAt.subtract({ minutes: WARN_MINUTES });
}

/** What time, or the coming and going of people, brings an opening next. */
export type Step = "begin" | "open" | "grace" | "close" | "end";

/** The step that is due at `now`, or null when the opening is where it should be. Repeat until null. */
export function nextStep(
	opening: Opening,
	place: Pick<Place, "needs">,
	here: Here,
	now: Temporal.Instant,
): Step | null {
	if (!isLive(opening)) return null;
	if (reached(now, opening.endsAt)) return "end";
	const enough = isEnough(place, here, opening.override);
	switch (opening.state) {
		case "planned":
			return reached(now, opening.startsAt) ? "begin" : null;
		case "waiting":
			return enough ? "open" : null;
		case "open":
			return enough ? null : "grace";
		case "grace":
			if (enough) return "open";
			return opening.graceUntil && !reached(now, opening.graceUntil) ? null : "close";
		default:
			return null;
	}
}

/** The opening after a step. */
export function take(opening: Opening, step: Step, now: Temporal.Instant): Opening {
	switch (step) {
		case "begin":
			return { ...opening, state: "waiting" };
		case "open":
			return { ...opening, state: "open", graceUntil: null };
		case "grace":
			return { ...opening, state: "grace", graceUntil: now.add({ minutes: GRACE_MINUTES }) };
		case "close":
			return { ...opening, state: "waiting", graceUntil: null };
		case "end":
			return { ...opening, state: "over", graceUntil: null };
	}
}

/** Slots for as many as a place needs: those who have one keep it, and only empty ones go. */
export function slotsFor(supervisors: Opening["supervisors"], needs: number): Opening["supervisors"] {
	const slots = [...supervisors];
	while (slots.length < needs) slots.push(null);
	for (
		let last = slots.lastIndexOf(null);
		slots.length > needs && last >= 0;
		last = slots.lastIndexOf(null)
	) {
		slots.splice(last, 1);
	}
	return slots;
}

export type OpeningJobKind = Extract<Job["kind"], `opening.${string}`>;

interface OpeningJob {
	kind: OpeningJobKind;
	at: Temporal.Instant;
}

/** The jobs of an opening in its present state, those that are due or done too. */
export function jobsOf(opening: Opening): OpeningJob[] {
	if (!isLive(opening)) return [];
	const jobs: OpeningJob[] = [
		{ kind: "opening.warn", at: warnAt(opening) },
		{ kind: "opening.end", at: opening.endsAt },
	];
	if (opening.state === "planned") jobs.push({ kind: "opening.start", at: opening.startsAt });
	if (opening.graceUntil) jobs.push({ kind: "opening.grace", at: opening.graceUntil });
	return jobs;
}

/** How the waiting jobs follow a change. What both have is let be; `before` is null for an opening that is new. */
export function jobChanges(
	before: Opening | null,
	after: Opening | null,
): { drop: OpeningJobKind[]; put: OpeningJob[] } {
	const had = before ? jobsOf(before) : [];
	const has = after ? jobsOf(after) : [];
	const without = (jobs: OpeningJob[], others: OpeningJob[]) =>
		jobs.filter(({ kind, at }) => !others.some((job) => job.kind === kind && job.at.equals(at)));
	return { drop: without(had, has).map(({ kind }) => kind), put: without(has, had) };
}
