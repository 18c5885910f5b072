import {
	ActionRowBuilder,
	ButtonBuilder,
	ButtonStyle,
	ContainerBuilder,
	FileBuilder,
	MediaGalleryBuilder,
	type MediaGalleryItemBuilder,
	type MessageActionRowComponentBuilder,
	SeparatorBuilder,
	TextDisplayBuilder,
} from "discord.js";
import type { TextKey, Translate } from "../../shared/i18n.ts";
import type { RoleId, UserId } from "../../shared/ids.ts";
import { type Action, type ActionArguments, customId } from "../customIds.ts";

export interface Attachment {
	name: string;
	data: Buffer;
}

/** A message as it should be read: one container, whom it calls by name, and its files. */
export interface View {
	container: ContainerBuilder;
	/** Those who get a notification, at most 100. Everybody else may be named without being called. */
	calls: UserId[];
	/** Roles whose people are called, if the role lets itself be mentioned. */
	callRoles: RoleId[];
	files: Attachment[];
}

/** What a message may be made of; nothing is left out by hand. */
export type Part =
	| string
	| ButtonBuilder[]
	| "separator"
	| MediaGalleryBuilder
	| FileBuilder
	| false
	| null
	| undefined;

/** Discord's limit of text in one message, of all its parts together. */
export const TEXT_LIMIT = 4000;

/** A message of these parts in order: markdown texts, rows of buttons, separators. Empty parts are left out. */
export function view(parts: readonly Part[], extra: Partial<Omit<View, "container">> = {}): View {
	const container = new ContainerBuilder();
	for (const part of parts) {
		if (!part) continue;
		if (part === "separator") container.addSeparatorComponents(new SeparatorBuilder());
		else if (typeof part === "string")
			container.addTextDisplayComponents(new TextDisplayBuilder().setContent(part));
		else if (part instanceof MediaGalleryBuilder) container.addMediaGalleryComponents(part);
		else if (part instanceof FileBuilder) container.addFileComponents(part);
		else if (part.length > 0)
			container.addActionRowComponents(
				new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(part),
			);
	}
	return { container, calls: [], callRoles: [], files: [], ...extra };
}

/** A picture of the message's files. Those who do not see it hear `alt`, at most 1,024 characters. */
export function picture(name: string, alt: string): MediaGalleryBuilder {
	return pictures([{ name, alt }]);
}

/** The same for up to ten. */
export function pictures(all: readonly { name: string; alt: string }[]): MediaGalleryBuilder {
	return new MediaGalleryBuilder().addItems(
		...all.map(
			({ name, alt }) =>
				(item: MediaGalleryItemBuilder) =>
					item.setURL(`attachment://${name}`).setDescription(alt.slice(0, 1024)),
		),
	);
}

/** One of the message's files, to be opened. */
export function file(name: string): FileBuilder {
	return new FileBuilder().setURL(`attachment://${name}`);
}

type Look = "primary" | "secondary" | "danger";
const styles = {
	primary: ButtonStyle.Primary,
	secondary: ButtonStyle.Secondary,
	danger: ButtonStyle.Danger,
} as const;

/** A button with words on it: `button(t, "messages:button.join", "primary", "join", group.id)`. */
export function button<A extends Action>(
	t: Translate,
	label: TextKey,
	look: Look,
	action: A,
	...args: ActionArguments<A>
): ButtonBuilder {
	return new ButtonBuilder()
		.setLabel(t(label))
		.setStyle(styles[look])
		.setCustomId(customId(action, ...args));
}

/** A button that leads somewhere. */
export function link(t: Translate, label: TextKey, url: string): ButtonBuilder {
	return new ButtonBuilder().setLabel(t(label)).setStyle(ButtonStyle.Link).setURL(url);
}
