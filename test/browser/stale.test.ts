import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../sandbox/index.ts";
import { memberOf } from "../support/play.ts";
import { serious } from "./axe.ts";
import { groupScene, openBrowser, serve, useBrowser } from "./scene.ts";

useBrowser();

test("an old address is answered kindly, with what to do, in three languages", async () => {
	const play = await groupScene();
	await serve(play);
	const context = await openBrowser().newContext({ viewport: { width: 360, height: 740 } });
	onTestFinished(() => context.close());
	const page = await context.newPage();
	const answer = await page.goto(`${play.sandbox.doors.url}/?token=old`);
	expect(answer?.status()).toBe(403);
	for (const language of ["fi", "sv", "en"])
		expect(await page.locator(`section[lang="${language}"]`).innerText()).toContain("npm run sandbox");
	expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
	expect(await serious(page)).toEqual([]);
});

test("the sandbox is started anew at the same address: the window says so, and what was typed can be copied", async () => {
	const play = await groupScene();
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	const open = await serve(play, bluebell);
	const window = await open(bluebell);
	await window.enter("discussion");
	const composer = window.page.getByLabel("Write a message: discussion");
	await composer.fill("A half-written message");
	await window.enter("introduce-yourself");
	await window.press("Write or edit your introduction");
	const field = window.dialog.getByRole("textbox").first();
	await field.fill("Of my mother, and of the sea.");

	const port = Number(new URL(play.sandbox.doors.url).port);
	await play.app.stop();
	await play.sandbox.close();
	await window.dialog.getByText("The connection was cut.").waitFor();
	await window.press("Send");
	await window.reads("The connection is cut. What you wrote is kept.");
	expect(await field.inputValue()).toBe("Of my mother, and of the sea.");

	const again = await startSandbox({ start: "2026-10-01T09:00:00Z", port });
	onTestFinished(() => again.close());
	await serve({ ...play, sandbox: again });
	await window.dialog.getByText("The try-out was started anew. Open the address").waitFor();
	await window.press("Send again");
	await window.reads("What you wrote is here: copy it and open the new address.");
	expect(await field.inputValue()).toBe("Of my mother, and of the sea.");
	expect(await serious(window.page)).toEqual([]);

	// The browser asks before the window is left.
	const asked = window.page.waitForEvent("dialog");
	await window.page.evaluate("void setTimeout(() => location.reload())");
	const question = await asked;
	expect(question.type()).toBe("beforeunload");
	await question.dismiss();
	await window.page.keyboard.press("Escape");
	await window.press("Close and discard");
	await window.enter("discussion");
	expect(await composer.inputValue()).toBe("A half-written message");
});
