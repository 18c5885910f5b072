import { Temporal } from "temporal-polyfill";
import type { UserId } from "../shared/ids.ts";
import { monthOf } from "../shared/months.ts";
import { reached } from "../shared/time.ts";
import { type Audience, type Case, Reason, type Standing, type Step, StepKind } from "./model.ts";

/** An urgent case that nobody has taken on after so long calls the coordinator. */
export const ANSWER_MINUTES = 10;
/** For how long a case without a step is kept after it was closed. */
const PLAIN_DAYS = 30;
/** For how long the thread of a closed case stays. */
export const THREAD_DAYS = 7;
/** For how long a form may lie open before what it is about is forgotten. */
export const DRAFT_HOURS = 1;
/** For how many months figures are kept: of nobody. */
export const FIGURE_MONTHS = 24;
/** Reports about one person within so long belong to one case. */
const TOGETHER_HOURS = 24;
/** For so long somebody may have a case in hand without being on duty. */
const LYING_DAYS = 7;
const MOST = [
	{ minutes: 10, reports: 5 },
	{ minutes: 24 * 60, reports: 20 },
] as const;
/** How long one person's reports are remembered for that. */
export const PACE_HOURS = 24;
const MOST_ANSWERS = 10;

export interface Viewer {
	userId: UserId;
	/** Whether they coordinate, by role or by right. */
	coordinates: boolean;
}

/** Who may see and do something about a case: never somebody whom it is about. */
export function mayHandle(one: Pick<Case, "subject" | "audience">, viewer: Viewer): boolean {
	if (one.subject === viewer.userId) return false;
	return one.audience === "staff" || viewer.coordinates;
}

/** Whether somebody is sending reports faster than anybody can read them. `times`: of their earlier ones. */
export function tooFast(times: readonly Temporal.Instant[], now: Temporal.Instant): boolean {
	return MOST.some(
		({ minutes, reports }) => times.filter((at) => isWithin(at, now, minutes)).length >= reports,
	);
}

/** The same for answers to staff within an hour. */
export function tooManyAnswers(times: readonly Temporal.Instant[], now: Temporal.Instant): boolean {
	return times.filter((at) => isWithin(at, now, 60)).length >= MOST_ANSWERS;
}

function isWithin(at: Temporal.Instant, now: Temporal.Instant, minutes: number): boolean {
	return Temporal.Instant.compare(at, now.subtract({ minutes })) > 0;
}

export function audienceOf(standing: Standing): Audience {
	return standing === "participant" ? "staff" : "coordinator";
}

/** Whether a report about `subject`, for `audience`, belongs to a case that is open already. */
export function belongsTo(
	one: Case,
	{ subject, audience }: Pick<Case, "subject" | "audience">,
	now: Temporal.Instant,
): boolean {
	if (one.state !== "open" || one.audience !== audience) return false;
	if (subject === null || one.subject !== subject) return false;
	return isWithin(one.openedAt, now, TOGETHER_HOURS * 60);
}

/** Whether staff have had their time: it is urgent, open, and nobody has taken it on. */
export function waits(one: Case): boolean {
	return one.state === "open" && one.takenBy === null;
}

/** Whether somebody of the staff has had it in hand for long without being on duty: others had better look at it. */
export function isLeftLying(one: Case, present: readonly UserId[], now: Temporal.Instant): boolean {
	const { takenBy, takenAt } = one;
	if (one.state !== "open" || one.audience !== "staff" || takenBy === null || takenAt === null) return false;
	return !present.includes(takenBy) && reached(now, takenAt.add({ hours: 24 * LYING_DAYS }));
}

/** Whether something has come of a case that concerns a person: then its record is kept for longer. */
export function hasStep(steps: readonly Pick<Step, "state">[]): boolean {
	return steps.some(({ state }) => state === "done" || state === "undone");
}

/** Whether a case's record has had its time. */
export function isOver(
	one: Pick<Case, "openedAt" | "closedAt">,
	steps: readonly Pick<Step, "state">[],
	keepMonths: number,
	now: Temporal.Instant,
): boolean {
	const from = one.closedAt ?? one.openedAt;
	// One that nobody closes does not stay for ever either.
	const months = hasStep(steps) || one.closedAt === null ? keepMonths : 0;
	return reached(now, months > 0 ? inMonths(from, months) : from.add({ hours: 24 * PLAIN_DAYS }));
}

/** Months have no fixed length, so they are counted on a calendar. */
function inMonths(at: Temporal.Instant, months: number): Temporal.Instant {
	return at.toZonedDateTimeISO("UTC").add({ months }).toInstant();
}

/** Whether the thread of a case still stands. */
export function hasThread(one: Pick<Case, "closedAt">, now: Temporal.Instant): boolean {
	return one.closedAt === null || !reached(now, one.closedAt.add({ hours: 24 * THREAD_DAYS }));
}

/** The month before the one that goes on. */
export function lastMonth(now: Temporal.Instant, zone: string): string {
	return Temporal.PlainYearMonth.from(monthOf(now, zone)).subtract({ months: 1 }).toString();
}

/** A count that may be told, or "few": fewer than the threshold, none included. */
export type Told = number | "few";

/** What the month's figures tell. A breakdown is null where a part of it would be too small to be told. */
export interface Figures {
	cases: Told;
	reports: Told;
	reasons: { reason: Reason; count: number }[] | null;
	steps: { kind: StepKind; count: number }[] | null;
	appeals: Told;
	lifted: Told;
}

/** @param counts by "case", "report", "report/<reason>", "step/<kind>", "appeal", "appeal/lifted" */
export function figuresOf(counts: ReadonlyMap<string, number>, threshold: number): Figures {
	const count = (what: string) => counts.get(what) ?? 0;
	const told = (number: number): Told => (number >= threshold ? number : "few");
	// What is left of a whole when a part is known must be no smaller than what is told at all.
	const rest = count("appeal") - count("appeal/lifted");
	return {
		cases: told(count("case")),
		reports: told(count("report")),
		reasons:
			breakdown(Reason.options, (reason) => count(`report/${reason}`), threshold)?.map(
				([reason, number]) => ({ reason, count: number }),
			) ?? null,
		steps:
			breakdown(StepKind.options, (kind) => count(`step/${kind}`), threshold)?.map(([kind, number]) => ({
				kind,
				count: number,
			})) ?? null,
		appeals: told(count("appeal")),
		lifted: rest === 0 || rest >= threshold ? told(count("appeal/lifted")) : "few",
	};
}

function breakdown<T>(
	options: readonly T[],
	count: (one: T) => number,
	threshold: number,
): [T, number][] | null {
	const all = options.map((one): [T, number] => [one, count(one)]).filter(([, number]) => number > 0);
	if (all.length === 0 || all.some(([, number]) => number < threshold)) return null;
	return all.toSorted(([, a], [, b]) => b - a);
}
