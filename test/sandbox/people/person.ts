/** A person on Discord, driven through what they can see. */
import { type APIGuildScheduledEvent, ApplicationCommandType, InteractionType } from "discord-api-types/v10";
import type { Choice } from "../interactions/interaction.ts";
import { resolved } from "../interactions/payload.ts";
import type { Channel, Message } from "../world/model.ts";
import { canSee } from "../world/permissions.ts";
import { toApi } from "../world/serialize.ts";
import type { Answer } from "./answer.ts";
import { channelBody, messageBody, type NewChannel, roleId, type WriteOptions } from "./bodies.ts";
import { commandData, findCommand, type OptionValue } from "./commandLine.ts";
import { Hands, type Stage } from "./hands.ts";
import { isCategory, isVoice, Places, type SeenChannel } from "./places.ts";
import { byAge, type Has, newest, type Where } from "./search.ts";
import { displayName, type SeenMessage, see, thinking } from "./seen.ts";

export type Locale = "fi" | "sv-SE" | "en-GB" | "en-US";

export class Person {
	readonly id: string;
	readonly name: string;
	#stage: Stage;
	#places: Places;
	#hands: Hands;

	constructor(stage: Stage, id: string, name: string) {
		this.id = id;
		this.name = name;
		this.#stage = stage;
		this.#places = new Places(stage.world, stage.guild, id);
		this.#hands = new Hands(stage, id);
	}

	get locale(): string {
		return this.#stage.world.user(this.id).locale;
	}

	setLocale(locale: Locale): void {
		this.#stage.world.user(this.id).locale = locale;
	}

