import { expect, test } from "vitest";
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
	const { keyboard } = page;

	/** Tabs until what has the focus is called so. @throws after more steps than anybody would take */
	async function tabTo(name: string | RegExp): Promise<void> {
		const wanted = page.getByRole("button", { name, exact: true }).or(page.getByLabel(name)).last();
		await wanted.waitFor();
		for (let steps = 0; steps < 60; steps++) {
			await keyboard.press("Tab");
			if (await wanted.evaluate((element) => element.matches(":focus"))) return;
		}
		throw new Error(`The focus never came to ${name}`);
	}

	await tabTo(`discord.gg/${play.code}`);
	await keyboard.press("Enter");
	await tabTo("Join the server");
	await keyboard.press("Enter");
	await window.reads("Welcome: Carers");
	await tabTo("Join the group");
	await keyboard.press("Enter");
	await window.dialog.waitFor();
	await tabTo(/Your nickname/);
	await keyboard.type("Bluebell");
	await tabTo(/I have read the ground rules/);
	await keyboard.press("Space");
	await tabTo("Send");
	await keyboard.press("Enter");
	await window.reads("Welcome, Bluebell!");
	// The form gives the focus back to where one was among the messages.
	await window.dialog.waitFor({ state: "detached" });
	await page
		.locator("#said", { hasText: /^Only to you, Piiri: Welcome, Bluebell!/ })
		.waitFor({ state: "attached" });
	const focused = page.locator(":focus");
	expect(await focused.count()).toBe(1);
});
