import { pino } from "pino";
import type { LogLevel } from "./config.ts";
import { detailsOf } from "./discord/failure.ts";
import type { Log } from "./shared/log.ts";

/**
 * The log, a JSON object a line, on standard output unless it is to go elsewhere. Of errors only what `detailsOf` leaves is written: those of
 * discord.js carry what was sent, which may be personal.
 */
export function createLog(level: LogLevel, to?: { write(line: string): void }): Log {
	return pino({ level, base: null, serializers: { err: detailsOf } }, to);
}
