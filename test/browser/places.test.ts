import { expect, test } from "vitest";
import { memberOf, until } from "../support/play.ts";
import { groupScene, serve, useBrowser } from "./scene.ts";

useBrowser();

test("interest in an event is seen in every window, and known again after the page is loaded anew", async () => {
	const play = await groupScene();
	const nora = await play.sandbox.person("Nora", { locale: "en-GB" });
	const heather = await memberOf(play, "Heather", "en-GB");
	await until(play, "2026-10-02T17:00:00Z");
	const open = await serve(play, nora, heather);
	const [one, other] = [await open(nora), await open(heather)];
	const events = /^Events/;
	await one.page.getByRole("button", { name: events }).click();
	await one.reads("There are no events to come now.");
	await one.page.keyboard.press("Escape");

	// The event is in a room that comes into sight with the group.
	await one.press("Join the group");
	await one.fill(/Your nickname/, "Bluebell");
	await one.tick(/I have read the ground rules/);
	await one.press("Send");
	await one.reads("Welcome, Bluebell!");
	for (const window of [one, other]) await window.page.getByRole("button", { name: events }).click();
	await one.dialog.getByRole("button", { name: "I am interested" }).first().click();
	for (const window of [one, other]) await window.dialog.getByText("1 interested").waitFor();
	expect(await other.dialog.getByRole("button", { name: "No longer interested" }).count()).toBe(0);
	await one.page.reload();
	await one.page.getByRole("button", { name: events }).click();
	await one.dialog.getByRole("button", { name: "No longer interested" }).first().click();
	await other.readsNoMore("1 interested");
});

test("a message is pinned and unpinned by staff, and found among the pinned ones by others", async () => {
	const play = await groupScene();
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	const { owner } = play.crew;
	await bluebell.write("discussion", "The number of the night line is on the fridge.");
	const open = await serve(play, owner, bluebell);
	const [staff, window] = [await open(owner), await open(bluebell)];
	const pinned = window.dialog.getByText("The number of the night line");
	for (const one of [staff, window]) await one.enter("discussion");
	const menu = async (name: string) => {
		const article = staff.page.locator("article", { hasText: "The number of the night line" });
		await article.getByRole("button", { name: /^What can be done with the message/ }).press("Enter");
		await staff.press(name);
		await staff.dialog.waitFor({ state: "detached" });
	};
	await menu("Pin the message");
	await window.reads(/pinned a message/);
	await window.press("Pinned messages");
	await pinned.waitFor();
	await window.page.keyboard.press("Escape");
	await menu("Unpin the message");
	await window.press("Pinned messages");
	await window.dialog.getByRole("heading").first().waitFor();
	await expect.poll(() => pinned.count()).toBe(0);
});

test("one leaves the server and comes back by the invite, as somebody new to the group", async () => {
	const play = await groupScene();
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	const open = await serve(play, bluebell);
	const window = await open(bluebell);
	await window.enter("discussion");
	await window.press("Leave the server");
	await window.press("Leave");
	await window.reads("You are not on the server yet. One comes there with an invite.");
	expect(bluebell.inServer).toBe(false);
	await window.press(`discord.gg/${play.code}`);
	await window.press("Join the server");
	await window.reads("Welcome: Carers");
	expect(await window.page.locator('[data-channel="discussion"]').count()).toBe(0);
	await window.page.getByRole("button", { name: /Bluebell.*Newcomer/s }).waitFor();
	await window.press("Join the group");
	await window.dialog.waitFor();
});

test("a full voice room says so, and lets one in when there is room again", async () => {
	const play = await groupScene();
	const { owner, anna, bo } = play.crew;
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	await until(play, "2026-10-08T14:50:00Z");
	const { world, guild } = play.sandbox;
	const room = [...world.guild(guild.id).channels.values()].find(({ name }) => name === "Voice room");
	world.channels.edit(owner.id, room?.id ?? "", { user_limit: 2 });
	for (const one of [anna, bo]) one.joinVoice("Voice room");
	const open = await serve(play, bluebell);
	const window = await open(bluebell);
	await window.enter("Voice room");
	await window.reads("The voice room is full.");
	expect(await window.page.getByRole("button", { name: "Join voice" }).count()).toBe(0);
	bo.leaveVoice();
	await window.press("Join voice");
	await window.reads("You are here.");
	await window.press("Mute");
	await expect.poll(() => anna.voiceMembers("Voice room")).toContain("Bluebell");
	await window.press("Leave");
	await window.reads("1 person there");
});
