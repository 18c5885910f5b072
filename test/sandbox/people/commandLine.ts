/** A slash command as a person gives it, checked against what the bot has registered. */
import {
	type APIApplicationCommand,
	type APIApplicationCommandBasicOption,
	type APIApplicationCommandOption,
	ApplicationCommandType,
	InteractionContextType,
	ApplicationCommandOptionType as Option,
} from "discord-api-types/v10";
import { storeOptionFile } from "../world/attachments.ts";
import type { Channel, Guild } from "../world/model.ts";
import { permissionsIn } from "../world/permissions.ts";
import type { Json } from "../world/serialize.ts";
import type { World } from "../world/world.ts";

export type OptionValue =
	| string
	| number
	| boolean
	| { role: string }
	| { channel: string }
	| { user: { readonly id: string } }
	| { attachment: { name: string; data: Buffer; contentType?: string } };

/** What the options of a command point at: ids of people, roles and channels, and files by the id that they got. */
interface Found {
	ids: string[];
	attachments: Json;
}

interface Given {
	world: World;
	guild: Guild;
	personId: string;
	channel: Channel;
}

/** The command that the person may use in the channel; a clear error when there is none. */
export function findCommand(given: Given, name: string, type: ApplicationCommandType): APIApplicationCommand {
	const { world, guild, channel } = given;
	const locale = world.user(given.personId).locale;
	const inGuild = channel.guildId !== null;
	const all = [...(inGuild ? guild.commands.values() : []), ...world.globalCommands.values()];
	const usable = all.filter((command) => command.type === type && mayUse(given, command));
	const found = usable.find((command) => named(command, name, locale));
	if (found) return found;
	const registered = all.some((command) => command.type === type && named(command, name, locale));
	const there = usable.map((command) => command.name).join(", ") || "none";
	const why = registered ? "may not use the command" : "finds no command";
	throw new Error(`${world.user(given.personId).global_name} ${why} "${name}"; commands: ${there}`);
}

function named(
	part: { name: string; name_localizations?: Partial<Record<string, string | null>> | null },
	name: string,
	locale: string,
): boolean {
	return part.name === name || part.name_localizations?.[locale] === name;
}

export function mayUse(
	{ world, guild, personId, channel }: Omit<Given, "guild"> & { guild: Guild | null },
	command: APIApplicationCommand,
): boolean {
	if (channel.guildId === null) return command.contexts?.includes(InteractionContextType.BotDM) ?? true;
	if (command.contexts && !command.contexts.includes(InteractionContextType.Guild)) return false;
	const held = permissionsIn(world, guild, personId, channel);
	const administrator = 1n << 3n;
	const useCommands = 1n << 31n;
	if (held & administrator) return true;
	if (!(held & useCommands)) return false;
	const needed = command.default_member_permissions;
	if (needed == null) return true;
	return BigInt(needed) !== 0n && (held & BigInt(needed)) === BigInt(needed);
}

