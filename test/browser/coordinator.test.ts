import { expect, test } from "vitest";
import { serve, serverScene, useBrowser } from "./scene.ts";

useBrowser();

test("a coordinator creates a group with a command, seeing all dates first", async () => {
	const play = await serverScene();
	const { coordinator } = play.crew;
	const open = await serve(play, coordinator);
	const window = await open(coordinator);
	await window.enter("henkilökunta");

	await window.page.getByLabel("Write a message: henkilökunta").fill("/group cr");
	await window.page.getByRole("option", { name: "/group create" }).waitFor();
	await window.page.keyboard.press("Enter");
	await window.fill(/^name/, "Carers in autumn");
	await window.fill(/^programme/, "care");
	await window.dialog
		.getByRole("option", { name: /carers/i })
		.first()
		.click();
	await window.fill(/^start-date/, "8.10.2026");
	await window.dialog.getByLabel(/^weekday/).selectOption("4");
	await window.fill(/^time/, "18");
	await window.dialog.getByLabel(/^facilitator-1/).selectOption({ label: "Anna Ohjaaja" });
	await window.dialog.getByLabel(/^facilitator-2/).selectOption({ label: "Bo Ohjaaja" });
	await window.press("Send");

	await window.reads("This is how it would be. Nothing has been made yet.");
	await window.reads("8 meetings");
	expect(coordinator.channels().map(({ name }) => name)).not.toContain("discussion");
	await window.press("Create the group");
	await window.reads("The group is ready: Carers in autumn");
	await window.page.locator('[data-channel="discussion"]').waitFor();
});
