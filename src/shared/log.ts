/**
 * Where what happened is written for the operator; pino's logger is one. Details never hold what people wrote, nor
 * who answered a survey.
 */
export interface Log {
	info(details: object, message: string): void;
	warn(details: object, message: string): void;
	error(details: object, message: string): void;
}
