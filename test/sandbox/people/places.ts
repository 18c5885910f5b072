/** Where a person can look: the channels, threads and direct messages that they see, found by name. */
import { ChannelType, PermissionFlagsBits as P } from "discord-api-types/v10";
import type { Channel, Guild, Message } from "../world/model.ts";
import { canSee, permissionsIn } from "../world/permissions.ts";
import type { World } from "../world/world.ts";
import { shown } from "./seen.ts";

export interface SeenChannel {
	id: string;
	name: string;
	type: ChannelType;
	/** The category's name, when the person sees it. */
	category: string | null;
	canWrite: boolean;
	canConnect: boolean;
	/** The status text of a voice channel. */
	status: string | null;
}

export class Places {
	#world: World;
	#guild: Guild;
	#personId: string;

	constructor(world: World, guild: Guild, personId: string) {
		this.#world = world;
		this.#guild = guild;
		this.#personId = personId;
	}

	/** All channels and open threads of the server that the person sees; none when they are not in it. */
	visible(): Channel[] {
		return [...this.#guild.channels.values()].filter(
			(channel) => !channel.thread?.archived && canSee(this.#world, this.#personId, channel),
		);
	}

	describe(channel: Channel): SeenChannel {
		const held = this.#held(channel);
		return {
			id: channel.id,
			name: channel.name,
			type: channel.type,
			category: this.#category(channel),
			canWrite: (held & P.SendMessages) !== 0n,
			canConnect: isVoice(channel) && (held & P.Connect) !== 0n,
			status: channel.status,
		};
	}

	/** The channel (not thread) of this name, or "category/name"; a clear error when the person sees no such. */
	channel(name: string, suits: (channel: Channel) => boolean = notCategory): Channel {
		return this.#one(name, (channel) => channel.thread === null && suits(channel), "channel");
	}

	thread(name: string): Channel {
		return this.#one(name, (channel) => channel.thread !== null, "thread");
	}

	/** The person's direct messages with the bot, if anybody has opened them. */
	direct(): Channel | null {
		for (const channel of this.#world.dms.values()) {
			if (channel.recipients.includes(this.#personId) && channel.recipients.includes(this.#world.botId)) {
				return channel;
			}
		}
		return null;
	}

	/** Where to look for something: everywhere, or in the place of this name ("dm" for direct messages). */
	searched(name: string | undefined): Channel[] {
		const direct = this.direct();
		if (name === "dm") return direct ? [direct] : [];
		if (name !== undefined) return [this.#one(name, notCategory, "channel or thread")];
		const all = this.visible().filter((channel) => this.#mayRead(channel));
		return direct ? [...all, direct] : all;
	}

	/** What the person's client shows of a place, oldest first, private messages to them included. */
	messages(channel: Channel): Message[] {
		if (!this.#mayRead(channel)) {
			throw new Error(`${this.#me} sees #${channel.name}, but may not read its history`);
		}
		return channel.messages.filter((message) => shown(message, this.#personId));
	}

	/** Where a slash command is given when nothing else is said: the first text channel where it is allowed. */
	forCommands(name: string | undefined): Channel {
		if (name === "dm") return this.#world.people.openDm(this.#personId, this.#world.botId);
		if (name !== undefined) return this.#one(name, notCategory, "channel or thread");
		const found = this.visible()
			.filter((channel) => channel.type === ChannelType.GuildText)
			.sort((a, b) => a.position - b.position)
			.find((channel) => (this.#held(channel) & P.UseApplicationCommands) !== 0n);
		if (!found) throw new Error(`${this.#me} sees no channel where commands may be used`);
		return found;
	}

	#held(channel: Channel): bigint {
		return permissionsIn(this.#world, this.#guild, this.#personId, channel);
	}

	#mayRead(channel: Channel): boolean {
		if (channel.guildId === null) return true;
		return channel.type !== ChannelType.GuildCategory && (this.#held(channel) & P.ReadMessageHistory) !== 0n;
	}

	#category(channel: Channel): string | null {
		return (channel.parent_id && this.#guild.channels.get(channel.parent_id)?.name) || null;
	}

	get #me(): string {
		return this.#world.user(this.#personId).global_name ?? this.#personId;
	}

	#one(name: string, suits: (channel: Channel) => boolean, what: string): Channel {
		const visible = this.visible().filter(suits);
		const bare = name.replace(/^#/, "");
		let found = visible.filter((channel) => channel.name === bare);
		if (found.length === 0) {
			found = visible.filter((channel) => `${this.#category(channel)}/${channel.name}` === bare);
		}
		if (found.length === 1 && found[0]) return found[0];
		const seen = visible.map((channel) => `${this.#category(channel) ?? ""}/${channel.name}`).join(", ");
		const problem = found.length > 1 ? `more than one ${what}` : `no ${what}`;
		throw new Error(`${this.#me} sees ${problem} called "${name}"; sees: ${seen || "nothing"}`);
	}
}

export function isVoice(channel: Channel): boolean {
	return channel.type === ChannelType.GuildVoice || channel.type === ChannelType.GuildStageVoice;
}

export function isCategory(channel: Channel): boolean {
	return channel.type === ChannelType.GuildCategory;
}

function notCategory(channel: Channel): boolean {
	return !isCategory(channel);
}
