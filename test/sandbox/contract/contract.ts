/** Holds what goes in and out to Discord's own contract; a breach is recorded as a violation. */
import type { FieldError } from "../world/errors.ts";
import type { World } from "../world/world.ts";

export interface Contract {
	/** Strict. Records a violation for whatever breaks the schema; returns the field errors that Discord itself would refuse (not: unknown keys). */
	request(method: string, template: string, body: unknown): FieldError[];
	reply(method: string, template: string, status: number, body: unknown): void;
	/** For dispatches that have a schema. */
	gateway(t: string, d: unknown): void;
}

export function createContract(_world: World): Contract {
	throw new Error("not yet");
}
