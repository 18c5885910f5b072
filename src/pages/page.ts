import { html, raw } from "hono/html";
import type { Temporal } from "temporal-polyfill";
import { type Translate, translator } from "../shared/i18n.ts";
import type { Language } from "../shared/language.ts";
import { timeInto } from "../shared/time.ts";
import type { Heard } from "./listening.ts";
import type { Visit } from "./visits.ts";

type Html = ReturnType<typeof html>;

const LOCALES: Record<Language, string> = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" };
const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];

function frame(t: Translate, title: string, body: Html, script?: string): Html {
	return html`<!doctype html>
<html lang="${t.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title} · Piiri</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/page.css">
${script === undefined ? "" : html`<script type="module" src="/assets/${script}"></script>`}
</head>
<body>${body}</body>
</html>
`;
}

/** Between an address and its page: only a browser that shows it goes on, so nothing that looks at links uses one up. */
export function openingPage(t: Translate): Html {
	const title = t("recordings:page.opening");
	return frame(
		t,
		title,
		html`<main><h1>${title}</h1>
<p>${t("recordings:page.opening-text")}</p>
<form method="post"><button class="main">${t("recordings:page.open")}</button></form></main>`,
		"open.js",
	);
}

/** What everybody gets who gets nothing else, whatever the reason. */
export function refusalPage(t: Translate): Html {
	return frame(t, t("recordings:page.gone"), html`<main>${goneText(t)}</main>`);
}

export function failurePage(t: Translate): Html {
	const title = t("recordings:page.failed");
	return frame(t, title, html`<main><h1>${title}</h1><p>${t("recordings:page.failed-text")}</p></main>`);
}

/** Instead of the player while what remains of a recording is put together; opens the player when it is. */
export function preparingPage({ id, language }: Visit): Html {
	const t = translator(language);
	const body = html`<main data-state="/listen/at/${id}/state">${changedText(t)}${hidden("gone", goneText(t))}</main>`;
	return frame(t, t("recordings:page.changed"), body, "player.js");
}

export function playerPage({ id, language }: Visit, heard: Heard): Html {
	const t = translator(language);
	const { recording, chapters, place } = heard;
	const { revision, expiresAt, mix } = recording;
	const listen = t("recordings:button.listen");
	const title = `${heard.number} · ${heard.title}`;
	const length = timeInto(mix.durationMs);
	const until = expiresAt
		? t("recordings:page.until", { when: date(expiresAt, heard.zone, language) })
		: t("recordings:page.until-series");
	const body = html`<main data-state="/listen/at/${id}/state" data-version="${revision}" data-place="${place}">
<header>
<p class="quiet">${heard.group}</p>
<h1>${title}</h1>
<p class="quiet">${t("recordings:page.held", { when: date(heard.startsAt, heard.zone, language) })}</p>
</header>
<div id="listening">
<audio id="sound" controls controlslist="nodownload" preload="metadata"
 src="/listen/at/${id}/sound/${revision}"></audio>
<section id="player" aria-label="${title}" hidden>
<p id="resumed" class="note" hidden><span data-text="${t("recordings:page.resumed", { at: "%" })}"></span>
<button id="from-start">${t("recordings:page.from-start")}</button></p>
<div class="controls">
<button id="back">${icon("back")}<span>${t("recordings:page.back")}</span></button>
<button id="play" class="main" data-play="${t("recordings:page.play")}" data-pause="${t("recordings:page.pause")}">
<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path class="when-paused" d="M7 4v16l13-8z"/>
<path class="when-playing" d="M6 4h4v16H6zm8 0h4v16h-4z"/></svg><span>${t("recordings:page.play")}</span></button>
<button id="forward">${icon("forward")}<span>${t("recordings:page.forward")}</span></button>
</div>
<label class="hidden" for="position">${t("recordings:page.position")}</label>
<input id="position" type="range" min="0" max="${Math.ceil(mix.durationMs / 1000)}" step="1" value="0"
 data-text="${t("recordings:page.position-of", { at: "%1", length: "%2" })}">
<p class="times"><span id="at">0:00</span><span>${length}</span></p>
<p class="speed"><label for="speed">${t("recordings:page.speed")}</label>
<select id="speed">${SPEEDS.map((speed) => speedOption(t, speed))}</select></p>
<p id="trouble" class="note bad" role="alert" hidden
 data-trouble="${t("recordings:page.trouble", { button: t("recordings:page.play") })}"
 data-unplayable="${t("recordings:page.unplayable")}"></p>
</section>
${
	chapters.length === 0
		? ""
		: html`<nav aria-labelledby="parts"><h2 id="parts">${t("recordings:page.chapters")}</h2><ol>${chapters.map(
				({ atMs, kind, title: name }) =>
					html`<li><button class="chapter" data-at="${atMs / 1000}"><span class="time">${timeInto(atMs)}</span>
<span>${name ?? t(`recordings:card.chapter.${kind}`)}</span></button></li>`,
			)}</ol></nav>`
}
<section><h2>${t("recordings:page.about")}</h2>
<p>${until}</p>
<p>${t("recordings:card.who")}</p>
<p>${t("recordings:page.take-out", { button: t("recordings:button.take-out") })}</p>
<p>${t("recordings:page.alone", { button: listen })}</p>
<p>${t("recordings:page.keys")}</p>
</section>
</div>
${hidden("changed", changedText(t))}${hidden("gone", goneText(t))}
</main>`;
	return frame(t, title, body, "player.js");
}

function hidden(id: string, body: Html): Html {
	return html`<div id="${id}" role="status" hidden>${body}</div>`;
}

function goneText(t: Translate): Html {
	const text = t("recordings:page.gone-text", { button: t("recordings:button.listen") });
	return html`<h1 tabindex="-1">${t("recordings:page.gone")}</h1><p>${text}</p>`;
}

function changedText(t: Translate): Html {
	return html`<h1 tabindex="-1">${t("recordings:page.changed")}</h1><p>${t("recordings:page.changed-text")}</p>`;
}

function speedOption(t: Translate, speed: number): Html {
	const name = speed.toLocaleString(LOCALES[t.language]);
	const shown = speed === 1 ? `${name} (${t("recordings:page.usual-speed")})` : name;
	return html`<option value="${speed}"${speed === 1 ? raw(" selected") : ""}>${shown}</option>`;
}

function icon(way: "back" | "forward"): Html {
	const path =
		way === "back"
			? "M12 5V1L6 6l6 5V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8z"
			: "M12 5V1l6 5-6 5V7a6 6 0 1 0 6 6h2a8 8 0 1 1-8-8z";
	return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
}

/** "torstai 8. lokakuuta 2026 klo 18.00" */
function date(at: Temporal.Instant, zone: string, language: Language): string {
	const options = { dateStyle: "full", timeStyle: "short" } as const;
	return at.toZonedDateTimeISO(zone).toLocaleString(LOCALES[language], options);
}
