import { expect, test } from "vitest";
import { memberOf, until } from "../support/play.ts";
import { groupScene, serve, useBrowser } from "./scene.ts";

useBrowser();

test("a closed door has a lock and says why, and opens by itself when there are two", async () => {
	const play = await groupScene();
	const { stage, crew } = play;
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	await until(play, "2026-10-08T12:00:00Z");
	const [session] = await stage.choices(crew.anna, "/session facilitators", "session", "1");
	const named = { session: String(session?.value) };
	await stage.command(crew.anna, "/session facilitators", { ...named, "facilitator-1": { user: crew.anna } });
	await until(play, "2026-10-08T14:50:00Z");
	const open = await serve(play, bluebell);
	const window = await open(bluebell);

	await window.page.getByRole("button", { name: /Voice room.*Locked: you cannot enter/s }).click();
	await window.reads("The voice room is locked. You cannot enter now.");
	expect(await window.page.getByRole("button", { name: "Join voice" }).count()).toBe(0);
	await window.enter("discussion");
	await window.reads("We are still waiting for a facilitator.");

	await window.enter("Voice room");
	const both = { "facilitator-1": { user: crew.anna }, "facilitator-2": { user: crew.bo } };
	await stage.command(crew.anna, "/session facilitators", { ...named, ...both });
	await window.press("Join voice");
	await window.reads("You are here.");
	expect(crew.anna.voiceMembers("Voice room")).toEqual(["Bluebell"]);
});

test("a full group says so and offers the waiting list", async () => {
	const play = await groupScene({ capacity: 2 });
	for (const name of ["Bluebell", "Heather"]) await memberOf(play, name, "en-GB");
	const nora = await play.sandbox.person("Nora", { locale: "en-GB" });
	const open = await serve(play, nora);
	const window = await open(nora);

	await window.press("Join the group");
	await window.reads(/Carers is full right now/);
	await window.press("Join the waiting list");
	await window.reads("You are on the waiting list of Carers.");
});

test("a form says at its places what is wrong, keeps the rest, and is sent once it is right", async () => {
	const play = await groupScene();
	const nora = await play.sandbox.person("Nora", { locale: "en-GB" });
	const open = await serve(play, nora);
	const window = await open(nora);

	await window.press("Join the group");
	await window.tick(/I have read the ground rules/);
	await window.press("Send");
	await window.reads("One place still needs your attention.");
	const nickname = window.dialog.getByLabel(/Your nickname/);
	expect(await nickname.getAttribute("aria-invalid")).toBe("true");
	expect(await nickname.evaluate((element) => element.matches(":focus"))).toBe(true);
	expect(await window.dialog.getByLabel(/I have read/).isChecked()).toBe(true);

	await nickname.fill("call 040 123 4567");
	await window.press("Send");
	await window.reads("There seems to be a phone number in the nickname.");
	await window.press("Try again");
	await window.fill(/Your nickname/, "Bluebell");
	const rules = window.dialog.getByLabel(/I have read the ground rules/);
	if (!(await rules.isChecked())) await rules.check();
	await window.press("Send");
	await window.reads("Welcome, Bluebell!");
});

test("an expired button says kindly that its time has passed", async () => {
	const play = await groupScene();
	const { coordinator, anna, bo } = play.crew;
	const open = await serve(play, coordinator);
	const window = await open(coordinator);
	await window.enter("henkilökunta");
	const plan = {
		name: "Another",
		programme: "carers",
		"start-date": "12.11.2026",
		weekday: 4,
		time: "18",
		"facilitator-1": { user: anna },
		"facilitator-2": { user: bo },
	};
	await play.stage.answered(() => coordinator.command("/group create", plan, { in: "henkilökunta" }));
	await window.reads("Nothing has been made yet.");
	await until(play, "2026-10-03T09:00:00Z");
	await window.press("Create the group");
	await window.reads("This plan is more than a day old");
});
