/** On a narrow screen the side panes are drawers over the messages. */
import type { App } from "../app.ts";

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
