/** Forms and menus as windows over the page. */
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { press, sendForm } from "../act/press.ts";
import type { App } from "../app.ts";
import type { OpenDialog } from "../dialogs.ts";
import { Part } from "../discord/model.ts";
import { type FormState, isRequired } from "../form.ts";
import { t, tn } from "../text/language.ts";
import { close, dialogView } from "./dialog.ts";
import { fieldView, focusField, optionsOf } from "./fields.ts";
import { icon } from "./icons.ts";
import { markdown } from "./markdown.ts";

export function formDialog(app: App, form: FormState): TemplateResult {
	const leave = () => {
		if (form.changed && !form.leaving) form.leaving = true;
		else app.dialog = null;
		app.changed();
	};
	const send = (event: Event) => {
		event.preventDefault();
		form.leaving = false;
		void sendForm(app, form, focusField);
	};
	const inputs = form.data.components.map((part) => part.component ?? part.components?.[0]);
	const star = inputs.some((input) => input && isRequired(input));
	const body = html`<form id="form" novalidate @submit=${send}>
		${star ? html`<p class="quiet" aria-hidden="true"><span class="needed">*</span> ${t("form.star")}</p>` : nothing}
		${form.trouble ? html`<p class="trouble" role="alert">${icon("warning")} ${form.trouble}</p>` : nothing}
		${form.errors.size > 0 ? html`<p class="trouble" role="alert">${icon("warning")} ${tn("form.errors", form.errors.size)}</p>` : nothing}
		${form.data.components.map((part) => {
			if (part.type === Part.text)
				return html`<div class="text form-text">${markdown(app, part.content ?? "")}</div>`;
			const input = part.component ?? part.components?.[0];
			return input ? fieldView(app, form, part, input) : nothing;
		})}
	</form>`;
	const foot = form.leaving
		? html`<p class="ask" role="alert">${t("form.leave")}</p>
			<button type="button" class="button secondary" @click=${() => stay(app, form)}>${t("form.stay")}</button>
			<button type="button" class="button danger" @click=${leave}>${t("form.discard")}</button>`
		: html`<button type="button" class="button secondary" @click=${leave}>${t("form.cancel")}</button>
			<button type="submit" form="form" class="button primary" aria-busy=${form.sending ? "true" : nothing}>
				${t(form.sending ? "form.sending" : form.trouble ? "form.again" : "form.send")}
			</button>`;
	return dialogView(app, form.data.title, body, { leave, foot });
}

function stay(app: App, form: FormState): void {
	form.leaving = false;
	app.changed();
}

type Menu = Extract<OpenDialog, { kind: "menu" }>;

/** A menu of a message: one choice is sent when it is pressed, several with a button. */
export function menuDialog(app: App, { message, component, chosen }: Menu): TemplateResult {
	const options = optionsOf(app, component);
	const most = component.max_values ?? 1;
	const least = component.min_values ?? 1;
	const send = (values: string[]) => {
		close(app);
		void press(app, message, component, values);
	};
	const several = most > 1 || least === 0;
	const toggle = (value: string, on: boolean) => {
		if (most === 1) chosen.clear();
		if (on) chosen.add(value);
		else chosen.delete(value);
		app.changed();
	};
	const wellChosen = chosen.size >= least && chosen.size <= most;
	const body = several
		? html`<fieldset class="field"><legend>${least === most ? tn("menu.exactly", most) : tn("form.atMost", most)}</legend>
				<div class="options">${options.map(
					({ label, value, description }) => html`<label class="option">
						<input type="checkbox" .checked=${live(chosen.has(value))}
							@change=${(event: Event) => toggle(value, (event.target as HTMLInputElement).checked)} />
						<span>${label}${description ? html`<span class="help">${description}</span>` : nothing}</span>
					</label>`,
				)}</div></fieldset>`
		: html`<ul class="list">${options.map(
				({ label, value, description }) => html`<li>
					<button type="button" class="choice" aria-current=${chosen.has(value) ? "true" : nothing} @click=${() => send([value])}>
						<span>${label}${description ? html`<span class="help">${description}</span>` : nothing}</span>
					</button>
				</li>`,
			)}</ul>`;
	const foot = several
		? html`<button type="button" class="button primary" aria-disabled=${wellChosen ? nothing : "true"}
				@click=${() => {
					if (wellChosen) send(options.map(({ value }) => value).filter((value) => chosen.has(value)));
				}}>${t("menu.done")}</button>`
		: nothing;
	return dialogView(app, component.placeholder ?? t("menu.choose"), body, { foot });
}
