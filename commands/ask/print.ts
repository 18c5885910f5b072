import type { Nicknames } from "../../src/discord/views/questions.ts";
import type { Asked } from "../../src/questions/model.ts";
import type { ToRead } from "../../src/questions/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { wallClock } from "../text.ts";

const style = `@page { size: A4; margin: 20mm } body { font: 12pt/1.4 sans-serif; max-width: 170mm; margin: auto }
h1 { font-size: 16pt } li { margin: 0 0 6mm; break-inside: avoid } .by { color: #444; font-size: 10pt }
.notes { border-bottom: 1px solid #999; height: 9mm }`;

/** The questions of a meeting on A4, each with room for notes; those that were answered stand at the end. */
export function printable(t: Translate, { session, group, questions }: ToRead, nicknames: Nicknames): string {
	const at = wallClock(session.startsAt, group.zone, t.language);
	const open = questions.filter(({ state }) => state === "open");
	const rest = questions.filter(({ state }) => state === "answered");
	const items = (all: readonly Asked[], notes: string) =>
		all
			.map((question) => `<li>${escaped(question.text)}${by(t, question, nicknames)}${notes}</li>`)
			.join("\n");
	return [
		`<!doctype html>`,
		`<html lang="${t.language}"><head><meta charset="utf-8">`,
		`<title>${t("questions:print.title")}</title><style>${style}</style></head><body>`,
		`<h1>${escaped(t("questions:print.title"))}</h1>`,
		`<p><strong>${escaped(session.title)}</strong><br>${escaped(session.expert?.name ?? "")}<br>${escaped(at)}</p>`,
		open.length > 0
			? `<ol>${items(open, `<div class="notes"></div><div class="notes"></div>`)}</ol>`
			: `<p>${escaped(t("questions:print.none"))}</p>`,
		...(rest.length > 0
			? [`<h2>${escaped(t("questions:print.answered"))}</h2><ul>${items(rest, "")}</ul>`]
			: []),
		`</body></html>`,
	].join("\n");
}

function by(t: Translate, { userId, others }: Asked, nicknames: Nicknames): string {
	const nickname = userId === null ? undefined : nicknames.get(userId);
	const said = [
		nickname ?? t("questions:unnamed"),
		...(others > 0 ? [t("questions:line.others", { count: others })] : []),
	];
	return `<div class="by">${escaped(said.join(" · "))}</div>`;
}

/** As text of HTML; direction of writing stays within it. */
function escaped(text: string): string {
	const safe = text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;")
		.replaceAll("\n", "<br>");
	return `<bdi>${safe}</bdi>`;
}
