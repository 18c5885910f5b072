import type { Visit } from "../visit.ts";

export const staff = { staffChannel, windows, plans };

async function staffChannel(visit: Visit): Promise<void> {
	const { t, cast } = visit;
	const window = await visit.window(cast.coordinator);
	await window.enter("henkilökunta");
	await visit.shoot(window, "message-group-ready", t("messages:ready.title", { group: cast.groupName }));
	await visit.shoot(window, "message-newcomer", t("messages:newcomer.title", { nickname: "Mustikka" }));
	await visit.shoot(
		window,
		"message-session-staff",
		t("messages:session.staff.in", { group: cast.groupName }),
	);
	for (const line of ["/piiri status", "/group list"]) {
		await visit.command(cast.coordinator, line);
		await visit.shoot(window, `reply-${line.slice(1).replace(" ", "-")}`);
	}
}

/** The page's own windows. */
async function windows(visit: Visit): Promise<void> {
	const { t, page, cast } = visit;
	const window = await visit.window(cast.coordinator);
	const leave = () => window.page.keyboard.press("Escape");
	await window.page.getByRole("button", { name: page.command.open }).first().click();
	await window.dialog.locator(".choice").first().waitFor();
	await visit.shoot(window, "commands");
	await window.dialog.locator(".choice").nth(2).click();
	await window.dialog.locator("form").waitFor();
	await visit.shoot(window, "command-form");
	await window.press(page.form.send);
	await window.dialog.locator(".error").first().waitFor();
	await visit.shoot(window, "command-form-error");
	await leave();
	await window.enter(t("messages:room.discussion.name"));
	await window.page.getByRole("button", { name: page.pins.open }).click();
	await window.dialog.waitFor();
	await visit.shoot(window, "pins");
	await leave();
	await window.page.locator("article .more").last().click({ force: true });
	await window.dialog.waitFor();
	await visit.shoot(window, "message-menu");
	await leave();
	await window.enter("henkilökunta");
	await window.press(page.curtain.title);
	for (const tab of [page.curtain.log, page.curtain.bot, page.curtain.faults]) {
		await window.page.getByRole("tab", { name: tab }).click();
		await visit.shoot(
			window,
			`curtain-${[page.curtain.log, page.curtain.bot, page.curtain.faults].indexOf(tab) + 1}`,
		);
	}
	await window.press(page.curtain.title);
}

/** A second group is planned, and the plan gets too old. */
async function plans(visit: Visit): Promise<void> {
	const { t, cast, stage } = visit;
	const window = await visit.window(cast.coordinator);
	const [one, two] = await Promise.all(cast.facilitators.map((name) => visit.person(name)));
	if (!one || !two) throw new Error("A group has two facilitators");
	const plan = {
		name: "2",
		programme: "carers",
		"start-date": "2026-11-05",
		weekday: 4,
		time: "18",
		"facilitator-1": { user: one },
		"facilitator-2": { user: two },
	};
	await visit.command(cast.coordinator, "/group create", {
		...plan,
		"start-date": "2026-01-01",
		"facilitator-2": { user: one },
	});
	await visit.shoot(window, "reply-group-invalid");
	await visit.command(cast.coordinator, "/group create", plan);
	await visit.shoot(window, "reply-group-preview");
	await stage.until(stage.now.add({ hours: 30 }));
	await visit.press(cast.coordinator, t("replies:buttons.group-create"), { in: "henkilökunta" });
	await visit.shoot(window, "reply-group-expired");
}
