/** The world as people know it, without ids, nonces and moments, so that two runs can be compared. */
import { ChannelType, PermissionFlagsBits } from "discord-api-types/v10";
import { type AnyComponent, walkComponents } from "./components.ts";
import type { Channel, Guild, Message, Snowflake } from "./model.ts";
import { compareRoles, timedOut } from "./permissions.ts";
import type { World } from "./world.ts";

interface MessageSnapshot {
	author: string;
	text: string;
	/** Labels of buttons and placeholders of selects, in order; a disabled one ends with " (disabled)". */
	controls: string[];
	attachments: string[];
	pinned: boolean;
	onlyFor: string | null;
	replyTo: string | null;
	system: boolean;
}

interface ChannelSnapshot {
	name: string;
	type: string;
	category: string | null;
	topic: string | null;
	status: string | null;
	/** "role or person: +Allowed -Denied", sorted. */
	overwrites: string[];
	messages: MessageSnapshot[];
}

interface ThreadSnapshot {
	name: string;
	parent: string;
	private: boolean;
	archived: boolean;
	locked: boolean;
	members: string[];
	messages: MessageSnapshot[];
}

interface GuildSnapshot {
	name: string;
	/** From the highest to the lowest. */
	roles: { name: string; permissions: string[] }[];
	members: { name: string; nick: string | null; roles: string[]; timedOut: boolean }[];
	channels: ChannelSnapshot[];
	threads: ThreadSnapshot[];
	events: { name: string; description: string | null; place: string | null; status: number }[];
	invites: { channel: string; inviter: string; maxUses: number; uses: number }[];
	rules: { name: string; enabled: boolean; trigger: number; keywords: string[] }[];
	voice: { channel: string; people: string[] }[];
	bans: string[];
}

export interface WorldSnapshot {
	guilds: GuildSnapshot[];
	dms: { between: string[]; messages: MessageSnapshot[] }[];
}

export function takeSnapshot(world: World): WorldSnapshot {
	const names = new Names(world);
	return {
		guilds: [...world.guilds.values()].map((guild) => guildSnapshot(world, guild, names)).sort(by("name")),
		dms: [...world.dms.values()]
			.map((dm) => ({
				between: dm.recipients.map((id) => names.user(id)).sort(),
				messages: messages(dm, names),
			}))
			.filter((dm) => dm.messages.length > 0)
			.sort((a, b) => a.between.join().localeCompare(b.between.join())),
	};
}

/** Names instead of ids. */
class Names {
	readonly #world: World;

	constructor(world: World) {
		this.#world = world;
	}

	user(id: Snowflake): string {
		const user = this.#world.users.get(id);
		return user?.global_name ?? user?.username ?? "somebody unknown";
	}

	role(guild: Guild, id: Snowflake): string {
		return guild.roles.get(id)?.name ?? "a role that is gone";
	}

	channel(id: Snowflake): string {
		return this.#world.guildChannel(id)?.name ?? "a channel that is gone";
	}

