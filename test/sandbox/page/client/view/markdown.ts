/** Draws Discord's markdown. Everything from a message is put in as text, never as HTML. */
import { html, nothing, type TemplateResult } from "lit-html";
import { openInvite } from "../act/place.ts";
import type { App } from "../app.ts";
import { t } from "../text/language.ts";
import { type Block, type Inline, type Item, parseBlocks, parseInline } from "../text/markdown.ts";
import { formatTime, relative } from "../text/when.ts";

type Drawn = TemplateResult | TemplateResult[] | string | typeof nothing;

export function markdown(app: App, source: string): Drawn {
	return parseBlocks(source).map((block) => blockView(app, block));
}

/** One line without blocks, as in a button's or a field's text. */
export function inline(app: App, source: string): Drawn {
	return inlines(app, parseInline(source));
}

function blockView(app: App, block: Block): TemplateResult {
	switch (block.kind) {
		case "heading": {
			const inside = inlines(app, block.inside);
			// The page has its own h1 and h2; which look a heading has is no matter of order.
			return html`<h3 class="md-${block.level}">${inside}</h3>`;
		}
		case "small":
			return html`<p class="md-small">${inlines(app, block.inside)}</p>`;
		case "code":
			return html`<pre class="md-code"><code>${block.text}</code></pre>`;
		case "quote":
			return html`<blockquote>${block.inside.map((inner) => blockView(app, inner))}</blockquote>`;
		case "list": {
			const items = block.items.map((item) => itemView(app, item));
			return block.ordered ? html`<ol start=${block.start}>${items}</ol>` : html`<ul>${items}</ul>`;
		}
		case "text":
			return html`<p>${linesView(app, block.lines)}</p>`;
	}
}

function itemView(app: App, { lines, inside }: Item): TemplateResult {
	return html`<li>${linesView(app, lines)}${inside.map((block) => blockView(app, block))}</li>`;
}

function linesView(app: App, lines: Inline[][]): Drawn {
	return lines.map((line, index) => html`${index > 0 ? html`<br />` : nothing}${inlines(app, line)}`);
}

function inlines(app: App, parts: Inline[]): TemplateResult[] {
	return parts.map((part) => inlineView(app, part));
}

function inlineView(app: App, part: Inline): TemplateResult {
	const store = app.client?.store;
	switch (part.kind) {
		case "text":
			return html`${part.text}`;
		case "strong":
			return html`<strong>${inlines(app, part.inside)}</strong>`;
		case "em":
			return html`<em>${inlines(app, part.inside)}</em>`;
		case "underline":
			return html`<u>${inlines(app, part.inside)}</u>`;
		case "strike":
			return html`<s>${inlines(app, part.inside)}</s>`;
		case "spoiler":
			return html`<details class="spoiler"><summary>${t("message.spoiler")}</summary>${inlines(app, part.inside)}</details>`;
		case "code":
			return html`<code>${part.text}</code>`;
		case "link":
			return linkView(app, part.href, html`${inlines(app, part.inside)}`, "link");
		case "user":
			return html`<span class="mention">@<bdi>${store?.nameOf(part.id) ?? part.id}</bdi></span>`;
		case "role":
			return html`<span class="mention">@${store?.roles.get(part.id)?.name ?? t("message.unknownRole")}</span>`;
		case "channel":
			return channelMention(app, part.id);
		case "command":
			return html`<span class="mention">/${part.name}</span>`;
		case "everyone":
			return html`<span class="mention">${part.text}</span>`;
		case "time": {
			const ms = part.seconds * 1_000;
			const words = part.style === "R" ? relative(ms, app.now) : formatTime(ms, part.style);
			return html`<time class="moment" datetime=${new Date(ms).toISOString()} title=${formatTime(ms, "F")}>${words}</time>`;
		}
	}
}

function channelMention(app: App, id: string): TemplateResult {
	const channel = app.client?.store.channels.get(id);
	if (!channel) return html`<span class="mention">#${t("message.unknownChannel")}</span>`;
	return html`<button type="button" class="mention" @click=${() => app.open(id)}>#${channel.name}</button>`;
}

/** A link: to a place of the server and to an invite inside the page, elsewhere in a new window. */
export function linkView(app: App, href: string, words: TemplateResult, className: string): TemplateResult {
	const place = /^https?:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/(?:\d+|@me)\/(\d+)/.exec(href);
	if (place)
		return html`<button type="button" class=${className} @click=${() => app.open(place[1] ?? "")}>${words}</button>`;
	const invite = /^https?:\/\/(?:discord\.gg|discord(?:app)?\.com\/invite)\/([\w-]+)$/.exec(href);
	if (invite)
		return html`<button type="button" class=${className} @click=${() => void openInvite(app, href)}>${words}</button>`;
	if (!/^https?:\/\//.test(href)) return words;
	return html`<a class=${className} href=${href} target="_blank" rel="noopener noreferrer">${words}<span class="hidden"> ${t("message.newWindow")}</span></a>`;
}
