/** The middle pane: the open channel's messages, and where one writes. */
import { html, nothing, type TemplateResult } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { openPins } from "../act/place.ts";
import type { App } from "../app.ts";
import { type Channel, Flag, Kind, type Message } from "../discord/model.ts";
import { isVoice, May, may } from "../discord/permissions.ts";
import { currentLanguage, t, tn } from "../text/language.ts";
import { dayOf, formatTime } from "../text/when.ts";
import { composer } from "./composer.ts";
import { isCovered, openDrawer } from "./drawer.ts";
import { icon } from "./icons.ts";
import { markdown } from "./markdown.ts";
import { messageView } from "./message.ts";
import { onScroll } from "./scroll.ts";
import { welcome } from "./welcome.ts";

/** Messages of one person within this time go together. */
const togetherMs = 7 * 60_000;

export function messagesPane(app: App): TemplateResult {
	const { channel } = app;
	return html`<main id="main" class="pane middle" tabindex="-1" ?inert=${isCovered(app, "main")}>
		${channel ? place(app, channel) : welcome(app)}
	</main>`;
}

function place(app: App, channel: Channel): TemplateResult {
	const { store } = app.client ?? {};
	const name = store?.channelName(channel) ?? "";
	const messages = store?.messages.get(channel.id) ?? [];
	const readable = may(channel, May.history);
	return html`
		<div class="pane-head">
			<button type="button" id="open-channels" class="round phone" aria-label=${t("pane.openChannels")} aria-expanded=${app.drawer === "channels"}
				@click=${() => openDrawer(app, "channels")}>${icon("menu")}</button>
			<h2 id="place" tabindex="-1">${icon(channel.type === Kind.dm ? "mail" : isVoice(channel) ? "voice" : "hash")}<bdi>${name}</bdi></h2>
			${channel.topic ? html`<p class="topic" title=${channel.topic}>${channel.topic}</p>` : html`<span class="topic"></span>`}
			<button type="button" class="round" aria-label=${t("pins.open")} title=${t("pins.open")} @click=${() => void openPins(app)}>${icon("pin")}</button>
			<button type="button" id="open-members" class="round narrow" aria-label=${t("pane.openMembers")} aria-expanded=${app.drawer === "members"}
				@click=${() => openDrawer(app, "members")}>${icon("people")}</button>
		</div>
		${isVoice(channel) ? voiceLine(app, channel) : nothing}
		<section id="scroller" class="scroller" aria-label=${t("message.list", { name })} tabindex="0" @scroll=${(event: Event) => onScroll(app, event)}>
			${readable ? nothing : html`<p class="quiet centred">${t("channel.noHistory")}</p>`}
			${readable && store?.history.get(channel.id) ? html`<p class="centred"><button type="button" class="link" @click=${() => void older(app, channel)}>${t("message.older")}</button></p>` : nothing}
			${
				store?.history.get(channel.id) === false
					? html`<div class="beginning"><p class="md-2">${channel.type === Kind.dm || isVoice(channel) ? name : `#${name}`}</p>
							${channel.topic ? html`<div class="quiet">${markdown(app, channel.topic)}</div>` : html`<p class="quiet">${t("channel.beginning")}</p>`}</div>`
					: nothing
			}
			<ol class="messages">
				${repeat(
					rows(app, channel, messages),
					({ key }) => key,
					({ draw }) => draw(),
				)}
			</ol>
			${readable && !store?.history.has(channel.id) ? html`<p class="quiet centred" role="status">${t("message.fetching")}</p>` : nothing}
		</section>
		${typingLine(app, channel)}
		${composer(app, channel)}
	`;
}

interface Row {
	key: string;
	draw(): unknown;
}

function rows(app: App, channel: Channel, messages: Message[]): Row[] {
	const { store } = app.client ?? {};
	const made: Row[] = [];
	const firstUnread = app.firstUnread.get(channel.id);
	let before: Message | undefined;
	for (const message of messages) {
		const at = Date.parse(message.timestamp);
		const day = dayOf(at);
		const newDay = !before || dayOf(Date.parse(before.timestamp)) !== day;
		if (newDay)
			made.push({
				key: day,
				draw: () => html`<li class="day"><span>${formatTime(at, "divider")}</span></li>`,
			});
		const isNew = message.id === firstUnread;
		if (isNew)
			made.push({ key: "new", draw: () => html`<li class="day new"><span>${t("message.new")}</span></li>` });
		const compact = !newDay && !isNew && before !== undefined && goesOn(before, message);
		// Only messages that tell how long it is until something change as time goes.
		const minute = JSON.stringify(message.components ?? message.content).includes(":R>")
			? Math.floor(app.now / 60_000)
			: 0;
		const today = dayOf(app.now);
		const depends = [
			message,
			compact,
			store?.names,
			app.pressed.get(message.id),
			minute,
			today,
			currentLanguage(),
		];
		made.push({
			key: message.id,
			draw: () =>
				html`<li id="message-${message.id}" tabindex="-1">${guard(depends, () => messageView(app, message, compact))}</li>`,
		});
		before = message;
	}
	return made;
}

function goesOn(before: Message, message: Message): boolean {
	const soon = Date.parse(message.timestamp) - Date.parse(before.timestamp) < togetherMs;
	const isPrivate = ({ flags = 0 }: Message) => (flags & Flag.ephemeral) !== 0;
	return (
		soon &&
		before.author.id === message.author.id &&
		message.type === 0 &&
		before.type === 0 &&
		isPrivate(before) === isPrivate(message)
	);
}

async function older(app: App, channel: Channel): Promise<void> {
	await app.client?.older(channel.id);
	app.changed();
}

function voiceLine(app: App, channel: Channel): TemplateResult {
	const { store } = app.client ?? {};
	const inside = store?.inVoice(channel.id) ?? [];
	const own = store?.voice.get(app.me?.id ?? "")?.channel_id === channel.id;
	const closed = !may(channel, May.connect);
	const full = (channel.user_limit ?? 0) > 0 && inside.length >= (channel.user_limit ?? 0);
	const words = closed
		? t("voice.closed")
		: own
			? t("voice.youAreHere")
			: full
				? t("voice.full")
				: tn("voice.inside", inside.length);
	return html`<div class="voice-line">
		<p>${icon(closed ? "lock" : "voice")} <span>${words}${channel.status ? html` · ${channel.status}` : nothing}</span></p>
		${
			closed || (full && !own)
				? nothing
				: html`<button type="button" class="button ${own ? "danger" : "success"}" @click=${() => app.client?.voice(own ? null : channel.id)}>
						${t(own ? "voice.leave" : "voice.join")}
					</button>`
		}
	</div>`;
}

function typingLine(app: App, channel: Channel): TemplateResult {
	const { store } = app.client ?? {};
	const now = Date.now();
	const names = [...(store?.typing.get(channel.id) ?? [])]
		.filter(([id, until]) => until > now && id !== app.me?.id)
		.map(([id]) => store?.nameOf(id) ?? "");
	return html`<p class="typing quiet">${names.length > 0 ? t("message.typing", { names: names.join(", ") }) : ""}</p>`;
}
