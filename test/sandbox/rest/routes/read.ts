/** Reading what a request gives beside its body. */
import { invalidField } from "../../world/errors.ts";
import type { Reply, RequestContext } from "../router.ts";

/** A parameter of the path. The router has matched it, so it is there. */
export function param(context: RequestContext, name: string): string {
	return context.params[name] ?? "";
}

/** A whole number of the query within bounds, or its default; 50035 outside of them. */
export function queryNumber(
	context: RequestContext,
	name: string,
	bounds: { min: number; max: number; or: number },
): number {
	const text = context.query.get(name);
	if (text === null) return bounds.or;
	const value = Number(text);
	if (Number.isInteger(value) && value >= bounds.min && value <= bounds.max) return value;
	throw invalidField(name, "NUMBER_TYPE_COERCE", `Value should be between ${bounds.min} and ${bounds.max}.`);
}

export function ok(body: unknown): Reply {
	return { status: 200, body };
}

export const DONE: Reply = { status: 204 };
