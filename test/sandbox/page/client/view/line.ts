/** What is wrong with the connection, and what becomes of it. */
import { html, nothing, type TemplateResult } from "lit-html";
import type { App } from "../app.ts";
import { t } from "../text/language.ts";
import { icon } from "./icons.ts";

export function lineView(app: App): TemplateResult | typeof nothing {
	const words = lineWords(app);
	return words === null
		? nothing
		: html`<p class="line-trouble" role="alert">${icon("warning")} ${words}</p>`;
}

function lineWords({ client, stale, reachable, bot }: App): string | null {
	if (stale) return t("line.stale");
	if (!reachable || client?.line === "lost") return t("line.lost");
	if (client?.line === "refused") return t("line.refused");
	return bot && !bot.alive ? t("line.botDown") : null;
}
