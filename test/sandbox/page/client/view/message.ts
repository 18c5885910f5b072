/** One message, as Discord draws it. */
import { html, nothing, type TemplateResult } from "lit-html";
import { commandsHere } from "../act/command.ts";
import type { App } from "../app.ts";
import { Flag, type Message } from "../discord/model.ts";
import { t } from "../text/language.ts";
import { plainText } from "../text/plain.ts";
import { dayOf, formatTime } from "../text/when.ts";
import { avatar } from "./avatar.ts";
import { componentsView } from "./components.ts";
import { icon } from "./icons.ts";
import { markdown } from "./markdown.ts";
import { attachmentView, embedView } from "./media.ts";

const system: Partial<Record<number, "added" | "joined" | "pinned" | "threadMade">> = {
	1: "added",
	6: "pinned",
	7: "joined",
	18: "threadMade",
};

/** `compact`: it goes on from the message before, by the same person. */
export function messageView(app: App, message: Message, compact: boolean): TemplateResult {
	const name = app.client?.store.nameOf(message.author.id) ?? "";
	const at = Date.parse(message.timestamp);
	const event = system[message.type];
	if (event) {
		const whom = message.mentions.map(({ id }) => app.client?.store.nameOf(id) ?? "").join(", ");
		return html`<p class="event">${t(`message.${event}`, { name, whom })} <span class="quiet">${shortTime(app, at)}</span></p>`;
	}
	const flags = message.flags ?? 0;
	const isPrivate = (flags & Flag.ephemeral) !== 0;
	return html`<article
		class="message ${compact ? "compact" : ""} ${isPrivate ? "private" : ""}"
		aria-labelledby="by-${message.id}"
	>
		${message.referenced_message ? replyLine(app, message.referenced_message) : nothing}
		<div class="side">
			${compact ? nothing : avatar(message.author.id, name)}
		</div>
		<div class="body">
			<p class="by ${compact ? "hidden" : ""}" id="by-${message.id}">
				<bdi class="name">${name}</bdi>
				${message.author.bot ? html`<span class="tag">${t("message.app")}</span>` : nothing}
				<time class="quiet" datetime=${message.timestamp}>${shortTime(app, at)}</time>
			</p>
			${contents(app, message, flags)}
			${pressedLine(app, message)}
			${isPrivate ? privateLine(app, message) : nothing}
		</div>
		${isPrivate ? nothing : moreButton(app, message, name, shortTime(app, at))}
	</article>`;
}

function contents(app: App, message: Message, flags: number): TemplateResult {
	if (flags & Flag.thinking) {
		const name = app.client?.store.nameOf(message.author.id) ?? "";
		return html`<p class="quiet thinking">${t("message.thinking", { name })}<span class="dots" aria-hidden="true"></span></p>`;
	}
	const edited = message.edited_timestamp
		? html`<span class="quiet edited">${t("message.edited")}</span>`
		: nothing;
	return html`
		${message.content ? html`<div class="text">${markdown(app, message.content)}</div>` : nothing}
		${(message.embeds ?? []).map((embed) => embedView(app, embed))}
		${(message.attachments ?? []).map((file) => attachmentView(app, file))}
		${componentsView(app, message, message.components ?? [])}
		${message.author.bot ? nothing : edited}
	`;
}

function replyLine(app: App, to: Message): TemplateResult {
	const name = app.client?.store.nameOf(to.author.id) ?? "";
	return html`<p class="reply-line">${icon("reply")}<span class="hidden">${t("message.repliesTo")}</span>
		<bdi class="name">${name}</bdi> <span class="cut">${plainText(to, (id) => app.client?.store.nameOf(id) ?? "")}</span></p>`;
}

/** What a press came to, when it got no answer. */
function pressedLine(app: App, message: Message): TemplateResult | typeof nothing {
	const pressed = app.pressed.get(message.id);
	if (pressed?.state !== "failed") return nothing;
	return html`<p class="trouble" title=${pressed.why}>${icon("warning")} ${t(pressed.gone ? "press.gone" : "press.noAnswer")}</p>`;
}

function privateLine(app: App, message: Message): TemplateResult {
	const dismiss = () => {
		app.client?.store.remove(message.channel_id, message.id);
		app.said = t("message.dismissed");
		app.changed();
	};
	return html`<p class="private-line">
		${icon("eye")} <span>${t("message.onlyYou")}</span>
		<button type="button" class="link" @click=${dismiss}>${t("message.dismiss")}</button>
	</p>`;
}

function moreButton(app: App, message: Message, name: string, time: string): TemplateResult {
	const open = async () => {
		const commands = (await commandsHere(app)).filter(({ type }) => type === 3);
		app.dialog = { kind: "message", message, commands };
		app.changed();
	};
	return html`<button
		type="button"
		class="more round"
		aria-haspopup="dialog"
		aria-label=${t("message.more", { name, time })}
		@click=${() => void open()}
		@contextmenu=${(event: Event) => event.preventDefault()}
	>${icon("more")}</button>`;
}

/** The hour today, otherwise the day too. */
function shortTime(app: App, at: number): string {
	return dayOf(at) === dayOf(app.now) ? formatTime(at, "t") : formatTime(at, "s");
}
