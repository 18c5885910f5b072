/** The fields of a form, each with its label, help, count and what is wrong with it. */
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { App } from "../app.ts";
import { type Component, Kind, type Option, Part } from "../discord/model.ts";
import { choiceLimits, type FormState, isRequired, type Value } from "../form.ts";
import { t, tn } from "../text/language.ts";
import { icon } from "./icons.ts";
import { inline } from "./markdown.ts";

/** The id in the page of a form's field. */
function fieldId(customId: string): string {
	return `field-${customId}`;
}

/** Puts the focus into the field, once it is drawn. */
export function focusField(customId: string): void {
	queueMicrotask(() => {
		const field = document.getElementById(fieldId(customId));
		const inside = field?.matches("fieldset") ? field.querySelector("input") : field;
		inside?.focus();
	});
}

export function fieldView(app: App, form: FormState, label: Component, input: Component): TemplateResult {
	const id = input.custom_id ?? "";
	const put = (value: Value) => {
		form.values.set(id, value);
		form.errors.delete(id);
		form.changed = true;
		app.changed();
	};
	const field = { app, form, label, input, id, put, error: form.errors.get(id) ?? null };
	switch (input.type) {
		case Part.textInput:
			return textField(field);
		case Part.checkbox:
			return tickField(field);
		case Part.upload:
			return fileField(field);
		case Part.radios:
			return choiceField(field, input.options ?? [], "radio");
		case Part.checkboxes:
			return choiceField(field, input.options ?? [], "checkbox");
		default: {
			const options = optionsOf(app, input);
			return choiceLimits(input)[1] > 1
				? choiceField(field, options, "checkbox")
				: selectField(field, options);
		}
	}
}

/** One file of the person's own. */
function fileField(field: Field): TemplateResult {
	const { form, id, input, error, put } = field;
	const attach = (file: File | undefined) => {
		if (file) form.files.set(id, file);
		else form.files.delete(id);
		put(file ? [file.name] : []);
	};
	return html`<div class="field"><label for=${fieldId(id)}>${words(field)}</label>
		<input id=${fieldId(id)} type="file" aria-required=${isRequired(input) ? "true" : nothing}
			aria-invalid=${error ? "true" : nothing} aria-describedby=${error ? `${fieldId(id)}-error` : nothing}
			@change=${(event: Event) => attach((event.target as HTMLInputElement).files?.[0])} />${wrong(field)}</div>`;
}

interface Field {
	app: App;
	form: FormState;
	label: Component;
	input: Component;
	id: string;
	error: string | null;
	put(value: Value): void;
}

/** What is needed has a star, as on Discord. A group of choices cannot say it otherwise to a screen reader. */
function words({ app, label, input }: Field): TemplateResult {
	const inWords = input.type === Part.radios || input.type === Part.checkboxes;
	return html`<span class="label">${label.label ?? input.label ?? ""}</span>${
		isRequired(input)
			? html`<span class="needed" aria-hidden="true"> *</span>${inWords ? html`<span class="hidden"> ${t("form.needed")}</span>` : nothing}`
			: nothing
	}${label.description ? html`<span class="help">${inline(app, label.description)}</span>` : nothing}`;
}

function wrong({ id, error }: Field): TemplateResult | typeof nothing {
	return error ? html`<p class="error" id="${fieldId(id)}-error">${icon("warning")} ${error}</p>` : nothing;
}

function textField(field: Field): TemplateResult {
	const { form, input, id, error, put } = field;
	const value = String(form.values.get(id) ?? "");
	const most = input.max_length ?? 4_000;
	const own = fieldId(id);
	const described = `${own}-count${error ? ` ${own}-error` : ""}`;
	const type = (event: Event) => put((event.target as HTMLInputElement).value);
	const required = isRequired(input) ? "true" : nothing;
	return html`<div class="field ${error ? "bad" : ""}">
		<label for=${own}>${words(field)}</label>
		${
			input.style === 2
				? html`<textarea id=${own} rows="4" .value=${live(value)} placeholder=${input.placeholder ?? nothing}
						aria-required=${required} aria-invalid=${error ? "true" : nothing} aria-describedby=${described} @input=${type}></textarea>`
				: html`<input id=${own} type="text" autocomplete="off" .value=${live(value)} placeholder=${input.placeholder ?? nothing}
						aria-required=${required} aria-invalid=${error ? "true" : nothing} aria-describedby=${described} @input=${type} />`
		}
		<p class="count ${value.length > most ? "over" : ""}" id="${own}-count">
			<span aria-hidden="true">${value.length} / ${most}</span><span class="hidden">${tn("form.left", Math.max(0, most - value.length))}</span>
			${input.min_length && input.min_length > 1 ? html`<span>· ${tn("form.atLeast", input.min_length)}</span>` : nothing}
		</p>
		${wrong(field)}
	</div>`;
}

