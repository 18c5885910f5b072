import type { Temporal } from "temporal-polyfill";
import type { Features } from "./features.ts";
import type { Tx } from "./shared/tx.ts";

/** What the features forget daily. */
export function tidyOf(features: Features): ((tx: Tx, now: Temporal.Instant) => Promise<void>)[] {
	return [
		features.groups.tidy,
		features.introductions.tidy,
		features.openings.tidy,
		features.rosters.tidy,
		features.handovers.tidy,
		features.moderation.tidy,
		features.quiets.tidy,
		features.surveys.own.tidy,
		features.feedback.tidy,
		features.stories.tidy,
		features.help.tidy,
		features.accompaniments.tidy,
		features.groundRules.tidy,
		features.arrivals.tidy,
		features.automod.tidy,
		features.noticeboard.tidy,
		features.questions.tidy,
	];
}

/** What the features do when time brings it. */
export function handlersOf(features: Features) {
	return {
		...features.sessions.handlers,
		...features.surveys.handlers,
		...features.groups.handlers,
		...features.members.handlers,
		...features.openings.handlers,
		...features.rosters.handlers,
		...features.handovers.handlers,
		...features.help.handlers,
		...features.accompaniments.handlers,
		...features.company.handlers,
		...features.recordingsKept.handlers,
		...features.moderation.handlers,
		...features.steps.handlers,
		...features.quiets.handlers,
		...features.arrivals.handlers,
		...features.noticeboard.handlers,
	};
}
