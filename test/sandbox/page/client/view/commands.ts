/** Slash commands: the list with help, and the window where a command's options are filled. */
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { choose, commandsHere, complete, give, helpIn, nameIn, type Offer, offers } from "../act/command.ts";
import type { App } from "../app.ts";
import type { CommandState } from "../dialogs.ts";
import type { Client } from "../discord/client.ts";
import { type CommandOption, OptionKind, Part } from "../discord/model.ts";
import { t } from "../text/language.ts";
import { close, dialogView } from "./dialog.ts";
import { optionsOf } from "./fields.ts";
import { icon } from "./icons.ts";

/** The commands of the open channel, when they have been fetched. */
let here: { client: Client; channelId: string; offers: Offer[] } | null = null;
let fetching = false;

/** Those that fit what has been typed after the slash; null while they are fetched. */
export function fitting(app: App, typed: string): Offer[] | null {
	if (here?.client !== app.client || here?.channelId !== app.channelId) return null;
	const wanted = typed.replace(/^\//, "").toLowerCase().trim();
	return here.offers.filter(({ title, command, path }) => {
		const plain = [command, ...path].map(({ name }) => name).join(" ");
		return title.slice(1).toLowerCase().includes(wanted) || plain.includes(wanted);
	});
}

export async function fetchCommands(app: App): Promise<void> {
	const { channelId, client } = app;
	if (fetching || channelId === null || !client) return;
	fetching = true;
	const commands = await commandsHere(app);
	fetching = false;
	if (channelId === app.channelId && client === app.client)
		here = { client, channelId, offers: offers(commands, app.me?.locale ?? "en-GB") };
	app.changed();
}

export function commandsDialog(app: App): TemplateResult {
	const found = fitting(app, "");
	const body =
		found === null
			? html`<p class="quiet">${t("command.fetching")}</p>`
			: found.length === 0
				? html`<p>${t("command.none")}</p>`
				: html`<p class="quiet">${t("command.help")}</p>
						<ul class="list">${found.map(
							(
								offer,
							) => html`<li><button type="button" class="choice" @click=${() => void choose(app, offer)}>
								<span><strong>${offer.title}</strong><span class="help">${offer.help}</span></span>
							</button></li>`,
						)}</ul>`;
	return dialogView(app, t("command.title"), body);
}

export function commandDialog(app: App, state: CommandState): TemplateResult {
	const locale = app.me?.locale ?? "en-GB";
	const { command, path, options } = state;
	const slash = command.type === 1 ? "/" : "";
	const title = `${slash}${[command, ...path].map((part) => nameIn(part, locale)).join(" ")}`;
	const send = (event: Event) => {
		event.preventDefault();
		void give(app, state, (name) => queueMicrotask(() => document.getElementById(`option-${name}`)?.focus()));
	};
	const body = html`<form id="command" novalidate @submit=${send}>
		${state.trouble ? html`<p class="trouble" role="alert">${icon("warning")} ${state.trouble}</p>` : nothing}
		<p class="quiet">${helpIn(path.at(-1) ?? command, locale)}</p>
		${options.map((option) => optionView(app, state, option, locale))}
		${state.sending ? html`<p class="quiet" role="status">${t("form.sending")}</p>` : nothing}
	</form>`;
	const foot = html`<button type="button" class="button secondary" @click=${() => close(app)}>${t("form.cancel")}</button>
		<button type="submit" form="command" class="button primary" aria-busy=${state.sending ? "true" : nothing}>
			${t(state.trouble ? "form.again" : "form.send")}
		</button>`;
	return dialogView(app, title, body, { foot });
}

function optionView(app: App, state: CommandState, option: CommandOption, locale: string): TemplateResult {
	const id = `option-${option.name}`;
	const error = state.errors.get(option.name);
	const value = state.values.get(option.name) ?? "";
	const put = (text: string) => {
		state.values.set(option.name, text);
		state.errors.delete(option.name);
		app.changed();
	};
	const attach = (file: File | undefined) => {
		if (file) state.files.set(option.name, file);
		else state.files.delete(option.name);
		put(file?.name ?? "");
	};
	const listed = choicesOf(app, option, locale);
	const described = error ? `${id}-error` : nothing;
	const control = listed
		? html`<select id=${id} aria-required=${option.required ? "true" : nothing} aria-invalid=${error ? "true" : nothing} aria-describedby=${described}
				@change=${(event: Event) => put((event.target as HTMLSelectElement).value)}>
				<option value="" ?selected=${value === ""}>${option.required ? t("menu.choose") : t("command.nothing")}</option>
				${listed.map((each) => html`<option value=${each.value} ?selected=${each.value === value}>${each.label}</option>`)}
			</select>`
		: option.autocomplete
			? combobox(app, state, option, { id, value, put, described })
			: option.type === OptionKind.file
				? html`<input id=${id} type="file" aria-required=${option.required ? "true" : nothing}
						aria-invalid=${error ? "true" : nothing} aria-describedby=${described}
						@change=${(event: Event) => attach((event.target as HTMLInputElement).files?.[0])} />`
				: html`<input id=${id} type="text" autocomplete="off" .value=${live(value)} aria-required=${option.required ? "true" : nothing}
					inputmode=${option.type === OptionKind.text ? nothing : "numeric"}
					aria-invalid=${error ? "true" : nothing} aria-describedby=${described}
					@input=${(event: Event) => put((event.target as HTMLInputElement).value)} />`;
	return html`<div class="field ${error ? "bad" : ""}">
		<label for=${id}><span class="label">${nameIn(option, locale)}</span>${
			option.required ? nothing : html` <span class="quiet">${t("form.optional")}</span>`
		}<span class="help">${helpIn(option, locale)}</span></label>
		${control}
		${error ? html`<p class="error" id="${id}-error">${icon("warning")} ${error}</p>` : nothing}
	</div>`;
}

/** What an option lets choose from; null when it is typed. */
function choicesOf(
	app: App,
	option: CommandOption,
	locale: string,
): { label: string; value: string }[] | null {
	if (option.choices?.length)
		return option.choices.map((choice) => ({ label: nameIn(choice, locale), value: String(choice.value) }));
	const part = {
		[OptionKind.user]: Part.userSelect,
		[OptionKind.role]: Part.roleSelect,
		[OptionKind.channel]: Part.channelSelect,
		[OptionKind.mentionable]: Part.mentionableSelect,
	}[option.type];
	if (part)
		return optionsOf(app, {
			type: part,
			...(option.channel_types && { channel_types: option.channel_types }),
		});
	if (option.type !== OptionKind.yesNo) return null;
	return [
		{ label: t("command.yes"), value: "true" },
		{ label: t("command.no"), value: "false" },
	];
}

interface Control {
	id: string;
	value: string;
	put(text: string): void;
	described: string | typeof nothing;
}

/** What was chosen is shown by its name and kept by its value. */
const names = new WeakMap<CommandState, Map<string, string>>();

/** Which of the offers is marked; -1: none. The offers of one field at a time are shown. */
let marked = -1;

/** A text field with what the bot offers for it. */
function combobox(app: App, state: CommandState, option: CommandOption, control: Control): TemplateResult {
	const { id, value, put, described } = control;
	const known = names.get(state) ?? new Map<string, string>();
	names.set(state, known);
	const offered = state.offers.get(option.name) ?? [];
	const shown = known.get(value) ?? value;
	const fold = () => {
		marked = -1;
		state.offers.delete(option.name);
		app.changed();
	};
	const take = ({ name, value: taken }: (typeof offered)[number]) => {
		known.set(String(taken), name);
		fold();
		put(String(taken));
	};
	const look = async () => {
		await complete(app, state, option);
		// Who has gone on is offered nothing more here.
		if (document.activeElement?.id !== id) fold();
	};
	const ask = (text: string) => {
		marked = -1;
		put(text);
		void look();
	};
	const key = (event: KeyboardEvent) => {
		const { length } = offered;
		// Not when the mouse goes elsewhere: what one is about to press would move away from under it.
		if (event.key === "Tab") fold();
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		const chosen = event.key === "Enter" ? offered[marked] : undefined;
		if (length === 0 || (step === undefined && !chosen && event.key !== "Escape")) return;
		// Neither is the form sent nor the window closed.
		event.preventDefault();
		if (chosen) take(chosen);
		else if (step === undefined) fold();
		else mark(step === 1 ? (marked + 1) % length : (Math.max(marked, 0) + length - 1) % length);
	};
	const mark = (index: number) => {
		marked = index;
		app.changed();
		queueMicrotask(() => document.getElementById(`${id}-${marked}`)?.scrollIntoView({ block: "nearest" }));
	};
	return html`<input id=${id} type="text" role="combobox" autocomplete="off" .value=${live(shown)}
			aria-required=${option.required ? "true" : nothing} aria-autocomplete="list"
			aria-expanded=${offered.length > 0 ? "true" : "false"} aria-controls=${offered.length > 0 ? `${id}-list` : nothing}
			aria-activedescendant=${offered[marked] ? `${id}-${marked}` : nothing}
			aria-describedby="${id}-offers ${described === nothing ? "" : described}"
			@input=${(event: Event) => ask((event.target as HTMLInputElement).value)}
			@focus=${() => {
				if (offered.length === 0) state.offers.clear();
				if (value === "") void look();
			}}
			@keydown=${key} />
		<p class="hidden" id="${id}-offers" role="status">${offered.length > 0 ? t("command.offers", { count: offered.length }) : ""}</p>
		${
			offered.length > 0
				? html`<ul class="list offers" id="${id}-list" role="listbox" aria-label=${nameIn(option, app.me?.locale ?? "en-GB")}>${offered.map(
						(each, index) => html`<li
							id="${id}-${index}"
							role="option"
							aria-selected=${index === marked ? "true" : "false"}
							@mousedown=${(event: Event) => {
								event.preventDefault();
								take(each);
							}}
						>${each.name}</li>`,
					)}</ul>`
				: nothing
		}`;
}
