import { expect, test } from "vitest";
import { memberOf, until } from "../support/play.ts";
import { groupScene, serve, useBrowser } from "./scene.ts";
import { confusing, named, read } from "./tree.ts";
import type { Window } from "./window.ts";

useBrowser();

/** The page as it is heard now, which is clear. */
async function heard({ page }: Window, state: string) {
	const nodes = await read(page);
	expect(nodes.length, state).toBeGreaterThan(3);
	expect(confusing(nodes), state).toEqual([]);
	return nodes;
}

test("what is nameless, twice or skipped is found", () => {
	const clear = [
		{ role: "heading", name: "Piiri", level: 1 },
		{ role: "button", name: "Join" },
		{ role: "main", name: "" },
	];
	expect(confusing(clear)).toEqual([]);
	const unclear = [
		...clear,
		{ role: "button", name: "" },
		{ role: "main", name: "" },
		{ role: "heading", name: "Deep", level: 4 },
	];
	expect(confusing(unclear)).toEqual([
		"a button without a name",
		'twice: main ""',
		'the heading "Deep" of level 4 after a much higher one',
	]);
});

test("every control, heading and part of the page has a name of its own, wherever a participant goes", async () => {
	const play = await groupScene();
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	const nora = await play.sandbox.person("Nora", { locale: "en-GB", in: "outside" });
	await until(play, "2026-10-08T17:00:00Z");
	const open = await serve(play, bluebell, nora);

	const first = await open();
	const choosing = await heard(first, "choosing, with the tour");
	expect(named(choosing, "complementary")).toEqual(["People", "Welcome, have a look"]);
	expect(named(choosing, "button")).toContain("Choose who you are");
	await heard(await open(nora), "a newcomer's invite");

	const window = await open(bluebell);
	await window.enter("discussion");
	const channel = await heard(window, "a channel with cards");
	for (const role of ["banner", "navigation", "main", "status"]) expect(named(channel, role)).toHaveLength(1);
	expect(named(channel, "region")).toEqual(["The try-out's time", "Messages: discussion"]);
	expect(named(channel, "heading").slice(0, 2)).toEqual(["Piiri try-out", "Yhdistys"]);
	expect(named(channel, "textbox")).toEqual(["Write a message: discussion"]);
	for (const [name, state] of [
		["Pinned messages", "pinned messages"],
		["You are now Bluebell · Participant", "people"],
		["Leave the server", "leaving"],
	] as const) {
		await window.press(name);
		await window.dialog.waitFor();
		const nodes = await heard(window, state);
		expect(nodes[0]).toMatchObject({ role: "dialog" });
		expect(nodes[0]?.name).not.toBe("");
		await window.page.keyboard.press("Escape");
	}
	await window.page.getByRole("button", { name: /^Events/ }).click();
	await window.dialog.waitFor();
	await heard(window, "events");
	await window.page.keyboard.press("Escape");

	await window.press("Answer the survey");
	await window.dialog.waitFor();
	const form = await heard(window, "a form");
	expect(form[0]).toEqual({ role: "dialog", name: "How did the meeting feel?" });
	expect(named(form, "radio")).toHaveLength(3 * 5 + 3);
	expect(named(form, "group")).toContain("I was heard in this meeting");
	expect(named(form, "textbox")[0]).toMatch(/^One word or thought about the meeting/);
	await window.page.keyboard.press("Escape");
	await window.page.setViewportSize({ width: 390, height: 844 });
	await window.press("Show the channels");
	await window.page.locator("#channels.shown").waitFor();
	await heard(window, "the drawer");
	// What lies behind it is not heard.
	expect(await window.page.locator("main[inert]").count()).toBe(1);
});

test("the same where staff work, with everything open", async () => {
	const play = await groupScene();
	const { coordinator } = play.crew;
	const open = await serve(play, coordinator);
	const window = await open(coordinator);
	await window.enter("henkilökunta");
	await window.page.locator("summary", { hasText: "To come" }).click();
	await heard(window, "what is to come");
	await window.page.keyboard.press("Escape");
	await window.press("Behind the curtain");
	for (const tab of ["Log", "Bot", "Faults"]) {
		await window.page.getByRole("tab", { name: tab }).click();
		expect(named(await heard(window, `behind the curtain: ${tab}`), "tab")).toEqual(["Log", "Bot", "Faults"]);
	}
	await window.press("Behind the curtain");

	const write = window.page.getByLabel("Write a message: henkilökunta");
	await write.fill("/survey");
	await window.page.getByRole("option", { name: "/survey list" }).waitFor();
	expect(named(await heard(window, "commands that fit"), "listbox")).toEqual(["Commands"]);
	await window.page.keyboard.press("Enter");
	await window.dialog.waitFor();
	await window.dialog.getByLabel(/^survey/).focus();
	await window.dialog.getByRole("listbox").waitFor();
	const command = await heard(window, "a command with suggestions");
	expect(command[0]).toEqual({ role: "dialog", name: "/survey plan" });
	expect(named(command, "combobox")).toHaveLength(3);
	await window.press("Send");
	await window.dialog.getByText("This is needed.").first().waitFor();
	await heard(window, "a command with errors");
	await window.page.keyboard.press("Escape");
	await window.press("Commands");
	await window.dialog.locator(".choice").first().waitFor();
	await heard(window, "the list of commands");
	await window.page.keyboard.press("Escape");
	await window.page.locator("#members").getByRole("button", { name: "Anna Ohjaaja" }).click();
	await window.dialog.waitFor();
	await heard(window, "a person");
});

test("what comes is told at once: elsewhere, here, and to oneself alone", async () => {
	const play = await groupScene();
	const { anna } = play.crew;
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	const open = await serve(play, bluebell);
	const window = await open(bluebell);
	// What is said may be followed by something else before it is looked for: all of it is noted.
	await window.page.evaluate(`
		const status = document.querySelector("#said[role=status]");
		globalThis.heard = [];
		new MutationObserver(() => heard.push(status.textContent)).observe(status, {
			childList: true,
			characterData: true,
			subtree: true,
		});
	`);
	const said = (words: string) =>
		window.page.waitForFunction(`heard.some((each) => each.includes(${JSON.stringify(words)}))`);
	await window.enter("discussion");
	await anna.write("discussion", "Welcome, everybody!");
	await said("Anna Ohjaaja: Welcome, everybody!");
	await window.page
		.getByRole("button", { name: /^What can be done with the message: Anna Ohjaaja, / })
		.waitFor();
	await anna.write("questions-to-the-expert", "Ask away");
	await window.page.getByRole("button", { name: /^questions-to-the-expert.*1 new message/ }).waitFor();
	await window.enter("welcome");
	await window.press("My data");
	await said("Only to you, Piiri: ");
	await window.press("Dismiss");
	await said("The message is out of sight.");
});
