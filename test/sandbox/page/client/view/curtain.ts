/** Behind the curtain, for developers: what goes over the wire, the bot's work, and faults on demand. */
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { fault, orderBot } from "../act/time.ts";
import type { App } from "../app.ts";
import type { LogEntry } from "../control.ts";
import { t } from "../text/language.ts";
import { formatTime } from "../text/when.ts";
import { icon } from "./icons.ts";
import { whatWords } from "./time.ts";

const tabs = ["log", "bot", "faults"] as const;
/** Permissions that the bot needs, as the control interface names them. */
const permissions = ["ManageRoles", "ManageChannels", "SendMessages", "ManageEvents", "PinMessages"] as const;
let breachesOnly = false;

export function curtain(app: App): TemplateResult | typeof nothing {
	if (!app.curtain) return nothing;
	const panel = { log: logPanel, bot: botPanel, faults: faultsPanel }[app.curtainTab];
	const shut = () => {
		app.toggleCurtain();
		queueMicrotask(() => document.getElementById("open-curtain")?.focus());
	};
	return html`<section class="curtain" aria-label=${t("curtain.title")} @keydown=${(event: KeyboardEvent) => {
		if (event.key === "Escape") shut();
	}}>
		<div class="pane-head">
			<h2>${t("curtain.title")}</h2>
			<div class="tabs" role="tablist" aria-label=${t("curtain.title")} @keydown=${(event: KeyboardEvent) => turn(app, event)}>
				${tabs.map(
					(tab) => html`<button type="button" role="tab" id="tab-${tab}" aria-controls="curtain-panel"
						aria-selected=${app.curtainTab === tab ? "true" : "false"} tabindex=${app.curtainTab === tab ? 0 : -1}
						@click=${() => choose(app, tab)}>${t(`curtain.${tab}`)}</button>`,
				)}
			</div>
			<button type="button" class="round" aria-label=${t("dialog.close")} @click=${shut}>${icon("close")}</button>
		</div>
		<div id="curtain-panel" class="curtain-panel" role="tabpanel" aria-labelledby="tab-${app.curtainTab}" tabindex="0">${panel(app)}</div>
	</section>`;
}

function choose(app: App, tab: (typeof tabs)[number]): void {
	app.curtainTab = tab;
	app.changed();
}

function turn(app: App, event: KeyboardEvent): void {
	const step = { ArrowRight: 1, ArrowLeft: tabs.length - 1 }[event.key];
	if (step === undefined) return;
	const next = tabs[(tabs.indexOf(app.curtainTab) + step) % tabs.length] ?? "log";
	choose(app, next);
	queueMicrotask(() => document.getElementById(`tab-${next}`)?.focus());
}

function logPanel(app: App): TemplateResult {
	const shown = app.log.filter(({ check }) => !breachesOnly || check === "breach").toReversed();
	const filter = (event: Event) => {
		breachesOnly = (event.target as HTMLInputElement).checked;
		app.changed();
	};
	return html`<label class="option"><input type="checkbox" .checked=${breachesOnly} @change=${filter} /> <span>${t("curtain.breachesOnly")}</span></label>
		${shown.length === 0 ? html`<p class="quiet">${t("curtain.noLog")}</p>` : nothing}
		<ol class="log">${repeat(shown, ({ n }) => n, entryView)}</ol>`;
}

function entryView(entry: LogEntry): TemplateResult {
	const { kind, what, status, ms, check, breaches, who, at } = entry;
	const checked = t(`curtain.check.${check}`);
	return html`<li><details>
		<summary>
			<span class="quiet">${formatTime(Date.parse(at), "T")}</span>
			<span class="kind">${kind}</span> <code>${what}</code>
			${status === undefined ? nothing : html`<span class=${status >= 400 ? "bad-word" : "quiet"}>${status}</span>`}
			${ms === undefined ? nothing : html`<span class="quiet">${Math.round(ms)} ms</span>`}
			<span class="quiet">${who}</span>
			<span class=${check === "breach" ? "bad-word" : "quiet"}>${checked}</span>
		</summary>
		${breaches.map((breach) => html`<p class="error">${breach}</p>`)}
		<pre class="md-code"><code>${JSON.stringify(entry.body, null, 2)}</code></pre>
	</details></li>`;
}

function botPanel({ bot }: App): TemplateResult {
	if (!bot) return html`<p class="quiet">${t("line.connecting")}</p>`;
	const time = (at: string) => formatTime(Date.parse(at), "s");
	return html`<p>${bot.alive ? t("curtain.alive", { when: bot.startedAt ? time(bot.startedAt) : "" }) : t("curtain.dead")}</p>
		<h3 class="md-3">${t("curtain.jobs")} (${bot.jobs.length})</h3>
		<table><thead><tr><th scope="col">${t("curtain.when")}</th><th scope="col">${t("curtain.what")}</th><th scope="col">${t("curtain.attempts")}</th></tr></thead>
			<tbody>${bot.jobs.map(
				(job) =>
					html`<tr><td>${time(job.at)}</td><td>${whatWords(job.kind)}${job.about ? ` · ${job.about}` : ""}${job.error ? html`<p class="error">${job.error}</p>` : nothing}</td><td>${job.attempts}</td></tr>`,
			)}</tbody></table>
		<h3 class="md-3">${t("curtain.outbox")} (${bot.outbox.length})</h3>
		<table><thead><tr><th scope="col">${t("curtain.when")}</th><th scope="col">${t("curtain.what")}</th><th scope="col">${t("curtain.state")}</th></tr></thead>
			<tbody>${bot.outbox.map(
				(row) =>
					html`<tr><td>${time(row.at)}</td><td><code>${row.effect}</code> <span class="quiet">${row.lane}</span>${row.error ? html`<p class="error">${row.error}</p>` : nothing}</td><td>${row.state} · ${row.attempts}</td></tr>`,
			)}</tbody></table>`;
}

function faultsPanel(app: App): TemplateResult {
	const { bot } = app;
	const button = (words: string, act: () => void, danger = false) =>
		html`<button type="button" class="button ${danger ? "danger" : "secondary"}" @click=${act}>${words}</button>`;
	const permission = () => (document.getElementById("permission") as HTMLSelectElement | null)?.value;
	return html`<p class="quiet">${t("curtain.faultsHelp")}</p>
		<div class="row">
			${bot?.alive ? button(t("curtain.kill"), () => void orderBot(app, "kill"), true) : nothing}
			${button(t(bot?.alive ? "curtain.restart" : "curtain.start"), () => void orderBot(app, "restart"))}
			${button(t("curtain.drop"), () => void fault(app, { do: "dropGateway" }))}
			${button(t("curtain.fail"), () => void fault(app, { do: "failNext", status: 500 }))}
		</div>
		<div class="row">
			<label for="permission">${t("curtain.permission")}</label>
			<select id="permission" class="small">${permissions.map((name) => html`<option value=${name}>${name}</option>`)}</select>
			${button(t("curtain.take"), () => void fault(app, { do: "takePermission", permission: permission() }))}
			${button(t("curtain.give"), () => void fault(app, { do: "givePermission", permission: permission() }))}
		</div>`;
}
