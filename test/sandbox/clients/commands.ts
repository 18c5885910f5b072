/** Commands as a person's client lists and gives them. */
import {
	type APIApplicationCommand,
	type APIApplicationCommandBasicOption,
	type APIApplicationCommandOption,
	ApplicationCommandType,
	ApplicationCommandOptionType as Option,
} from "discord-api-types/v10";
import { resolved } from "../interactions/payload.ts";
import { mayUse } from "../people/commandLine.ts";
import { storeOptionFile } from "../world/attachments.ts";
import { DiscordError, type FieldError, invalidForm } from "../world/errors.ts";
import type { Channel, Guild, Snowflake, UploadedFile } from "../world/model.ts";
import { type Json, toApi } from "../world/serialize.ts";
import type { World } from "../world/world.ts";
import { shownMessage } from "./views.ts";

/** What the person may use in the channel. */
export function usableCommands(world: World, channel: Channel, personId: Snowflake): APIApplicationCommand[] {
	const guild = world.guildOf(channel);
	const all = [...(guild?.commands.values() ?? []), ...world.globalCommands.values()];
	return all.filter((command) => mayUse({ world, guild, personId, channel }, command));
}

interface Asked {
	type: number;
	/** `attachments` says of each file of the request: `id` is the `n` of `files[n]`, and the option's value. */
	data: Json;
	files: readonly UploadedFile[];
}

interface Read {
	data: Json;
	/** What options point at. */
	ids: string[];
	/** Files that options were given, by the id that they got. */
	attachments: Json;
	/** The type of the option that autocomplete is for. */
	optionType?: number;
	/** What the answer's `interaction_metadata` tells besides. */
	metadata: Json;
}

/** The interaction's data of a command, or of its autocomplete; throws Discord's error for what cannot be sent. */
export function commandInteraction(world: World, channel: Channel, personId: Snowflake, asked: Asked): Read {
	const { data } = asked;
	const command = usableCommands(world, channel, personId).find(({ id }) => id === data.id);
	if (!command) throw new DiscordError("UnknownApplicationCommand");
	const { id, name, type, guild_id } = command;
	const head: Json = { id, name, type, ...(guild_id && { guild_id }) };
	if (type !== ApplicationCommandType.ChatInput) {
		const found = target(world, channel, personId, command, String(data.target_id));
		return {
			...found,
			ids: [],
			attachments: {},
			data: { ...head, target_id: data.target_id, ...found.data },
		};
	}
	const reader = new OptionReader(world, channel, asked);
	const options = reader.read(command.options ?? [], data.options, ["data", "options"]);
	if (reader.refused.length > 0) throw invalidForm(reader.refused);
	return {
		data: { ...head, ...(options.length > 0 && { options }) },
		ids: reader.ids,
		attachments: reader.attachments,
		...(reader.focused !== undefined && { optionType: reader.focused }),
		metadata: {},
	};
}

/** What a context-menu command is used on. */
function target(
	world: World,
	channel: Channel,
	personId: Snowflake,
	command: APIApplicationCommand,
	id: string,
) {
	if (command.type === ApplicationCommandType.User) {
		const user = world.user(id);
		const objects = resolved(world, world.guildOf(channel), [id], personId);
		return { data: { resolved: objects }, metadata: { target_user: toApi.user(world, user) } };
	}
	const message = shownMessage(channel, id, personId);
	if (!message) throw new DiscordError("UnknownMessage");
	const objects = { messages: { [id]: toApi.message(world, message, personId) } };
	return { data: { resolved: objects }, metadata: { target_message_id: id } };
}

class OptionReader {
	readonly refused: FieldError[] = [];
	readonly ids: string[] = [];
	/** The type of the option that is being typed. */
	focused: number | undefined;
	readonly attachments: Json = {};
	readonly #world: World;
	readonly #channel: Channel;
	readonly #guild: Guild | null;
	readonly #files: readonly UploadedFile[];
	/** Autocomplete: what is required may still be missing. */
	readonly #typing: boolean;

	constructor(world: World, channel: Channel, asked: Asked) {
		this.#world = world;
		this.#channel = channel;
		this.#guild = world.guildOf(channel);
		this.#files = asked.files;
		this.#typing = asked.type === 4;
	}

