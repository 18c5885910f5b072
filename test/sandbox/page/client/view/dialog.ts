/** A window over the page: the browser's own `dialog` keeps the focus inside and gives it back. */
import { html, nothing, type TemplateResult } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import type { App } from "../app.ts";
import { t } from "../text/language.ts";
import { icon } from "./icons.ts";
import { lineView } from "./line.ts";

export function close(app: App): void {
	app.dialog = null;
	app.changed();
}

let shown: { element: HTMLDialogElement; opener: Element | null } | null = null;

/** Shows the drawn dialog, and gives the focus back when it has gone. Called by lit with what it drew. */
function show(element: Element | undefined): void {
	if (element instanceof HTMLDialogElement) {
		const opener = shown?.opener?.isConnected ? shown.opener : document.activeElement;
		shown = { element, opener };
		queueMicrotask(() => {
			if (element.isConnected && !element.open) element.showModal();
		});
		return;
	}
	const last = shown;
	shown = null;
	last?.element.close();
	const { opener } = last ?? {};
	queueMicrotask(() => {
		if (opener instanceof HTMLElement && opener.isConnected && document.activeElement === document.body)
			opener.focus();
	});
}

interface DialogOptions {
	/** What closing by Esc or the cross does; without it the dialog is closed. */
	leave?: () => void;
	wide?: boolean;
	foot?: TemplateResult | typeof nothing;
	/** Nothing in it can have the focus, so that it is scrolled by having it itself. */
	still?: boolean;
}

export function dialogView(
	app: App,
	title: string,
	body: unknown,
	options: DialogOptions = {},
): TemplateResult {
	const leave = options.leave ?? (() => close(app));
	const cancel = (event: Event) => {
		event.preventDefault();
		leave();
	};
	return html`<dialog
		class="dialog ${options.wide ? "wide" : ""}"
		aria-labelledby="dialog-title"
		${ref(show)}
		@cancel=${cancel}
		@click=${(event: Event) => {
			if (event.target === event.currentTarget) leave();
		}}
	>
		<div class="dialog-inside">
			<div class="dialog-head">
				<h2 id="dialog-title" tabindex="-1" autofocus>${title}</h2>
				<button type="button" class="round" aria-label=${t("dialog.close")} @click=${leave}>${icon("close")}</button>
			</div>
			${lineView(app)}
			<div class="dialog-body" tabindex=${options.still ? 0 : nothing}>${body}</div>
			${options.foot ? html`<div class="dialog-foot">${options.foot}</div>` : nothing}
		</div>
	</dialog>`;
}
