/** Slash commands and commands on a person or a message: finding, filling, completing and giving them. */
import type { App } from "../app.ts";
import type { CommandState } from "../dialogs.ts";
import { Act } from "../discord/interactions.ts";
import { type Command, type CommandOption, OptionKind } from "../discord/model.ts";
import { Refused } from "../discord/rest.ts";
import { t, tn } from "../text/language.ts";
import { origin, showForm, trouble } from "./press.ts";

/** A command as it is offered: with its sub-command, if it has any. */
export interface Offer {
	command: Command;
	path: CommandOption[];
	options: CommandOption[];
	/** "/group create" in the person's language. */
	title: string;
	help: string;
}

type Named = { name: string; name_localizations?: Partial<Record<string, string | null>> | null };

export function nameIn(part: Named, locale: string): string {
	return part.name_localizations?.[locale] ?? part.name;
}

export function helpIn(part: Command | CommandOption, locale: string): string {
	return part.description_localizations?.[locale] ?? part.description;
}

/** Every slash command that can be given here, sub-commands apart. */
export function offers(commands: Command[], locale: string): Offer[] {
	return commands.filter(({ type }) => type === 1).flatMap((command) => expand(command, [], locale));
}

function expand(command: Command, path: CommandOption[], locale: string): Offer[] {
	const options = (path.at(-1) ?? command).options ?? [];
	const subs = options.filter(({ type }) => type === OptionKind.sub || type === OptionKind.group);
	if (subs.length > 0) return subs.flatMap((sub) => expand(command, [...path, sub], locale));
	const title = `/${[command, ...path].map((part) => nameIn(part, locale)).join(" ")}`;
	return [{ command, path, options, title, help: helpIn(path.at(-1) ?? command, locale) }];
}

/** The commands of the open channel; none when they cannot be fetched. */
export async function commandsHere(app: App): Promise<Command[]> {
	const { channel, client } = app;
	if (!channel || !client) return [];
	try {
		return await client.commands(channel);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		return [];
	}
}

/** Opens the command for filling, or gives it at once when there is nothing to fill. */
export async function choose(app: App, offer: Offer): Promise<void> {
	const channelId = app.channelId ?? "";
	const { command, path, options } = offer;
	const maps = { values: new Map(), files: new Map(), errors: new Map(), offers: new Map() };
	const blank = { ...maps, sending: false, trouble: null };
	const state: CommandState = { command, path, options, channelId, ...blank };
	app.dialog = { kind: "command", state };
	app.changed();
	if (options.length === 0) await give(app, state, () => undefined);
}

/** Checks what was filled in and gives the command. */
export async function give(app: App, state: CommandState, focus: (option: string) => void): Promise<void> {
	if (state.sending) return;
	state.errors.clear();
	state.trouble = null;
	for (const option of state.options) {
		const wrong = optionFault(option, state.values.get(option.name) ?? "");
		if (wrong) state.errors.set(option.name, wrong);
	}
	const [first] = state.errors.keys();
	app.changed();
	if (first !== undefined) {
		focus(first);
		return;
	}
	const files: File[] = [];
	const given = state.options
		.filter(({ name }) => (state.values.get(name) ?? "") !== "")
		.map((option) => {
			const { name, type } = option;
			const file = state.files.get(name);
			if (type !== OptionKind.file || !file)
				return { name, type, value: typed(option, state.values.get(name) ?? "") };
			return { name, type, value: String(files.push(file) - 1) };
		});
	const attachments = files.map(({ name }, id) => ({ id, filename: name }));
	const data = { ...named(state.command), ...nested(state, given) };
	await send(app, state, files.length > 0 ? { ...data, attachments } : data, files);
}

/** Gives a command on a person or a message. */
export async function giveOn(app: App, command: Command, targetId: string): Promise<void> {
	const channelId = app.channelId ?? "";
	const state: CommandState = {
		...{ command, path: [], options: [], channelId, sending: false, trouble: null },
		...{ values: new Map(), files: new Map(), errors: new Map(), offers: new Map() },
	};
	app.dialog = { kind: "command", state };
	await send(app, state, { ...named(command), target_id: targetId });
}

async function send(
	app: App,
	state: CommandState,
	data: Record<string, unknown>,
	files: readonly File[] = [],
): Promise<void> {
	const { client } = app;
	if (!client) return;
	state.sending = true;
	app.changed();
	const body = { ...origin(app, state.channelId), type: Act.command, data };
	const outcome = await client.interactions.send(body, files);
	state.sending = false;
	const open = app.dialog?.kind === "command" && app.dialog.state === state;
	if (outcome.kind === "failed") {
		state.trouble = trouble(app, outcome.refused?.status, outcome.refused?.code);
		if (outcome.refused?.code === 50_035) state.trouble = t("command.refused");
		app.said = state.trouble;
	} else if (open) app.dialog = null;
	showForm(app, outcome, state.channelId);
	app.changed();
}

/** Asks the bot for what could stand in the option. Nothing is offered when it does not answer. */
export async function complete(app: App, state: CommandState, option: CommandOption): Promise<void> {
	const { client } = app;
	if (!client) return;
	const text = state.values.get(option.name) ?? "";
	const others = state.options
		.filter(({ name, autocomplete }) => name !== option.name && !autocomplete && state.values.get(name))
		.map((each) => ({
			name: each.name,
			type: each.type,
			value: typed(each, state.values.get(each.name) ?? ""),
		}));
	const focused = { name: option.name, type: option.type, value: text, focused: true };
	const outcome = await client.interactions.send({
		...origin(app, state.channelId),
		type: Act.autocomplete,
		data: { ...named(state.command), ...nested(state, [...others, focused]) },
	});
	if (outcome.kind === "choices" && (state.values.get(option.name) ?? "") === text)
		state.offers.set(option.name, outcome.choices);
	app.changed();
}

function named({ id, name, type, guild_id }: Command): Record<string, unknown> {
	return { id, name, type, ...(guild_id && { guild_id }) };
}

function nested({ path }: CommandState, given: unknown[]): { options?: unknown[] } {
	const options = path.reduceRight<unknown[]>(
		(inner, { name, type }) => [{ name, type, options: inner }],
		given,
	);
	return options.length > 0 ? { options } : {};
}

function typed({ type }: CommandOption, text: string): string | number | boolean {
	if (type === OptionKind.whole || type === OptionKind.number) return Number(text.replace(",", "."));
	return type === OptionKind.yesNo ? text === "true" : text;
}

function optionFault(option: CommandOption, text: string): string | null {
	if (text === "") return option.required ? t("form.required") : null;
	if (option.choices?.length) return null;
	if (option.type === OptionKind.text) {
		if (text.length > (option.max_length ?? 6_000)) return tn("form.tooLong", option.max_length ?? 6_000);
		return text.length < (option.min_length ?? 0) ? tn("form.tooShort", option.min_length ?? 0) : null;
	}
	if (option.type !== OptionKind.whole && option.type !== OptionKind.number) return null;
	const number = Number(text.replace(",", "."));
	if (Number.isNaN(number)) return t("command.number");
	if (option.type === OptionKind.whole && !Number.isInteger(number)) return t("command.whole");
	const { min_value: least = -Infinity, max_value: most = Infinity } = option;
	if (number < least) return t("command.least", { count: least });
	return number > most ? t("command.most", { count: most }) : null;
}
