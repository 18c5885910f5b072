import { ChannelType } from "discord-api-types/v10";
import type { Sandbox } from "../../sandbox/index.ts";
import type { SeenMessage } from "../../sandbox/people/seen.ts";
import type { Channel, Message } from "../../sandbox/world/model.ts";
import { canSee } from "../../sandbox/world/permissions.ts";
import { messageText } from "../../sandbox/world/snapshot.ts";

/** Something of Piiri's that people who are not staff could read. */
interface Read {
	id: string;
	/** Ids of those who could. */
	by: string[];
	text: string;
}

/** Somebody who reported, by everything that they could be known by. */
interface Reporter {
	id: string;
	names: string[];
}

/** Looks at the whole server with the eyes of everybody who is not staff, and at who is in which private thread. */
export class SafetyWatch {
	readonly #sandbox: Sandbox;
	readonly #young = new Set<string>();
	readonly #staff = new Set<string>();
	readonly #reporters: Reporter[] = [];
	readonly #read: Read[] = [];
	readonly #abuse: SeenMessage[] = [];
	readonly #alone = new Set<string>();

	constructor(sandbox: Sandbox) {
		this.#sandbox = sandbox;
		const { world } = sandbox;
		world.on(({ t, d }) => {
			if (t === "MESSAGE_CREATE" || t === "MESSAGE_UPDATE") {
				const channel = world.channel(String(d.channel_id));
				const message = channel.messages.find(({ id }) => id === d.id);
				if (message) this.#note(channel, message);
			}
		});
	}

	/** Somebody who takes part. */
	young(id: string): void {
		this.#young.add(id);
	}

	staff(id: string): void {
		this.#staff.add(id);
	}

	reported(reporter: Reporter): void {
		this.#reporters.push(reporter);
	}

	/** A message that nobody young should go on reading. */
	abuse(message: SeenMessage): void {
		this.#abuse.push(message);
	}

	/** Looks who is with whom in private threads; to be asked whenever Piiri has done what it had to do. */
	look(): void {
		const { world, guild } = this.#sandbox;
		for (const channel of world.guild(guild.id).channels.values()) {
			if (channel.type !== ChannelType.PrivateThread || !channel.thread || channel.thread.archived) continue;
			const members = [...channel.thread.members.keys()];
			const staff = members.filter((id) => this.#staff.has(id));
			const young = members.filter((id) => this.#young.has(id));
			if (staff.length === 1 && young.length === 1) this.#alone.add(`${channel.name} (${channel.id})`);
		}
	}

	/** Private threads in which one of the staff was alone with one young person. */
	get alone(): string[] {
		return [...this.#alone];
	}

	/** Messages that should be hidden, and that somebody young can still read. */
	get standing(): string[] {
		const { world, guild } = this.#sandbox;
		const { channels } = world.guild(guild.id);
		return this.#abuse.flatMap(({ id, channelId, text }) => {
			const channel = channels.get(channelId);
			const stands = channel?.messages.some((message) => message.id === id) ?? false;
			return channel && stands && this.#readers(channel).length > 0 ? [text] : [];
		});
	}

	/** Everything that names a reporter where anybody else who is not staff can, or once could, read it. */
	get outings(): string[] {
		const { world, guild } = this.#sandbox;
		const answers: Read[] = [];
		for (const channel of [...world.guild(guild.id).channels.values(), ...world.dms.values()])
			for (const message of channel.messages) {
				if (message.authorId !== world.botId) continue;
				const by = this.#readers(channel, message);
				answers.push({ id: message.id, by, text: textOf(channel, message) });
			}
		const naming = [...this.#read, ...answers].filter(({ by, text }) =>
			this.#reporters.some(
				({ id, names }) => by.some((reader) => reader !== id) && named(id, names).test(text),
			),
		);
		return [...new Map(naming.map((one) => [`${one.id} ${one.text}`, one.text])).values()];
	}

	#note(channel: Channel, message: Message): void {
		if (message.authorId !== this.#sandbox.world.botId) return;
		const by = this.#readers(channel, message);
		if (by.length > 0) this.#read.push({ id: message.id, by, text: textOf(channel, message) });
	}

	/** Who of those who are not staff can read the channel, or a message in it. */
	#readers(channel: Channel, message?: Message): string[] {
		const { world } = this.#sandbox;
		const young = [...this.#young];
		if (message && message.onlyFor !== null) return young.filter((id) => id === message.onlyFor);
		if (channel.guildId === null) return young.filter((id) => channel.recipients.includes(id));
		return young.filter((id) => canSee(world, id, channel));
	}
}

function textOf({ name }: Channel, message: Message): string {
	return `${name}: ${messageText(message)}`;
}

/** The account, or one of the names as a word of its own. */
function named(id: string, names: string[]): RegExp {
	const words = [id, ...names].map((name) => name.replaceAll(/[^\p{L}\p{N}]/gu, "\\$&"));
	return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "u");
}
