import type { Visit } from "../visit.ts";
import { answers, fillsIn, opensForGroup, others, sends } from "./answering.ts";
import { feedback, stories, titles } from "./ownSurvey.ts";

export const over = { seriesEnd, story, redacted, wholeSeries, youSaid, exported };

const NEW = "Uusi Ulla";
const STAFF = "henkilökunta";
const SUMMARIES = "koosteet";

/** Who has left by then. */
const GONE = ["Pentti L", "Aino H"];

/** After the last meeting people are asked of the whole series. */
async function seriesEnd(visit: Visit): Promise<void> {
	const { t, stage, page } = visit;
	const label = t("surveys:button.series-end");
	const window = await visit.window(NEW);
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-thanks", t("messages:thanks.title"));
	await visit.shoot(window, "message-survey-end", label);
	await window.press(label);
	await window.dialog.waitFor();
	await visit.shoot(window, "form-survey-end-1");
	await fillsIn(window, 3, "");
	await sends(visit, window);
	await window.press(t("replies:buttons.survey-on"));
	await window.dialog.waitFor();
	await visit.shoot(window, "form-survey-end-2");
	await fillsIn(window, 2, visit.words.survey[1] ?? "");
	await sends(visit, window);
	await visit.shootWhole(window, "reply-survey-end-ready", page.message.onlyYou);
	await window.press(t("replies:buttons.survey-send"));
	await stage.settle();
	for (const name of others(visit, ...GONE)) await answers(visit, name, label, { lean: 1 });
}

/** A small success story is told. */
async function story(visit: Visit): Promise<void> {
	const { t, page } = visit;
	const { change, meaning } = stories[visit.language];
	const window = await visit.window(NEW);
	await window.press(t("stories:button.tell"));
	await window.dialog.waitFor();
	await visit.shoot(window, "form-story");
	const fields = window.dialog.getByRole("textbox");
	await fields.nth(0).fill(change);
	await fields.nth(1).fill(meaning);
	await window.dialog.getByRole("checkbox").check();
	await visit.shoot(window, "form-story-filled");
	await sends(visit, window);
	await visit.shoot(window, "reply-story-told", page.message.onlyYou);
	await window.press(t("stories:button.uses"));
	await window.dialog.waitFor();
	await visit.shoot(window, "form-story-uses");
	for (const use of await window.dialog.getByRole("checkbox").all()) await use.check();
	await sends(visit, window);
	await visit.shoot(window, "reply-story-uses", page.message.onlyYou);
	await visit.press(NEW, t("stories:button.withdraw"));
	await visit.shoot(window, "reply-story-withdraw-ask", page.message.onlyYou);
	await visit.press(NEW, t("replies:buttons.never-mind"));
}

/** The coordinator makes a text of it, and the teller says yes. */
async function redacted(visit: Visit): Promise<void> {
	const { t, page, cast, stage } = visit;
	const window = await visit.window(NEW);
	const desk = await visit.window(cast.coordinator);
	await desk.enter(SUMMARIES);
	await visit.shoot(desk, "message-story-told", t("stories:told.title"));
	const shoot = (state: string) => visit.shoot(desk, state, page.message.onlyYou);
	await desk.enter(STAFF);
	await visit.command(cast.coordinator, "/story list", { group: await visit.group("/story list") });
	await shoot("reply-story-list");
	const coordinator = await visit.person(cast.coordinator);
	const [told] = await stage.choices(coordinator, "/story read", "story", "");
	const read = { story: String(told?.value) };
	await visit.command(cast.coordinator, "/story read", read);
	await shoot("reply-story-read");
	await desk.press(t("stories:button.redact"));
	await desk.dialog.waitFor();
	await visit.shoot(desk, "form-story-redact");
	await desk.dialog.getByRole("textbox").fill(stories[visit.language].redacted);
	await desk.dialog.getByRole("checkbox").nth(1).check();
	await sends(visit, desk);
	await shoot("reply-story-asked");
	await window.page.locator('[data-channel="Piiri"]').click();
	await window.button(t("stories:button.accept")).waitFor();
	await visit.shoot(window, "message-story-ask", t("stories:ask.title"));
	await window.press(t("stories:button.accept"));
	await stage.settle();
	await visit.shoot(window, "reply-story-accepted");
	await visit.command(cast.coordinator, "/story read", read);
	await shoot("reply-story-read-accepted");
	await visit.press(cast.coordinator, t("stories:button.show"), { in: STAFF });
	await shoot("reply-story-shown");
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-story-shown", t("stories:shown.title"));
	await visit.command(NEW, "/my-stories", {}, t("messages:room.discussion.name"));
	await visit.shoot(window, "reply-my-stories", page.message.onlyYou);
}

