import type { Visit } from "../visit.ts";

const NEW = "Uusi Ulla";
const LATE = "Nya Nina";

export const newcomers = { firstVisit, joining, introducing, ownThings, fullGroup };

/** The tour, and choosing who one is. */
async function firstVisit(visit: Visit): Promise<void> {
	const { page } = visit;
	const window = await visit.window();
	for (let step = 1; step <= 6; step++) {
		await visit.shoot(window, `tour-${step}`);
		await window.press(step === 6 ? page.tour.end : page.tour.next);
	}
	await visit.shoot(window, "welcome");
	await window.press(page.person.all);
	await visit.shoot(window, "people");
	await window.press(page.person.new);
	await visit.shoot(window, "newcomer-form");
	await window.press(page.person.make);
	await window.reads(page.form.required);
	await visit.shoot(window, "newcomer-form-error");
	await visit.shut("");
}

async function joining(visit: Visit): Promise<void> {
	const { t, page } = visit;
	const window = await visit.window(NEW);
	const join = t("messages:button.join");
	await visit.shoot(window, "invite-letter");
	await window.page.getByRole("button", { name: /^discord\.gg/ }).click();
	await window.button(page.invite.accept).waitFor();
	await visit.shoot(window, "invite");
	await window.press(page.invite.accept);
	await window.button(join).waitFor();
	await visit.shootWhole(
		window,
		"message-welcome",
		t("messages:welcome.title", { group: visit.cast.groupName }),
	);
	await window.press(join);
	await window.dialog.waitFor();
	await visit.shoot(window, "form-join");
	await window.press(page.form.send);
	await window.reads(page.form.required);
	await visit.shoot(window, "form-join-error");
	await window.dialog.getByRole("textbox").fill("ulla@example.org");
	await window.dialog.getByRole("checkbox").check();
	await window.press(page.form.send);
	await window.reads(t("replies:join.problem.email"));
	await visit.shoot(window, "reply-nickname-problem", t("replies:join.problem.email"));
	await window.press(t("replies:buttons.try-again"));
	await window.dialog.getByRole("textbox").fill("Ulpukka");
	await window.dialog.getByRole("checkbox").check();
	await visit.shoot(window, "form-join-filled");
	await window.press(page.form.send);
	await window.reads("Ulpukka!");
	await visit.shoot(window, "reply-joined", "Ulpukka!");
	await visit.press(NEW, join);
	await visit.shoot(window, "reply-already-member");
}

async function introducing(visit: Visit): Promise<void> {
	const { t, page } = visit;
	const window = await visit.window(NEW);
	await window.enter(t("messages:room.introductions.name"));
	const guide = t("messages:guide.introductions.title");
	await visit.shoot(window, "message-introductions", visit.words.introduction);
	await visit.shoot(window, "message-introductions-guide", guide);
	await window.press(t("messages:button.introduce"));
	await window.dialog.waitFor();
	await visit.shoot(window, "form-introduction");
	for (const field of await window.dialog.getByRole("textbox").all())
		await field.fill(visit.words.introduction);
	await window.press(page.form.cancel);
	await visit.shoot(window, "form-leaving");
	await window.press(page.form.stay);
	await window.press(page.form.send);
	await window.button(t("replies:buttons.introduction-post")).waitFor();
	await visit.shoot(window, "reply-introduction-preview");
	await visit.press(NEW, t("replies:buttons.introduction-post"));
	await visit.shoot(window, "reply-introduction-posted");
	await visit.press(NEW, t("messages:button.introduction-remove"));
	await visit.shoot(window, "reply-introduction-removed");
}

async function ownThings(visit: Visit): Promise<void> {
	const { t, page } = visit;
	const window = await visit.window(NEW);
	await window.enter(t("messages:room.welcome.name"));
	await visit.press(NEW, t("messages:button.my-data"));
	await visit.shoot(window, "reply-my-data");
	await visit.press(NEW, t("replies:buttons.my-data-file"));
	await visit.shoot(window, "reply-my-data-file");
	await visit.press(NEW, t("messages:button.my-data"));
	await visit.press(NEW, t("replies:buttons.my-data-erase"));
	await visit.shoot(window, "reply-erase-ask");
	await visit.press(NEW, t("replies:buttons.never-mind"));
	await visit.shoot(window, "reply-never-mind");
	await visit.press(NEW, t("messages:button.leave"));
	await visit.shoot(window, "reply-leave-ask");
	await window.enter(t("messages:room.questions.name"));
	await visit.shoot(window, "message-questions");
	await window.enter(t("messages:room.recordings.name"));
	await visit.shoot(window, "message-recordings");
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-session-announced", t("messages:button.reminders-on"), "start");
	await visit.press(NEW, t("messages:button.reminders-off"));
	await visit.press(NEW, t("messages:button.reminders-on"));
	await visit.shoot(window, "reply-reminders");
	await window.page.setViewportSize({ width: 390, height: 844 });
	await window.press(page.pane.openChannels);
	await visit.shoot(window, "channels-on-a-phone");
	await window.page.keyboard.press("Escape");
	await window.page.getByRole("button", { name: page.events.title }).click();
	await window.dialog.waitFor();
	await visit.shoot(window, "events");
	await window.page.keyboard.press("Escape");
}

async function fullGroup(visit: Visit): Promise<void> {
	const { t } = visit;
	const person = await visit.person(LATE);
	const invite = (await visit.person(visit.cast.coordinator)).read("henkilökunta");
	const code = invite.map(({ text }) => text.match(/discord\.gg\/(\S+)/)?.[1]).find((found) => found);
	person.join(code ?? "");
	const window = await visit.window(LATE);
	await window.button(t("messages:button.join")).waitFor();
	await visit.press(LATE, t("messages:button.join"));
	await visit.shoot(window, "reply-full");
	await visit.press(LATE, t("replies:buttons.wait"));
	await visit.shoot(window, "reply-waiting");
}
