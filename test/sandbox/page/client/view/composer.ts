/** Where a message is written. A slash at its beginning opens the list of commands. */
import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { choose, type Offer } from "../act/command.ts";
import { write } from "../act/place.ts";
import type { App } from "../app.ts";
import type { Channel } from "../discord/model.ts";
import { May, may, mayWrite } from "../discord/permissions.ts";
import { t, tn } from "../text/language.ts";
import { fetchCommands, fitting } from "./commands.ts";
import { icon } from "./icons.ts";

const longest = 2_000;

/** Which of the offered commands is marked. */
let marked = 0;

export function composer(app: App, channel: Channel): TemplateResult {
	const name = app.client?.store.channelName(channel) ?? "";
	const writable = mayWrite(channel);
	const commands = may(channel, May.commands);
	const text = app.drafts.get(channel.id) ?? "";
	if (!writable) {
		const button = html`<button type="button" class="link" aria-haspopup="dialog" @click=${() => openCommands(app)}>${t("command.open")}</button>`;
		return html`<p class="composer-closed">${icon("eye")} ${t("write.readOnly")} ${commands ? button : nothing}</p>`;
	}
	const slash = commands && text.startsWith("/");
	const found = slash ? fitting(app, text) : null;
	if (slash && found === null) void fetchCommands(app);
	const reply = app.replies.get(channel.id);
	const over = text.length > longest;
	return html`<form class="composer" @submit=${(event: Event) => send(event, app, text)}>
		${found ? offersView(app, channel, found) : nothing}
		${
			reply
				? html`<p class="replying">${icon("reply")} ${t("write.replying", { name: app.client?.store.nameOf(reply.author.id) ?? "" })}
						<button type="button" class="link" @click=${() => dropReply(app, channel)}>${t("write.dropReply")}</button></p>`
				: nothing
		}
		<div class="composer-line">
			<button type="button" class="round" aria-label=${t("command.open")} aria-haspopup="dialog" title=${t("command.open")}
				@click=${() => openCommands(app)}>${icon("slash")}</button>
			<label class="hidden" for="write">${t("write.label", { name })}</label>
			<textarea
				id="write"
				rows="1"
				.value=${live(text)}
				placeholder=${t("write.placeholder", { name })}
				aria-invalid=${over ? "true" : nothing}
				aria-autocomplete=${slash ? "list" : nothing}
				aria-controls=${slash ? "offers" : nothing}
				aria-activedescendant=${found?.length ? `offer-${marked}` : nothing}
				@input=${(event: Event) => type(app, channel, event.target as HTMLTextAreaElement)}
				@keydown=${(event: KeyboardEvent) => key(event, app, channel, found)}
			></textarea>
			<button type="submit" class="round send" aria-label=${t("write.send")} title=${t("write.send")}>${icon("send")}</button>
		</div>
		${over ? html`<p class="error" role="alert">${tn("form.tooLong", longest)} (${text.length})</p>` : nothing}
	</form>`;
}

function offersView(app: App, channel: Channel, found: Offer[]): TemplateResult {
	if (found.length === 0) return html`<p class="offers card" role="status">${t("command.none")}</p>`;
	return html`<ul class="offers card" id="offers" role="listbox" aria-label=${t("command.title")}>
		${found.map(
			(offer, index) => html`<li
				id="offer-${index}"
				role="option"
				aria-selected=${index === marked ? "true" : "false"}
				@mousedown=${(event: Event) => {
					event.preventDefault();
					take(app, channel, offer);
				}}
			><strong>${offer.title}</strong> <span class="quiet">${offer.help}</span></li>`,
		)}
	</ul>`;
}

function type(app: App, channel: Channel, area: HTMLTextAreaElement): void {
	marked = 0;
	app.drafts.set(channel.id, area.value);
	if (area.value !== "" && !area.value.startsWith("/")) app.client?.typing(channel.id);
	app.changed();
}

function key(event: KeyboardEvent, app: App, channel: Channel, found: Offer[] | null): void {
	if (event.isComposing) return;
	if (found && found.length > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
		event.preventDefault();
		marked = (marked + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
		app.changed();
		queueMicrotask(() => document.getElementById(`offer-${marked}`)?.scrollIntoView({ block: "nearest" }));
		return;
	}
	if (event.key === "Escape" && found) {
		app.drafts.delete(channel.id);
		app.changed();
		return;
	}
	if (event.key !== "Enter" || event.shiftKey) return;
	event.preventDefault();
	const offer = found?.[marked];
	if (offer) take(app, channel, offer);
	else if (!found) (event.target as HTMLTextAreaElement).form?.requestSubmit();
}

function take(app: App, channel: Channel, offer: Offer): void {
	app.drafts.delete(channel.id);
	void choose(app, offer);
}

function send(event: Event, app: App, text: string): void {
	event.preventDefault();
	if (text.length <= longest && !text.startsWith("/")) void write(app);
}

function dropReply(app: App, channel: Channel): void {
	app.replies.delete(channel.id);
	app.changed();
	queueMicrotask(() => document.getElementById("write")?.focus());
}

function openCommands(app: App): void {
	app.dialog = { kind: "commands" };
	void fetchCommands(app);
	app.changed();
}
