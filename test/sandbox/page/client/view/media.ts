/** Pictures, files and embeds of a message. */
import { html, nothing, type TemplateResult } from "lit-html";
import type { App } from "../app.ts";
import type { Attachment, Embed, Media } from "../discord/model.ts";
import { currentLanguage, t } from "../text/language.ts";
import { icon } from "./icons.ts";
import { markdown } from "./markdown.ts";

const largest = 560;

export function pictureView(app: App, { url, width, height }: Media, alt: string): TemplateResult {
	const scale = Math.min(1, largest / Math.max(width ?? largest, 1));
	return html`<button
		type="button"
		class="picture"
		aria-label=${t("picture.open", { alt: alt || t("picture.unnamed") })}
		@click=${() => {
			app.dialog = { kind: "picture", url, alt };
			app.changed();
		}}
	><img
		src=${url}
		alt=""
		width=${width ? Math.round(width * scale) : nothing}
		height=${height ? Math.round(height * scale) : nothing}
		loading="lazy"
	/></button>`;
}

export function attachmentView(app: App, file: Attachment): TemplateResult {
	if (file.content_type?.startsWith("image/")) return pictureView(app, file, file.description ?? "");
	return fileView(file.url, file.filename, file.size);
}

export function fileView(url: string, name: string, size: number | null): TemplateResult {
	const format = new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 1 });
	const words = size === null ? "" : size < 1_024 ? `${size} B` : `${format.format(size / 1_024)} kB`;
	return html`<a class="file" href=${url} download=${name} target="_blank" rel="noopener">
		${icon("file")}<span>${name}</span><span class="quiet">${words}</span>
	</a>`;
}

export function embedView(app: App, embed: Embed): TemplateResult {
	const colour = embed.color === undefined ? "" : `--accent: #${embed.color.toString(16).padStart(6, "0")}`;
	return html`<div class="container" .style=${colour}>
		${embed.author ? html`<p class="md-small">${embed.author.name}</p>` : nothing}
		${embed.title ? html`<h3 class="md-3">${embed.title}</h3>` : nothing}
		${embed.description ? html`<div class="text">${markdown(app, embed.description)}</div>` : nothing}
		${(embed.fields ?? []).map(
			({ name, value }) => html`<div class="text"><h3 class="md-3">${name}</h3>${markdown(app, value)}</div>`,
		)}
		${embed.image ? pictureView(app, embed.image, "") : nothing}
		${embed.footer ? html`<p class="md-small">${embed.footer.text}</p>` : nothing}
	</div>`;
}
