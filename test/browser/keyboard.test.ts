import { expect, test } from "vitest";
import { memberOf, until } from "../support/play.ts";
import { Keyboard } from "./keyboard.ts";
import { groupScene, serve, useBrowser } from "./scene.ts";

useBrowser();

test("one chooses who one is, goes through the tour, and becomes somebody else", async () => {
	const play = await groupScene();
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	const { coordinator } = play.crew;
	const open = await serve(play, bluebell, coordinator);
	const window = await open();
	const keys = new Keyboard(window.page);

	await keys.use("Next");
	expect(await keys.at()).toBe("Joining");
	await keys.use("Back");
	expect(await keys.at()).toBe("Welcome, have a look");
	await keys.press("Escape");
	await window.page.locator(".tour").waitFor({ state: "detached" });
	expect(await keys.at()).toBe("Choose who you are");

	await keys.use(window.page.getByRole("main").getByRole("button", { name: /^Bluebell/ }));
	await window.page.locator("#place", { hasText: "welcome" }).waitFor();
	await window.page.locator("#said", { hasText: "You are now Bluebell." }).waitFor({ state: "attached" });
	await window.page.locator("#main:focus").waitFor();

	await window.page.locator("#who").focus();
	await keys.press("Enter");
	await window.dialog.waitFor();
	await keys.press("Escape");
	await window.page.locator("#who:focus").waitFor();
	await keys.press("Enter");
	await keys.use(window.dialog.getByRole("button", { name: /^Kaisa Koordinaattori/ }));
	await window.page.locator("#who:focus", { hasText: "Kaisa Koordinaattori" }).waitFor();
	await keys.use("Guided tour");
	await window.page.locator("#tour-title:focus").waitFor();
	for (let step = 1; step < 6; step++) await keys.use("Next");
	await keys.use("Done");
	await window.page.locator("#who:focus").waitFor();
});

test("one goes to a channel, writes, presses, dismisses, and never loses one's place", async () => {
	const play = await groupScene();
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	const open = await serve(play, bluebell);
	const window = await open(bluebell);
	const keys = new Keyboard(window.page);

	await keys.use(window.page.getByRole("link", { name: "Skip to the messages" }));
	await window.page.locator("#main:focus").waitFor();
	await keys.use("My data");
	const answer = window.page.locator("article.private");
	await answer.waitFor();
	await window.page.locator("#said", { hasText: /^Only to you, Piiri:/ }).waitFor({ state: "attached" });
	expect(await keys.at()).toBe("My data");
	await keys.use("Dismiss");
	await answer.waitFor({ state: "detached" });
	expect(await keys.at()).toBe("Messages: welcome");

	await window.page.locator("#channels").focus();
	await keys.use(window.page.locator('[data-channel="discussion"]'));
	await window.page.locator("#place:focus", { hasText: "discussion" }).waitFor();
	await keys.tabTo("Write a message: discussion");
	await keys.type("Hello everybody");
	await keys.press("Enter");
	const own = window.page.locator("article", { hasText: "Hello everybody" });
	await own.waitFor();
	await play.crew.anna.write("discussion", "Welcome, Bluebell!");
	await window.page.locator("#said", { hasText: /Welcome, Bluebell!$/ }).waitFor({ state: "attached" });

	await window.page.locator("#main").focus();
	await keys.use(own.getByRole("button", { name: /^What can be done with the message: Bluebell/ }));
	await keys.use("Reply");
	await window.page.locator("#write:focus").waitFor();
	await keys.type("And good evening");
	await keys.press("Enter");
	await window.page.locator("article", { hasText: "And good evening" }).waitFor();
});

test("one fills in a form, is led to what is missing, thinks again, and sends it", async () => {
	const play = await groupScene();
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	await until(play, "2026-10-08T17:00:00Z");
	const open = await serve(play, bluebell);
	const window = await open(bluebell);
	const keys = new Keyboard(window.page);
	await window.enter("discussion");

	await keys.use("Answer the survey");
	await window.dialog.waitFor();
	const heard = window.dialog.getByRole("group", { name: /I was heard/ });
	await keys.tabTo(heard.getByRole("radio").first());
	await keys.press("Space", "ArrowDown", "ArrowDown", "ArrowDown");
	expect(await heard.getByLabel("Somewhat agree").isChecked()).toBe(true);
	await keys.tabTo(/One word or thought/);
	await keys.type("Calm");
	await keys.press("Escape");
	await window.reads("Close? What you wrote goes away.");
	await keys.use("Go on filling in");
	await keys.use("Send");
	await window.reads("Your answer was kept without your name.");
	expect(await keys.at()).toBe("Answer the survey");
});

