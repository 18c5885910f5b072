import type { Temporal } from "temporal-polyfill";
import type { BurstId, CaseId, ChannelId, GuildId, UserId } from "../shared/ids.ts";

/** What a coordinator has chosen for a server. */
export interface Prevention {
	guildId: GuildId;
	/** Whether Discord's AutoMod is kept in step with the rules that ship. */
	automod: boolean;
	/** So many people who come to the server within `burstSeconds` are a burst. */
	burstCount: number;
	burstSeconds: number;
}

/** Somebody wrote what a rule of AutoMod met. What they wrote is not known to Piiri. */
export interface AutomodHit {
	guildId: GuildId;
	userId: UserId;
	/** Null when it was in no channel. */
	channelId: ChannelId | null;
	/** The rule's key. */
	rule: string;
}

/** What one rule stopped of one person in one channel, gathered in a case. */
export interface AutomodHits extends AutomodHit {
	caseId: CaseId;
	count: number;
	firstAt: Temporal.Instant;
	lastAt: Temporal.Instant;
}

/** That somebody came to a server, and when. */
export interface Arrival {
	userId: UserId;
	at: Temporal.Instant;
}

/**
 * Somebody who came in a burst. `held`: waits to be let in. `out`: staff decided that they are to be removed from the
 * server. Who is let in is forgotten.
 */
export interface Newcomer extends Arrival {
	guildId: GuildId;
	state: "held" | "out";
	burstId: BurstId;
}

/** Many people who came at once. */
export interface Burst {
	id: BurstId;
	guildId: GuildId;
	beganAt: Temporal.Instant;
	/** When the last of them came. */
	lastAt: Temporal.Instant;
	/** When invites were opened again; null while they are paused. */
	endedAt: Temporal.Instant | null;
	/** How many came, were let in, and were removed. */
	came: number;
	letIn: number;
	removed: number;
}
