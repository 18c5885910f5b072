import type { Guild } from "discord.js";
import type { Log } from "../src/shared/log.ts";

/** Piiri was invited to a server. It says nothing there: nobody has told it yet where it may. */
export function guildCreate({ id, name }: Guild, log: Log): void {
	log.info({ guild: id, name }, "invited to a server: run /piiri setup there");
}

/** Piiri was removed from a server. Everything is kept, in case it comes back. */
export function guildDelete({ id }: Guild, log: Log): void {
	log.warn({ guild: id }, "removed from a server");
}
