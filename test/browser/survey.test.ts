import { expect, test } from "vitest";
import type { Person } from "../sandbox/index.ts";
import { memberOf, until } from "../support/play.ts";
import { serious } from "./axe.ts";
import { groupScene, serve, useBrowser } from "./scene.ts";

useBrowser();

const statements = [/I was heard in this meeting/, /The meeting eased the feeling of being alone/];

/** A group of six after its first meeting, whose survey is open. */
async function afterMeeting() {
	const play = await groupScene();
	const members: Person[] = [];
	for (const name of ["Bluebell", "Heather", "Lily", "Rose", "Violet", "Clover"])
		members.push(await memberOf(play, name, "en-GB"));
	await until(play, "2026-10-08T17:00:00Z");
	return { ...play, members };
}

test("two windows answer the same survey at once, and neither can answer twice", async () => {
	const play = await afterMeeting();
	const [bluebell, heather] = play.members;
	if (!bluebell || !heather) throw new Error("Nobody is there");
	const open = await serve(play, bluebell, heather);
	const windows = [await open(bluebell), await open(heather)];

	for (const window of windows) {
		await window.enter("discussion");
		await window.press("Answer the survey");
		await window.dialog.waitFor();
	}
	await Promise.all(
		windows.map(async (window) => {
			for (const statement of statements)
				await window.dialog.getByRole("group", { name: statement }).getByLabel("Strongly agree").check();
			await window.press("Send");
			await window.reads("Your answer was kept without your name.");
		}),
	);
	for (const window of windows) {
		await window.press("Answer the survey");
		await window.reads("You have already answered this survey.");
	}
});

test("a coordinator reads the summary as a picture with its words", async () => {
	const play = await afterMeeting();
	const { coordinator } = play.crew;
	for (const member of play.members)
		await play.stage.sent(
			() => member.press("Answer the survey"),
			(form) => {
				const chosen = form.fields.filter(({ options }) => options?.length);
				form.fill(
					Object.fromEntries(chosen.map(({ label, options }) => [label, [options?.at(-1)?.label ?? ""]])),
				);
			},
		);
	const open = await serve(play, coordinator);
	const window = await open(coordinator);
	await window.enter("henkilökunta");
	await until(play, "2026-10-12T17:00:00Z");

	await window.reads(/Survey result:/);
	const picture = window.page.getByRole("button", {
		name: /^Enlarge the picture: .*I was heard in this meeting/s,
	});
	await picture.click();
	const large = window.dialog.getByRole("img", { name: /I was heard in this meeting/ });
	await large.waitFor();
	const width = await large.evaluate(
		"document.querySelector('dialog img').decode().then(() => document.querySelector('dialog img').naturalWidth)",
	);
	expect(width).toBeGreaterThan(300);
	expect(await serious(window.page)).toEqual([]);
});
