import { Temporal } from "temporal-polyfill";
import type { GuildId } from "../shared/ids.ts";
import type { Arrival, Burst, Newcomer, Prevention } from "./model.ts";

/** A burst is over when nobody has come for so long. */
const CALM_MINUTES = 60;
/** So long somebody who came in a burst waits; after it they are like anybody. */
export const HOLD_DAYS = 7;
/** So long staff can look back at a burst. */
export const BURST_DAYS = 30;

/** What AutoMod stops of one person within this time is one case. */
export const GATHERED_MINUTES = 60;
/** As long as a case in which nothing was decided. */
export const HIT_DAYS = 30;

export const BURST_COUNT = { usual: 10, min: 3, max: 100 } as const;
export const BURST_SECONDS = { usual: 60, min: 10, max: 600 } as const;

/** What holds where nobody chose. */
export function usual(guildId: GuildId): Prevention {
	return { guildId, automod: false, burstCount: BURST_COUNT.usual, burstSeconds: BURST_SECONDS.usual };
}

/** Those of `arrivals` who count for a burst at `now`. */
export function recent(
	arrivals: readonly Arrival[],
	{ burstSeconds }: Prevention,
	now: Temporal.Instant,
): Arrival[] {
	const from = now.subtract({ seconds: burstSeconds });
	return arrivals.filter(({ at }) => Temporal.Instant.compare(at, from) > 0);
}

/** When a burst ends by itself if nobody else comes. */
export function calmAt({ lastAt }: Burst): Temporal.Instant {
	return lastAt.add({ minutes: CALM_MINUTES });
}

/** Whether somebody still waits to be let in at `now`. */
export function isHeld(newcomer: Newcomer | undefined, now: Temporal.Instant): boolean {
	if (!newcomer) return false;
	return Temporal.Instant.compare(now, newcomer.at.add({ hours: 24 * HOLD_DAYS })) < 0;
}
