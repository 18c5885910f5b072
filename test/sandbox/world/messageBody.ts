/** What a message's body may hold, and Discord's rules on it that are not in its OpenAPI document. */
import { type APIEmbed, MessageFlags } from "discord-api-types/v10";
import type { AttachmentBody } from "./attachments.ts";
import { type AnyComponent, checkComponents } from "./components.ts";
import { type FieldError, invalidField, invalidForm, refuseUncovered } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { type AllowedMentions, checkAllowedMentions } from "./mentions.ts";
import type { Snowflake } from "./model.ts";

export interface MessageBody {
	content?: string | null;
	embeds?: APIEmbed[] | null;
	components?: AnyComponent[] | null;
	flags?: number | null;
	allowed_mentions?: AllowedMentions | null;
	attachments?: AttachmentBody[] | null;
	message_reference?: {
		message_id: Snowflake;
		channel_id?: Snowflake | null;
		fail_if_not_exists?: boolean | null;
		type?: number | null;
	} | null;
	nonce?: string | number | null;
	enforce_nonce?: boolean | null;
	sticker_ids?: Snowflake[] | null;
	poll?: unknown;
	tts?: boolean | null;
}

export function isV2(flags: number): boolean {
	return (flags & MessageFlags.IsComponentsV2) !== 0;
}

/** Throws 50035 for what breaks a rule. `flags` are those the message has or will have. */
export function checkMessageBody(body: MessageBody, flags: number): void {
	const v2 = isV2(flags);
	if ((body.content?.length ?? 0) > LIMITS.contentLength)
		throw invalidField(
			"content",
			"BASE_TYPE_MAX_LENGTH",
			`Must be ${LIMITS.contentLength} or fewer in length.`,
		);
	if (body.nonce != null && String(body.nonce).length > LIMITS.nonceLength)
		throw invalidField("nonce", "NONCE_TYPE_INVALID", "Nonce must be at most 25 characters.");
	refuseUncovered(body, ["poll", "tts", "shared_client_theme"]);
	if (body.sticker_ids?.length) refuseUncovered(body, ["sticker_ids"]);
	if (v2) {
		const legacy = (["content", "embeds"] as const).filter((field) => (body[field]?.length ?? 0) > 0);
		const errors: FieldError[] = legacy.map((field) => ({
			path: [field],
			code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
			message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
		}));
		if (errors.length > 0) throw invalidForm(errors);
	}
	checkEmbeds(body.embeds ?? []);
	checkComponents(body.components ?? [], v2);
	checkAllowedMentions(body.allowed_mentions);
}

function checkEmbeds(embeds: readonly APIEmbed[]): void {
	let total = 0;
	for (const [index, embed] of embeds.entries()) {
		const fields = embed.fields ?? [];
		const texts = [
			embed.title,
			embed.description,
			embed.footer?.text,
			embed.author?.name,
			...fields.flatMap((field) => [field.name, field.value]),
		];
		total += texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
		const shown = texts.some(Boolean) || embed.image || embed.thumbnail;
		if (!shown)
			throw invalidField(`embeds.${index}`, "BASE_TYPE_REQUIRED", "An embed needs something to show");
		for (const [at, field] of fields.entries())
			for (const key of ["name", "value"] as const)
				if (!field[key]?.trim())
					throw invalidField(
						`embeds.${index}.fields.${at}.${key}`,
						"BASE_TYPE_REQUIRED",
						"This field is required",
					);
	}
	if (total > LIMITS.embedTextInMessage)
		throw invalidField(
			"embeds",
			"MAX_EMBED_SIZE_EXCEEDED",
			`Embed size exceeds maximum size of ${LIMITS.embedTextInMessage}`,
		);
}
