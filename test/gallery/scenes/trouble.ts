import type { Visit } from "../visit.ts";

export const trouble = { offer, missingPermission, deadBot };
export const ending = { end, goingOn, startedAnew };

const NEW = "Uusi Ulla";
const LATE = "Nya Nina";

/** A place gets free for the one who waits. */
async function offer(visit: Visit): Promise<void> {
	const { t, cast, stage } = visit;
	await visit.press("Pentti L", t("messages:button.leave"));
	await visit.press("Pentti L", t("replies:buttons.leave-yes"));
	await stage.settle();
	const window = await visit.window(LATE);
	await window.page.locator('[data-channel="Piiri"]').click();
	await window.button(t("messages:button.accept")).waitFor();
	await visit.shoot(window, "message-offer", t("messages:offer.title", { group: cast.groupName }));
	await window.press(t("messages:button.decline"));
	await stage.settle();
	await visit.shoot(window, "reply-offer-declined");
}

async function missingPermission(visit: Visit): Promise<void> {
	const { cast, stage, t } = visit;
	const desk = await visit.window(cast.coordinator);
	await desk.enter("henkilökunta");
	await visit.control("faults", { do: "takePermission", permission: "ManageRoles" });
	await visit.press("Aino H", t("messages:button.leave"));
	await visit.press("Aino H", t("replies:buttons.leave-yes"));
	await stage.settle();
	await visit.shoot(desk, "message-trouble", t("messages:trouble.title"));
	await visit.command(cast.coordinator, "/piiri status");
	await visit.shoot(desk, "reply-status-problem");
	await visit.control("faults", { do: "givePermission", permission: "ManageRoles" });
	await visit.press(cast.coordinator, t("messages:problem.restore"), { in: "henkilökunta" });
	await stage.settle();
}

/** The bot dies while a form is open. */
async function deadBot(visit: Visit): Promise<void> {
	const { t, page } = visit;
	const window = await visit.window(NEW);
	await window.enter(t("messages:room.introductions.name"));
	await window.press(t("messages:button.introduce"));
	await window.dialog.getByRole("textbox").first().fill(visit.words.introduction);
	await visit.control("bot", { do: "kill" });
	await window.dialog.getByText(page.line.botDown).waitFor();
	await window.press(page.form.send);
	await window.reads(page.form.noAnswer);
	await visit.shoot(window, "form-no-answer");
	await visit.control("bot", { do: "restart" });
	await window.press(page.form.again);
	await window.dialog.waitFor({ state: "detached" });
	await visit.shoot(window, "form-answered-after-restart");
	await visit.control("bot", { do: "kill" });
	await window.reads(page.line.botDown);
	await visit.shoot(window, "page-bot-down");
	await window.press(t("messages:button.introduction-remove"));
	await window.reads(page.press.noAnswer);
	await visit.shoot(window, "press-no-answer", page.press.noAnswer);
	await visit.control("bot", { do: "restart" });
}

/** The series is over, another one begins, and the sandbox is started anew. */
async function end(visit: Visit): Promise<void> {
	const { t, cast, stage } = visit;
	const window = await visit.window(NEW);
	await window.enter(t("messages:room.discussion.name"));
	await stage.until(stage.now.add({ days: 20 }));
	await visit.shoot(window, "message-rooms-closed");
	await window.enter(t("messages:room.welcome.name"));
	await visit.shoot(
		window,
		"message-welcome-over",
		t("messages:welcome.title", { group: cast.groupName }),
		"start",
	);
	const desk = await visit.window(cast.coordinator);
	await desk.enter("henkilökunta");
	await visit.command(cast.coordinator, "/group archive", { group: await visit.group("/group archive") });
	await visit.shoot(desk, "reply-archive-ask");
	await visit.press(cast.coordinator, t("replies:buttons.never-mind"), { in: "henkilökunta" });
}

/** The same people begin another series in the same rooms. */
async function goingOn(visit: Visit): Promise<void> {
	const { t, cast } = visit;
	const desk = await visit.window(cast.coordinator);
	const [one, two] = await Promise.all(cast.facilitators.map((name) => visit.person(name)));
	if (!one || !two) throw new Error("A group has two facilitators");
	await visit.command(cast.coordinator, "/group continue", {
		group: await visit.group("/group continue"),
		programme: "gamers",
		"start-date": "2027-01-07",
		"facilitator-1": { user: one },
		"facilitator-2": { user: two },
	});
	await visit.shoot(desk, "reply-group-continued");
	const window = await visit.window(NEW);
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-continues", t("messages:continues.title"));
}

/** The last scene: the sandbox dies with a form open, and another is started at its address. */
async function startedAnew(visit: Visit): Promise<void> {
	const { t, page } = visit;
	const window = await visit.window(NEW);
	await window.enter(t("messages:room.introductions.name"));
	await window.press(t("messages:button.introduce"));
	await window.dialog.getByRole("textbox").first().fill(visit.words.introduction);
	const end = await visit.startAnew();
	try {
		await window.dialog.getByText(page.line.lost).waitFor();
		await visit.shoot(window, "page-connection-lost");
		await end.begin();
		await window.dialog.getByText(page.line.stale).waitFor();
		await window.press(page.form.send);
		await window.reads(page.form.stale);
		await visit.shoot(window, "page-stale-form");
		await window.page.keyboard.press("Escape");
		await window.press(page.form.discard);
		await visit.shoot(window, "page-stale");
		await window.page.goto(window.page.url());
		await visit.shoot(window, "page-old-address");
	} finally {
		await end.over();
	}
}
