import { createHash } from "node:crypto";
import { SnowflakeUtil } from "discord.js";
import { Temporal } from "temporal-polyfill";
import type { OutboxRow } from "../../outbox/model.ts";
import type { Resource } from "../../outbox/ports.ts";
import type { Transact } from "../../shared/tx.ts";
import type { DiscordApi } from "../api.ts";
import type { State } from "../state.ts";

/** What every effect works with. */
export interface EffectDependencies {
	api: DiscordApi;
	state: State;
	transact: Transact;
	/** The bot's own user id; known once it has logged in. */
	botId: () => string;
	/** Who is in a voice room, as the gateway has told: Discord cannot be asked for it. */
	inVoice: (guildId: string, channelId: string) => string[];
}

/** One try to deliver a row. */
export interface Attempt {
	rowId: number;
	now: Temporal.Instant;
	/**
	 * A snowflake from just before the first try, when there was one: what it made may be in Discord although nobody
	 * told us, so it is looked for before anything is made. Null on the first try.
	 */
	since: string | null;
	/** A snowflake from just before this try, or the first one if there was one. */
	recently: string;
}

/** What an effect has done to the things that are ours; written in the transaction that marks the row done. */
export interface Changes {
	put?: Resource[];
	remove?: string[];
}

/** Our clock and Discord's may differ by this much. */
const SKEW_MINUTES = 5;

export function attemptOf(row: OutboxRow, now: Temporal.Instant): Attempt {
	const first = row.firstAttemptAt === null ? null : Temporal.Instant.from(row.firstAttemptAt);
	return {
		rowId: row.id,
		now,
		since: first && snowflakeBefore(first),
		recently: snowflakeBefore(first ?? now),
	};
}

function snowflakeBefore(at: Temporal.Instant): string {
	const timestamp = at.subtract({ minutes: SKEW_MINUTES }).epochMilliseconds;
	return String(SnowflakeUtil.generate({ timestamp, increment: 0n, workerId: 0n, processId: 0n }));
}

/** Whether the thing with this id was made since the first try. False when there was none. */
function madeSince(id: string, { since }: Attempt): boolean {
	return since !== null && BigInt(id) >= BigInt(since);
}

/**
 * The first of `candidates` that may be what an earlier try made: as new as that try, and not yet ours. `candidates`
 * are already of the right name and kind.
 */
export async function adoptable<T extends { id: string }>(
	{ state, transact }: EffectDependencies,
	attempt: Attempt,
	candidates: T[],
): Promise<T | undefined> {
	for (const candidate of candidates.filter(({ id }) => madeSince(id, attempt))) {
		const ours = await transact((tx) => state.resources.isOurs(tx, candidate.id));
		if (!ours) return candidate;
	}
	return undefined;
}

/** A short name of what was sent, to see whether it has changed. */
export function hashOf(...parts: (string | Buffer)[]): string {
	const hash = createHash("sha256");
	for (const part of parts) hash.update(part).update("\0");
	return hash.digest("base64url");
}
