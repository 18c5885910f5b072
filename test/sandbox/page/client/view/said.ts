/**
 * What a screen reader is told. While a window lies over the page, nothing outside of it is heard: what is said then is
 * kept until the window has closed.
 */
import type { App } from "../app.ts";

/** How long the page is left to come back before it speaks, in milliseconds. */
const breath = 150;

let covered = false;

export function saidNow(app: App): string {
	const open = app.dialog !== null;
	if (open === covered) return open ? "" : app.said;
	covered = open;
	// What was heard before the window opened is not said again after it.
	if (open) app.said = "";
	else setTimeout(app.changed, breath);
	return "";
}