/** The interaction data of a command line, and what its options point at. */
export function commandData(
	given: Given,
	line: string,
	values: Record<string, OptionValue>,
	focused?: { option: string; partial: string },
): { command: APIApplicationCommand; data: Json; optionType: number } & Found {
	const [name = "", ...path] = line.replace(/^\//, "").trim().split(/\s+/);
	const command = findCommand(given, name, ApplicationCommandType.ChatInput);
	const locale = given.world.user(given.personId).locale;
	const steps: APIApplicationCommandOption[] = [];
	let options = command.options ?? [];
	for (const step of path) {
		const next = options.find((option) => isSub(option) && named(option, step, locale));
		if (!next) throw new Error(`/${command.name} has no sub-command "${step}"`);
		steps.push(next);
		options = ("options" in next ? (next.options as APIApplicationCommandOption[]) : undefined) ?? [];
	}
	if (options.some(isSub)) throw new Error(`/${[command.name, ...path].join(" ")} needs a sub-command`);
	const found: Found = { ids: [], attachments: {} };
	const filled = fill(given, options as APIApplicationCommandBasicOption[], values, found, focused);
	const nested = steps.reduceRight<Json[]>(
		(inner, step) => [{ name: step.name, type: step.type, options: inner }],
		filled,
	);
	const focusedOption = options.find((option) => focused && named(option, focused.option, locale));
	const data: Json = {
		id: command.id,
		name: command.name,
		type: command.type,
		...(command.guild_id && { guild_id: command.guild_id }),
		...(nested.length > 0 && { options: nested }),
	};
	return { command, data, ...found, optionType: focusedOption?.type ?? 0 };
}

function isSub(option: APIApplicationCommandOption): boolean {
	return option.type === Option.Subcommand || option.type === Option.SubcommandGroup;
}

function fill(
	given: Given,
	options: APIApplicationCommandBasicOption[],
	values: Record<string, OptionValue>,
	found: Found,
	focused?: { option: string; partial: string },
): Json[] {
	const locale = given.world.user(given.personId).locale;
	const find = (name: string) => {
		const option = options.find((each) => named(each, name, locale));
		if (!option) throw new Error(`The command has no option "${name}"`);
		return option;
	};
	const filled: Json[] = Object.entries(values).map(([name, value]) => {
		const option = find(name);
		return { name: option.name, type: option.type, value: check(given, option, value, found) };
	});
	if (focused) {
		const option = find(focused.option);
		if (!("autocomplete" in option) || !option.autocomplete) {
			throw new Error(`The option "${focused.option}" has no autocomplete`);
		}
		filled.push({ name: option.name, type: option.type, value: focused.partial, focused: true });
		return filled;
	}
	const missing = options.find(
		(option) => option.required && !filled.some(({ name }) => name === option.name),
	);
	if (missing) throw new Error(`The option "${missing.name}" is required`);
	return filled;
}

/** The option's value as it is sent; throws where Discord's own client would not send. */
function check(
	given: Given,
	option: APIApplicationCommandBasicOption,
	value: OptionValue,
	found: Found,
): string | number | boolean {
	const refuse = (why: string): never => {
		throw new Error(`Option "${option.name}": ${why}`);
	};
	switch (option.type) {
		case Option.String:
		case Option.Integer:
		case Option.Number: {
			const { locale } = given.world.user(given.personId);
			if (option.choices?.length) {
				const chosen = option.choices.find(
					(choice) => choice.value === value || named(choice, String(value), locale),
				);
				return chosen?.value ?? refuse(`no choice "${String(value)}"`);
			}
			if (option.type === Option.String) {
				if (typeof value !== "string") return refuse("takes a text");
				const [least, most] = [option.min_length ?? 0, option.max_length ?? 6_000];
				return value.length < least || value.length > most
					? refuse(`takes ${least} to ${most} characters`)
					: value;
			}
			if (typeof value !== "number") return refuse("takes a number");
			if (option.type === Option.Integer && !Number.isInteger(value)) return refuse("takes a whole number");
			if (value < (option.min_value ?? -Infinity) || value > (option.max_value ?? Infinity)) {
				return refuse(`takes ${option.min_value} to ${option.max_value}`);
			}
			return value;
		}
		case Option.Boolean:
			return typeof value === "boolean" ? value : refuse("takes true or false");
		case Option.Attachment: {
			if (typeof value !== "object" || !("attachment" in value)) return refuse("takes a file");
			const { name, data, contentType = "application/octet-stream" } = value.attachment;
			const file = { index: 0, name, data, contentType };
			const { id, attachment } = storeOptionFile(given.world, given.channel.id, file);
			found.attachments[id] = attachment;
			return id;
		}
		default: {
			const id = pointedAt(given, option, value);
			if (id === null) return refuse("points at nothing that there is");
			found.ids.push(id);
			return id;
		}
	}
}

function pointedAt(
	{ guild }: Given,
	option: APIApplicationCommandBasicOption,
	value: OptionValue,
): string | null {
	if (typeof value !== "object") return null;
	const takesRole = option.type === Option.Role || option.type === Option.Mentionable;
	const takesUser = option.type === Option.User || option.type === Option.Mentionable;
	if ("role" in value && takesRole) {
		return [...guild.roles.values()].find(({ name }) => name === value.role)?.id ?? null;
	}
	if ("user" in value && takesUser) return value.user.id;
	if (!("channel" in value) || option.type !== Option.Channel) return null;
	const suits = ({ type, name }: Channel) =>
		name === value.channel && (!option.channel_types || option.channel_types.some((each) => each === type));
	return [...guild.channels.values()].find(suits)?.id ?? null;
}
