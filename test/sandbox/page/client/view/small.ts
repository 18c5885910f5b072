/** The small windows: people, invites, pins, pictures, what can be done to a person or a message. */
import { html, nothing, type TemplateResult } from "lit-html";
import { giveOn, nameIn } from "../act/command.ts";
import { newcomer } from "../act/people.ts";
import { acceptInvite, leaveServer, openDirect, pin, removeMessage } from "../act/place.ts";
import type { App } from "../app.ts";
import type { Person } from "../control.ts";
import type { OpenDialog } from "../dialogs.ts";
import type { Command, Message } from "../discord/model.ts";
import { May, may, mayWrite } from "../discord/permissions.ts";
import { currentLanguage, t } from "../text/language.ts";
import { avatar } from "./avatar.ts";
import { close, dialogView } from "./dialog.ts";
import { icon } from "./icons.ts";
import { messageView } from "./message.ts";

type Of<K extends OpenDialog["kind"]> = Extract<OpenDialog, { kind: K }>;

const roles = ["newcomer", "participant", "facilitator", "expert", "coordinator", "owner"] as const;

export function peopleDialog(app: App): TemplateResult {
	const body = html`<p>${t("person.help")}</p>
		${roles.map((role) => {
			const people = app.people.filter((person) => person.role === role);
			if (people.length === 0) return nothing;
			return html`<h3 class="category">${t(`role.${role}`)}</h3>
				<ul class="faces">${people.map((person) => html`<li>${personRow(app, person)}</li>`)}</ul>`;
		})}`;
	const make = () => {
		app.dialog = { kind: "newcomer", trouble: null };
		app.changed();
	};
	const foot = html`<button type="button" class="button primary" @click=${make}>${t("person.new")}</button>`;
	return dialogView(app, t("person.title"), body, { wide: true, foot });
}

function personRow(app: App, person: Person): TemplateResult {
	const address = new URL(location.href);
	address.searchParams.set("as", person.id);
	const current = app.me?.id === person.id;
	return html`<button type="button" class="choice" aria-current=${current ? "true" : nothing} @click=${() => app.become(person)}>
			${avatar(person.id, person.name)}<span><strong><bdi>${person.name}</bdi></strong><span class="help">${t(`language.${short(person.locale)}`)}</span></span>
		</button><a class="round" href=${address.href} target="_blank" rel="noopener" aria-label=${t("person.window", { name: person.name })} title=${t("person.window", { name: person.name })}>${icon("window")}</a>`;
}

function short(locale: string): "fi" | "sv" | "en" {
	return locale.startsWith("fi") ? "fi" : locale.startsWith("sv") ? "sv" : "en";
}

const locales = ["fi", "sv-SE", "en-GB"] as const;

export function newcomerDialog(app: App, { trouble }: Of<"newcomer">): TemplateResult {
	const make = (event: Event) => {
		event.preventDefault();
		const data = new FormData(event.target as HTMLFormElement);
		void newcomer(app, String(data.get("name") ?? ""), String(data.get("locale") ?? ""));
	};
	const body = html`<form id="newcomer" novalidate @submit=${make}>
		<p>${t("person.newHelp")}</p>
		<div class="field ${trouble ? "bad" : ""}">
			<label for="new-name"><span class="label">${t("person.name")}</span></label>
			<input id="new-name" name="name" type="text" autocomplete="off" maxlength="32" aria-required="true"
				aria-invalid=${trouble ? "true" : nothing} aria-describedby=${trouble ? "new-name-error" : nothing} />
			${trouble ? html`<p class="error" id="new-name-error">${icon("warning")} ${trouble}</p>` : nothing}
		</div>
		<div class="field">
			<label for="new-locale"><span class="label">${t("person.language")}</span></label>
			<select id="new-locale" name="locale">
				${locales.map(
					(locale) =>
						html`<option value=${locale} ?selected=${short(locale) === currentLanguage()}>${t(`language.${short(locale)}`)}</option>`,
				)}
			</select>
		</div>
	</form>`;
	const foot = html`<button type="button" class="button secondary" @click=${() => close(app)}>${t("form.cancel")}</button>
		<button type="submit" form="newcomer" class="button primary">${t("person.make")}</button>`;
	return dialogView(app, t("person.new"), body, { foot });
}

