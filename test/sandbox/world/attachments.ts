import type { APIAttachment, APIEmbed } from "discord-api-types/v10";
import { DiscordError, invalidField } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { Message, Snowflake, UploadedFile } from "./model.ts";
import { compareIds } from "./snowflake.ts";
import type { World } from "./world.ts";

export type StoredAttachment = APIAttachment & { data: Buffer };

/** What a body says of its files: `id` is the `n` of `files[n]`, or of an attachment that stays. */
export interface AttachmentBody {
	id: Snowflake | number;
	filename?: string | null;
	description?: string | null;
}

/** Stores the files that came with a message. More than 10 MiB each is refused (40005), as is an unknown `id`. */
export function storeFiles(
	world: World,
	channelId: Snowflake,
	files: readonly UploadedFile[],
	bodies: readonly AttachmentBody[],
): StoredAttachment[] {
	return files.map((file) => {
		if (file.data.length > LIMITS.attachmentBytes) throw new DiscordError("RequestTooLarge");
		const told = bodies.find((body) => String(body.id) === String(file.index));
		const id = world.nextId();
		const filename = (told?.filename ?? file.name).replace(/[^\p{L}\p{N}._-]/gu, "_");
		const url = `${world.baseUrl}/attachments/${channelId}/${id}/${encodeURIComponent(filename)}`;
		const stored: StoredAttachment = {
			id,
			filename,
			size: file.data.length,
			url,
			proxy_url: url,
			content_type: file.contentType,
			...pngSize(file.data),
			...(told?.description && { description: told.description }),
			data: file.data,
		};
		world.files.set(id, { name: filename, contentType: file.contentType, data: file.data });
		return stored;
	});
}

/** A file given to a command's option: an id, and how `resolved` tells it. Only the bot that is asked gets it. */
export function storeOptionFile(
	world: World,
	channelId: Snowflake,
	file: UploadedFile,
): { id: Snowflake; attachment: APIAttachment } {
	const [stored] = storeFiles(world, channelId, [file], []);
	if (!stored) throw new Error("a file that was not stored");
	const { data: _, ...attachment } = stored;
	return { id: stored.id, attachment: { ...attachment, ephemeral: true } };
}

/** The attachments after an edit: those kept by id (all, when the body does not say), then the new ones. */
export function keptAttachments(
	before: readonly StoredAttachment[],
	bodies: readonly AttachmentBody[] | null | undefined,
	files: readonly UploadedFile[],
): StoredAttachment[] {
	if (bodies === undefined) return [...before];
	const kept: StoredAttachment[] = [];
	for (const [index, body] of (bodies ?? []).entries()) {
		const old = before.find((attachment) => attachment.id === String(body.id));
		if (old) kept.push(old);
		else if (!files.some((file) => String(file.index) === String(body.id)))
			throw invalidField(
				`attachments.${index}.id`,
				"MESSAGE_ATTACHMENT_NOT_FOUND",
				`Attachment not found: ${body.id}`,
			);
	}
	return kept;
}

export function checkAttachmentCount(attachments: readonly StoredAttachment[]): void {
	if (attachments.length > LIMITS.attachmentsInMessage)
		throw invalidField("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
}

/** The ids of the attachments that an embed or a component of the message shows. */
export function attachmentsInUse(message: Message): Set<Snowflake> {
	const shown = JSON.stringify([message.embeds, message.components]);
	return new Set(
		message.attachments
			.filter((attachment) => shown.includes(JSON.stringify(attachment.url)))
			.map((attachment) => attachment.id)
			.sort(compareIds),
	);
}

/** The attachment that `attachment://name` names; undefined for other addresses, an error when there is none. */
export function referencedAttachment(
	url: string,
	attachments: readonly StoredAttachment[],
	path: string,
): StoredAttachment | undefined {
	if (!url.startsWith("attachment://")) return undefined;
	const name = decodeURIComponent(url.slice("attachment://".length));
	const found = attachments.findLast((attachment) => attachment.filename === name);
	if (!found)
		throw invalidField(
			path,
			"MESSAGE_ATTACHMENT_REFERENCE_NOT_FOUND",
			`There is no attachment named ${name}`,
		);
	return found;
}

/** Embeds as Discord sends them back, their pictures at their served addresses. */
export function placeEmbeds(
	embeds: readonly APIEmbed[],
	attachments: readonly StoredAttachment[],
): APIEmbed[] {
	return embeds.map((embed, index) => {
		const told = Object.fromEntries(Object.entries(embed).filter(([, value]) => value != null));
		const placed = { ...told, type: told.type ?? "rich" } as APIEmbed;
		for (const key of ["image", "thumbnail"] as const) {
			const media = embed[key];
			if (!media) continue;
			const file = referencedAttachment(media.url, attachments, `embeds.${index}.${key}.url`);
			placed[key] = file
				? {
						url: file.url,
						proxy_url: file.proxy_url,
						...(file.width && file.height && { width: file.width, height: file.height }),
					}
				: { ...media, proxy_url: media.url };
		}
		if (embed.fields)
			placed.fields = embed.fields.map((field) => ({ ...field, inline: field.inline ?? false }));
		return placed;
	});
}

/** Width and height in the header of a PNG picture; nothing for other files. */
function pngSize(data: Buffer): { width?: number; height?: number } {
	const isPng = data.length >= 24 && data.readUInt32BE(0) === 0x89504e47;
	return isPng ? { width: data.readUInt32BE(16), height: data.readUInt32BE(20) } : {};
}
