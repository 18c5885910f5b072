/** Holds what goes in and out to Discord's own contract; a breach is recorded as a violation. */
import * as s from "discord-api-spec/zod";
import * as z from "zod/mini";
import type { FieldError } from "../world/errors.ts";
import type { Violation } from "../world/model.ts";
import { errorBody, forgive } from "./exceptions.ts";
import { gatewaySchemas } from "./gatewaySchemas.ts";
import { routes } from "./schemas.ts";
import { strict } from "./strict.ts";

type Issue = z.core.$ZodIssue;

export interface Contract {
	/**
	 * Strict: an unknown key is a violation as well. Returns the field errors for which Discord itself would refuse
	 * the request; unknown keys it passes over.
	 */
	request(method: string, template: string, body: unknown): FieldError[];
	/** Violation when an answer does not hold to its schema, or there is a body and no schema. */
	reply(method: string, template: string, status: number, body: unknown): void;
	/** For dispatches that have a schema. @returns whether this one has */
	gateway(t: string, d: unknown): boolean;
}

/** The violations go to whoever keeps them: the world. */
export function createContract(world: { violate(violation: Omit<Violation, "at">): void }): Contract {
	return {
		request(method, template, body) {
			const what = `${method} ${template}`;
			const schema = routes[what]?.request;
			if (!schema) {
				if (isNothing(body)) return [];
				world.violate({ where: "request", what, detail: `a body that is not expected: ${short(body)}` });
				return [];
			}
			const result = z.safeParse(strict(schema), forgive(method, template, body ?? {}));
			if (result.success) return [];
			const issues = flatten(result.error.issues);
			for (const issue of issues)
				world.violate({ where: "request", what, detail: `${describe(issue)}: ${short(body)}` });
			return issues.filter((issue) => issue.code !== "unrecognized_keys").map(fieldError);
		},
		reply(method, template, status, body) {
			const what = `${method} ${template} → ${status}`;
			const schema = replySchema(method, template, status);
			if (!schema) {
				if (!isNothing(body)) world.violate({ where: "reply", what, detail: `no schema for ${short(body)}` });
				return;
			}
			hold("reply", what, schema, body);
		},
		gateway(t, d) {
			const schema = gatewaySchemas[t];
			if (schema) hold("gateway", t, schema, d);
			return schema !== undefined;
		},
	};

	function hold(where: Violation["where"], what: string, schema: z.core.$ZodType, value: unknown): void {
		// What is sent is JSON: fields that are undefined do not reach the wire.
		const result = z.safeParse(schema, JSON.parse(JSON.stringify(value ?? null)));
		if (result.success) return;
		for (const issue of flatten(result.error.issues))
			world.violate({ where, what, detail: `${describe(issue)}: ${short(value)}` });
	}
}

function replySchema(method: string, template: string, status: number): z.core.$ZodType | undefined {
	if (status === 429) return s.RatelimitedResponseSchema;
	if (status >= 400) return errorBody;
	return status === 204 ? undefined : routes[`${method} ${template}`]?.reply;
}

/** Replaces a failed union by the issues of the member that comes nearest. */
function flatten(issues: readonly Issue[]): Issue[] {
	return issues.flatMap((issue): Issue[] => {
		if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
		const [nearest = []] = issue.errors
			.map((errors) => flatten(errors as Issue[]))
			.sort((a, b) => distance(a) - distance(b));
		return nearest.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
	});
}

/** A wrong `type` says that another member of the union was meant. */
function distance(issues: readonly Issue[]): number {
	const wrongKind = issues.filter(
		(issue) => /type$/.test(String(issue.path.at(-1))) && issue.code === "invalid_value",
	);
	return wrongKind.length * 1000 + issues.length;
}

function describe(issue: Issue): string {
	const keys = issue.code === "unrecognized_keys" ? ` (${issue.keys.join(", ")})` : "";
	return `${issue.path.join(".") || "the whole"} ${issue.code}${keys}`;
}

function fieldError(issue: Issue): FieldError {
	const path = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
	if (issue.code === "too_big")
		return {
			path,
			code: issue.origin === "number" ? "NUMBER_TYPE_MAX" : "BASE_TYPE_MAX_LENGTH",
			message:
				issue.origin === "number"
					? `int value should be less than or equal to ${issue.maximum}.`
					: `Must be ${issue.maximum} or fewer in length.`,
		};
	if (issue.code === "too_small")
		return {
			path,
			code: issue.origin === "number" ? "NUMBER_TYPE_MIN" : "BASE_TYPE_BAD_LENGTH",
			message:
				issue.origin === "number"
					? `int value should be greater than or equal to ${issue.minimum}.`
					: `Must be ${issue.minimum} or more in length.`,
		};
	if (issue.code === "invalid_type" && issue.input === undefined)
		return { path, code: "BASE_TYPE_REQUIRED", message: "This field is required" };
	return { path, code: "BASE_TYPE_INVALID", message: `Could not be read: ${issue.code}` };
}

function isNothing(body: unknown): boolean {
	return body == null || (typeof body === "object" && Object.keys(body).length === 0);
}

function short(value: unknown): string {
	const text = JSON.stringify(value) ?? "nothing";
	return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}
