/** The left pane: the server's channels that this person sees, direct messages, and one's own voice. */
import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { App } from "../app.ts";
import { type Channel, Kind } from "../discord/model.ts";
import { isThread, isVoice, May, may, mayWrite } from "../discord/permissions.ts";
import type { Store } from "../discord/store.ts";
import { t, tn } from "../text/language.ts";
import { avatar } from "./avatar.ts";
import { closeDrawer, isCovered } from "./drawer.ts";
import { openEvents } from "./events.ts";
import { type Icon, icon } from "./icons.ts";

export function channelsPane(app: App): TemplateResult {
	const { client, drawer } = app;
	const store = client?.store;
	return html`<nav id="channels" class="pane channels ${drawer === "channels" ? "shown" : ""}" aria-label=${t("pane.channels")} tabindex="-1"
		?inert=${isCovered(app, "channels")}>
		<div class="pane-head">
			<h2>${store?.guild?.name ?? t("pane.noServer")}</h2>
			<button type="button" class="round phone" aria-label=${t("pane.close")} @click=${() => closeDrawer(app)}>${icon("close")}</button>
		</div>
		<div class="pane-scroll">
			${store?.guild ? serverPart(app, store) : nothing}
			${store ? directPart(app, store) : nothing}
		</div>
		${store ? voicePanel(app, store) : nothing}
	</nav>`;
}

function serverPart(app: App, store: Store): TemplateResult {
	const coming = [...store.events.values()].filter(({ status }) => status < 3).length;
	return html`
		<ul class="list">
			<li><button type="button" class="channel" @click=${() => openEvents(app)}>
				${icon("calendar")}<span class="channel-name">${t("events.title")}</span>
				${coming > 0 ? html`<span class="badge" aria-label=${tn("events.count", coming)}>${coming}</span>` : nothing}
			</button></li>
		</ul>
		${grouped(app, store).map(
			({ category, channels }) => html`
				${category ? html`<h3 class="category">${category.name}</h3>` : nothing}
				<ul class="list">
					${repeat(
						channels,
						({ id }) => id,
						(channel) => html`<li>${channelRow(app, store, channel)}</li>`,
					)}
				</ul>`,
		)}`;
}

function directPart(app: App, store: Store): TemplateResult | typeof nothing {
	const direct = app.visible().filter(({ type }) => type === Kind.dm);
	if (direct.length === 0) return nothing;
	return html`<h3 class="category">${t("pane.direct")}</h3>
		<ul class="list">${direct.map((channel) => html`<li>${channelRow(app, store, channel)}</li>`)}</ul>`;
}

function grouped(app: App, store: Store): { category: Channel | null; channels: Channel[] }[] {
	const groups = new Map<string, { category: Channel | null; channels: Channel[] }>();
	for (const channel of app.ordered()) {
		const parent = isThread(channel) ? store.channels.get(channel.parent_id ?? "") : channel;
		const category = store.channels.get(parent?.parent_id ?? "") ?? null;
		const key = category?.id ?? "";
		const group = groups.get(key) ?? { category, channels: [] };
		group.channels.push(channel);
		groups.set(key, group);
	}
	return [...groups.values()].map((group) => ({ ...group, channels: underParents(group.channels) }));
}

/** Threads directly after the channel they belong to. */
function underParents(channels: Channel[]): Channel[] {
	const threads = channels.filter(isThread);
	const own = channels.filter((channel) => !isThread(channel));
	const orphans = threads.filter(({ parent_id }) => !own.some(({ id }) => id === parent_id));
	return [
		...own.flatMap((each) => [each, ...threads.filter(({ parent_id }) => parent_id === each.id)]),
		...orphans,
	];
}

function channelRow(app: App, store: Store, channel: Channel): TemplateResult {
	const unread = store.unread.get(channel.id) ?? 0;
	const voice = isVoice(channel);
	const closed = voice && !may(channel, May.connect);
	const readOnly = !voice && channel.type !== Kind.dm && !mayWrite(channel);
	const name = store.channelName(channel);
	const note = closed ? t("channel.locked") : readOnly ? t("channel.readOnly") : "";
	const here = store.inVoice(channel.id);
	const limit = channel.user_limit ?? 0;
	return html`<button
			type="button"
			class="channel ${unread > 0 ? "unread" : ""} ${isThread(channel) ? "thread" : ""}"
			aria-current=${app.channelId === channel.id ? "page" : nothing}
			data-channel=${name}
			@click=${() => openChannel(app, channel)}
		>
			${channel.type === Kind.dm ? avatar(channel.recipients?.[0]?.id ?? "0", name, "small") : icon(kindIcon(channel))}
			<span class="channel-name">${name}${
				voice && channel.status
					? html`<span class="status"><span class="hidden">: </span>${channel.status}</span>`
					: nothing
			}</span>
			${voice && limit > 0 ? html`<span class="quiet count">${here.length}/${limit}</span>` : nothing}
			${note ? html`<span class="note" title=${note}>${icon(closed ? "lock" : "eye")}<span class="hidden">${note}</span></span>` : nothing}
			${unread > 0 ? html`<span class="badge" aria-label=${tn("channel.unread", unread)}>${unread}</span>` : nothing}
		</button>
		${
			here.length > 0
				? html`<ul class="present" aria-label=${t("voice.present", { name })}>
						${here.map(
							(state) => html`<li>
								${avatar(state.user_id, store.nameOf(state.user_id), "small")}
								<bdi>${store.nameOf(state.user_id)}</bdi>
								${state.self_mute || state.mute || state.suppress ? html`<span class="note">${icon("micOff")}<span class="hidden">${t("voice.muted")}</span></span>` : nothing}
							</li>`,
						)}
					</ul>`
				: nothing
		}`;
}

function kindIcon(channel: Channel): Icon {
	if (isVoice(channel)) return "voice";
	return isThread(channel) ? "thread" : "hash";
}

function openChannel(app: App, channel: Channel): void {
	app.open(channel.id);
	queueMicrotask(() => document.getElementById("place")?.focus());
}

function voicePanel(app: App, store: Store): TemplateResult | typeof nothing {
	const own = store.voice.get(app.me?.id ?? "");
	if (!own) return nothing;
	const channel = store.channels.get(own.channel_id ?? "");
	const mute = () => app.client?.voice(own.channel_id, !own.self_mute, own.self_deaf);
	return html`<section class="voice-panel" aria-label=${t("voice.panel")}>
		<p><strong>${t("voice.connected")}</strong><br /><span class="quiet">${channel?.name ?? ""} · ${t("voice.noSound")}</span></p>
		<div class="row">
			<button type="button" class="button secondary" aria-pressed=${own.self_mute} @click=${mute}>
				${icon(own.self_mute ? "micOff" : "mic")} ${t("voice.mute")}
			</button>
			<button type="button" class="button danger" @click=${() => app.client?.voice(null)}>${icon("out")} ${t("voice.leave")}</button>
		</div>
	</section>`;
}
