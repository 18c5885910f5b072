import type { Visit } from "../visit.ts";
import { answers } from "./answering.ts";
import { theme, titles } from "./ownSurvey.ts";
import { starts } from "./times.ts";

export const meeting = { changes, closedDoor, live, survey };
export const results = { summaries, nextMeeting, notHeld };

const NEW = "Uusi Ulla";

/** Sessions are added, moved and cancelled. */
async function changes(visit: Visit): Promise<void> {
	const { t, cast } = visit;
	const window = await visit.window(NEW);
	const [facilitator] = cast.facilitators;
	await window.enter(t("messages:room.discussion.name"));
	const named = { group: await visit.group("/session list") };
	await visit.command(cast.coordinator, "/session add", {
		...named,
		date: "2026-10-29",
		time: "18",
		theme: visit.words.theme,
	});
	await visit.shoot(window, "message-added", t("messages:notice.added.title"));
	const added = await visit.session(cast.experts.length + 1);
	await visit.command(facilitator, "/session move", {
		session: added,
		date: "2026-10-30",
		time: "17",
	});
	await visit.shoot(window, "message-moved", t("messages:notice.moved.title"));
	await visit.command(cast.coordinator, "/session cancel", { session: added });
	await visit.shoot(window, "message-cancelled", t("messages:notice.cancelled.title"));
	const desk = await visit.window(cast.coordinator);
	await visit.command(cast.coordinator, "/session list", named);
	await visit.shoot(desk, "reply-session-list");
}

async function closedDoor(visit: Visit): Promise<void> {
	const { t, cast, stage } = visit;
	const [facilitator] = cast.facilitators;
	const well = await visit.person(facilitator);
	const window = await visit.window(NEW);
	await stage.until(starts(visit, 1).subtract({ hours: 23 }));
	await visit.shoot(window, "message-reminder-day", t("messages:reminder.day"));
	const session = await visit.session(1);
	await visit.command(facilitator, "/session facilitators", { session, "facilitator-1": { user: well } });
	await stage.until(starts(visit, 1).subtract({ minutes: 50 }));
	await visit.shoot(window, "message-reminder-hour", t("messages:reminder.hour"));
	await stage.until(starts(visit, 1).subtract({ minutes: 14 }));
	await window.enter(t("messages:room.voice.name"));
	await visit.shoot(window, "voice-closed");
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-session-waiting", t("messages:session.state.waiting"), "start");
	const desk = await visit.window(cast.coordinator);
	await visit.shoot(desk, "message-understaffed", t("messages:understaffed.title"));
	const standIn = { user: await visit.person(cast.standIn) };
	await visit.command(facilitator, "/session facilitators", {
		session,
		"facilitator-1": { user: well },
		"facilitator-2": standIn,
	});
	await visit.shoot(window, "message-session-doors", t("messages:session.state.doors"), "start");
}

async function live(visit: Visit): Promise<void> {
	const { t, cast, stage, page } = visit;
	const voice = t("messages:room.voice.name");
	const window = await visit.window(NEW);
	for (const name of [cast.facilitators[0], cast.standIn, "Marjatta V", "Pentti L"])
		(await visit.person(name)).joinVoice(voice);
	await window.enter(voice);
	await visit.shoot(window, "voice-open");
	await window.press(page.voice.join);
	await window.reads(page.voice.youAreHere);
	await visit.shoot(window, "voice-there");
	const lead = await visit.window(cast.facilitators[0]);
	await lead.enter("henkilökunta");
	await visit.press(cast.facilitators[0], t("messages:button.session-start"), { in: "henkilökunta" });
	await visit.shoot(lead, "reply-session-started");
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-session-live", t("messages:session.state.live"), "start");
	await (await visit.person("Marjatta V")).write(t("messages:room.discussion.name"), cast.talk[1] ?? "");
	await stage.until(starts(visit, 1).add({ minutes: 82 }));
	await window.enter(voice);
	await visit.shoot(window, "message-ending-soon", t("messages:ending.title"));
}

