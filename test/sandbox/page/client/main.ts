/** Starts the page: who there is, what time it is, and what changes. */
import { render } from "lit-html";
import { App } from "./app.ts";
import {
	type BotState,
	type Clock,
	Control,
	type LogEntry,
	type Person,
	type Push,
	type Situation,
} from "./control.ts";
import { Refused } from "./discord/rest.ts";
import { applyLook } from "./look.ts";
import { languageOf, setLanguage, t } from "./text/language.ts";
import { watchWidth } from "./view/drawer.ts";
import { pageView } from "./view/page.ts";
import { afterDraw, watchGrowth } from "./view/scroll.ts";
import { firstVisit } from "./view/tour.ts";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");
const address = new URLSearchParams(location.search);
const app = new App(new Control(address.get("token") ?? ""), draw);

setLanguage(languageOf(navigator.language));
applyLook();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
	applyLook();
	app.changed();
});

function draw(): void {
	if (!root) return;
	const focused = document.activeElement;
	const homes = around(focused);
	render(pageView(app), root);
	afterDraw(app);
	document.title = `${app.client?.store.guild?.name ?? t("page.standIn")} · Piiri`;
	// What had the focus may be gone, e.g. a pressed button: the reader stays where it was.
	if (focused && !focused.isConnected && document.activeElement === document.body)
		homes.find(({ isConnected }) => isConnected)?.focus({ preventScroll: true });
}

/** What can have the focus around this, the nearest first. */
function around(element: Element | null): HTMLElement[] {
	const found: HTMLElement[] = [];
	for (let at = element?.parentElement; at; at = at.parentElement)
		if (at.hasAttribute("tabindex")) found.push(at);
	return found;
}

async function load(): Promise<void> {
	const { control } = app;
	const [situation, people, clock, bot, log] = await Promise.all([
		control.get<Situation>("situation"),
		control.get<Person[]>("people"),
		control.get<Clock>("clock"),
		control.get<BotState>("bot"),
		control.get<LogEntry[]>("log?after=0"),
	]);
	Object.assign(app, { situation, clock, bot, stale: false });
	app.knows(people);
	app.took(log);
	const chosen = people.find(({ id }) => id === address.get("as"));
	if (chosen && !app.me) app.become(chosen);
	app.changed();
}

async function situation(): Promise<void> {
	try {
		app.situation = await app.control.get<Situation>("situation");
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
	}
	app.changed();
}

function push(pushed: Push): void {
	if (pushed.type === "clock") app.clock = pushed.clock;
	else if (pushed.type === "people") app.knows(pushed.people);
	else if (pushed.type === "log") app.took(pushed.entries);
	else {
		app.bot = pushed.bot;
		// The first group brings the first invite.
		if (app.situation?.invite === null) void situation();
	}
	app.changed();
}

/** The line was cut or has come back: after a restart of the sandbox the address is not good any more. */
async function line(open: boolean): Promise<boolean> {
	app.reachable = open;
	try {
		await load();
		app.reachable = true;
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		app.stale = error.status === 403;
		app.reachable = app.stale;
	}
	app.changed();
	return !app.stale;
}

// The browser asks first, before what is not sent goes with the window.
addEventListener("beforeunload", (event) => {
	if (app.unsent) event.preventDefault();
});

firstVisit(app);
draw();
watchGrowth();
watchWidth(app);
app.control.listen(push, line);
