/** Light or dark: as the person's computer is, until they choose. */
import { keep, recall } from "./keep.ts";

export type Look = "light" | "dark";

export function currentLook(): Look {
	const chosen = recall("look");
	if (chosen === "light" || chosen === "dark") return chosen;
	return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function applyLook(): void {
	document.documentElement.dataset.look = currentLook();
}

export function switchLook(): void {
	keep("look", currentLook() === "dark" ? "light" : "dark");
	applyLook();
}