	/** The name that others see in the server. */
	get displayName(): string {
		return displayName(this.#stage.world, this.#stage.guild, this.id);
	}

	get inServer(): boolean {
		return this.#stage.guild.members.has(this.id);
	}

	/** The names of the person's roles, without @everyone. */
	get roles(): string[] {
		const { guild } = this.#stage;
		return [...(guild.members.get(this.id)?.roles ?? [])].map((id) => guild.roles.get(id)?.name ?? id).sort();
	}

	/** The same person on another server, which they have joined. */
	on(guildId: string): Person {
		const { world } = this.#stage;
		const guild = world.guild(guildId);
		if (!guild.members.has(this.id)) world.members.add(guildId, this.id);
		return new Person({ ...this.#stage, guild }, this.id, this.name);
	}

	/** Joins the server by an invite's code or address. */
	join(invite: string): void {
		this.#stage.world.invites.join(this.id, invite.split("/").at(-1) ?? invite);
	}

	leaveServer(): void {
		this.#stage.world.members.leave(this.#stage.guild.id, this.id);
	}

	/** Takes no more direct messages from members of the server: a bot's meet 50007. */
	closeDms(): void {
		this.#stage.world.user(this.id).acceptsDms = false;
	}

	openDms(): void {
		this.#stage.world.user(this.id).acceptsDms = true;
	}

	/** Gives a role by hand; permission and hierarchy are checked. */
	giveRole(person: Person, roleName: string): void {
		const { world, guild } = this.#stage;
		world.members.addRole(this.id, guild.id, person.id, roleId(guild, roleName));
	}

	takeRole(person: Person, roleName: string): void {
		const { world, guild } = this.#stage;
		world.members.removeRole(this.id, guild.id, person.id, roleId(guild, roleName));
	}

	/** Makes a role by hand. @returns its id. */
	createRole(name: string, permissions = 0n): string {
		const { world, guild } = this.#stage;
		return world.roles.create(this.id, guild.id, { name, permissions: permissions.toString() }).id;
	}

	/** Makes a channel by hand. @returns its id. */
	createChannel(name: string, options: NewChannel = {}): string {
		const { world, guild } = this.#stage;
		const body = channelBody(
			guild,
			(category) => this.#places.channel(category, isCategory).id,
			name,
			options,
		);
		return world.channels.create(this.id, guild.id, body).id;
	}

	/** Every channel that the person sees, threads not included. */
	channels(): SeenChannel[] {
		const visible = this.#places.visible().filter((channel) => channel.thread === null);
		return visible.map((channel) => this.#places.describe(channel));
	}

	/** The messages of a channel for everyone who sees it, oldest first. Throws when the person does not see it. */
	read(channelName: string): SeenMessage[] {
		return this.#read(this.#places.channel(channelName));
	}

	/** The person's direct messages with the bot, oldest first. */
	dms(): SeenMessage[] {
		const direct = this.#places.direct();
		return direct ? this.#read(direct) : [];
	}

	/** The open threads that the person sees. */
	threads(): { name: string; id: string; parent: string }[] {
		const threads = this.#places.visible().filter((channel) => channel.thread !== null);
		return threads.map(({ name, id, parent_id }) => ({ name, id, parent: this.#channelName(parent_id) }));
	}

	readThread(name: string): SeenMessage[] {
		return this.#read(this.#places.thread(name));
	}

	/** The messages that only this person sees (ephemeral), oldest first. */
	privateReplies(): SeenMessage[] {
		const { world } = this.#stage;
		const own = this.#places
			.searched(undefined)
			.flatMap((channel) =>
				channel.messages.filter((message) => message.onlyFor === this.id && !thinking(message)),
			);
		return own.sort(byAge).map((message) => see(world, message));
	}

	/** The scheduled events that the person sees, soonest first. */
	events(): APIGuildScheduledEvent[] {
		const { world, guild } = this.#stage;
		if (!this.inServer) return [];
		return [...guild.scheduledEvents.values()]
			.filter(({ channel_id }) => {
				const channel = channel_id ? guild.channels.get(channel_id) : undefined;
				return !channel || canSee(world, this.id, channel);
			})
			.sort((a, b) => a.scheduled_start_time.localeCompare(b.scheduled_start_time));
	}

	/** Marks an event as interesting, or no longer. */
	interested(eventName: string, yes = true): void {
		const { world, guild } = this.#stage;
		const event = this.events().find(({ name }) => name === eventName);
		if (!event) throw new Error(`${this.name} sees no event "${eventName}"`);
		world.scheduledEvents.setInterested(this.id, guild.id, event.id, yes);
	}

	/** Writes in a channel or a thread. */
	async write(placeName: string, text: string, options: WriteOptions = {}): Promise<SeenMessage> {
		const [channel] = this.#places.searched(placeName);
		if (!channel) throw new Error(`${this.name} has nowhere called "${placeName}"`);
		return this.#write(channel, text, options);
	}

	/** Writes to the bot. */
	async writeDm(text: string, options: WriteOptions = {}): Promise<SeenMessage> {
		const { world } = this.#stage;
		return this.#write(world.people.openDm(this.id, world.botId), text, options);
	}

	/** Presses the button of this label on the newest message that has it. */
	async press(label: string, where: Where = {}): Promise<Answer> {
		const message = this.#newest(where, `button "${label}"`, ({ buttons }) => {
			const named = buttons.filter((button) => button.label === label);
			return named.some((button) => !button.disabled) ? "yes" : named.length > 0 ? "disabled" : "no";
		});
		return this.#hands.press(message, label, where);
	}

	/** Chooses in the menu of this placeholder or custom id, by the options' labels. */
	async choose(menu: string, values: string | string[], where: Where = {}): Promise<Answer> {
		const message = this.#newest(where, `menu "${menu}"`, ({ selects }) => {
			const named = selects.filter((each) => each.placeholder === menu || each.customId === menu);
			return named.some((each) => !each.disabled) ? "yes" : named.length > 0 ? "disabled" : "no";
		});
		return this.#hands.choose(message, menu, values, where);
	}

	/** Gives a slash command, e.g. "/piiri setup", checked against what the bot has registered. */
	async command(line: string, options: Record<string, OptionValue> = {}, where: Where = {}): Promise<Answer> {
		const { world, guild } = this.#stage;
		const channel = this.#places.forCommands(where.in);
		const given = { world, guild, personId: this.id, channel };
		const { data, ids, attachments } = commandData(given, line, options);
		const objects = {
			...resolved(world, guild, ids, this.id),
			...(Object.keys(attachments).length > 0 && { attachments }),
		};
		if (Object.keys(objects).length > 0) data.resolved = objects;
		return this.#hands.act(
			this.#hands.origin(InteractionType.ApplicationCommand, channel.id),
			data,
			null,
			where,
		);
	}

	/** What the bot offers while the person is typing an option. */
	async autocomplete(
		line: string,
		option: string,
		partial: string,
		others: Record<string, OptionValue> = {},
		where: Where = {},
	): Promise<Choice[]> {
		const { world, guild } = this.#stage;
		const channel = this.#places.forCommands(where.in);
		const given = { world, guild, personId: this.id, channel };
		const { data, optionType } = commandData(given, line, others, { option, partial });
		const type = InteractionType.ApplicationCommandAutocomplete;
		const answer = await this.#hands.act(this.#hands.origin(type, channel.id, { optionType }), data, null);
		if (!answer.choices) throw new Error(`No choices: ${answer.reason ?? answer.kind}`);
		return answer.choices;
	}

	/** Uses a context-menu command on a message or a person. */
	async contextMenu(name: string, target: SeenMessage | Person, where: Where = {}): Promise<Answer> {
		const { world, guild } = this.#stage;
		const onPerson = target instanceof Person;
		const channel = onPerson ? this.#places.forCommands(where.in) : world.channel(target.channelId);
		const type = onPerson ? ApplicationCommandType.User : ApplicationCommandType.Message;
		const command = findCommand({ world, guild, personId: this.id, channel }, name, type);
		const { guild_id } = command;
		const objects = onPerson
			? resolved(world, guild, [target.id], this.id)
			: { messages: { [target.id]: toApi.message(world, target.raw, this.id) } };
		const data = { id: command.id, name: command.name, type, target_id: target.id, resolved: objects };
		const metadata = onPerson
			? { target_user: toApi.user(world, world.user(target.id)) }
			: { target_message_id: target.id };
		const origin = this.#hands.origin(InteractionType.ApplicationCommand, channel.id, { metadata });
		return this.#hands.act(origin, { ...data, ...(guild_id && { guild_id }) }, null, where);
	}

	/** Joins a voice channel (needs Connect), or moves there. */
	joinVoice(channelName: string): void {
		const { world, guild } = this.#stage;
		world.voice.set(this.id, guild.id, this.#places.channel(channelName, isVoice).id);
	}

	leaveVoice(): void {
		this.#stage.world.voice.set(this.id, this.#stage.guild.id, null);
	}

	/** The display names of those in a voice channel that the person sees. */
	voiceMembers(channelName: string): string[] {
		const { world, guild } = this.#stage;
		const channel = this.#places.channel(channelName, isVoice);
		return world.voice
			.inChannel(channel.id)
			.map(({ userId }) => displayName(world, guild, userId))
			.sort();
	}

	#read(channel: Channel): SeenMessage[] {
		const messages = this.#places
			.messages(channel)
			.filter((each) => each.onlyFor === null && !thinking(each));
		return messages.map((message) => see(this.#stage.world, message));
	}

	#write(channel: Channel, text: string, options: WriteOptions): SeenMessage {
		const { body, files } = messageBody(text, options);
		return see(this.#stage.world, this.#stage.world.messages.create(this.id, channel.id, body, { files }));
	}

	#newest(where: Where, what: string, has: Has): Message {
		const found = newest(this.#stage.world, this.#places, this.id, where, has);
		if ("message" in found) return found.message;
		const there = found.labels.map((label) => `"${label}"`).join(", ") || "none";
		const problem = found.disabled ? "only sees a disabled" : "sees no";
		const place = where.in === undefined ? "" : ` in ${where.in}`;
		throw new Error(`${this.name} ${problem} ${what}${place}; buttons and menus: ${there}`);
	}

	#channelName(id: string | null): string {
		return (id && this.#stage.guild.channels.get(id)?.name) || "";
	}
}
