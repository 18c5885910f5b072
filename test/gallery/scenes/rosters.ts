import type { Visit } from "../visit.ts";
import { asks, at, choice, chooses, fills, label, looksAt, STAFF, staffWindow, team } from "./rostersTeam.ts";
import { workWords } from "./rostersWords.ts";

export const shifts = { taking, ownShifts, inductions, givingUp, swaps, arranged, sunday };
export const words = { handover };
export const month = { cover, counted };
export const guest = { preparation };

/** When the first of the short series meets. */
const FIRST_MEETING = ["10-01", "18:00"] as const;

/** The expert's own thread. */
async function preparation(visit: Visit): Promise<void> {
	const [expert = ""] = visit.cast.experts;
	const window = await visit.window(expert);
	await window.page.locator("[data-channel].thread").first().click();
	await visit.shoot(window, "message-preparation", visit.t("rosters:preparation.title", { expert }));
	await visit.shut(expert);
}

async function taking(visit: Visit): Promise<void> {
	const { t } = visit;
	const { one, two } = team(visit);
	const mine = await staffWindow(visit, one);
	await visit.shoot(mine, "message-roster-many", t("rosters:board.title"));
	await visit.press(one, t("rosters:button.give-up"), { in: STAFF });
	await looksAt(visit, mine, t("rosters:button.take"), "form-roster-take");
	await fills(visit, one, t("rosters:button.take"), (form) => chooses(form, [0, 1, 2, 4]));
	await visit.shoot(mine, "reply-roster-taken");
	await fills(visit, two, t("rosters:button.take"), (form) => chooses(form, [0]));
	await visit.shoot(mine, "message-roster-half", t("rosters:board.title"));
}

async function ownShifts(visit: Visit): Promise<void> {
	const { t } = visit;
	const { one } = team(visit);
	const mine = await visit.window(one);
	await visit.press(one, t("rosters:button.mine"), { in: STAFF });
	await visit.shoot(mine, "reply-roster-mine", visit.page.message.onlyYou);
	await looksAt(visit, mine, t("staff:form.remind.open"), "form-shift-reminders");
	await fills(visit, one, t("staff:form.remind.open"), () => {});
	await visit.shoot(mine, "reply-shift-reminders");
}

async function inductions(visit: Visit): Promise<void> {
	const { t } = visit;
	const { fresh } = team(visit);
	const window = await staffWindow(visit, fresh);
	await visit.press(fresh, t("rosters:button.mine"), { in: STAFF });
	await visit.shoot(window, "reply-roster-mine-none");
	await looksAt(visit, window, t("staff:form.induction.open"), "form-induction");
	await fills(visit, fresh, t("staff:form.induction.open"), (form) =>
		form.fill({ [t("staff:form.induction.done")]: [t("staff:form.induction.rules")] }),
	);
	await visit.shoot(window, "reply-induction-not-yet");
}

/** A facilitator falls ill six days before the meeting. */
async function givingUp(visit: Visit): Promise<void> {
	const { t } = visit;
	const { two, fresh } = team(visit);
	const window = await staffWindow(visit, two);
	await looksAt(visit, window, t("rosters:button.give-up"), "form-roster-give-up");
	const meeting = await ownLabel(visit, two, ...FIRST_MEETING);
	await fills(visit, two, t("rosters:button.give-up"), (form) => chooses(form, [meeting]));
	await visit.shoot(window, "reply-roster-given-up");
	await visit.shoot(window, "message-cover-7d", t("rosters:cover.title.7d"));
	await visit.press(fresh, t("rosters:button.take-this"), { in: STAFF });
	await visit.shoot(await visit.window(fresh), "reply-roster-cover-take");
	await visit.press(fresh, t("rosters:button.mine"), { in: STAFF });
}

async function swaps(visit: Visit): Promise<void> {
	const { t } = visit;
	const { one, two } = team(visit);
	const [mine, other] = [await visit.window(one), await visit.window(two)];
	await looksAt(visit, mine, t("rosters:button.swap"), "form-roster-swap");
	await fills(visit, one, t("rosters:button.swap"), (form) => chooses(form, [1], [0]));
	await visit.shoot(mine, "reply-swap-offered");
	await visit.shoot(other, "message-swap-all", t("rosters:swap.title"));
	await visit.press(two, t("rosters:button.accept"), { in: STAFF });
	await visit.shoot(other, "reply-swap-accepted");
	await visit.shoot(mine, "message-shift-released", t("rosters:change.released.title"));
	const name = two.split(" ").at(-1) ?? two;
	await fills(visit, one, t("rosters:button.swap"), (form) => chooses(form, [1], [name]));
	await visit.shoot(mine, "reply-swap-return-ask");
	await looksAt(visit, mine, t("rosters:form.return.open"), "form-swap-return");
	// Nothing, the Monday that both have, and the Tuesday that was just swapped.
	await fills(visit, one, t("rosters:form.return.open"), (form) => chooses(form, [2]));
	await visit.shoot(mine, "reply-swap-offered-to");
	await visit.shoot(other, "message-swap-named", t("rosters:swap.title"));
	await visit.press(two, t("rosters:button.decline"), { in: STAFF });
	await visit.shoot(other, "reply-swap-declined");
}

