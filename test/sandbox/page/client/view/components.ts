/** Draws the components of a message. */
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { press } from "../act/press.ts";
import type { App } from "../app.ts";
import { type Component, type Message, Part } from "../discord/model.ts";
import { t } from "../text/language.ts";
import { icon } from "./icons.ts";
import { linkView, markdown } from "./markdown.ts";
import { fileView, pictureView } from "./media.ts";

type Drawn = TemplateResult | typeof nothing;

export function componentsView(app: App, message: Message, parts: Component[]): Drawn {
	return html`${parts.map((part) => partView(app, message, part))}`;
}

function partView(app: App, message: Message, part: Component): Drawn {
	const inner = () => componentsView(app, message, part.components ?? []);
	switch (part.type) {
		case Part.container:
			return html`<div class="container" .style=${accent(part.accent_color)}>${inner()}</div>`;
		case Part.row:
			return html`<div class="row">
				${repeat(
					part.components ?? [],
					(each, index) => each.custom_id ?? each.url ?? index,
					(each) => partView(app, message, each),
				)}
			</div>`;
		case Part.text:
			return html`<div class="text">${markdown(app, part.content ?? "")}</div>`;
		case Part.section:
			return html`<div class="section">
				<div class="section-text">${inner()}</div>
				${part.accessory ? partView(app, message, part.accessory) : nothing}
			</div>`;
		case Part.separator:
			return html`<div class=${part.divider === false ? "space" : "rule"}></div>`;
		case Part.thumbnail:
			return html`<div class="thumbnail">${part.media ? pictureView(app, part.media, part.description ?? "") : nothing}</div>`;
		case Part.gallery:
			return html`<div class="gallery">
				${(part.items ?? []).map(({ media, description }) => pictureView(app, media, description ?? ""))}
			</div>`;
		case Part.file:
			return part.file ? fileView(part.file.url, part.name ?? "", part.size ?? null) : nothing;
		case Part.button:
			return buttonView(app, message, part);
		case Part.select:
		case Part.userSelect:
		case Part.roleSelect:
		case Part.mentionableSelect:
		case Part.channelSelect:
			return menuView(app, message, part);
		default:
			return html`<p class="md-small">${t("message.unknownPart", { type: part.type })}</p>`;
	}
}

function accent(colour: number | null | undefined): string {
	return colour == null ? "" : `--accent: #${colour.toString(16).padStart(6, "0")}`;
}

const looks = ["", "primary", "secondary", "success", "danger", "secondary"];

function buttonView(app: App, message: Message, button: Component): TemplateResult {
	const words = html`${button.emoji?.name ? html`<span aria-hidden="true">${button.emoji.name}</span> ` : nothing}${button.label ?? ""}`;
	const look = `button ${looks[button.style ?? 2] ?? "secondary"}`;
	if (button.url && !button.disabled) return linkView(app, button.url, html`${words}`, look);
	const waiting = isWaiting(app, message, button);
	return html`<button
		type="button"
		class="${look} ${waiting ? "waiting" : ""}"
		data-custom-id=${button.custom_id ?? nothing}
		aria-disabled=${button.disabled ? "true" : nothing}
		aria-busy=${waiting ? "true" : nothing}
		title=${button.disabled ? t("press.disabled") : nothing}
		@click=${() => {
			if (!button.disabled) void press(app, message, button);
		}}
	>${words}${waiting ? html`<span class="dots" aria-hidden="true"></span><span class="hidden">${t("press.waiting")}</span>` : nothing}</button>`;
}

function menuView(app: App, message: Message, menu: Component): TemplateResult {
	const waiting = isWaiting(app, message, menu);
	const chosen = (menu.options ?? []).filter((option) => option.default).map(({ label }) => label);
	const words = chosen.join(", ") || menu.placeholder || t("menu.choose");
	return html`<button
		type="button"
		class="menu ${waiting ? "waiting" : ""} ${chosen.length > 0 ? "" : "blank"}"
		data-custom-id=${menu.custom_id ?? nothing}
		aria-haspopup="dialog"
		aria-disabled=${menu.disabled ? "true" : nothing}
		aria-busy=${waiting ? "true" : nothing}
		@click=${() => {
			if (menu.disabled || waiting) return;
			const values = (menu.options ?? []).filter((option) => option.default).map(({ value }) => value);
			const ids = (menu.default_values ?? []).map(({ id }) => id);
			app.dialog = { kind: "menu", message, component: menu, chosen: new Set([...values, ...ids]) };
			app.changed();
		}}
	><span>${words}</span>${icon("down")}</button>`;
}

function isWaiting(app: App, message: Message, part: Component): boolean {
	const pressed = app.pressed.get(message.id);
	return pressed?.state === "waiting" && pressed.customId === part.custom_id;
}
