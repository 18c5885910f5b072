import type { Visit } from "../visit.ts";
import { answers, fillsIn, others, sends } from "./answering.ts";
import { starts } from "./times.ts";

export const before = { seriesStart };
export const after = { inParts, debrief, reminded };

const NEW = "Uusi Ulla";
const STAFF = "henkilökunta";

/** Before the first meeting people are asked how things are. */
async function seriesStart(visit: Visit): Promise<void> {
	const { t } = visit;
	const label = t("surveys:button.series-start");
	const window = await visit.window(NEW);
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-survey-start", label);
	await window.press(label);
	await window.dialog.waitFor();
	await visit.shoot(window, "form-survey-start");
	await fillsIn(window, 1, visit.words.survey[0] ?? "");
	await sends(visit, window);
	await visit.shoot(window, "reply-survey-start-thanks", t("replies:survey.thanks"));
	for (const name of others(visit)) await answers(visit, name, label, { lean: -1 });
}

/** A survey of eleven points, asked in three forms. */
async function inParts(visit: Visit): Promise<void> {
	const { t, stage, page } = visit;
	const [on, back] = [t("replies:buttons.survey-on"), t("replies:buttons.survey-back")];
	const label = t("surveys:button.expert-visit");
	const window = await visit.window(NEW);
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-survey-two", label);
	const opens = async (button: string) => {
		await window.press(button);
		await window.dialog.waitFor();
	};
	await opens(label);
	await visit.shoot(window, "form-survey-part-1");
	await window.dialog.getByRole("group").nth(1).getByRole("radio").nth(3).check();
	await sends(visit, window);
	await visit.shoot(window, "reply-survey-missing", page.message.onlyYou);
	await opens(on);
	await visit.shoot(window, "form-survey-part-kept");
	await fillsIn(window, 3, "");
	await sends(visit, window);
	await visit.shoot(window, "reply-survey-next", page.message.onlyYou);
	await opens(on);
	await visit.shoot(window, "form-survey-part-2");
	await fillsIn(window, 1, "");
	await sends(visit, window);
	await window.press(back);
	await stage.settle();
	await visit.shoot(window, "reply-survey-back", page.message.onlyYou);
	for (const place of [1, 2]) {
		await opens(on);
		await fillsIn(window, place, visit.words.survey[2] ?? "");
		await sends(visit, window);
	}
	await visit.shootWhole(window, "reply-survey-ready", page.message.onlyYou);
	await stage.until(stage.now.add({ minutes: 20 }));
	await window.press(t("replies:buttons.survey-send"));
	await stage.settle();
	await visit.shoot(window, "reply-survey-forgotten", page.message.onlyYou);
	await opens(label);
	await fillsIn(window, 2, "");
	await sends(visit, window);
	await window.press(t("replies:buttons.survey-stop"));
	await stage.settle();
	await visit.shoot(window, "reply-survey-stopped", page.message.onlyYou);
	await answers(visit, NEW, label);
	for (const name of others(visit)) await answers(visit, name, label);
}

/** Those who led and helped are asked, too. */
async function debrief(visit: Visit): Promise<void> {
	const { t, cast } = visit;
	const [lead] = cast.facilitators;
	const label = t("surveys:button.debrief");
	const window = await visit.window(lead);
	await window.enter(STAFF);
	await visit.shoot(window, "message-survey-debrief", label);
	await visit.shoot(window, "message-session-staff-ended", t("handovers:button.write"));
	await window.press(label);
	await window.dialog.waitFor();
	await visit.shoot(window, "form-survey-debrief");
	await fillsIn(window, 2, "");
	await sends(visit, window);
	await visit.shoot(window, "reply-survey-debrief-thanks", visit.page.message.onlyYou);
}

async function reminded(visit: Visit): Promise<void> {
	const { t, stage } = visit;
	const window = await visit.window(NEW);
	await window.enter(t("messages:room.discussion.name"));
	await stage.until(starts(visit, 1).add({ hours: 50 }));
	await visit.shoot(window, "message-survey-reminder", t("messages:button.survey"));
}
