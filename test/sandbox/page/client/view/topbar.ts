/** The stand-in's own bar: who one is, the time, the look, the tour and the developer's drawer. */
import { html, nothing, type TemplateResult } from "lit-html";
import type { App } from "../app.ts";
import { currentLook, switchLook } from "../look.ts";
import { t } from "../text/language.ts";
import { avatar } from "./avatar.ts";
import { icon } from "./icons.ts";
import { timeBar } from "./time.ts";
import { startTour } from "./tour.ts";

export function topbar(app: App): TemplateResult {
	const { me } = app;
	const dark = currentLook() === "dark";
	const look = t(dark ? "look.light" : "look.dark");
	return html`<header class="topbar">
		<a class="skip" href="#main" @click=${skip}>${t("page.skip")}</a>
		<h1 class="brand">Piiri <span class="quiet">${t("page.standIn")}</span></h1>
		<button type="button" id="who" class="who" aria-haspopup="dialog" @click=${() => openPeople(app)}>
			${me ? avatar(me.id, me.name, "small") : icon("people")}
			<span>${me ? html`<span class="quiet word">${t("person.youAre")}</span> ` : nothing}<strong><bdi>${me?.name ?? t("person.nobody")}</bdi></strong>${
				me ? html`<span class="quiet wide-only"> · ${t(`role.${me.role}`)}</span>` : nothing
			}</span>
			${icon("down")}
		</button>
		${timeBar(app)}
		<div class="tools">
			<button type="button" class="round" aria-label=${t("tour.open")} title=${t("tour.open")} @click=${() => startTour(app)}>${icon("help")}</button>
			<button type="button" class="round" aria-label=${look} title=${look} @click=${() => {
				switchLook();
				app.changed();
			}}>${icon(dark ? "sun" : "moon")}</button>
			<button type="button" id="open-curtain" class="round" aria-label=${t("curtain.title")} title=${t("curtain.title")} aria-expanded=${app.curtain}
				@click=${() => app.toggleCurtain()}>${icon("code")}</button>
		</div>
		${app.notice ? html`<p class="notice ${app.notice.tone}">${app.notice.text}</p>` : nothing}
	</header>`;
}

function openPeople(app: App): void {
	app.dialog = { kind: "people" };
	app.changed();
}

/** A link within the page would change the address, and with it nothing else. */
function skip(event: Event): void {
	event.preventDefault();
	document.getElementById("main")?.focus();
}
