import { expect, test } from "vitest";
import { PEOPLE, realBotScene } from "./realBot.ts";
import { useBrowser } from "./scene.ts";

useBrowser();

test("the bot dies with a form open: the page says so, keeps what was typed, and it can be sent once the bot is back", async () => {
	const { sandbox, window: open } = await realBotScene();
	const window = await open(await sandbox.person(PEOPLE.member));
	const developer = await open(await sandbox.person(PEOPLE.coordinator));
	await developer.press("Behind the curtain");
	await developer.page.getByRole("tab", { name: "Faults" }).click();

	await window.enter("introduce-yourself");
	await window.press("Write or edit your introduction");
	const field = window.dialog.getByRole("textbox").first();
	await field.fill("Of my mother, and of the sea.");
	await developer.press("Kill the bot");
	await window.dialog.getByText("The bot is not running now.").waitFor();
	await window.press("Send");
	await window.reads("This did not get an answer. What you wrote is kept. Send it again.");
	expect(await field.inputValue()).toBe("Of my mother, and of the sea.");

	await developer.press("Start the bot");
	await developer.reads("The bot is running again.");
	await window.readsNoMore("The bot is not running now.");
	await window.press("Send again");
	await window.reads("This is how others will see it");

	await developer.press("Kill the bot");
	await window.reads("The bot is not running now.");
	await window.press("Post it");
	await window.reads("This did not get an answer. Press again.");
	await developer.press("Start the bot");
	await window.readsNoMore("The bot is not running now.");
	await window.press("Post it");
	await window.page.locator("article:not(.private)", { hasText: "and of the sea." }).waitFor();
});
