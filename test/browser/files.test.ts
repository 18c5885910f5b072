import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { serious } from "./axe.ts";
import { serve, serverScene, useBrowser } from "./scene.ts";

useBrowser();

const licensed = readFileSync("data/instruments/examples/ten-items.json");

/** The coordinator's window, with the command to bring a survey open. */
async function bringing() {
	const play = await serverScene();
	const { coordinator } = play.crew;
	const open = await serve(play, coordinator);
	const window = await open(coordinator);
	await window.enter("henkilökunta");
	const file = window.dialog.getByLabel(/^file/);
	return {
		window,
		file,
		async command() {
			await window.page.getByLabel("Write a message: henkilökunta").fill("/survey import");
			await window.page.getByRole("option", { name: "/survey import" }).waitFor();
			await window.page.keyboard.press("Enter");
			await file.waitFor();
		},
	};
}

test("a command takes a file, which comes to the bot whole; without one it says what is needed", async () => {
	const { window, file, command } = await bringing();
	await command();
	await window.press("Send");
	await window.dialog.getByText("This is needed.").waitFor();
	expect(await file.getAttribute("aria-invalid")).toBe("true");
	expect(await file.evaluate((element) => element.matches(":focus"))).toBe(true);
	expect(await serious(window.page)).toEqual([]);

	await file.setInputFiles({ name: "ten-items.json", mimeType: "application/json", buffer: licensed });
	await window.dialog.getByText("This is needed.").waitFor({ state: "detached" });
	await window.press("Send");
	await window.reads("This is how it reads. Nothing is kept until you say so.");
	await window.reads("Ten-item scale (example)");
	await window.press("Take into use");
	await window.tick("Yes, I confirm what is said above");
	await window.press("Send");
	await window.reads(/can now be chosen in/);
});

test("what is wrong in a file is told by line, and the file can be chosen anew", async () => {
	const { window, file, command } = await bringing();
	const wrong = licensed.toString("utf8").replace('"sv": "Mätare med tio punkter (exempel)",', "");
	await command();
	await file.setInputFiles({ name: "wrong.json", mimeType: "application/json", buffer: Buffer.from(wrong) });
	await window.press("Send");
	await window.reads(/^line 3, title\.sv:/);
	await command();
	expect(await file.inputValue()).toBe("");
	const large = Buffer.alloc(300 * 1024, " ");
	await file.setInputFiles({ name: "large.json", mimeType: "application/json", buffer: large });
	await window.press("Send");
	await window.reads("The file is too large: 300 KiB. At most 256 KiB. Nothing was read.");
});

test("a file that was chosen and taken away again is not sent", async () => {
	const { window, file, command } = await bringing();
	await command();
	await file.setInputFiles({ name: "ten-items.json", mimeType: "application/json", buffer: licensed });
	await file.setInputFiles([]);
	await window.press("Send");
	await window.dialog.getByText("This is needed.").waitFor();
	await window.page.keyboard.press("Escape");
	await window.dialog.waitFor({ state: "detached" });
	expect(await window.page.locator("article.private").count()).toBe(0);
});