/** What the coordinator arranges. */
async function arranged(visit: Visit): Promise<void> {
	const { t } = visit;
	const { one, lead, fresh } = team(visit);
	await staffWindow(visit, lead);
	const user = { user: await visit.person(fresh) };
	const wednesday = await choice(visit, "/roster assign", "shift", label(visit, "09-30", "14:00"));
	await asks(visit, "/roster assign", { shift: wednesday, user }, "reply-roster-assigned");
	const window = await visit.window(fresh);
	await visit.shoot(window, "message-shift-assigned", t("rosters:change.assigned.title"));
	const { place } = workWords[visit.language];
	const later = { date: "30.9.2026", opens: "15", closes: "17" };
	await asks(visit, "/hours exception", { place, ...later }, "reply-hours-other");
	await visit.shoot(await visit.window(one), "message-shift-moved", t("rosters:change.moved.title"));
	await asks(visit, "/roster show", { week: "28.9.2026" }, "reply-roster-show");
	await asks(visit, "/roster copy", { week: "28.9.2026", weeks: 1 }, "reply-roster-copied");
}

/** What is told as time goes by. */
async function sunday(visit: Visit): Promise<void> {
	const { t, stage } = visit;
	const mine = await visit.window(team(visit).one);
	await stage.until(at(visit, "09-27", "14:01"));
	await visit.shoot(mine, "message-shift-reminder-day", t("rosters:reminder.day"));
	await visit.shoot(mine, "message-cover-2d", t("rosters:cover.title.2d"));
	await stage.until(at(visit, "09-28", "13:01"));
	await visit.shoot(mine, "message-shift-reminder-hour", t("rosters:reminder.hour"));
}

/** After the shift somebody leaves word. */
async function handover(visit: Visit): Promise<void> {
	const { t, page } = visit;
	const { one } = team(visit);
	const said = workWords[visit.language];
	const mine = await visit.window(one);
	await visit.shoot(mine, "message-cover-24h", t("rosters:cover.title.24h"));
	await mine.press(t("handovers:button.write"));
	await mine.dialog.waitFor();
	const fields = mine.dialog.getByRole("textbox");
	for (const [index, text] of [said.naming, said.toFollow, said.needs].entries())
		await fields.nth(index).fill(text);
	await mine.dialog.getByRole("checkbox").nth(1).check();
	await mine.dialog.getByRole("checkbox").nth(3).check();
	await visit.shoot(mine, "form-handover-filled");
	await mine.press(page.form.send);
	await mine.button(t("handovers:form.again")).waitFor();
	await visit.shoot(mine, "reply-handover-names");
	await looksAt(visit, mine, t("handovers:form.again"), "form-handover-again");
	await fills(visit, one, t("handovers:form.again"), (form) =>
		form.fill({ [t("handovers:form.talkedAbout")]: said.talkedAbout }),
	);
	await visit.shoot(mine, "reply-handover-kept");
}

/** The meeting comes near, and nobody has been found. */
async function cover(visit: Visit): Promise<void> {
	const { t, stage } = visit;
	const { lead, fresh } = team(visit);
	const meeting = await ownLabel(visit, fresh, ...FIRST_MEETING);
	await fills(visit, fresh, t("rosters:button.give-up"), (form) => chooses(form, [meeting]));
	const desk = await visit.window(lead);
	await desk.enter("koosteet");
	await stage.until(at(visit, "10-01", "09:01"));
	const title = t("handovers:month.title", { month: "" }).trim();
	await visit.shoot(desk, "message-handover-month", title);
	await stage.until(at(visit, "10-01", "11:01"));
	await visit.shoot(desk, "message-cover-3h-opening", t("rosters:button.call-off"));
	await stage.until(at(visit, "10-01", "15:01"));
	await visit.shoot(desk, "message-cover-3h", t("rosters:button.postpone"));
	await visit.press(lead, t("rosters:button.postpone"), { in: "koosteet" });
	await visit.shoot(desk, "reply-postpone-ask");
	await visit.press(lead, t("rosters:form.postpone-yes"), { in: "koosteet" });
	await visit.shoot(desk, "reply-postponed");
	await desk.enter(STAFF);
}

async function counted(visit: Visit): Promise<void> {
	const range = { from: "1.9.2026", until: "30.9.2026" };
	await asks(visit, "/roster fairness", range, "reply-roster-fairness");
	await asks(visit, "/roster figures", range, "reply-roster-figures");
	const desk = await visit.window(team(visit).lead);
	await desk.page.locator("article img").last().click();
	await desk.dialog.waitFor();
	await visit.shoot(desk, "picture-figures");
	await desk.page.keyboard.press("Escape");
}

/** One's own shift at a time, as the menus name it. */
async function ownLabel(visit: Visit, name: string, date: string, time: string): Promise<string> {
	const person = await visit.person(name);
	const answer = await visit.stage.answered(() =>
		person.press(visit.t("rosters:button.give-up"), { in: STAFF }),
	);
	const options = answer.form?.fields.find(({ kind }) => kind === "select")?.options ?? [];
	answer.form?.cancel();
	await visit.stage.settle();
	const wanted = label(visit, date, time);
	if (!options.some((option) => option.label.startsWith(wanted)))
		throw new Error(`${name} has no shift at ${wanted}`);
	return wanted;
}
