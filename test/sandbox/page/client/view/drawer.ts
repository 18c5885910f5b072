/** On a narrow screen the side panes are drawers over the messages. */
import type { App } from "../app.ts";

/** Up to these widths a pane is a drawer, as in panes.css. */
const narrow = {
	channels: matchMedia("(max-width: 720px)"),
	members: matchMedia("(max-width: 1080px)"),
};

export function watchWidth(app: App): void {
	for (const width of Object.values(narrow)) width.addEventListener("change", app.changed);
}

/** Whether the open drawer lies over this pane: then it can be neither pressed nor come to by keyboard. */
export function isCovered({ drawer }: App, pane: "channels" | "main" | "members"): boolean {
	return drawer !== null && drawer !== pane && narrow[drawer].matches;
}

export function openDrawer(app: App, drawer: "channels" | "members"): void {
	app.drawer = app.drawer === drawer ? null : drawer;
	app.changed();
	queueMicrotask(() => document.getElementById(drawer)?.focus());
}

export function closeDrawer(app: App): void {
	const from = app.drawer;
	app.drawer = null;
	app.changed();
	queueMicrotask(() => document.getElementById(`open-${from}`)?.focus());
}
