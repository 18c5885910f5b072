/** A message as a person's own Discord shows it: text, buttons, menus, pictures and files. */
import {
	type APIButtonComponent,
	type APIEmbed,
	type APISelectMenuComponent,
	ButtonStyle,
	ComponentType,
	MessageFlags,
} from "discord-api-types/v10";
import type { Guild, Message } from "../world/model.ts";
import type { World } from "../world/world.ts";

export interface SeenButton {
	label: string;
	disabled: boolean;
	style: ButtonStyle;
	/** Of a link button, which cannot be pressed into an interaction. */
	url?: string;
	customId?: string;
	componentId: number | undefined;
}

export interface SeenOption {
	label: string;
	value: string;
	description?: string;
}

export interface SeenSelect {
	placeholder: string;
	/** Of a menu of texts; menus of people, roles and channels choose by their names. */
	options: SeenOption[];
	disabled: boolean;
	customId: string;
	type: APISelectMenuComponent["type"];
	least: number;
	most: number;
	componentId: number | undefined;
}

export interface SeenImage {
	name: string;
	/** The alternative text, or "" when there is none. */
	alt: string;
	data: Buffer;
}

export interface SeenMessage {
	id: string;
	channelId: string;
	/** The display name of who wrote it. */
	author: string;
	/** Everything readable, in order; mentions as @name and #channel, `<t:…>` as it is. */
	text: string;
	buttons: SeenButton[];
	selects: SeenSelect[];
	images: SeenImage[];
	files: { name: string; data: Buffer }[];
	pinned: boolean;
	/** Only this person sees it (ephemeral). */
	private: boolean;
	/** The id of the message that it replies to. */
	replyTo?: string;
	/** Milliseconds since the epoch, by the sandbox's clock. */
	createdAt: number;
	edited: boolean;
	raw: Message;
}

/** Whether the person's client shows the message at all (a private one only to its reader). */
export function shown(message: Message, personId: string): boolean {
	return message.onlyFor === null || message.onlyFor === personId;
}

/** A deferred answer that is still being thought of. */
export function thinking(message: Message): boolean {
	return (message.flags & MessageFlags.Loading) !== 0;
}

interface Component {
	type: ComponentType;
	id?: number;
	content?: string;
	components?: Component[];
	accessory?: Component;
	items?: { media: { url: string }; description?: string | null }[];
	media?: { url: string };
	description?: string | null;
	file?: { url: string };
}

type Parts = Pick<SeenMessage, "buttons" | "selects" | "images" | "files"> & {
	texts: string[];
	message: Message;
};

export function see(world: World, message: Message): SeenMessage {
	const guild = world.guildOf(world.channel(message.channelId));
	const parts: Parts = { texts: [], buttons: [], selects: [], images: [], files: [], message };
	if (message.content) parts.texts.push(message.content);
	for (const embed of message.embeds) readEmbed(embed, parts);
	for (const component of message.components) readComponent(component as Component, parts);
	readAttachments(parts);
	return {
		id: message.id,
		channelId: message.channelId,
		author: displayName(world, guild, message.authorId),
		text: withNames(world, guild, parts.texts.join("\n")),
		buttons: parts.buttons,
		selects: parts.selects,
		images: parts.images,
		files: parts.files,
		pinned: message.pinned,
		private: message.onlyFor !== null,
		...(message.replyTo !== null && { replyTo: message.replyTo }),
		createdAt: Date.parse(message.timestamp),
		edited: message.edited_timestamp !== null,
		raw: message,
	};
}

function readEmbed(embed: APIEmbed, parts: Parts): void {
	const { author, title, description, fields = [], footer, image, thumbnail } = embed;
	const lines = [
		author?.name,
		title,
		description,
		...fields.flatMap(({ name, value }) => [name, value]),
		footer?.text,
	];
	parts.texts.push(...lines.flatMap((line) => line || []));
	for (const url of [image?.url, thumbnail?.url]) if (url) addImage(url, null, parts);
}

