import { expect, test } from "vitest";
import { memberOf } from "../support/play.ts";
import { groupScene, serve, useBrowser } from "./scene.ts";

useBrowser();

test("two tabs of one person are both kept up, see the same private answers, and can both go on", async () => {
	const play = await groupScene();
	const { anna } = play.crew;
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	const open = await serve(play, bluebell);
	const [one, two] = [await open(bluebell), await open(bluebell)];
	for (const tab of [one, two]) await tab.enter("introduce-yourself");

	await one.press("Write or edit your introduction");
	await one.dialog.getByRole("textbox").first().fill("Of my mother.");
	// A form belongs to the tab that asked for it.
	expect(await two.dialog.count()).toBe(0);
	await one.press("Send");
	for (const tab of [one, two]) {
		await tab.reads("This is how others will see it");
		await tab.reads("Only you can see this.");
	}
	await two.press("Post it");
	for (const tab of [one, two])
		await tab.page.locator("article:not(.private)", { hasText: "Of my mother." }).waitFor();

	await anna.write("introduce-yourself", "Welcome, Bluebell!");
	for (const tab of [one, two]) await tab.reads("Welcome, Bluebell!");
	await one.press("Remove my introduction");
	for (const tab of [one, two]) await tab.reads("Your introduction has been removed.");
	for (const tab of [one, two]) await tab.enter("discussion");
	await two.page.getByLabel("Write a message: discussion").fill("I took it away again.");
	await two.page.keyboard.press("Enter");
	for (const tab of [one, two]) await tab.reads("I took it away again.");
});
