import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import type { App } from "../../src/app.ts";
import type { Person, Sandbox } from "../sandbox/index.ts";
import { type BotHandle, clientFiles, openPage, type PagePerson } from "../sandbox/page/server/index.ts";
import { type Crew, carersGroup, crewOf, type Play, play } from "../support/play.ts";
import { launch } from "./chromium.ts";
import { Window } from "./window.ts";

/** A browser for a window that a test opens by itself. */
export function openBrowser(): Browser {
	return browser;
}

/** Opens a window of the page as this person, or as nobody yet. */
export type OpenWindow = (as?: Person, options?: BrowserContextOptions) => Promise<Window>;

let browser: Browser;
let files: ReturnType<typeof clientFiles>;

/** For each file of browser tests: one browser, and the page bundled once. */
export function useBrowser(): void {
	beforeAll(async () => {
		files = clientFiles();
		browser = await launch();
	});
	afterAll(() => browser.close());
}

/** An English-speaking server with Piiri set up, where time stands until a test moves it. */
export async function serverScene(): Promise<Play & { crew: Crew }> {
	const played = await play();
	return { ...played, crew: await crewOf(played, "en-GB") };
}

/** A group of carers that meets on Thursdays; and the invite's code. */
export async function groupScene(change: Parameters<typeof carersGroup>[2] = {}) {
	const made = await serverScene();
	const url = await carersGroup(made, made.crew, { name: "Carers", ...change });
	return { ...made, code: url.split("/").at(-1) ?? "" };
}

/** Serves the page for these people, who are all there are to choose from. */
export function serve({ sandbox, app }: Play, ...people: Person[]): Promise<OpenWindow> {
	return servePeople(sandbox, handleOf(app), people);
}

export async function servePeople(sandbox: Sandbox, bot: BotHandle, people: Person[]): Promise<OpenWindow> {
	const page = await openPage(sandbox, {
		bot,
		people: people.map(({ id, name, roles, inServer }) => ({ id, name, role: roleOf(roles, inServer) })),
		zone: "Europe/Helsinki",
		language: "en",
		files: await files,
	});
	onTestFinished(() => page.close());
	return openerOf(page.address);
}

/** Stops the time of a page, and opens windows of it. */
export async function openerOf(address: string): Promise<OpenWindow> {
	const { origin, searchParams } = new URL(address);
	await fetch(`${origin}/control/clock`, {
		method: "POST",
		headers: { "x-piiri-token": searchParams.get("token") ?? "" },
		body: JSON.stringify({ speed: 0 }),
	});
	return async (as, options = {}) => {
		const window = await Window.open(browser, address, { ...options, ...(as && { as: as.id }) });
		onTestFinished(async () => {
			await window.close();
			expect(window.complaints).toEqual([]);
		});
		return window;
	};
}

function roleOf(roles: string[], inServer: boolean): PagePerson["role"] {
	if (roles.includes("Koordinaattori")) return "coordinator";
	if (roles.includes("Ohjaaja")) return "facilitator";
	return inServer ? "participant" : "newcomer";
}

/** The App in this process as the page knows a bot; it is not killed here. */
function handleOf(app: App): BotHandle {
	return {
		alive: true,
		start: async () => {},
		kill: async () => {},
		async next() {
			const { job, delivery } = await app.next();
			const times = [job, delivery].filter((at) => at !== null);
			return times.length > 0 ? Math.min(...times) : null;
		},
		tick: () => app.tick(),
		jobs: () => [],
		outbox: () => [],
	};
}