export function inviteDialog(app: App, { info, code, trouble }: Of<"invite">): TemplateResult {
	const body = html`
		${trouble ? html`<p class="trouble" role="alert">${icon("warning")} ${trouble}</p>` : nothing}
		${
			info
				? html`<p>${info.inviter ? t("invite.from", { name: info.inviter }) : t("invite.toYou")}</p>
						<p class="md-1">${info.guildName}</p>
						<p class="quiet">#${info.channelName}</p>`
				: trouble
					? nothing
					: html`<p class="quiet" role="status">${t("invite.fetching")}</p>`
		}`;
	const foot = info
		? html`<button type="button" class="button secondary" @click=${() => close(app)}>${t("invite.notNow")}</button>
			<button type="button" class="button success" @click=${() => void acceptInvite(app, code)}>${t("invite.accept")}</button>`
		: nothing;
	return dialogView(app, t("invite.title"), body, { foot });
}

export function pinsDialog(app: App, { items }: Of<"pins">): TemplateResult {
	const body =
		items === null
			? html`<p class="quiet" role="status">${t("message.fetching")}</p>`
			: items.length === 0
				? html`<p>${t("pins.none")}</p>`
				: html`<ol class="messages cards">${items.map((message) => html`<li class="card">${messageView(app, { ...message, components: quietened(message) }, false)}</li>`)}</ol>`;
	return dialogView(app, t("pins.title"), body, { wide: true, still: true });
}

/** Buttons are pressed where the message is. */
function quietened({ components = [] }: Message): NonNullable<Message["components"]> {
	return components
		.filter(({ type }) => type !== 1)
		.map((part) =>
			part.components ? { ...part, components: part.components.filter(({ type }) => type !== 1) } : part,
		);
}

export function pictureDialog(app: App, { url, alt }: Of<"picture">): TemplateResult {
	const body = html`<figure class="large-picture"><img src=${url} alt=${alt} />${alt ? html`<figcaption class="quiet">${alt}</figcaption>` : nothing}</figure>`;
	return dialogView(app, t("picture.title"), body, { wide: true, still: true });
}

export function memberDialog(app: App, { user, commands }: Of<"member">): TemplateResult {
	const { store } = app.client ?? {};
	const name = store?.nameOf(user.id) ?? "";
	const roleNames = (store?.members.get(user.id)?.roles ?? []).map((id) => store?.roles.get(id)?.name ?? "");
	const body = html`<div class="profile">${avatar(user.id, name)}<p><strong><bdi>${name}</bdi></strong><br /><span class="quiet">${roleNames.join(", ") || t("pane.others")}</span></p></div>
		<ul class="list">
			${user.id === app.me?.id ? nothing : html`<li><button type="button" class="choice" @click=${() => void openDirect(app, user)}>${icon("mail")} ${t("member.write")}</button></li>`}
			${appCommands(app, commands, user.id)}
		</ul>`;
	return dialogView(app, t("member.title"), body);
}

export function messageDialog(app: App, { message, commands }: Of<"message">): TemplateResult {
	const { channel } = app;
	const own = message.author.id === app.me?.id;
	const manages = channel !== null && may(channel, May.manageMessages) && channel.guild_id !== undefined;
	const reply = () => {
		app.replies.set(message.channel_id, message);
		close(app);
		setTimeout(() => document.getElementById("write")?.focus());
	};
	const body = html`<ul class="list">
		${channel && mayWrite(channel) ? html`<li><button type="button" class="choice" @click=${reply}>${icon("reply")} ${t("message.reply")}</button></li>` : nothing}
		${manages ? html`<li><button type="button" class="choice" @click=${() => void pin(app, message)}>${icon("pin")} ${t(message.pinned ? "pins.unpin" : "pins.pin")}</button></li>` : nothing}
		${own || manages ? html`<li><button type="button" class="choice" @click=${() => void removeMessage(app, message)}>${icon("close")} ${t("message.remove")}</button></li>` : nothing}
		${appCommands(app, commands, message.id)}
	</ul>
	${commands.length === 0 && !own && !manages && !(channel && mayWrite(channel)) ? html`<p>${t("message.nothingToDo")}</p>` : nothing}`;
	return dialogView(app, t("message.menu"), body);
}

function appCommands(app: App, commands: Command[], targetId: string): TemplateResult[] {
	const locale = app.me?.locale ?? "en-GB";
	return commands.map(
		(
			command,
		) => html`<li><button type="button" class="choice" @click=${() => void giveOn(app, command, targetId)}>
			${icon("slash")} ${nameIn(command, locale)}
		</button></li>`,
	);
}

export function leaveDialog(app: App): TemplateResult {
	const name = app.client?.store.guild?.name ?? "";
	const foot = html`<button type="button" class="button secondary" @click=${() => close(app)}>${t("leave.stay")}</button>
		<button type="button" class="button danger" @click=${() => void leaveServer(app)}>${t("leave.leave")}</button>`;
	return dialogView(app, t("leave.open"), html`<p>${t("leave.ask", { name })}</p>`, { foot });
}