	/** Mentions become names; moments, ids in addresses and other long numbers go. */
	text(text: string): string {
		const roles = [...this.#world.guilds.values()].flatMap((guild) => [...guild.roles.values()]);
		return text
			.replace(/<@!?(\d+)>/g, (_, id: string) => `@${this.user(id)}`)
			.replace(
				/<@&(\d+)>/g,
				(_, id: string) => `@${roles.find((role) => role.id === id)?.name ?? "a role that is gone"}`,
			)
			.replace(/<#(\d+)>/g, (_, id: string) => `#${this.channel(id)}`)
			.replace(/<\/([^:>]+):\d+>/g, "/$1")
			.replace(/<t:-?\d+(:\w)?>/g, "<time>")
			.replace(/\d{17,20}/g, "<id>");
	}
}

function guildSnapshot(world: World, guild: Guild, names: Names): GuildSnapshot {
	const places = [...guild.channels.values()];
	const voice = Map.groupBy(guild.voiceStates.values(), (state) => names.channel(state.channelId));
	return {
		name: guild.name,
		roles: [...guild.roles.values()]
			.sort((a, b) => compareRoles(b, a))
			.map((role) => ({ name: role.name, permissions: flags(role.permissions) })),
		members: [...guild.members.values()]
			.map((member) => ({
				name: names.user(member.userId),
				nick: member.nick,
				roles: [...member.roles].map((id) => names.role(guild, id)).sort(),
				timedOut: timedOut(world, member),
			}))
			.sort(by("name")),
		channels: places
			.filter((place) => !place.thread)
			.map((place) => channelSnapshot(place, guild, names))
			.sort((a, b) => `${a.category}/${a.name}/${a.type}`.localeCompare(`${b.category}/${b.name}/${b.type}`)),
		threads: places
			.flatMap((place) => (place.thread ? [threadSnapshot(place, place.thread, names)] : []))
			.sort((a, b) => `${a.parent}/${a.name}`.localeCompare(`${b.parent}/${b.name}`)),
		events: [...guild.scheduledEvents.values()]
			.map((event) => ({
				name: names.text(event.name),
				description: event.description == null ? null : names.text(event.description),
				place: event.channel_id ? names.channel(event.channel_id) : (event.entity_metadata?.location ?? null),
				status: event.status,
			}))
			.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
		invites: [...guild.invites.values()]
			.map((invite) => ({
				channel: names.channel(invite.channelId),
				inviter: names.user(invite.inviterId),
				maxUses: invite.max_uses,
				uses: invite.uses,
			}))
			.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
		rules: [...guild.autoModRules.values()]
			.map((rule) => ({
				name: rule.name,
				enabled: rule.enabled,
				trigger: rule.trigger_type,
				keywords: [...(rule.trigger_metadata.keyword_filter ?? [])].sort(),
			}))
			.sort(by("name")),
		voice: [...voice]
			.map(([channel, states]) => ({ channel, people: states.map((one) => names.user(one.userId)).sort() }))
			.sort(by("channel")),
		bans: [...guild.bans.keys()].map((id) => names.user(id)).sort(),
	};
}

function channelSnapshot(place: Channel, guild: Guild, names: Names): ChannelSnapshot {
	return {
		name: place.name,
		type: ChannelType[place.type],
		category: place.parent_id === null ? null : names.channel(place.parent_id),
		topic: place.topic === null ? null : names.text(place.topic),
		status: place.status === null ? null : names.text(place.status),
		overwrites: [...place.overwrites.values()]
			.map((one) => {
				const who = one.type === 0 ? names.role(guild, one.id) : names.user(one.id);
				const parts = [
					...flags(one.allow).map((flag) => `+${flag}`),
					...flags(one.deny).map((flag) => `-${flag}`),
				];
				return `${who}: ${parts.join(" ")}`;
			})
			.sort(),
		messages: messages(place, names),
	};
}

function threadSnapshot(
	place: Channel,
	thread: NonNullable<Channel["thread"]>,
	names: Names,
): ThreadSnapshot {
	return {
		name: names.text(place.name),
		parent: names.channel(place.parent_id ?? ""),
		private: place.type === ChannelType.PrivateThread,
		archived: thread.archived,
		locked: thread.locked,
		members: [...thread.members.keys()].map((id) => names.user(id)).sort(),
		messages: messages(place, names),
	};
}

function messages(place: Channel, names: Names): MessageSnapshot[] {
	return place.messages.map((message) => {
		const replied = place.messages.find((one) => one.id === message.replyTo);
		return {
			author: names.user(message.authorId),
			text: names.text(messageText(message)),
			controls: controls(message),
			attachments: message.attachments.map((attachment) => attachment.filename),
			pinned: message.pinned,
			onlyFor: message.onlyFor === null ? null : names.user(message.onlyFor),
			replyTo: replied ? names.text(messageText(replied)).slice(0, 80) : null,
			system: message.type !== 0 && message.type !== 19,
		};
	});
}

/** All that can be read in a message, in order: content, embeds, text displays, descriptions of pictures. */
export function messageText(message: Message): string {
	const embeds = message.embeds.flatMap((embed) => [
		embed.author?.name,
		embed.title,
		embed.description,
		...(embed.fields ?? []).flatMap((field) => [field.name, field.value]),
		embed.footer?.text,
	]);
	const components = [...walkComponents(message.components as unknown as AnyComponent[])].flatMap(
		({ component }) => {
			const items = (component.items ?? []) as { description?: string | null }[];
			return [component.content, component.description, ...items.map((item) => item.description)];
		},
	);
	return [message.content, ...embeds, ...components]
		.filter((text): text is string => typeof text === "string" && text !== "")
		.join("\n");
}

function controls(message: Message): string[] {
	return [...walkComponents(message.components as unknown as AnyComponent[])].flatMap(({ component }) => {
		const isControl = component.custom_id != null || component.url != null;
		if (!isControl) return [];
		const label = component.label ?? component.placeholder ?? "(no label)";
		return [`${label}${component.disabled ? " (disabled)" : ""}`];
	});
}

function flags(bits: string): string[] {
	return Object.entries(PermissionFlagsBits)
		.filter(([, flag]) => (BigInt(bits) & flag) !== 0n)
		.map(([name]) => name)
		.filter((name) => name !== "ManageEmojisAndStickers")
		.sort();
}

function by<K extends string>(key: K): (a: Record<K, string>, b: Record<K, string>) => number {
	return (a, b) => a[key].localeCompare(b[key]);
}
