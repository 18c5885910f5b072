import { expect, test } from "vitest";
import { Keyboard } from "./keyboard.ts";
import { groupScene, serve, useBrowser } from "./scene.ts";

useBrowser();

test("a newcomer joins by the invite, introduces themself, and takes it back", async () => {
	const play = await groupScene();
	const nora = await play.sandbox.person("Nora", { locale: "en-GB", in: "outside" });
	const open = await serve(play, nora);
	const window = await open(nora);

	await window.press(`discord.gg/${play.code}`);
	await window.press("Join the server");
	await window.reads("Welcome: Carers");
	await window.press("Join the group");
	await window.fill(/Your nickname/, "Bluebell");
	await window.tick(/I have read the ground rules/);
	await window.press("Send");
	await window.reads("Welcome, Bluebell!");
	await window.reads("Only you can see this.");

	await window.enter("introduce-yourself");
	await window.press("Write or edit your introduction");
	await window.dialog.getByRole("textbox").first().fill("Of my mother.");
	await window.press("Send");
	await window.reads("This is how others will see it");
	await window.press("Post it");
	await window.page.locator("article:not(.private)", { hasText: "Of my mother." }).waitFor();
	expect(play.crew.anna.read("introduce-yourself").at(-1)?.text).toContain("Of my mother.");

	await window.press("Remove my introduction");
	await window.reads("Your introduction has been removed.");
	await window.page
		.locator("article:not(.private)", { hasText: "Of my mother." })
		.waitFor({ state: "detached" });
});

test("the whole way through joining goes by keyboard alone", async () => {
	const play = await groupScene();
	const nora = await play.sandbox.person("Nora", { locale: "en-GB", in: "outside" });
	const open = await serve(play, nora);
	const window = await open(nora);
	const { page } = window;
	const keys = new Keyboard(page);

	await keys.use(`discord.gg/${play.code}`);
	await keys.use("Join the server");
	await window.reads("Welcome: Carers");
	await keys.use("Join the group");
	await window.dialog.waitFor();
	await keys.tabTo(/Your nickname/);
	await keys.type("Bluebell");
	await keys.tabTo(/I have read the ground rules/);
	await keys.press("Space");
	await keys.use("Send");
	await window.reads("Welcome, Bluebell!");
	// The form gives the focus back to where one was among the messages.
	await window.dialog.waitFor({ state: "detached" });
	await page
		.locator("#said", { hasText: /^Only to you, Piiri: Welcome, Bluebell!/ })
		.waitFor({ state: "attached" });
	const focused = page.locator(":focus");
	expect(await focused.count()).toBe(1);
});
