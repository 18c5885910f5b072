import {
	type APIApplicationCommandBasicOption,
	type APIApplicationCommandOptionChoice,
	ApplicationCommandOptionType,
	ApplicationCommandType,
	ApplicationIntegrationType,
	InteractionContextType,
	type LocalizationMap,
	type RESTPostAPIChatInputApplicationCommandsJSONBody,
	type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord.js";
import { resources } from "../src/shared/i18n.ts";
import type { Language } from "../src/shared/language.ts";
import type { Menu, Option, SlashCommand } from "./kinds.ts";

/** A slash command as Discord is told of it, named and described in every language. */
export function definition(command: SlashCommand): RESTPostAPIChatInputApplicationCommandsJSONBody {
	const here = [InteractionContextType.Guild];
	const common = {
		type: ApplicationCommandType.ChatInput as const,
		...naming(command.name),
		integration_types: [ApplicationIntegrationType.GuildInstall],
	};
	if (!("subcommands" in command)) return { ...common, contexts: [...here, InteractionContextType.BotDM] };
	return {
		...common,
		contexts: here,
		options: command.subcommands.map((sub) => ({
			type: ApplicationCommandOptionType.Subcommand as const,
			...naming(command.name, sub.name),
			// Discord wants the required ones first.
			options: sub.options
				.toSorted((a, b) => Number(b.required ?? false) - Number(a.required ?? false))
				.map((one) => option(one, command.name, sub.name)),
		})),
	};
}

/** The same of a menu of messages or of people. */
export function menuDefinition({ name }: Menu): RESTPostAPIContextMenuApplicationCommandsJSONBody {
	const named = (language: Language) => resources[language].moderation.menu[name];
	return {
		type: name === "message" ? ApplicationCommandType.Message : ApplicationCommandType.User,
		name: named("en"),
		name_localizations: { fi: named("fi"), "sv-SE": named("sv") },
		integration_types: [ApplicationIntegrationType.GuildInstall],
		contexts: [InteractionContextType.Guild],
	};
}

function option(one: Option, ...path: string[]): APIApplicationCommandBasicOption {
	const { type, required = false, min, max } = one;
	const common = { ...naming(...path, "options", one.name), required };
	switch (type) {
		case ApplicationCommandOptionType.String:
			return {
				type,
				...common,
				...(min === undefined ? {} : { min_length: min }),
				...(max === undefined ? {} : { max_length: max }),
				...(one.complete ? { autocomplete: true as const } : {}),
				...(one.choices ? { choices: choices(one.choices) } : {}),
			} as APIApplicationCommandBasicOption;
		case ApplicationCommandOptionType.Integer:
			return {
				type,
				...common,
				...(min === undefined ? {} : { min_value: min }),
				...(max === undefined ? {} : { max_value: max }),
				...(one.choices
					? { choices: choices(one.choices).map((choice) => ({ ...choice, value: Number(choice.value) })) }
					: {}),
			};
		case ApplicationCommandOptionType.Channel:
			return { type, ...common, ...(one.channelTypes ? { channel_types: one.channelTypes } : {}) };
		case ApplicationCommandOptionType.Boolean:
		case ApplicationCommandOptionType.User:
		case ApplicationCommandOptionType.Role:
		case ApplicationCommandOptionType.Attachment:
			return { type, ...common };
	}
}

function choices(which: NonNullable<Option["choices"]>): APIApplicationCommandOptionChoice<string>[] {
	return Object.keys(resources.en.commands.choices[which]).map((value) => {
		const { text, localizations } = everyLanguage("choices", which, value);
		return { name: text, name_localizations: localizations, value };
	});
}

function naming(...path: string[]) {
	const name = everyLanguage(...path, "name");
	const description = everyLanguage(...path, "description");
	return {
		name: name.text,
		name_localizations: name.localizations,
		description: description.text,
		description_localizations: description.localizations,
	};
}

function everyLanguage(...path: string[]): { text: string; localizations: LocalizationMap } {
	return {
		text: lookUp(resources.en.commands, path),
		localizations: {
			fi: lookUp(resources.fi.commands, path),
			"sv-SE": lookUp(resources.sv.commands, path),
		},
	};
}

/** @throws when no text stands there: an authoring error that a test finds */
function lookUp(texts: unknown, path: string[]): string {
	const found = path.reduce<unknown>(
		(at, key) => (typeof at === "object" && at !== null ? (at as Record<string, unknown>)[key] : undefined),
		texts,
	);
	if (typeof found !== "string") throw new Error(`No text in commands.json: ${path.join(".")}`);
	return found;
}
