/**
 * Where what happened is written for the operator; pino's logger is one. Details name nobody (no user id, no nickname)
 * and never hold what people wrote. An error goes whole under `err`: the log leaves out what in it may be personal.
 */
export interface Log {
	info(details: object, message: string): void;
	warn(details: object, message: string): void;
	error(details: object, message: string): void;
}
