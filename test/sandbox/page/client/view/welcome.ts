/** What the middle shows before anything is open: a newcomer's invite, or what to wait for. */
import { html, type TemplateResult } from "lit-html";
import { openInvite } from "../act/place.ts";
import type { App } from "../app.ts";
import { t } from "../text/language.ts";
import { avatar } from "./avatar.ts";
import { openDrawer } from "./drawer.ts";
import { icon } from "./icons.ts";

export function welcome(app: App): TemplateResult {
	const head = html`<div class="pane-head">
		<button type="button" id="open-channels" class="round phone" aria-label=${t("pane.openChannels")} aria-expanded=${app.drawer === "channels"}
			@click=${() => openDrawer(app, "channels")}>${icon("menu")}</button>
		<h2 id="place" tabindex="-1">${t("welcome.head")}</h2>
	</div>`;
	return html`${head}<div class="welcome">${app.me ? inside(app) : choosing(app)}</div>`;
}

/** Nobody is chosen yet: all people as large buttons. */
function choosing(app: App): TemplateResult {
	if (app.people.length === 0 && app.reachable && !app.stale)
		return html`<p class="quiet" role="status">${t("welcome.preparing")}</p>`;
	return html`<div class="card hero">
		<h3 class="md-1">${t("welcome.title")}</h3>
		<p>${t("welcome.text")}</p>
		<p><strong>${t("welcome.choose")}</strong></p>
		<ul class="faces">
			${firsts(app).map(
				(person) => html`<li><button type="button" class="choice" @click=${() => app.become(person)}>
					${avatar(person.id, person.name)}
					<span><strong><bdi>${person.name}</bdi></strong><span class="help">${t(`role.${person.role}`)}</span></span>
				</button></li>`,
			)}
		</ul>
		<p><button type="button" class="button secondary" @click=${() => ask(app)}>${t("person.all")}</button></p>
	</div>`;
}

/** One of each role. */
function firsts(app: App): App["people"] {
	const roles = ["newcomer", "participant", "facilitator", "expert", "coordinator"] as const;
	return roles.flatMap((role) => app.people.find((person) => person.role === role) ?? []);
}

function ask(app: App): void {
	app.dialog = { kind: "people" };
	app.changed();
}

function inside(app: App): TemplateResult {
	const { client, situation } = app;
	if (client?.line !== "open") return html`<p class="quiet" role="status">${t("line.connecting")}</p>`;
	if (client.store.guild) return html`<p class="quiet">${t("welcome.nothingOpen")}</p>`;
	const open = (event: Event) => {
		event.preventDefault();
		const text = new FormData(event.target as HTMLFormElement).get("invite");
		void openInvite(app, String(text ?? ""));
	};
	return html`<div class="card hero">
		<h3 class="md-1">${t("invite.hello", { name: app.me?.name ?? "" })}</h3>
		<p>${t("invite.notIn")}</p>
		${
			situation?.invite
				? html`<div class="letter">
						<p class="md-small">${icon("mail")} ${t("invite.letterFrom")}</p>
						<p>${t("invite.letter")}</p>
						<p><button type="button" class="button primary" @click=${() => void openInvite(app, situation.invite ?? "")}>
							discord.gg/${situation.invite}
						</button></p>
					</div>`
				: html`<p>${t("invite.none")}</p>`
		}
		<form class="line" @submit=${open}>
			<label for="invite"><span class="label">${t("invite.other")}</span></label>
			<div class="row">
				<input id="invite" name="invite" type="text" autocomplete="off" placeholder="discord.gg/…" />
				<button type="submit" class="button secondary">${t("invite.look")}</button>
			</div>
		</form>
	</div>`;
}
