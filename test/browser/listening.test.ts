/** The page for listening, in a browser. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { recorded, type Scene } from "../pages/scene.ts";
import type { Person } from "../sandbox/index.ts";
import { serious } from "./axe.ts";
import { launch } from "./chromium.ts";

let browser: Browser;
beforeAll(async () => {
	browser = await launch();
});
afterAll(() => browser.close());

/** The player, opened by its address as somebody would; the browser may complain of nothing. */
async function opened(scene: Scene, person: Person, options: BrowserContextOptions = {}): Promise<Page> {
	const context = await browser.newContext({ reducedMotion: "reduce", ...options });
	const page = await context.newPage();
	page.setDefaultTimeout(15_000);
	const complaints: string[] = [];
	page.on("pageerror", ({ message }) => complaints.push(message));
	page.on("console", (line) => {
		if (line.type() === "error" && !/status of 404|ERR_CONNECTION_REFUSED/.test(line.text()))
			complaints.push(line.text());
	});
	onTestFinished(async () => {
		await context.close();
		expect(complaints).toEqual([]);
	});
	await page.goto(await scene.address(person));
	await page.locator("#play").waitFor();
	return page;
}

const at = (page: Page) => page.evaluate<number>("document.querySelector('audio').currentTime");
const paused = (page: Page) => page.evaluate<boolean>("document.querySelector('audio').paused");
const wide = (page: Page) =>
	page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();

test("plays, goes to a chapter, is steered by the keyboard, and remembers the place", async () => {
	const scene = await recorded({ locale: "en-GB" });
	const page = await opened(scene, scene.aino);
	expect(await page.evaluate("document.querySelector('audio').controls")).toBe(false);
	expect(await page.evaluate("history.length")).toBeLessThanOrEqual(2);
	await press(page, "Play");
	await page.getByRole("button", { name: "Pause" }).waitFor();
	await expect.poll(() => at(page)).toBeGreaterThan(0.3);

	await press(page, /Discussion/);
	await expect.poll(() => at(page)).toBeGreaterThanOrEqual(40);
	await expect.poll(() => page.locator('.chapter[aria-current="true"]').innerText()).toContain("Discussion");
	await page.getByLabel("Speed").selectOption("2");
	expect(await page.evaluate("document.querySelector('audio').playbackRate")).toBe(2);

	await page.locator("#position").focus();
	await page.keyboard.press("Space");
	await expect.poll(() => paused(page)).toBe(true);
	const before = await at(page);
	await page.keyboard.press("ArrowRight");
	expect((await at(page)) - before).toBeCloseTo(15, 1);
	await page.keyboard.press("ArrowLeft");
	await page.keyboard.press("ArrowLeft");
	await expect.poll(() => at(page)).toBeCloseTo(before - 15, 1);
	expect(await page.locator("#position").getAttribute("aria-valuetext")).toMatch(/^0:\d\d of 1:30$/);

	const place = Math.floor(await at(page));
	await page.reload();
	await page.getByText("You go on from where you were").waitFor();
	expect(Math.floor(await at(page))).toBe(place);
	const stored = await page.evaluate<string>("localStorage.getItem('piiri.places')");
	expect(stored).toMatch(/^\[\["[0-9a-f]{16}",\d+\]\]$/);
	await press(page, "From the beginning");
	await expect.poll(() => at(page)).toBe(0);
	await page.getByText("You go on from where you were").waitFor({ state: "hidden" });
});

test("has no serious hindrance, and stays within a narrow window, in light and dark", async () => {
	const scene = await recorded({ locale: "fi" });
	for (const options of [
		{ viewport: { width: 320, height: 640 }, colorScheme: "dark" },
		{ viewport: { width: 1200, height: 800 }, colorScheme: "light" },
	] as const) {
		const page = await opened(scene, scene.aino, options);
		expect(await serious(page)).toEqual([]);
		expect(await wide(page)).toBe(0);
	}
});

test("says when a voice is taken out, comes back by itself, and goes on when nothing answers", async () => {
	const scene = await recorded({ locale: "sv-SE" });
	const page = await opened(scene, scene.aino);
	await press(page, "Spela upp");
	await expect.poll(() => at(page)).toBeGreaterThan(0.3);
	await press(page, "Paus");
	await scene.takeOut(scene.esa);
	// As long as it is being put together.
	const preparing = { json: { kind: "preparing", version: null } };
	await page.route("**/state", (route) => route.fulfill(preparing));
	await press(page, "Spela upp");
	await page.getByRole("heading", { name: "Inspelningen har ändrats" }).waitFor();
	expect(await serious(page)).toEqual([]);
	await page.unroute("**/state");
	await page.locator("#play").waitFor();
	expect(await page.locator("audio").getAttribute("src")).toMatch(/\/sound\/1$/);
	await press(page, "Spela upp");
	await expect.poll(() => at(page)).toBeGreaterThan(0.3);

	await scene.app.stop();
	await press(page, "Paus");
	await press(page, "Spela upp");
	await expect.poll(() => paused(page)).toBe(false);
});

test("says kindly that an address is used up, or that its person has left", async () => {
	const scene = await recorded({ locale: "fi" });
	const link = await scene.address(scene.aino);
	const page = await opened(scene, scene.aino, { locale: "fi-FI" });
	await page.route("**/state", (route) => route.fulfill({ status: 404, json: { kind: "gone" } }));
	await press(page, "Toista");
	await page.getByRole("heading", { name: "Tämä sivu ei avaa tallennetta" }).waitFor();
	expect(await page.locator("#play").isVisible()).toBe(false);
	expect(await serious(page)).toEqual([]);
	const [first, second] = [await browser.newContext(), await browser.newContext({ locale: "fi-FI" })];
	onTestFinished(async () => {
		await first.close();
		await second.close();
	});
	await (await first.newPage()).goto(link);
	await first.pages()[0]?.locator("#play").waitFor();
	const other = await second.newPage();
	await other.goto(link);
	await other.getByRole("heading", { name: "Tämä sivu ei avaa tallennetta" }).waitFor();
	expect(await serious(other)).toEqual([]);
});

test("works without a script", async () => {
	const scene = await recorded({ locale: "en-GB" });
	const context = await browser.newContext({ javaScriptEnabled: false });
	onTestFinished(() => context.close());
	const page = await context.newPage();
	await page.goto(await scene.address(scene.aino));
	await press(page, "Open the recording");
	await page.locator("audio[controls]").waitFor();
	expect(await page.locator("#player").isVisible()).toBe(false);
});
