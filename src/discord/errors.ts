import { randomInt } from "node:crypto";
import { DiscordAPIError, RESTJSONErrorCodes } from "discord.js";
import type { TextKey } from "../shared/i18n.ts";
import { detailsOf, failureOf, isForbidden, isGone } from "./failure.ts";

/** What a person is told of an error: a text that takes `{{reference}}`, and the reference that the log holds too. */
export interface Explained {
	key: TextKey;
	/** Short and easy to read aloud, e.g. "K7P-3MD". */
	reference: string;
	/** For the log: what went wrong, without anything personal. */
	details: { reason: string; stack?: string };
}

/** Turns any error into words for a person and details for the log. */
export function explain(error: unknown): Explained {
	return { key: keyOf(error), reference: newReference(), details: detailsOf(error) };
}

function keyOf(error: unknown): TextKey {
	if (isForbidden(error)) return "messages:error.forbidden";
	if (isGone(error)) return "messages:error.gone";
	return failureOf(error).kind === "passing" ? "messages:error.discord-busy" : "messages:error.unexpected";
}

const tooLate = new Set<number | string>([
	RESTJSONErrorCodes.UnknownInteraction,
	RESTJSONErrorCodes.UnknownWebhook,
	RESTJSONErrorCodes.InvalidWebhookToken,
	RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
]);

/** Whether an answer to an interaction came after Discord stopped waiting for it, or a second time. */
export function isTooLate(error: unknown): boolean {
	return error instanceof DiscordAPIError && tooLate.has(error.code);
}

/** Whether Discord says that the interaction has been acknowledged before. */
export function isAcknowledged(error: unknown): boolean {
	return (
		error instanceof DiscordAPIError &&
		error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
	);
}

/** Letters and digits that are not taken for each other. */
const SIGNS = "ABCDEFGHKLMNPRSTUVWXYZ23456789";

function newReference(): string {
	const signs = (count: number) =>
		Array.from({ length: count }, () => SIGNS[randomInt(SIGNS.length)]).join("");
	return `${signs(3)}-${signs(3)}`;
}