/** When the last survey has closed, the series is summed up. */
async function wholeSeries(visit: Visit): Promise<void> {
	const { t, stage, cast } = visit;
	await stage.until(stage.now.add({ days: 8 }));
	const desk = await visit.window(cast.coordinator);
	await desk.enter(SUMMARIES);
	const end = t("messages:summary.title", { title: titles.end[visit.language] });
	await visit.shootWhole(desk, "message-summary-last", end);
	const title = t("summaries:series.title", { group: cast.groupName });
	await visit.shootWhole(desk, "message-summary-series", title);
	await visit.shootPart(desk, "message-summary-series-change", title, t("summaries:change.title"));
	await visit.shootPart(desk, "message-summary-series-recommend", title, t("summaries:recommendation.title"));
	await desk.page
		.locator("article", { hasText: title })
		.getByRole("button", { name: t("summaries:button.share") })
		.click();
	await stage.settle();
	await visit.shoot(desk, "reply-summary-shared", visit.page.message.onlyYou);
	const window = await visit.window(NEW);
	await window.enter(t("messages:room.discussion.name"));
	await visit.shootWhole(
		window,
		"message-summary-series-group",
		t("summaries:series.group-title", { group: cast.groupName }),
	);
	const lead = await visit.window(cast.facilitators[0]);
	await lead.enter(STAFF);
	const staffTitle = t("summaries:series.staff-title", { group: cast.groupName });
	await visit.shootWhole(lead, "message-summary-series-staff", staffTitle);
}

/** You said, we did. */
async function youSaid(visit: Visit): Promise<void> {
	const { t, page, cast } = visit;
	const { said, did } = feedback[visit.language];
	const desk = await visit.window(cast.coordinator);
	await desk.enter(STAFF);
	await opensForGroup(visit, desk, "/feedback write");
	await visit.shoot(desk, "form-feedback");
	const fields = desk.dialog.getByRole("textbox");
	await fields.nth(0).fill(said);
	await fields.nth(1).fill(did);
	await sends(visit, desk);
	await visit.shoot(desk, "reply-feedback-preview", page.message.onlyYou);
	await visit.press(cast.coordinator, t("feedback:button.post"), { in: STAFF });
	await visit.shoot(desk, "reply-feedback-posted", page.message.onlyYou);
	const window = await visit.window(NEW);
	await visit.shoot(window, "message-feedback", t("feedback:posted.title"));
	await visit.command(cast.coordinator, "/feedback list", { group: await visit.group("/feedback list") });
	await visit.shoot(desk, "reply-feedback-list", page.message.onlyYou);
	const coordinator = await visit.person(cast.coordinator);
	const [entry] = await visit.stage.choices(coordinator, "/feedback remove", "entry", "");
	await visit.command(cast.coordinator, "/feedback remove", { entry: String(entry?.value) });
	await visit.shoot(desk, "reply-feedback-remove-ask", page.message.onlyYou);
	await visit.press(cast.coordinator, t("replies:buttons.never-mind"), { in: STAFF });
}

async function exported(visit: Visit): Promise<void> {
	const { cast, page } = visit;
	await visit.command(cast.coordinator, "/export group", { group: await visit.group("/export group") });
	await visit.shoot(await visit.window(cast.coordinator), "reply-export", page.message.onlyYou);
}