function readComponent(component: Component, parts: Parts): void {
	switch (component.type) {
		case ComponentType.TextDisplay:
			parts.texts.push(component.content ?? "");
			return;
		case ComponentType.Button:
			parts.buttons.push(button(component as APIButtonComponent));
			return;
		case ComponentType.Thumbnail:
			addImage(component.media?.url ?? "", component.description, parts);
			return;
		case ComponentType.MediaGallery:
			for (const item of component.items ?? []) addImage(item.media.url, item.description, parts);
			return;
		case ComponentType.File:
			addFile(component.file?.url ?? "", parts);
			return;
		case ComponentType.StringSelect:
		case ComponentType.UserSelect:
		case ComponentType.RoleSelect:
		case ComponentType.MentionableSelect:
		case ComponentType.ChannelSelect:
			parts.selects.push(select(component as APISelectMenuComponent));
			return;
		default:
			for (const child of component.components ?? []) readComponent(child, parts);
			if (component.accessory) readComponent(component.accessory, parts);
	}
}

function button(component: APIButtonComponent): SeenButton {
	const { style, disabled = false, id } = component;
	const emoji = "emoji" in component ? (component.emoji?.name ?? "") : "";
	const label = ("label" in component && component.label) || emoji;
	const url = style === ButtonStyle.Link ? component.url : undefined;
	const customId = "custom_id" in component ? component.custom_id : undefined;
	return {
		label,
		disabled,
		style,
		...(url !== undefined && { url }),
		...(customId !== undefined && { customId }),
		componentId: id,
	};
}

function select(component: APISelectMenuComponent): SeenSelect {
	const { placeholder = "", disabled = false, custom_id, min_values, max_values, id } = component;
	const options = component.type === ComponentType.StringSelect ? component.options : [];
	return {
		placeholder,
		options: options.map(({ label, value, description }) => ({
			label,
			value,
			...(description && { description }),
		})),
		disabled,
		customId: custom_id,
		type: component.type,
		least: min_values ?? 1,
		most: max_values ?? 1,
		componentId: id,
	};
}

function attachment(url: string, message: Message) {
	const name = decodeURIComponent(url.split("?")[0]?.split("/").at(-1) ?? "");
	return message.attachments.find((each) => each.url === url || each.filename === name);
}

function addImage(url: string, description: string | null | undefined, parts: Parts): void {
	const file = attachment(url, parts.message);
	const alt = description ?? file?.description ?? "";
	parts.images.push({ name: file?.filename ?? url, alt, data: file?.data ?? Buffer.alloc(0) });
}

function addFile(url: string, parts: Parts): void {
	const file = attachment(url, parts.message);
	if (file) parts.files.push({ name: file.filename, data: file.data });
}

/** Attachments that no component or embed shows already; with components v2, only components show anything. */
function readAttachments(parts: Parts): void {
	const { message, images, files } = parts;
	if (message.flags & MessageFlags.IsComponentsV2) return;
	const shownAlready = new Set([...images, ...files].map(({ name }) => name));
	for (const { filename, content_type, description, data } of message.attachments) {
		if (shownAlready.has(filename)) continue;
		if (content_type?.startsWith("image/")) images.push({ name: filename, alt: description ?? "", data });
		else files.push({ name: filename, data });
	}
}

/** The name that others see of a user: nickname, display name or username. */
export function displayName(world: World, guild: Guild | null, userId: string): string {
	const user = world.users.get(userId);
	return guild?.members.get(userId)?.nick ?? user?.global_name ?? user?.username ?? "Deleted User";
}

function withNames(world: World, guild: Guild | null, text: string): string {
	if (!text.includes("<")) return text;
	return text
		.replace(/<@!?(\d+)>/g, (_, id: string) => `@${displayName(world, guild, id)}`)
		.replace(/<@&(\d+)>/g, (_, id: string) => `@${guild?.roles.get(id)?.name ?? "deleted-role"}`)
		.replace(/<#(\d+)>/g, (_, id: string) => `#${world.guildChannel(id)?.name ?? "deleted-channel"}`)
		.replace(/<\/([^:>]+):\d+>/g, "/$1");
}
