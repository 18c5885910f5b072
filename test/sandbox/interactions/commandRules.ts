/** What Discord demands of application commands beyond the shapes of its OpenAPI document. */
import {
	type APIApplicationCommandOption,
	ApplicationCommandType,
	Locale,
	ApplicationCommandOptionType as Option,
} from "discord-api-types/v10";
import { type FieldError, invalidForm } from "../world/errors.ts";

/** A command as a request has it. */
export interface CommandBody {
	name: string;
	type?: ApplicationCommandType | null;
	description?: string | null;
	name_localizations?: Record<string, string | null> | null;
	description_localizations?: Record<string, string | null> | null;
	options?: APIApplicationCommandOption[] | null;
	default_member_permissions?: string | number | null;
	dm_permission?: boolean | null;
	contexts?: number[] | null;
	integration_types?: number[] | null;
	nsfw?: boolean | null;
}

/** How many commands of each type an application may have in one place. */
const most: Record<number, number> = {
	[ApplicationCommandType.ChatInput]: 100,
	[ApplicationCommandType.User]: 15,
	[ApplicationCommandType.Message]: 15,
};

const slashName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const locales = new Set<string>(Object.values(Locale));

type Path = readonly (string | number)[];

class Refusals {
	readonly fields: FieldError[] = [];

	add(path: Path, code: string, message: string): void {
		this.fields.push({ path, code, message });
	}

	length(path: Path, text: string | null | undefined, least: number, longest: number): void {
		const length = text?.length ?? 0;
		if (length < least || length > longest) {
			this.add(path, "BASE_TYPE_BAD_LENGTH", `Must be between ${least} and ${longest} in length.`);
		}
	}

	name(path: Path, name: string): void {
		this.length(path, name, 1, 32);
		if (!slashName.test(name) || name !== name.toLowerCase()) {
			this.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
		}
	}
}

/** Throws Invalid Form Body (50035) unless these may be all the commands of one place. */
export function checkCommands(commands: readonly CommandBody[]): void {
	const refused = new Refusals();
	const seen = new Set<string>();
	const counts: Record<number, number> = {};
	commands.forEach((command, index) => {
		const type = command.type ?? ApplicationCommandType.ChatInput;
		counts[type] = (counts[type] ?? 0) + 1;
		if (seen.has(`${type} ${command.name}`)) {
			refused.add([index], "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
		}
		seen.add(`${type} ${command.name}`);
		checkCommand(command, type, [index], refused);
	});
	for (const [type, count] of Object.entries(counts)) {
		if (count > (most[Number(type)] ?? 0)) {
			refused.add(
				[],
				"APPLICATION_COMMANDS_MAX",
				`More than ${most[Number(type)] ?? 0} commands of type ${type}`,
			);
		}
	}
	if (refused.fields.length > 0) throw invalidForm(refused.fields);
}

function checkCommand(
	command: CommandBody,
	type: ApplicationCommandType,
	path: Path,
	refused: Refusals,
): void {
	checkLocalizations(command, path, refused);
	if (type !== ApplicationCommandType.ChatInput) {
		refused.length([...path, "name"], command.name, 1, 32);
		if (command.description)
			refused.add([...path, "description"], "NOT_ALLOWED", "Only slash commands have one.");
		if (command.options?.length)
			refused.add([...path, "options"], "NOT_ALLOWED", "Only slash commands have them.");
		return;
	}
	refused.name([...path, "name"], command.name);
	refused.length([...path, "description"], command.description, 1, 100);
	checkOptions(command.options ?? [], [...path, "options"], refused);
	if (textLength(command) > 8_000) {
		refused.add(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
	}
}

function checkOptions(options: APIApplicationCommandOption[], path: Path, refused: Refusals): void {
	if (options.length > 25) refused.add(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
	if (new Set(options.map((option) => option.name)).size < options.length) {
		refused.add(path, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists");
	}
	const sub = options.filter(({ type }) => type === Option.Subcommand || type === Option.SubcommandGroup);
	if (sub.length > 0 && sub.length < options.length) {
		refused.add(
			path,
			"APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
			"Sub-commands and options are mutually exclusive",
		);
	}
	let optionalSeen = false;
	options.forEach((option, index) => {
		checkOption(option, [...path, index], refused);
		if (option.required && optionalSeen) {
			const message = "Required options must be placed before non-required options";
			refused.add([...path, index], "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message);
		}
		optionalSeen ||= !option.required;
	});
}

function checkOption(option: APIApplicationCommandOption, path: Path, refused: Refusals): void {
	refused.name([...path, "name"], option.name);
	refused.length([...path, "description"], option.description, 1, 100);
	checkLocalizations(option, path, refused);
	if (option.type === Option.Subcommand || option.type === Option.SubcommandGroup) {
		checkOptions((option.options ?? []) as APIApplicationCommandOption[], [...path, "options"], refused);
		return;
	}
	if (!("choices" in option) || !option.choices) return;
	if (option.choices.length > 25) {
		refused.add([...path, "choices"], "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.");
	}
	if (option.choices.length > 0 && "autocomplete" in option && option.autocomplete) {
		refused.add([...path, "choices"], "NOT_ALLOWED", "An option with autocomplete cannot have choices");
	}
	option.choices.forEach(({ name, value }, index) => {
		refused.length([...path, "choices", index, "name"], name, 1, 100);
		if (typeof value === "string") refused.length([...path, "choices", index, "value"], value, 1, 100);
	});
}

function checkLocalizations(
	named: Pick<CommandBody, "name_localizations" | "description_localizations">,
	path: Path,
	refused: Refusals,
): void {
	for (const field of ["name_localizations", "description_localizations"] as const) {
		const longest = field === "name_localizations" ? 32 : 100;
		for (const [locale, text] of Object.entries(named[field] ?? {})) {
			if (!locales.has(locale)) refused.add([...path, field, locale], "UNKNOWN_LOCALE", "Unknown locale");
			if (text !== null) refused.length([...path, field, locale], text, 1, longest);
		}
	}
}

/** Names, descriptions and choice values count together; of localised texts the longest one counts. */
function textLength(part: unknown): number {
	if (typeof part !== "object" || part === null) return 0;
	const record = part as Record<string, unknown>;
	const own = ["name", "description"].map((field) => {
		const texts = [
			record[field],
			...Object.values((record[`${field}_localizations`] as object | null) ?? {}),
		];
		return Math.max(...texts.map((text) => (typeof text === "string" ? text.length : 0)));
	});
	const nested = [...((record.options as unknown[]) ?? []), ...((record.choices as unknown[]) ?? [])];
	const value = typeof record.value === "string" ? record.value.length : 0;
	return (
		own.reduce((sum, length) => sum + length, value) +
		nested.reduce<number>((sum, each) => sum + textLength(each), 0)
	);
}
