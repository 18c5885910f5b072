/**
 * What Discord answers when it refuses: HTTP status, JSON error code and message.
 * Source: Discord's documentation, "Opcodes and Status Codes", JSON error codes.
 */
const CODES = {
	UnknownChannel: [404, 10003, "Unknown Channel"],
	UnknownGuild: [404, 10004, "Unknown Guild"],
	UnknownInvite: [404, 10006, "Unknown Invite"],
	UnknownMember: [404, 10007, "Unknown Member"],
	UnknownMessage: [404, 10008, "Unknown Message"],
	UnknownOverwrite: [404, 10009, "Unknown permission overwrite"],
	UnknownRole: [404, 10011, "Unknown Role"],
	UnknownUser: [404, 10013, "Unknown User"],
	UnknownWebhook: [404, 10015, "Unknown Webhook"],
	UnknownBan: [404, 10026, "Unknown Ban"],
	UnknownInteraction: [404, 10062, "Unknown interaction"],
	UnknownApplicationCommand: [404, 10063, "Unknown application command"],
	UnknownScheduledEvent: [404, 10070, "Unknown Guild Scheduled Event"],
	BotsOnly: [403, 20002, "Only bots can use this endpoint"],
	SlowMode: [429, 20016, "This action cannot be performed due to slowmode rate limit"],
	TooManyPins: [400, 30003, "Maximum number of pins reached for the channel (250)"],
	TooManyRoles: [400, 30005, "Maximum number of server roles reached (250)"],
	TooManyChannels: [400, 30013, "Maximum number of server channels reached (500)"],
	TooManyInvites: [400, 30016, "Maximum number of invites reached (1000)"],
	TooManyScheduledEvents: [400, 30038, "Maximum number of uncompleted guild scheduled events reached (100)"],
	Unauthorized: [401, 0, "401: Unauthorized"],
	NotFound: [404, 0, "404: Not Found"],
	RequestTooLarge: [413, 40005, "Request entity too large"],
	InvitesPaused: [403, 50013, "Invites are paused for this server"],
	BannedFromGuild: [403, 40007, "The user is banned from this guild"],
	NotInVoice: [400, 40032, "Target user is not connected to voice."],
	AlreadyAcknowledged: [400, 40060, "Interaction has already been acknowledged."],
	TooManyFollowUps: [400, 40094, "This interaction has hit the maximum number of follow up messages."],
	MissingAccess: [403, 50001, "Missing Access"],
	NotInDm: [403, 50003, "Cannot execute action on a DM channel"],
	NotYourMessage: [403, 50005, "Cannot edit a message authored by another user"],
	EmptyMessage: [400, 50006, "Cannot send an empty message"],
	CannotDm: [403, 50007, "Cannot send messages to this user"],
	NotTextChannel: [400, 50008, "Cannot send messages in a non-text channel"],
	MissingPermissions: [403, 50013, "Missing Permissions"],
	BulkDeleteCount: [
		400,
		50016,
		"Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete.",
	],
	SystemMessage: [403, 50021, "Cannot execute action on a system message"],
	WrongChannelType: [400, 50024, "Cannot execute action on this channel type"],
	InvalidWebhookToken: [401, 50027, "Invalid Webhook Token"],
	InvalidRole: [400, 50028, "Invalid Role"],
	InvalidRecipients: [400, 50033, "Invalid Recipient(s)"],
	BulkDeleteTooOld: [400, 50034, "A message provided was too old to bulk delete"],
	InvalidForm: [400, 50035, "Invalid Form Body"],
	ThreadArchived: [400, 50083, "Thread is archived"],
	InvalidJson: [400, 50109, "The request body contains invalid JSON."],
	ReplyNeedsHistory: [403, 160002, "Cannot reply without permission to read message history"],
	ThreadExists: [400, 160004, "A thread has already been created for this message"],
	ThreadLocked: [403, 160005, "Thread is locked"],
	TooManyThreads: [400, 160006, "Maximum number of active threads reached"],
	FinishedEvent: [400, 180000, "Cannot update a finished event"],
	BlockedByAutoMod: [400, 200000, "Message was blocked by automatic moderation"],
	ServerError: [500, 0, "500: Internal Server Error"],
	NotCovered: [501, 0, "501: the sandbox does not cover this route"],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

export type ErrorName = keyof typeof CODES;

/** The tree of field errors that goes with code 50035: fields nest, and `_errors` are the leaves. */
export interface FormErrors {
	[field: string]: FormErrors | { code: string; message: string }[];
}

/** A refusal in Discord's own words. World operations throw it; REST answers with it. */
export class DiscordError extends Error {
	readonly status: number;
	readonly code: number;
	readonly errors: FormErrors | undefined;

	constructor(name: ErrorName, errors?: FormErrors) {
		const [status, code, message] = CODES[name];
		super(message);
		this.name = "DiscordError";
		this.status = status;
		this.code = code;
		this.errors = errors;
	}

	/** The JSON body of the answer. */
	toBody(): Record<string, unknown> {
		return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
	}
}

/** One refused field. */
export interface FieldError {
	path: readonly (string | number)[];
	code: string;
	message: string;
}

/** Error 50035 with the tree that Discord sends for these fields. */
export function invalidForm(fields: readonly FieldError[]): DiscordError {
	const root: FormErrors = {};
	for (const { path, code, message } of fields) {
		let node = root;
		for (const step of path) {
			const next = node[step];
			if (next && !Array.isArray(next)) node = next;
			else {
				const made: FormErrors = {};
				node[step] = made;
				node = made;
			}
		}
		const leaves = node._errors;
		if (Array.isArray(leaves)) leaves.push({ code, message });
		else node._errors = [{ code, message }];
	}
	return new DiscordError("InvalidForm", root);
}

/** Refuses fields that Discord has and the sandbox has not: 50035, so that it cannot pass unnoticed. */
export function refuseUncovered(body: object, fields: readonly string[]): void {
	for (const [field, value] of Object.entries(body))
		if (fields.includes(field) && value != null && value !== false)
			throw invalidField(field, "SANDBOX_NOT_COVERED", `The sandbox does not cover ${field}`);
}

/** Error 50035 with one field. The path is written with dots: `embeds.0.title`. */
export function invalidField(path: string, code: string, message: string): DiscordError {
	return invalidForm([{ path: path.split("."), code, message }]);
}
