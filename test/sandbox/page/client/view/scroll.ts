/** Keeps the newest message in sight, unless the reader has gone up to read. */
import type { App } from "../app.ts";

const near = 120;

let channelId: string | null = null;
/** New messages are brought into sight. */
let following = true;
/** The last message when the reader scrolled: where it begins is not looked for again. */
let touched: string | undefined;
/** Where this file last put the list: any other place is the reader's own doing. */
let put = -1;
let fetching = false;

export function afterDraw(app: App): void {
	if (channelId !== app.channelId) {
		channelId = app.channelId;
		touched = undefined;
		following = true;
	}
	if (app.follow) following = true;
	app.follow = false;
	keep();
}

/** The bottom in sight; a last message that is taller than the window from its beginning. */
function keep(): void {
	const element = document.getElementById("scroller");
	if (!element || !following) return;
	element.scrollTop = element.scrollHeight;
	const last = element.querySelector(".messages > li:last-child");
	if (last && last.id !== touched) {
		const above = element.getBoundingClientRect().top - last.getBoundingClientRect().top;
		if (above > 0) element.scrollTop -= above;
	}
	put = element.scrollTop;
}

/** Near the top what is older is fetched, and the reader stays at the same message. */
export function onScroll(app: App, event: Event): void {
	const element = event.target as HTMLElement;
	if (Math.abs(element.scrollTop - put) < 3) return;
	following = element.scrollHeight - element.scrollTop - element.clientHeight < near;
	touched = element.querySelector(".messages > li:last-child")?.id;
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

/** Pictures and parts that are drawn only when they come into sight grow the list: the bottom stays the bottom. */
export function watchGrowth(): void {
	const observer = new ResizeObserver(keep);
	let watched: Element | null = null;
	new MutationObserver(() => {
		const list = document.querySelector(".messages");
		if (list === watched) return;
		if (watched) observer.unobserve(watched);
		if (list) observer.observe(list);
		watched = list;
	}).observe(document.body, { childList: true, subtree: true });
}