async function survey(visit: Visit): Promise<void> {
	const { t, stage, page } = visit;
	const window = await visit.window(NEW);
	await stage.until(starts(visit, 1).add({ minutes: 95 }));
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-survey", t("messages:button.survey"));
	await visit.shoot(window, "message-session-ended", t("messages:session.state.ended"));
	await window.press(t("messages:button.survey"));
	await window.dialog.waitFor();
	await visit.shoot(window, "form-survey");
	for (const group of await window.dialog.getByRole("group").all())
		await group.getByRole("radio").nth(1).check();
	await window.dialog.getByRole("textbox").fill(visit.words.survey[1] ?? "");
	await visit.shoot(window, "form-survey-filled");
	await window.press(page.form.send);
	await window.reads(t("replies:survey.thanks"));
	await visit.press(NEW, t("messages:button.survey"));
	await visit.shoot(window, "reply-survey-thanks");
}

/** Those whom nobody plays answer by themselves (test/demo/others.ts). */
async function summaries(visit: Visit): Promise<void> {
	const { cast, stage, t, language } = visit;
	const desk = await visit.window(cast.coordinator);
	const lead = await visit.window(cast.facilitators[0]);
	const window = await visit.window(NEW);
	await stage.until(starts(visit, 1).add({ days: 4 }));
	await desk.enter("koosteet");
	const of = (title: string) => t("messages:summary.title", { title });
	await visit.shootWhole(desk, "message-summary", of(theme[language]));
	await visit.shootWhole(desk, "message-summary-start", of(titles.start[language]));
	await visit.shootWhole(desk, "message-summary-visit", of(titles.visit[language]));
	await visit.shoot(desk, "message-summary-hidden", of(titles.debrief[language]));
	await desk.page.locator("article img").last().click();
	await desk.dialog.waitFor();
	await visit.shoot(desk, "picture");
	await desk.page.keyboard.press("Escape");
	await lead.enter("henkilökunta");
	await visit.shootWhole(
		lead,
		"message-summary-staff",
		t("summaries:staff.title", { title: theme[language] }),
	);
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-survey-closed", t("surveys:closed"));
	const article = desk.page.locator("article", { hasText: of(theme[language]) });
	await article.getByRole("button", { name: t("summaries:button.share") }).click();
	await stage.settle();
	await visit.shoot(desk, "reply-summary-released", visit.page.message.onlyYou);
	await visit.shoot(desk, "message-summary-released", of(theme[language]), "end");
	await visit.shootWhole(
		window,
		"message-summary-group",
		t("summaries:group.title", { title: theme[language] }),
	);
	await article.getByRole("button", { name: t("summaries:button.take-back") }).click();
	await stage.settle();
	await visit.shoot(desk, "reply-summary-taken-back", visit.page.message.onlyYou);
}

/** Another meeting, of which the same is asked. */
async function nextMeeting(visit: Visit): Promise<void> {
	await visit.stage.until(starts(visit, 2).add({ minutes: 95 }));
	await answers(visit, NEW, visit.t("messages:button.survey"));
	await visit.stage.until(starts(visit, 2).add({ days: 4 }));
}

/** Facilitators are missing until the meeting would be over. */
async function notHeld(visit: Visit): Promise<void> {
	const { t, cast, stage } = visit;
	const [facilitator] = cast.facilitators;
	const alone = { user: await visit.person(facilitator) };
	const last = cast.experts.length;
	const session = await visit.session(last);
	await visit.command(facilitator, "/session facilitators", { session, "facilitator-1": alone });
	await visit.shoot(await visit.window(facilitator), "reply-facilitators");
	await stage.until(starts(visit, last).add({ hours: 2 }));
	const window = await visit.window(NEW);
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-session-not-held", t("messages:session.state.not-held"));
	await visit.shoot(window, "message-not-held", t("messages:notice.not-held.title"));
}
