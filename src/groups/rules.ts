import { Temporal } from "temporal-polyfill";
import { type Effect, Room, type Surface } from "../outbox/model.ts";
import { isReadable } from "../shared/text.ts";
import { attempt, isZone, parseDate, parseTime } from "../shared/time.ts";
import type { DraftProblem, Group, GroupDraft } from "./model.ts";

/** A Discord role and category hold 100; the rest is left for what stands around the name. */
export const NAME_LENGTH = 60;
export const WEEKS = { min: 1, max: 52 };
export const CAPACITY = { min: 2, max: 100 };
/** Minutes. */
export const DURATION = { min: 30, max: 240 };
/** From the end of the series until the rooms are closed. */
export const DAYS_OPEN_AFTER = 14;
/** How long a draft waits to be confirmed. */
export const DRAFT_HOURS = 24;

/**
 * The sessions' starts: `weeks` of them a week apart, from the first `weekday` on or after `startDate`, each at the
 * same time on the wall of `zone`. An hour that the clocks skip is taken as the one after it, the earlier of two.
 */
export function sessionDates(plan: {
	startDate: Temporal.PlainDate;
	weekday: number;
	time: Temporal.PlainTime;
	zone: string;
	weeks: number;
}): Temporal.ZonedDateTime[] {
	const { startDate, weekday, time, zone, weeks } = plan;
	const first = startDate.add({ days: (weekday - startDate.dayOfWeek + 7) % 7 });
	return Array.from({ length: weeks }, (_, week) =>
		first.add({ weeks: week }).toZonedDateTime({ timeZone: zone, plainTime: time }),
	);
}

/** What is wrong with the dates of a plan, or the dates. */
export function planDates(
	plan: { startDate: string; weekday: number; time: string; zone: string; weeks: number },
	now: Temporal.Instant,
): { problems: DraftProblem[]; dates: Temporal.ZonedDateTime[] } {
	const problems: DraftProblem[] = [];
	const startDate = parseDate(plan.startDate);
	const time = parseTime(plan.time);
	if (!isZone(plan.zone)) problems.push({ kind: "unknown-zone", zone: plan.zone });
	if (!startDate) problems.push({ kind: "bad-date", text: plan.startDate });
	if (!time) problems.push({ kind: "bad-time", text: plan.time });
	if (!within(plan.weeks, WEEKS)) problems.push({ kind: "weeks-range", ...WEEKS });
	if (problems.length > 0 || !startDate || !time) return { problems, dates: [] };
	const dates = attempt(() => sessionDates({ ...plan, startDate, time })) ?? [];
	const first = dates[0]?.toInstant();
	if (!first) problems.push({ kind: "bad-date", text: plan.startDate });
	else if (Temporal.Instant.compare(first, now) <= 0) problems.push({ kind: "start-in-past", at: first });
	return { problems, dates };
}

/** What is wrong with a draft by itself; names that are taken and programmes that are unknown are found elsewhere. */
export function checkDraft(
	draft: GroupDraft,
	now: Temporal.Instant,
): { problems: DraftProblem[]; dates: Temporal.ZonedDateTime[] } {
	const { problems, dates } = planDates(draft, now);
	if (draft.name.length > NAME_LENGTH || !isReadable(draft.name)) {
		problems.unshift({ kind: "name-length" });
	}
	if (!within(draft.capacity, CAPACITY)) problems.push({ kind: "capacity-range", ...CAPACITY });
	if (!within(draft.durationMinutes, DURATION)) problems.push({ kind: "duration-range", ...DURATION });
	if (new Set(draft.facilitators).size < draft.facilitators.length)
		problems.push({ kind: "same-facilitator" });
	return { problems, dates };
}

function within(value: number, { min, max }: { min: number; max: number }): boolean {
	return Number.isInteger(value) && value >= min && value <= max;
}

const message = (surface: Surface): Effect => ({ kind: "message", surface });

export function roomEffects({ id: groupId }: Group): Effect[] {
	return Room.options.map((room) => ({ kind: "room", groupId, room }));
}

export function welcomeEffect({ id: groupId }: Group): Effect {
	return message({ name: "group.welcome", groupId });
}

/** What is told once in a series: it begins anew, it is over, the rooms are closed. */
export function seriesEffect(group: Group, name: "ready" | "continues" | "thanks" | "closed"): Effect {
	return message({ name: `group.${name}`, groupId: group.id, series: group.series });
}

/** Everything of a group that should stand in Discord, in an order in which each finds what it needs. */
export function standingEffects(group: Group): Effect[] {
	const { id: groupId } = group;
	const guide = (room: "introductions" | "questions" | "recordings") =>
		message({ name: "group.guide", groupId, room });
	return [
		{ kind: "role", groupId },
		...roomEffects(group),
		{ kind: "invite", groupId },
		guide("introductions"),
		guide("questions"),
		guide("recordings"),
		...(["discussion", "voice"] as const).map((room) => message({ name: "safety.desk", groupId, room })),
		welcomeEffect(group),
		seriesEffect(group, "ready"),
		...(group.series > 1 ? [seriesEffect(group, "continues")] : []),
		...(group.state === "open" ? [] : [seriesEffect(group, "thanks")]),
		...(group.state === "closed" ? [seriesEffect(group, "closed")] : []),
	];
}

/** What was told of a series and is no longer so when the group continues with the next. */
export function overtakenEffects(group: Group): Effect[] {
	return (["ready", "thanks", "closed"] as const).map((name) => seriesEffect(group, name));
}

/** What is taken away when a group is archived: the rooms' category last, and then the role. */
export function removalEffects(group: Group): Effect[] {
	const { id: groupId } = group;
	return [
		{ kind: "invite", groupId },
		...roomEffects(group).toReversed(),
		{ kind: "role", groupId },
		seriesEffect(group, "ready"),
	];
}
