import { html, type TemplateResult } from "lit-html";

const colours = 8;

/** The first letter on one of eight colours that stays the same for the person. */
export function avatar(id: string, name: string, size: "small" | "large" = "large"): TemplateResult {
	const colour = Number(BigInt(/^\d+$/.test(id) ? id : "0") % BigInt(colours));
	const letters = [...name.replace(/[^\p{L}\p{N}\p{Extended_Pictographic} ]/gu, "").trim()];
	return html`<span class="avatar ${size} tint-${colour}" aria-hidden="true">${(letters[0] ?? "?").toUpperCase()}</span>`;
}
