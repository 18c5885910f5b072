/** A guided tour for the first visit: six steps, each with something to do, and a way out of all of it. */
import { html, nothing, type TemplateResult } from "lit-html";
import { moveTime } from "../act/time.ts";
import type { App } from "../app.ts";
import type { Role } from "../control.ts";
import { keep, recall } from "../keep.ts";
import { t } from "../text/language.ts";
import { icon } from "./icons.ts";

interface Step {
	name: "look" | "join" | "introduce" | "session" | "survey" | "summary";
	/** Becomes this one when the step's own button is pressed. */
	role: Role | null;
	/** Jumps to the next of these. */
	until?: string;
}

const steps: Step[] = [
	{ name: "look", role: null },
	{ name: "join", role: "newcomer" },
	{ name: "introduce", role: null },
	{ name: "session", role: null, until: "session.doors" },
	{ name: "survey", role: null, until: "session.end" },
	{ name: "summary", role: "coordinator", until: "survey.close" },
];

export function firstVisit(app: App): void {
	if (recall("tour") !== "seen" && !new URLSearchParams(location.search).has("as")) app.tour = 0;
}

export function startTour(app: App): void {
	app.tour = 0;
	app.changed();
	queueMicrotask(() => document.getElementById("tour-title")?.focus());
}

function leave(app: App): void {
	app.tour = null;
	keep("tour", "seen");
	app.changed();
	queueMicrotask(() => document.getElementById("who")?.focus());
}

function go(app: App, step: number): void {
	if (step >= steps.length) {
		leave(app);
		return;
	}
	app.tour = step;
	app.changed();
	queueMicrotask(() => document.getElementById("tour-title")?.focus());
}

export function tourView(app: App): TemplateResult | typeof nothing {
	const { tour } = app;
	const step = tour === null ? undefined : steps[tour];
	if (tour === null || !step) return nothing;
	const person = app.people.find(({ role }) => role === step.role);
	const becomes = person && person.id !== app.me?.id;
	const next = step.until ? app.clock?.next.find(({ what }) => what === step.until) : undefined;
	return html`<aside class="tour card" aria-labelledby="tour-title" @keydown=${(event: KeyboardEvent) => {
		if (event.key === "Escape") leave(app);
	}}>
		<p class="md-small">${t("tour.step", { step: tour + 1, steps: steps.length })}</p>
		<h2 class="md-2" id="tour-title" tabindex="-1">${t(`tour.${step.name}.title`)}</h2>
		<p>${t(`tour.${step.name}.text`)}</p>
		${
			becomes
				? html`<p><button type="button" class="button secondary" @click=${() => app.become(person)}>${icon("people")} ${t("tour.become", { name: person.name })}</button></p>`
				: nothing
		}
		${
			next
				? html`<p><button type="button" class="button secondary" aria-busy=${app.clock?.busy ? "true" : nothing} @click=${() => void moveTime(app, { to: next.at })}>${icon("skip")} ${t(`tour.${step.name}.jump` as "tour.session.jump")}</button></p>`
				: nothing
		}
		<div class="row">
			<button type="button" class="link" @click=${() => leave(app)}>${t("tour.skip")}</button>
			<span class="grow"></span>
			${tour > 0 ? html`<button type="button" class="button secondary" @click=${() => go(app, tour - 1)}>${t("tour.back")}</button>` : nothing}
			<button type="button" class="button primary" @click=${() => go(app, tour + 1)}>${t(tour + 1 === steps.length ? "tour.end" : "tour.next")}</button>
		</div>
	</aside>`;
}