	read(offered: readonly APIApplicationCommandOption[], given: unknown, path: (string | number)[]): Json[] {
		const entries = Array.isArray(given) ? (given as Json[]) : [];
		const taken = entries.map((entry, index): Json | null => {
			const option = offered.find(({ name }) => name === entry.name);
			if (option) return this.#one(option, entry, [...path, index]);
			return this.#refuse([...path, index, "name"], "BASE_TYPE_CHOICES", "There is no such option");
		});
		for (const option of offered) {
			const missing =
				"required" in option && option.required && !entries.some(({ name }) => name === option.name);
			if (missing && !this.#typing)
				this.#refuse([...path, option.name], "BASE_TYPE_REQUIRED", "This field is required");
		}
		if (offered.some(isSub) && taken.length !== 1)
			this.#refuse(path, "BASE_TYPE_REQUIRED", "The command needs a sub-command");
		return taken.filter((one) => one !== null);
	}

	#one(option: APIApplicationCommandOption, entry: Json, path: (string | number)[]): Json | null {
		const { name, type } = option;
		if (isSub(option)) {
			const inner = ("options" in option ? option.options : undefined) ?? [];
			return { name, type, options: this.read(inner, entry.options, [...path, "options"]) };
		}
		const basic = option as APIApplicationCommandBasicOption;
		if (this.#typing && entry.focused === true) {
			this.focused = type;
			return { name, type, value: String(entry.value ?? ""), focused: true };
		}
		if (type === Option.Attachment) return this.#file(name, entry.value, path);
		const why = this.#objection(basic, entry.value);
		if (why) return this.#refuse([...path, "value"], "BASE_TYPE_CHOICES", why);
		return { name, type, value: entry.value };
	}

	#file(name: string, value: unknown, path: (string | number)[]): Json | null {
		const file = this.#files.find(({ index }) => String(index) === String(value));
		if (!file) return this.#refuse([...path, "value"], "BASE_TYPE_CHOICES", "There is no such file");
		const { id, attachment } = storeOptionFile(this.#world, this.#channel.id, file);
		this.attachments[id] = attachment;
		return { name, type: Option.Attachment, value: id };
	}

	/** Why this cannot be the option's value. */
	#objection(option: APIApplicationCommandBasicOption, value: unknown): string | null {
		switch (option.type) {
			case Option.String:
				if (typeof value !== "string") return "Must be a text";
				return choiceObjection(option, value) ?? within(option.min_length, option.max_length, value.length);
			case Option.Integer:
			case Option.Number:
				if (typeof value !== "number") return "Must be a number";
				if (option.type === Option.Integer && !Number.isInteger(value)) return "Must be a whole number";
				return choiceObjection(option, value) ?? within(option.min_value, option.max_value, value);
			case Option.Boolean:
				return typeof value === "boolean" ? null : "Must be true or false";
			default:
				if (!this.#exists(option, String(value))) return "Points at nothing that there is";
				this.ids.push(String(value));
				return null;
		}
	}

	#exists(option: APIApplicationCommandBasicOption, id: string): boolean {
		const guild = this.#guild;
		const channel = guild?.channels.get(id);
		switch (option.type) {
			case Option.User:
				return guild?.members.has(id) ?? false;
			case Option.Role:
				return guild?.roles.has(id) ?? false;
			case Option.Mentionable:
				return guild ? guild.members.has(id) || guild.roles.has(id) : false;
			case Option.Channel:
				return (
					channel !== undefined &&
					(!option.channel_types || option.channel_types.some((type) => type === channel.type))
				);
			default:
				return false;
		}
	}

	#refuse(path: (string | number)[], code: string, message: string): null {
		this.refused.push({ path, code, message });
		return null;
	}
}

function isSub({ type }: APIApplicationCommandOption): boolean {
	return type === Option.Subcommand || type === Option.SubcommandGroup;
}

function choiceObjection(option: { choices?: readonly { value: unknown }[] }, value: unknown): string | null {
	if (!option.choices?.length || option.choices.some((choice) => choice.value === value)) return null;
	return "Must be one of the choices";
}

function within(least: number | undefined, most: number | undefined, amount: number): string | null {
	if (amount >= (least ?? -Infinity) && amount <= (most ?? Infinity)) return null;
	return `Must be between ${least ?? "any"} and ${most ?? "any"}`;
}
