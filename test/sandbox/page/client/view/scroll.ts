/** Keeps the newest message in sight, unless the reader has gone up to read. */
import type { App } from "../app.ts";

const near = 120;

let channelId: string | null = null;
let atBottom = true;
let fetching = false;

function scroller(): HTMLElement | null {
	return document.getElementById("scroller");
}

/** Remembers where the reader is, before anything is drawn. */
export function beforeDraw(): void {
	const element = scroller();
	if (!element) return;
	atBottom = element.scrollHeight - element.scrollTop - element.clientHeight < near;
}

export function afterDraw(app: App): void {
	const element = scroller();
	if (!element) return;
	if (channelId !== app.channelId) {
		channelId = app.channelId;
		atBottom = true;
	}
	if (atBottom) element.scrollTop = element.scrollHeight;
}

/** Near the top what is older is fetched, and the reader stays at the same message. */
export function onScroll(app: App, event: Event): void {
	const element = event.target as HTMLElement;
	atBottom = element.scrollHeight - element.scrollTop - element.clientHeight < near;
	const { client } = app;
	if (element.scrollTop > near || fetching || !app.channelId || !client?.store.history.get(app.channelId))
		return;
	fetching = true;
	void client
		.older(app.channelId)
		.then(() => {
			const before = element.scrollHeight - element.scrollTop;
			app.changed();
			queueMicrotask(() => {
				element.scrollTop = element.scrollHeight - before;
			});
		})
		.finally(() => {
			fetching = false;
		});
}

/** Pictures and folded parts grow after they are drawn: the bottom stays the bottom. */
export function watchGrowth(): void {
	const observer = new ResizeObserver(() => {
		const element = scroller();
		if (element && atBottom) element.scrollTop = element.scrollHeight;
	});
	let watched: Element | null = null;
	new MutationObserver(() => {
		const list = document.querySelector(".messages");
		if (list === watched) return;
		if (watched) observer.unobserve(watched);
		if (list) observer.observe(list);
		watched = list;
	}).observe(document.body, { childList: true, subtree: true });
}
