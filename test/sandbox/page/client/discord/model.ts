/** What Discord's API tells, as far as the page looks at it. */

export interface User {
	id: string;
	username: string;
	global_name?: string | null;
	bot?: boolean;
}

export interface Member {
	user: User;
	nick?: string | null;
	roles: string[];
	communication_disabled_until?: string | null;
}

export interface Role {
	id: string;
	name: string;
	position: number;
	permissions: string;
	color?: number;
	managed?: boolean;
}

/** Kinds of channels. */
export const Kind = {
	text: 0,
	dm: 1,
	voice: 2,
	category: 4,
	announcement: 5,
	publicThread: 11,
	privateThread: 12,
	stage: 13,
} as const;

export interface Channel {
	id: string;
	type: number;
	guild_id?: string;
	name?: string;
	parent_id?: string | null;
	position?: number;
	topic?: string | null;
	/** Text beside a voice channel. */
	status?: string | null;
	user_limit?: number;
	/** The person's own permissions in it, as a decimal text. */
	permissions?: string;
	recipients?: User[];
	thread_metadata?: { archived: boolean; locked: boolean };
	last_message_id?: string | null;
}

export interface VoiceState {
	user_id: string;
	channel_id: string | null;
	self_mute: boolean;
	self_deaf: boolean;
	mute?: boolean;
	member?: Member;
	/** May not speak in it. */
	suppress: boolean;
}

export interface ScheduledEvent {
	id: string;
	name: string;
	description?: string | null;
	scheduled_start_time: string;
	scheduled_end_time?: string | null;
	/** 1 to come, 2 going on, 3 over, 4 cancelled. */
	status: number;
	channel_id?: string | null;
	entity_metadata?: { location?: string | null } | null;
	user_count?: number;
	/** Whether this person has marked it as interesting, as far as the page has heard. */
	interested?: boolean;
}

export interface Attachment {
	id: string;
	filename: string;
	size: number;
	url: string;
	content_type?: string | null;
	description?: string | null;
	width?: number | null;
	height?: number | null;
}

export interface Media {
	url: string;
	width?: number | null;
	height?: number | null;
}

export interface Option {
	label: string;
	value: string;
	description?: string | null;
	default?: boolean | null;
	emoji?: { name?: string | null } | null;
}

/** Kinds of components, of messages and of forms. */
export const Part = {
	row: 1,
	button: 2,
	select: 3,
	textInput: 4,
	userSelect: 5,
	roleSelect: 6,
	mentionableSelect: 7,
	channelSelect: 8,
	section: 9,
	text: 10,
	thumbnail: 11,
	gallery: 12,
	file: 13,
	separator: 14,
	container: 17,
	label: 18,
	upload: 19,
	radios: 21,
	checkboxes: 22,
	checkbox: 23,
} as const;

/** A component; which fields it has is told by its kind. */
export interface Component {
	type: number;
	id?: number;
	custom_id?: string;
	components?: Component[];
	component?: Component;
	accessory?: Component;
	content?: string;
	label?: string | null;
	description?: string | null;
	style?: number;
	disabled?: boolean;
	url?: string;
	emoji?: { name?: string | null } | null;
	placeholder?: string | null;
	options?: Option[];
	default?: boolean | null;
	default_values?: { id: string }[];
	min_values?: number | null;
	max_values?: number | null;
	min_length?: number | null;
	max_length?: number | null;
	required?: boolean | null;
	value?: string | null;
	channel_types?: number[];
	accent_color?: number | null;
	spoiler?: boolean;
	spacing?: number;
	divider?: boolean;
	media?: Media;
	items?: { media: Media; description?: string | null; spoiler?: boolean }[];
	file?: Media;
	name?: string | null;
	size?: number | null;
}

export interface Embed {
	title?: string;
	description?: string;
	url?: string;
	color?: number;
	fields?: { name: string; value: string; inline?: boolean }[];
	image?: Media;
	thumbnail?: Media;
	footer?: { text: string };
	author?: { name: string };
}

/** Flags of messages. */
export const Flag = { ephemeral: 64, thinking: 128 } as const;

export interface Message {
	id: string;
	type: number;
	channel_id: string;
	author: User;
	content: string;
	mentions: User[];
	timestamp: string;
	edited_timestamp?: string | null;
	flags?: number;
	pinned?: boolean;
	attachments?: Attachment[];
	embeds?: Embed[];
	components?: Component[];
	message_reference?: { message_id?: string };
	referenced_message?: Message | null;
	interaction_metadata?: { user?: User; name?: string } | null;
	application_id?: string;
	thread?: Channel;
}

export interface Guild {
	id: string;
	name: string;
	owner_id: string;
	roles: Role[];
}

/** Kinds of options of a command. */
export const OptionKind = {
	sub: 1,
	group: 2,
	text: 3,
	whole: 4,
	yesNo: 5,
	user: 6,
	channel: 7,
	role: 8,
	mentionable: 9,
	number: 10,
	file: 11,
} as const;

type Localised = Partial<Record<string, string | null>> | null;

export interface CommandOption {
	type: number;
	name: string;
	name_localizations?: Localised;
	description: string;
	description_localizations?: Localised;
	required?: boolean;
	autocomplete?: boolean;
	choices?: { name: string; value: string | number; name_localizations?: Localised }[];
	options?: CommandOption[];
	min_value?: number;
	max_value?: number;
	min_length?: number;
	max_length?: number;
	channel_types?: number[];
}

export interface Command {
	id: string;
	application_id: string;
	version: string;
	/** 1 slash command, 2 on a person, 3 on a message. */
	type: number;
	guild_id?: string;
	name: string;
	name_localizations?: Localised;
	description: string;
	description_localizations?: Localised;
	options?: CommandOption[];
	default_member_permissions?: string | null;
	contexts?: number[] | null;
}

/** A form as the bot sent it. */
export interface ModalData {
	id: string;
	nonce?: string;
	title: string;
	custom_id: string;
	channel_id?: string;
	components: Component[];
}

/** Younger ids are longer, or greater at the same length. */
export function byId(a: { id: string }, b: { id: string }): number {
	return a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