function tickField(field: Field): TemplateResult {
	const { form, id, put } = field;
	const own = fieldId(id);
	return html`<div class="field">
		<label class="option">
			<input id=${own} type="checkbox" .checked=${live(form.values.get(id) === true)}
				@change=${(event: Event) => put((event.target as HTMLInputElement).checked)} />
			<span>${words(field)}</span>
		</label>
	</div>`;
}

function choiceField(field: Field, options: Option[], type: "radio" | "checkbox"): TemplateResult {
	const { form, input, id, error, put } = field;
	const chosen = (form.values.get(id) ?? []) as string[];
	const own = fieldId(id);
	const [least, most] = choiceLimits(input);
	const choose = (option: Option, on: boolean) => {
		if (type === "radio") put([option.value]);
		else put(on ? [...chosen, option.value] : chosen.filter((value) => value !== option.value));
	};
	const several = type === "checkbox" && options.length > 1;
	const limit = !several
		? nothing
		: most < options.length
			? html`<span class="help">${tn("form.atMost", most)}</span>`
			: least > 1
				? html`<span class="help">${tn("form.chooseAtLeast", least)}</span>`
				: nothing;
	return html`<fieldset class="field ${error ? "bad" : ""}" id=${own} aria-describedby=${error ? `${own}-error` : nothing}>
		<legend>${words(field)}${limit}</legend>
		<div class="options">
			${options.map((option) => {
				const on = chosen.includes(option.value);
				return html`<label class="option">
					<input type=${type} name=${own} .checked=${live(on)} aria-invalid=${error ? "true" : nothing}
						@change=${(event: Event) => choose(option, (event.target as HTMLInputElement).checked)} />
					<span>${option.emoji?.name ? html`<span aria-hidden="true">${option.emoji.name} </span>` : nothing}${option.label}${
						option.description ? html`<span class="help">${option.description}</span>` : nothing
					}</span>
				</label>`;
			})}
		</div>
		${
			type === "radio" && !isRequired(input) && chosen.length > 0
				? html`<button type="button" class="link" @click=${() => put([])}>${t("form.clear")}</button>`
				: nothing
		}
		${wrong(field)}
	</fieldset>`;
}

function selectField(field: Field, options: Option[]): TemplateResult {
	const { form, input, id, error, put } = field;
	const own = fieldId(id);
	const [chosen = ""] = (form.values.get(id) ?? []) as string[];
	const change = (event: Event) => {
		const { value } = event.target as HTMLSelectElement;
		put(value === "" ? [] : [value]);
	};
	return html`<div class="field ${error ? "bad" : ""}">
		<label for=${own}>${words(field)}</label>
		<select id=${own} aria-required=${isRequired(input) ? "true" : nothing} aria-invalid=${error ? "true" : nothing}
			aria-describedby=${error ? `${own}-error` : nothing} @change=${change}>
			<option value="" ?selected=${chosen === ""}>${input.placeholder ?? t("menu.choose")}</option>
			${options.map(
				(option) =>
					html`<option value=${option.value} ?selected=${option.value === chosen}>${option.label}${
						option.description ? ` – ${option.description}` : ""
					}</option>`,
			)}
		</select>
		${wrong(field)}
	</div>`;
}

/** What a menu offers: its own options, or people, roles or channels of the server. */
export function optionsOf(app: App, menu: Component): Option[] {
	const { store } = app.client ?? {};
	if (!store || menu.type === Part.select) return menu.options ?? [];
	const people = () =>
		[...store.members.values()].map(({ user }) => ({ label: store.nameOf(user.id), value: user.id }));
	const roles = () =>
		[...store.roles.values()]
			.filter(({ id }) => id !== store.guild?.id)
			.map(({ id, name }) => ({ label: `@${name}`, value: id }));
	const sorted = (options: Option[]) => options.sort((a, b) => a.label.localeCompare(b.label));
	switch (menu.type) {
		case Part.userSelect:
			return sorted(people());
		case Part.roleSelect:
			return sorted(roles());
		case Part.mentionableSelect:
			return [...sorted(people()), ...sorted(roles())];
		default:
			return [...store.channels.values()]
				.filter(
					({ type }) =>
						type !== Kind.dm && (!menu.channel_types?.length || menu.channel_types.includes(type)),
				)
				.map(({ id, name = "" }) => ({ label: `#${name}`, value: id }));
	}
}
