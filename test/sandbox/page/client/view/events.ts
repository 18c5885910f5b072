/** The server's events. */
import { html, nothing, type TemplateResult } from "lit-html";
import { interest } from "../act/place.ts";
import type { App } from "../app.ts";
import type { ScheduledEvent } from "../discord/model.ts";
import { t, tn } from "../text/language.ts";
import { formatTime, relative } from "../text/when.ts";
import { dialogView } from "./dialog.ts";
import { markdown } from "./markdown.ts";

export function openEvents(app: App): void {
	app.dialog = { kind: "events" };
	app.drawer = null;
	app.changed();
}

export function eventsDialog(app: App): TemplateResult {
	const events = [...(app.client?.store.events.values() ?? [])]
		.filter(({ status }) => status < 3)
		.sort((a, b) => Date.parse(a.scheduled_start_time) - Date.parse(b.scheduled_start_time));
	const body =
		events.length === 0
			? html`<p>${t("events.none")}</p>`
			: html`<ul class="cards">${events.map((event) => html`<li class="card">${eventView(app, event)}</li>`)}</ul>`;
	return dialogView(app, t("events.title"), body);
}

function eventView(app: App, event: ScheduledEvent): TemplateResult {
	const at = Date.parse(event.scheduled_start_time);
	const place = event.channel_id
		? app.client?.store.channels.get(event.channel_id)?.name
		: event.entity_metadata?.location;
	return html`
		<p class="md-small"><strong>${event.status === 2 ? t("events.now") : formatTime(at, "F")}</strong> · ${relative(at, app.now)}</p>
		<h3 class="md-2">${event.name}</h3>
		${event.description ? html`<div class="text">${markdown(app, event.description)}</div>` : nothing}
		${place ? html`<p class="quiet">${t("events.where", { place })}</p>` : nothing}
		<p>
			<button type="button" class="button secondary" @click=${() => void interest(app, event)}>
				${t(event.interested ? "events.notInterested" : "events.interested")}
			</button>
			${event.user_count ? html`<span class="quiet">${tn("events.coming", event.user_count)}</span>` : nothing}
		</p>`;
}
