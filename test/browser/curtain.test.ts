import { expect, test } from "vitest";
import { fileScene } from "./fileScene.ts";
import { useBrowser } from "./scene.ts";

useBrowser();

test("what is broken behind the curtain shows to people as it would, and is put right", async () => {
	const { sandbox, crew, member: bluebell, open } = await fileScene();
	const window = await open(crew.coordinator);
	const member = await open(bluebell);
	await window.enter("henkilökunta");
	await window.press("Behind the curtain");
	const tab = (name: string) => window.page.getByRole("tab", { name }).click();
	const status = async () => {
		await window.page.getByLabel("Write a message: henkilökunta").fill("/piiri status");
		await window.page.getByRole("option", { name: "/piiri status" }).waitFor();
		await window.page.keyboard.press("Enter");
	};

	await tab("Bot");
	await window.reads(/^The bot is running\. Started/);
	await window.page
		.getByRole("cell", { name: /A meeting is announced|A meeting starts/ })
		.first()
		.waitFor();
	await tab("Log");
	const entries = window.page.locator(".log summary");
	await member.enter("welcome");
	await member.press("My data");
	await member.reads("Only you can see this.");
	await entries.filter({ hasText: "INTERACTION_CREATE" }).first().click();
	await window.page.locator(".log details[open] pre").waitFor();
	await window.page.getByLabel("Breaches of the contract only").check();
	await window.reads("Nothing to show.");

	await tab("Faults");
	await window.press("Drop the bot's gateway");
	await sandbox.online();
	await member.press("My data");
	await expect.poll(() => member.page.locator("article.private").count()).toBe(2);

	// The bot tries again by itself: the person notices nothing, the log tells.
	await window.press("Fail the next REST call");
	await member.press("My data");
	await expect.poll(() => member.page.locator("article.private").count()).toBe(3);
	await tab("Log");
	await window.page.getByLabel("Breaches of the contract only").uncheck();
	await entries
		.filter({ hasText: /callback\s+500/ })
		.first()
		.waitFor();
	await tab("Faults");

	await window.page.getByLabel("The bot's permission").selectOption("ManageRoles");
	await window.press("Take away");
	await status();
	await window.reads(/Manage Roles/);
	await window.press("Give");
	await window.press("Restart the bot");
	await window.reads("The bot is running again.");
	await status();
	await window.reads("Everything is as it should be.");
	expect(await window.page.locator("article.private").last().innerText()).not.toContain("Manage Roles");
});
