import { Temporal } from "temporal-polyfill";

/** Where the time comes from. Rules never ask it: they are given `now`. */
export interface Clock {
	now(): Temporal.Instant;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };
