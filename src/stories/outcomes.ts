import type { Story } from "./model.ts";

/** It is there no longer, or not theirs. */
export type Gone = { kind: "gone" };
export type NotHere = { kind: "not-member" } | { kind: "too-early" };
export type TellOutcome =
	| { kind: "told"; story: Story }
	| { kind: "empty" }
	/** A text is longer than `max` UTF-16 units. */
	| { kind: "too-long"; max: number }
	/** They did not say that they want to tell. */
	| { kind: "no-consent" }
	| NotHere;
export type RedactOutcome =
	| { kind: "asked"; story: Story }
	| { kind: "empty" }
	| { kind: "too-long"; max: number }
	| Gone;
