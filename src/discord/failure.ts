import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from "discord.js";
import { lacking, type NeededPermission } from "./permissions.ts";

/** A thing of ours that must be in Discord first is not there: somebody removed it, or it could not be made. */
export class MissingResource extends Error {
	override readonly name = "MissingResource";
	readonly key: string;

	constructor(key: string) {
		super(`missing ${key}`);
		this.key = key;
	}
}

/** Discord does not let Piiri do something: it lacks a permission, or the person stands above it. */
export class NotAllowed extends Error {
	override readonly name = "NotAllowed";
	readonly why: NeededPermission | "above";

	constructor(why: NeededPermission | "above") {
		super(`${NOT_ALLOWED}${why}`);
		this.why = why;
	}
}

const NOT_ALLOWED = "not allowed: ";

/** Why something was not allowed, read from the reason of a failure; undefined when it was something else. */
export function whyNotAllowed(reason: string): NeededPermission | "above" | undefined {
	if (!reason.startsWith(NOT_ALLOWED)) return undefined;
	const why = reason.slice(NOT_ALLOWED.length);
	return why === "above" ? why : lacking(0n).find((permission) => permission === why);
}

/**
 * What a failed delivery means. `passing`: tried again later, for ever. `person`: somebody must do something first.
 * `unexpected`: a fault of ours, tried a few times.
 */
export type Failure = { kind: "passing" | "person" | "unexpected"; reason: string };

/**
 * Reads an error of a delivery. `reason` holds a code and Discord's own words, never what was sent: the errors of
 * discord.js carry the request's body, which may be personal, so they are not to be logged whole.
 */
export function failureOf(error: unknown): Failure {
	if (error instanceof MissingResource || error instanceof NotAllowed)
		return { kind: "person", reason: error.message };
	if (error instanceof DiscordAPIError) {
		const passing = error.status >= 500 || error.status === 429 || error.status === 401;
		return {
			kind: passing ? "passing" : "person",
			reason: `${error.code} ${firstLine(error.message)} (${error.method})`,
		};
	}
	if (error instanceof HTTPError)
		return { kind: "passing", reason: `HTTP ${error.status} (${error.method})` };
	if (error instanceof RateLimitError) return { kind: "passing", reason: `rate limit (${error.method})` };
	if (error instanceof Error && isNetwork(error))
		return { kind: "passing", reason: `network: ${error.name}` };
	return { kind: "unexpected", reason: error instanceof Error ? error.name : typeof error };
}

/** Timeouts of ours (AbortError), and what Node and undici say when a connection breaks. */
function isNetwork(error: Error): boolean {
	const code = "code" in error && typeof error.code === "string" ? error.code : "";
	return error.name === "AbortError" || code.startsWith("UND_ERR_") || /^E[A-Z]{3,}$/.test(code);
}

function firstLine(text: string): string {
	return text.split("\n", 1)[0] ?? "";
}

const gone = new Set<number | string>([
	RESTJSONErrorCodes.UnknownChannel,
	RESTJSONErrorCodes.UnknownInvite,
	RESTJSONErrorCodes.UnknownMember,
	RESTJSONErrorCodes.UnknownMessage,
	RESTJSONErrorCodes.UnknownRole,
	RESTJSONErrorCodes.UnknownGuildScheduledEvent,
	RESTJSONErrorCodes.UnknownBan,
]);

/** Whether Discord says that the thing is not there, or no longer. */
export function isGone(error: unknown): boolean {
	return error instanceof DiscordAPIError && gone.has(error.code);
}

/** Whether Discord says that the bot lacks a permission, or that somebody stands above it. */
export function isForbidden(error: unknown): boolean {
	return (
		error instanceof DiscordAPIError &&
		(error.code === RESTJSONErrorCodes.MissingPermissions || error.code === RESTJSONErrorCodes.MissingAccess)
	);
}

/** Whether Discord says that somebody who was to be moved is in no voice room. */
export function isNotInVoice(error: unknown): boolean {
	return (
		error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.TargetUserIsNotConnectedToVoice
	);
}

/** The answer, or undefined when the thing is not there. Other errors pass through. */
export async function unlessGone<T>(request: Promise<T>): Promise<T | undefined> {
	try {
		return await request;
	} catch (error) {
		if (isGone(error)) return undefined;
		throw error;
	}
}

/**
 * What the log may hold of an error: what went wrong and, for a fault of ours, where in the code. Never what was sent
 * nor what people wrote.
 */
export function detailsOf(error: unknown): { reason: string; stack?: string } {
	const { kind, reason } = failureOf(error);
	if (kind !== "unexpected" || !(error instanceof Error)) return { reason };
	const frames = error.stack
		?.split("\n")
		.filter((line) => line.startsWith("    at "))
		.join("\n");
	return frames ? { reason, stack: frames } : { reason };
}
