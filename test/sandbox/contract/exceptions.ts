/**
 * Where a request may differ from the OpenAPI document and is right all the same. Each has its reason; nothing
 * else is forgiven. The body is copied, what is forgiven is taken out or rewritten, and the rest is held strictly.
 */
import * as z from "zod/mini";

type Json = Record<string, unknown>;

/** Discord's documentation: permissions are sent as strings; the document says number. */
const PERMISSION_KEYS = new Set(["permissions", "allow", "deny", "default_member_permissions"]);

/** Discord's documentation of unfurled media and file components: ignored, given by the API in its answers. */
const MEDIA_KEYS = new Set(["media", "file"]);
const IGNORED_IN_FILE = new Set(["name", "size"]);
const FILE_COMPONENT = 13;

/** discord.js gives these with every message payload; where the document does not name them they say nothing. */
const EMPTY_IN_MESSAGES = ["tts", "enforce_nonce"];
const MESSAGE_EDIT = /^PATCH .*\/messages\//;

export function forgive(method: string, template: string, body: unknown): unknown {
	const route = `${method} ${template}`;
	const copy = rewrite(body) as Json;
	if (MESSAGE_EDIT.test(route)) dropEmpty(copy);
	if (route.startsWith("POST /webhooks/")) dropEmpty(copy, ["enforce_nonce"]);
	if (route.startsWith("POST /interactions/") && isObject(copy) && isObject(copy.data)) {
		const updates = copy.type === 6 || copy.type === 7;
		dropEmpty(copy.data, updates ? EMPTY_IN_MESSAGES : ["enforce_nonce"]);
	}
	// discord.js repeats in the body the id that is in the path.
	if (route.startsWith("PUT /channels/{channel_id}/permissions/") && isObject(copy)) delete copy.id;
	// discord.js names the thread's kind here too, where the message decides it.
	if (route === "POST /channels/{channel_id}/messages/{message_id}/threads" && isObject(copy))
		delete copy.type;
	// discord.js sends its own option's name along with Discord's.
	if (route === "PATCH /guilds/{guild_id}/members/{user_id}" && isObject(copy)) {
		delete copy.communicationDisabledUntil;
		delete copy.channel;
	}
	return copy;
}

/**
 * An error's body: the document types the codes of single fields as numbers, but Discord sends names
 * ("BASE_TYPE_REQUIRED"), as its documentation of error messages shows.
 */
export const errorBody = z.object({
	code: z.number(),
	message: z.string(),
	errors: z.optional(z.record(z.string(), z.unknown())),
});

function dropEmpty(body: unknown, keys = EMPTY_IN_MESSAGES): void {
	if (!isObject(body)) return;
	for (const key of keys) if (body[key] === false) delete body[key];
}

function rewrite(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(rewrite);
	if (!isObject(value)) return value;
	const copy: Json = {};
	for (const [key, field] of Object.entries(value)) {
		if (value.type === FILE_COMPONENT && IGNORED_IN_FILE.has(key)) continue;
		if (PERMISSION_KEYS.has(key) && typeof field === "string" && /^\d+$/.test(field))
			copy[key] = Number(field);
		else if (MEDIA_KEYS.has(key) && isObject(field)) copy[key] = { url: field.url };
		else copy[key] = rewrite(field);
	}
	return copy;
}

function isObject(value: unknown): value is Json {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
