import type { Log } from "../src/shared/log.ts";

/**
 * A channel or role is gone. `/piiri status` shows what is missing and offers to bring it back; here only the time
 * is noted, for the operator who looks for it later.
 */
export function removed(what: "channel" | "role", id: string, guildId: string, log: Log): void {
	log.info({ what, id, guild: guildId }, "something was removed in Discord");
}
