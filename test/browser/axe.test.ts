import { expect, test } from "vitest";
import { memberOf, until } from "../support/play.ts";
import { serious } from "./axe.ts";
import { groupScene, serve, useBrowser } from "./scene.ts";
import type { Window } from "./window.ts";

useBrowser();

/** Nothing serious, and nothing that stands out of the window. */
async function holds(window: Window, state: string): Promise<void> {
	expect(await serious(window.page), state).toEqual([]);
	const beyond = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
	expect(await window.page.evaluate(beyond), state).toBe(0);
	// Of a window over the page only its middle is scrolled: its head and its buttons stay.
	const moves =
		"(document.querySelector('dialog')?.scrollHeight ?? 0) - (document.querySelector('dialog')?.clientHeight ?? 0)";
	expect(await window.page.evaluate(moves), state).toBe(0);
}

test("axe finds nothing serious where one chooses, joins, reads and answers", async () => {
	const play = await groupScene();
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	const nora = await play.sandbox.person("Nora", { locale: "en-GB", in: "outside" });
	await until(play, "2026-10-08T17:00:00Z");
	const open = await serve(play, bluebell, nora, play.crew.coordinator);

	const first = await open();
	await holds(first, "choosing, with the tour");
	const newcomer = await open(nora);
	await holds(newcomer, "a newcomer's invite");

	const window = await open(bluebell);
	await window.enter("discussion");
	await window.reads(/The survey on the meeting/);
	await holds(window, "a channel with cards");
	await window.press("Answer the survey");
	await window.dialog.waitFor();
	await holds(window, "a form");
	await window.page.keyboard.press("Escape");
	await window.press("Behind the curtain");
	await holds(window, "behind the curtain");
});

test("axe finds nothing serious in the dark on a phone, with a form's errors and the channels open", async () => {
	const play = await groupScene();
	const nora = await play.sandbox.person("Nora", { locale: "en-GB" });
	const open = await serve(play, nora);
	const window = await open(nora, { colorScheme: "dark", viewport: { width: 320, height: 640 } });
	await window.reads("Welcome: Carers");
	await holds(window, "a channel");
	await window.press("Join the group");
	await window.press("Send");
	await window.reads(/still need/);
	await holds(window, "a form's errors");
	await window.page.keyboard.press("Escape");
	await window.press("Show the channels");
	await window.page.locator("#channels.shown").waitFor();
	await holds(window, "the channels");
});
