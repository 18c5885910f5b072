/** The time of the stand-in: now, playing, jumping, and a line of the coming weeks. */
import { html, nothing, type TemplateResult } from "lit-html";
import { moveTime } from "../act/time.ts";
import type { App } from "../app.ts";
import type { Clock } from "../control.ts";
import { maybe, t } from "../text/language.ts";
import { formatTime, relative } from "../text/when.ts";
import { icon } from "./icons.ts";

/** Seconds of the stand-in in a real one. */
const speeds = [1, 60, 600, 3_600, 86_400];
const weekMs = 7 * 24 * 3_600_000;
const weeks = 5;

/** A job's kind in the reader's words. */
export function whatWords(what: string): string {
	return maybe(`job/${what.replace(/\W/g, "_")}`) ?? what;
}

export function timeBar(app: App): TemplateResult {
	const { clock } = app;
	if (!clock) return html`<div class="time"></div>`;
	const next = clock.next.find(({ at }) => Date.parse(at) > app.now);
	const play = () => void moveTime(app, { speed: clock.playing ? 0 : 1 });
	return html`<section class="time" aria-label=${t("time.title")}>
		<time class="clock" datetime=${clock.now}><span class="hidden">${t("time.now")} </span>${formatTime(app.now, "clock")}</time>
		<button type="button" class="round" aria-label=${t(clock.playing ? "time.pause" : "time.play")} title=${t(clock.playing ? "time.pause" : "time.play")}
			@click=${play}>${icon(clock.playing ? "pause" : "play")}</button>
		${speedChoice(clock, app, "speed")}
		<button type="button" class="button secondary next" aria-disabled=${next && !clock.busy ? nothing : "true"} aria-busy=${clock.busy ? "true" : nothing}
			@click=${() => {
				if (next && !clock.busy) void moveTime(app, { next: true });
			}}>
			${icon("skip")}<span>${clock.busy ? t("time.going") : next ? html`<span class="wide-only">${t("time.next")} </span>${whatWords(next.what)}` : t("time.nothing")}</span>
			${next && !clock.busy ? html`<span class="quiet wide-only">${relative(Date.parse(next.at), app.now)}</span>` : nothing}
		</button>
		${line(app, clock)}
		${comingList(app, clock)}
	</section>`;
}

function speedChoice(clock: Clock, app: App, id: string): TemplateResult {
	const change = (event: Event) =>
		void moveTime(app, { speed: Number((event.target as HTMLSelectElement).value) });
	return html`<label class="hidden" for=${id}>${t("time.speed")}</label>
		<select id=${id} class="small" @change=${change}>
			<option value="0" ?selected=${!clock.playing}>${t("time.stands")}</option>
			${speeds.map((speed) => html`<option value=${speed} ?selected=${clock.speed === speed}>${t(`time.speed${speed}` as "time.speed1")}</option>`)}
			${clock.playing && !speeds.includes(clock.speed) ? html`<option value=${clock.speed} selected>× ${clock.speed}</option>` : nothing}
		</select>`;
}

/** A drawing of what the list beside it tells in words. */
function line(app: App, clock: Clock): TemplateResult {
	const days = new Map<string, { at: number; kinds: string[] }>();
	for (const { at, what } of clock.next) {
		const ms = Date.parse(at);
		if (ms < app.now || ms > app.now + weeks * weekMs) continue;
		const day = formatTime(ms, "D");
		const known = days.get(day) ?? { at: ms, kinds: [] };
		known.kinds.push(what);
		days.set(day, known);
	}
	const place = (ms: number) => `--at: ${((ms - app.now) / (weeks * weekMs)).toFixed(4)}`;
	return html`<div class="line" aria-hidden="true">
		${Array.from({ length: weeks }, (_, week) => html`<span class="week" .style=${place(app.now + week * weekMs)}>${week === 0 ? t("time.today") : formatTime(app.now + week * weekMs, "day")}</span>`)}
		${[...days.values()].map(
			({ at, kinds }) => html`<span
				class="dot ${kinds.includes("session.start") ? "session" : ""}"
				.style=${place(at)}
				title="${formatTime(at, "day")}: ${[...new Set(kinds.map(whatWords))].join(", ")}"
				@click=${() => void moveTime(app, { to: new Date(at).toISOString() })}
			></span>`,
		)}
	</div>`;
}

function comingList(app: App, clock: Clock): TemplateResult {
	return html`<details class="coming" @keydown=${foldOnEsc}>
		<summary class="button secondary">${icon("calendar")}<span class="word">${t("time.coming")}</span></summary>
		<div class="coming-list card">
			<div class="narrow-speed"><p>${t("time.speed")}</p>${speedChoice(clock, app, "speed-narrow")}</div>
			<h2 class="md-3">${t("time.comingTitle")}</h2>
			${clock.next.length === 0 ? html`<p class="quiet">${t("time.nothingLong")}</p>` : nothing}
			<ol class="list">${clock.next.map(({ at, what, about }) => {
				const ms = Date.parse(at);
				return html`<li><button type="button" class="choice" @click=${(event: Event) => {
					fold((event.target as Element).closest("details"));
					void moveTime(app, { to: at });
				}}>
					<span><strong>${whatWords(what)}</strong>${about ? html` · ${about}` : nothing}<span class="help">${formatTime(ms, "F")} · ${relative(ms, app.now)}</span></span>
				</button></li>`;
			})}</ol>
		</div>
	</details>`;
}

function foldOnEsc(event: KeyboardEvent): void {
	const details = event.currentTarget as HTMLDetailsElement;
	if (event.key === "Escape" && details.open) fold(details);
}

function fold(details: HTMLDetailsElement | null): void {
	if (!details) return;
	details.open = false;
	details.querySelector("summary")?.focus();
}