test("a command is found, filled with what is offered, and given", async () => {
	const play = await groupScene();
	const { coordinator } = play.crew;
	const open = await serve(play, coordinator);
	const window = await open(coordinator);
	const keys = new Keyboard(window.page);
	await window.enter("henkilökunta");

	await keys.tabTo("Write a message: henkilökunta");
	await keys.type("/survey");
	await window.page.getByRole("option", { name: "/survey list" }).waitFor();
	const chosen = window.page.locator("#offers").getByRole("option", { selected: true });
	while (!(await chosen.innerText()).startsWith("/survey preview")) await keys.press("ArrowDown");
	await keys.press("Enter");
	await window.dialog.waitFor();
	const field = window.dialog.getByRole("combobox", { name: /^survey/ });
	await keys.tabTo(field);
	await keys.type("meeting");
	await window.dialog.getByRole("option").first().waitFor();
	expect(await field.getAttribute("aria-expanded")).toBe("true");
	await keys.press("ArrowDown");
	const marked = await field.getAttribute("aria-activedescendant");
	expect(await window.page.locator(`[id="${marked}"]`).getAttribute("aria-selected")).toBe("true");
	// Esc folds the offers and leaves the window open.
	await keys.press("Escape");
	await window.dialog.getByRole("option").first().waitFor({ state: "detached" });
	expect(await window.dialog.count()).toBe(1);
	await keys.type(" f");
	// Until the offers are those of all that was typed: what is marked before is not what stands there then.
	await window.dialog
		.getByRole("option")
		.filter({ hasNotText: /meeting f/ })
		.first()
		.waitFor({ state: "detached" });
	await window.dialog.getByRole("option", { name: "How did the meeting feel?" }).waitFor();
	await keys.press("ArrowUp", "Enter");
	expect(await field.inputValue()).toBe("How did the meeting feel?");
	await keys.use("Send");
	await window.dialog.getByRole("heading", { name: "How did the meeting feel?" }).waitFor();
	await keys.press("Escape");
	await window.page.locator("#write:focus").waitFor();
});

test("the voice room and the time go without a mouse", async () => {
	const play = await groupScene();
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	await until(play, "2026-10-08T14:50:00Z");
	const open = await serve(play, bluebell);
	const window = await open(bluebell);
	const keys = new Keyboard(window.page);

	await keys.use(window.page.locator('[data-channel="Voice room"]'));
	await keys.use("Join voice");
	await window.reads("You are here.");
	await window.page.locator("#channels").focus();
	await keys.use("Mute");
	await expect.poll(() => window.button("Mute").getAttribute("aria-pressed")).toBe("true");
	await keys.use(window.page.getByRole("region", { name: "Your voice connection" }).getByText("Leave"));
	await window.reads("0 people there");
	await window.page.locator("#channels:focus").waitFor();

	const coming = window.page.locator("summary", { hasText: "To come" });
	await window.page.locator("#who").focus();
	await keys.use(coming);
	await keys.press("Escape");
	expect(await keys.isAt(coming)).toBe(true);
});

test("on a phone the drawer opens, keeps the focus inside, and gives it back", async () => {
	const play = await groupScene();
	const bluebell = await memberOf(play, "Bluebell", "en-GB");
	const open = await serve(play, bluebell);
	const window = await open(bluebell, { viewport: { width: 390, height: 844 } });
	const keys = new Keyboard(window.page);
	const drawer = window.page.locator("#channels.shown");

	await keys.use("Show the channels");
	await drawer.waitFor();
	expect(await keys.isAt(drawer)).toBe(true);
	await keys.press("Escape");
	await drawer.waitFor({ state: "detached" });
	expect(await keys.at()).toBe("Show the channels");
	await keys.press("Enter");
	for (let steps = 0; steps < 40; steps++) {
		await keys.press("Tab");
		const inside = await window.page.evaluate("document.activeElement.closest('#main, #members') === null");
		expect(inside, await keys.at()).toBe(true);
	}
	await drawer.focus();
	await keys.use(window.page.locator('[data-channel="introduce-yourself"]'));
	await window.page.locator("#place:focus", { hasText: "introduce-yourself" }).waitFor();
	await keys.use("Show the people");
	await window.page.locator("#members.shown:focus").waitFor();
	const anna = window.page.locator("#members").getByRole("button", { name: "Anna Ohjaaja" });
	await keys.use(anna);
	await window.dialog.getByText("Send a direct message").waitFor();
	await keys.press("Escape");
	await window.dialog.waitFor({ state: "detached" });
	expect(await keys.isAt(anna)).toBe(true);
});
