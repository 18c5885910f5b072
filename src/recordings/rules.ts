import { mergedSpans, type Span } from "../audio/timeline.ts";
import type { UserId } from "../shared/ids.ts";
import { type About, recordable } from "./consent.ts";
import type { Consent, Mark, RecordedPart, RecordedSpan, Recording } from "./model.ts";

/** So many of those who lead or help must be in the voice room while something is recorded. */
const STAFF_PRESENT = 2;

/** Whether the recording still listens, or would when what keeps it is over. */
export function isRunning({ state }: Pick<Recording, "state">): boolean {
	return state === "starting" || state === "on" || state === "paused";
}

/** Whose voices are written down now. Nobody's save while it is on, with two staff present. */
export function speakers(
	recording: Pick<Recording, "state">,
	room: { inside: readonly UserId[]; staff: readonly UserId[] },
	log: readonly Consent[],
	about: About,
): UserId[] {
	if (recording.state !== "on" || !enoughStaff(room)) return [];
	return recordable(room.inside, log, about);
}

/** Whether enough of the session's staff are in its voice room. */
export function enoughStaff(room: { inside: readonly UserId[]; staff: readonly UserId[] }): boolean {
	return new Set(room.staff.filter((each) => room.inside.includes(each))).size >= STAFF_PRESENT;
}

/** The recording's time line, cut to what belongs in the mix: where it was on, and of what part. */
export function heard(
	spans: readonly RecordedSpan[],
	marks: readonly Mark[],
	part: RecordedPart,
	endMs: number,
): Span[] {
	const discussion = marks.find(({ kind }) => kind === "discussion")?.atMs ?? endMs;
	const last = part === "talk" ? Math.min(endMs, discussion) : endMs;
	return mergedSpans(spans.map(({ fromMs, toMs }) => [fromMs, Math.min(toMs ?? endMs, last)]));
}
