import { Temporal } from "temporal-polyfill";
import type { Step, StepKind } from "./model.ts";

/** What might come next for a person. */
export interface Suggestion {
	kind: StepKind;
	/** For how long; null when the step has no length. */
	minutes: number | null;
}

/** Steps that are older count no more. */
const COUNTED_MONTHS = 6;
const DAY = 24 * 60;

/** From the mildest. What is skipped because it cannot be done here is passed over. */
const RUNGS: readonly Suggestion[] = [
	{ kind: "remind", minutes: null },
	{ kind: "listen", minutes: 60 },
	{ kind: "timeout", minutes: 60 },
	{ kind: "timeout", minutes: DAY },
	{ kind: "timeout", minutes: 7 * DAY },
	{ kind: "remove", minutes: null },
	{ kind: "ban", minutes: null },
];

/**
 * What staff might consider next, by what was decided about the person before; nothing is ever done by it. `offered`:
 * the steps that can be taken now. Undefined when nothing more is left to suggest.
 */
export function suggestion(
	earlier: readonly Step[],
	offered: readonly StepKind[],
	now: Temporal.Instant,
): Suggestion | undefined {
	const reached = Math.max(-1, ...earlier.filter((step) => counts(step, now)).map(rungOf));
	return RUNGS.slice(reached + 1).find(({ kind }) => offered.includes(kind));
}

/** Whether an earlier step still speaks: it was taken, not taken back, and not long ago. */
export function counts(step: Pick<Step, "state" | "at">, now: Temporal.Instant): boolean {
	const since = now.toZonedDateTimeISO("UTC").subtract({ months: COUNTED_MONTHS }).toInstant();
	return step.state === "done" && Temporal.Instant.compare(step.at, since) > 0;
}

/** The highest rung that a step stands on; a hidden message counts as a reminder, a slower channel as nothing. */
function rungOf(step: Step): number {
	if (step.kind === "slow") return -1;
	if (step.kind === "hide") return 0;
	const length = step.until ? step.until.since(step.at).total("minutes") : 0;
	const lowest = RUNGS.findIndex(({ kind }) => kind === step.kind);
	return RUNGS.findLastIndex(
		({ kind, minutes }, index) => kind === step.kind && (index === lowest || (minutes ?? 0) <= length),
	);
}
