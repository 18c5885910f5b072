import type { Visit } from "../visit.ts";
import { answers, fillsIn, opens, sends } from "./answering.ts";
import { files, written } from "./ownSurvey.ts";

export const planning = { listed, imported, planned, writing };
export const wellbeing = { staffAsked };

const STAFF = "henkilökunta";

/** The coordinator's window, in the staff's channel. */
async function desk(visit: Visit) {
	const window = await visit.window(visit.cast.coordinator);
	await window.enter(STAFF);
	return window;
}

/** The coordinator gives a command; its answer is the newest that only they see. */
async function asks(visit: Visit, line: string, options: Parameters<Visit["command"]>[2], state: string) {
	const window = await desk(visit);
	await visit.command(visit.cast.coordinator, line, options);
	await visit.shoot(window, state, visit.page.message.onlyYou);
}

async function listed(visit: Visit): Promise<void> {
	const window = await desk(visit);
	await visit.command(visit.cast.coordinator, "/survey list");
	await visit.shootWhole(window, "reply-survey-list", visit.page.message.onlyYou);
}

/** Files: one with mistakes, one that is licensed, and one of their own. */
async function imported(visit: Visit): Promise<void> {
	const { t, page, stage, cast } = visit;
	const window = await desk(visit);
	await opens(window, "/survey import");
	await visit.shoot(window, "command-form-file");
	await window.page
		.locator("#option-file")
		.setInputFiles({ name: "visit.json", mimeType: "application/json", buffer: files.wrong });
	await visit.shoot(window, "command-form-file-chosen");
	await sends(visit, window);
	await visit.shoot(window, "reply-survey-import-wrong", page.message.onlyYou);

	const brings = (data: Buffer) =>
		visit.command(cast.coordinator, "/survey import", { file: { attachment: { name: "scale.json", data } } });
	const keep = t("surveys:import.keep");
	await brings(files.licensed);
	await visit.shootWhole(window, "reply-survey-import-licensed", page.message.onlyYou);
	await window.press(keep);
	await window.dialog.waitFor();
	await visit.shoot(window, "form-survey-confirm");
	await window.dialog.getByRole("checkbox").check();
	await sends(visit, window);
	await visit.shoot(window, "reply-survey-kept", page.message.onlyYou);
	await brings(files.own);
	await visit.shootWhole(window, "reply-survey-import", page.message.onlyYou);
	await window.press(t("surveys:import.try"));
	await window.dialog.waitFor();
	await visit.shoot(window, "form-survey-preview");
	await fillsIn(window, 2, "");
	await sends(visit, window);
	await visit.shoot(window, "reply-survey-preview-next", page.message.onlyYou);
	for (const place of [1, 0]) {
		await window.press(t("surveys:preview.go-on"));
		await window.dialog.waitFor();
		await fillsIn(window, place, "");
		await sends(visit, window);
	}
	await visit.shoot(window, "reply-survey-preview-done", page.message.onlyYou);
	await window.press(keep);
	await stage.settle();
}

/** What is asked when. */
async function planned(visit: Visit): Promise<void> {
	const visitAsked = { occasion: "expert-visit", survey: "visit-in-full" };
	await asks(visit, "/survey plan", visitAsked, "reply-survey-plan-needs-group");
	const group = { group: await visit.group("/session list") };
	await asks(visit, "/survey plan", { ...visitAsked, ...group }, "reply-survey-planned");
	await asks(visit, "/survey remove", { survey: "visit-in-full" }, "reply-survey-remove-in-use");
	await visit.command(visit.cast.coordinator, "/survey list");
	await visit.shootWhole(await desk(visit), "reply-survey-list-own", visit.page.message.onlyYou);
}

/** A survey written question by question. */
async function writing(visit: Visit): Promise<void> {
	const { t, page, cast } = visit;
	const { title, question, options } = written[visit.language];
	const window = await desk(visit);
	await visit.command(cast.coordinator, "/survey write", { title });
	await visit.shoot(window, "reply-survey-write", page.message.onlyYou);
	await window.press(t("surveys:write.question"));
	await window.dialog.waitFor();
	await visit.shoot(window, "form-question");
	await window.dialog.getByLabel(t("surveys:type.choice"), { exact: true }).check();
	const [text, lines] = [
		window.dialog.getByRole("textbox").first(),
		window.dialog.getByRole("textbox").last(),
	];
	await text.fill(question);
	await lines.fill(options.split("\n")[0] ?? "");
	await sends(visit, window);
	await visit.shoot(window, "reply-question-wrong", page.message.onlyYou);
	await window.press(t("surveys:write.again"));
	await window.dialog.waitFor();
	await lines.fill(options);
	await visit.shoot(window, "form-question-again");
	await sends(visit, window);
	await visit.shoot(window, "reply-question-written", page.message.onlyYou);
	await visit.press(cast.coordinator, t("surveys:import.keep"), { in: STAFF });
	await visit.shoot(window, "reply-survey-written-kept", page.message.onlyYou);
}

/** The staff of the server are asked how they are. */
async function staffAsked(visit: Visit): Promise<void> {
	const { t, cast, page } = visit;
	const label = t("surveys:button.wellbeing");
	const window = await desk(visit);
	await visit.command(cast.coordinator, "/survey plan", {
		occasion: "wellbeing",
		survey: "volunteer-wellbeing",
	});
	await visit.command(cast.coordinator, "/survey list");
	await visit.press(cast.coordinator, t("surveys:staff.ask"), { in: STAFF });
	await visit.shoot(window, "reply-survey-staff-asked", page.message.onlyYou);
	await visit.shoot(window, "message-survey-wellbeing", label);
	const [one] = cast.facilitators;
	const lead = await visit.window(one);
	await lead.enter(STAFF);
	await lead.press(label);
	await lead.dialog.waitFor();
	await visit.shoot(lead, "form-survey-wellbeing");
	await fillsIn(lead, 2, "");
	await sends(visit, lead);
	await visit.shoot(lead, "reply-survey-wellbeing-next", page.message.onlyYou);
	await answers(visit, one, label, { where: { in: STAFF } });
}
