import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import type { Browser } from "playwright-core";
import { Window } from "../browser/window.ts";

export interface Timings {
	/** From the start of `npm run sandbox` until one can choose who one is, in ms. */
	readyMs: number;
	/** From the click until the answer is drawn, in ms. */
	pressMedianMs: number;
	/** What the browser loads before one can choose, in kB over the wire. */
	loadedKb: number;
	/** The longest time between two frames while 200 messages are scrolled, in ms. */
	slowestFrameMs: number;
}

const PRESSES = 25;
const MESSAGES = 200;

/** Waits until one can choose who one is and that has been drawn; asked from outside it would be heard of half a second late. */
const choosable = `new Promise((resolve) => {
	const look = () => {
		if (!document.querySelector(".faces .choice")) return;
		observer.disconnect();
		requestAnimationFrame(() => setTimeout(resolve));
	};
	const observer = new MutationObserver(look);
	observer.observe(document, { childList: true, subtree: true });
	look();
})`;

/** Presses and waits until the private answer is there and a frame with it has been drawn. */
const pressing = `(label) => new Promise((resolve) => {
	const count = () => document.querySelectorAll("article.private").length;
	const before = count();
	const button = [...document.querySelectorAll("#scroller button")].filter((each) => each.textContent.trim().startsWith(label)).at(-1);
	const began = performance.now();
	const observer = new MutationObserver(() => {
		if (count() <= before || document.querySelector(".thinking")) return;
		observer.disconnect();
		requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
	});
	observer.observe(document.body, { childList: true, subtree: true });
	button.click();
})`;

const scrolling = `new Promise((resolve) => {
	const scroller = document.querySelector("#scroller");
	const frames = [];
	let last;
	const step = (now) => {
		if (last !== undefined) frames.push(now - last);
		last = now;
		scroller.scrollTop += 60;
		if (frames.length < 120) requestAnimationFrame(step);
		else resolve(Math.max(...frames));
	};
	scroller.scrollTop = 600;
	requestAnimationFrame(step);
})`;

/** Starts the sandbox as people do, and looks at the clock. */
export async function measure(browser: Browser): Promise<Timings> {
	const began = performance.now();
	const sandbox = spawn("npm", ["run", "--silent", "sandbox"], {
		cwd: join(import.meta.dirname, "../.."),
		stdio: ["ignore", "pipe", "inherit"],
		detached: true,
	});
	const ended = once(sandbox, "exit");
	try {
		const address = await addressOf(createInterface(sandbox.stdout));
		const context = await browser.newContext({ locale: "fi" });
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		let bytes = 0;
		session.on("Network.loadingFinished", ({ encodedDataLength }) => {
			bytes += encodedDataLength;
		});
		await session.send("Network.enable");
		await page.goto(address);
		await page.evaluate(choosable);
		const readyMs = performance.now() - began;
		await page.evaluate("document.fonts.ready");
		const loadedKb = bytes / 1000;
		await context.close();
		const { pressMedianMs, slowestFrameMs } = await use(browser, address);
		return {
			readyMs: Math.round(readyMs),
			pressMedianMs: Math.round(pressMedianMs),
			loadedKb: Math.round(loadedKb),
			slowestFrameMs: Math.round(slowestFrameMs),
		};
	} finally {
		if (sandbox.pid !== undefined) process.kill(-sandbox.pid, "SIGTERM");
		await ended;
	}
}

async function use(browser: Browser, address: string) {
	const { origin, searchParams } = new URL(address);
	const headers = { "x-piiri-token": searchParams.get("token") ?? "" };
	const answer = await fetch(`${origin}/control/people`, { headers });
	const people = (await answer.json()) as { id: string; role: string; userToken: string }[];
	const one = people.find(({ role }) => role === "participant");
	if (!one) throw new Error("Nobody takes part");
	const window = await Window.open(browser, address, { as: one.id, locale: "fi" });
	await window.enter("tervetuloa");
	await window.button("Omat tietoni").waitFor();
	const times: number[] = [];
	for (let press = 0; press < PRESSES; press++) {
		times.push((await window.page.evaluate(`(${pressing})("Omat tietoni")`)) as number);
		await window.page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
	}
	times.sort((a, b) => a - b);

	await fillDiscussion(origin, headers, one.userToken);
	await window.enter("keskustelu");
	await window.reads(`${MESSAGES}.`);
	await window.page.evaluate(scrolling);
	const slowestFrameMs = (await window.page.evaluate(scrolling)) as number;
	await window.close();
	return { pressMedianMs: times[Math.floor(times.length / 2)] ?? Number.NaN, slowestFrameMs };
}

/** Many messages, written by one. */
async function fillDiscussion(origin: string, control: Record<string, string>, token: string): Promise<void> {
	const ask = async (path: string, init: RequestInit) => {
		const answer = await fetch(`${origin}${path}`, init);
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return answer.json();
	};
	const { guildId } = (await ask("/control/situation", { headers: control })) as { guildId: string };
	const headers = { authorization: token, "content-type": "application/json" };
	const channels = (await ask(`/api/v10/guilds/${guildId}/channels`, { headers })) as {
		id: string;
		name: string;
	}[];
	const discussion = channels.find(({ name }) => name === "keskustelu");
	for (let number = 1; number <= MESSAGES; number++) {
		const body = JSON.stringify({
			content: `Minulla on ollut samanlaista. Kirjoitan tästä viestin numero ${number}.`,
		});
		await ask(`/api/v10/channels/${discussion?.id}/messages`, { method: "POST", headers, body });
	}
}

async function addressOf(lines: AsyncIterable<string>): Promise<string> {
	for await (const line of lines) {
		const address = line.match(/http:\S+/)?.[0];
		if (address) return address;
	}
	throw new Error("The sandbox told no address");
}
