import type { Visit } from "../visit.ts";
import { asks } from "./rostersTeam.ts";
import { CALLER, fills, looksAt, REPORTER, STAFF, said } from "./safetyTeam.ts";

export const together = { rules, company, expert };

/** Ground rules are proposed, decided on, and accepted anew. */
async function rules(visit: Visit): Promise<void> {
	const { t, cast, page } = visit;
	const { rule } = said(visit);
	const [one] = cast.facilitators;
	const window = await visit.window(REPORTER);
	await window.enter(t("messages:room.discussion.name"));
	await visit.press(REPORTER, t("groundRules:button.rules"), { in: t("messages:room.discussion.name") });
	await visit.shoot(window, "reply-rules", page.message.onlyYou);
	await looksAt(visit, window, t("groundRules:button.propose"), "form-rules-propose");
	await fills(visit, REPORTER, t("groundRules:button.propose"), {
		[t("groundRules:form.propose-rule")]: rule,
	});
	await visit.shoot(window, "reply-rules-proposed", page.message.onlyYou);
	const lead = await visit.window(one);
	await lead.enter(STAFF);
	await visit.shoot(lead, "message-rules-proposals", rule);
	await looksAt(visit, lead, t("groundRules:button.decide"), "form-rules-decide");
	await fills(
		visit,
		one,
		t("groundRules:button.decide"),
		{ [t("groundRules:form.decide-take")]: [`1. ${rule}`] },
		{ in: STAFF },
	);
	await visit.shoot(lead, "reply-rules-preview", page.message.onlyYou);
	await visit.press(one, t("groundRules:button.adopt"), { in: STAFF });
	await visit.shoot(window, "message-rules-changed", t("groundRules:changed.title"));
	await visit.press(REPORTER, t("groundRules:button.accept"), { in: t("messages:room.discussion.name") });
	await visit.shoot(window, "reply-rules-accepted", page.message.onlyYou);
	const home = cast.groupName;
	await asks(visit, "/rules show", { home });
	const desk = await visit.window(cast.coordinator);
	await desk.enter(STAFF);
	await visit.shoot(desk, "reply-rules-staff", page.message.onlyYou);
	await asks(visit, "/rules remind", { home });
	await visit.shoot(window, "message-rules-reminder", t("groundRules:reminder.title"));
}

async function company(visit: Visit): Promise<void> {
	const { t, cast } = visit;
	const [one] = cast.facilitators;
	const home = cast.groupName;
	await asks(visit, "/company table", { home, on: true }, "reply-company-table");
	const window = await visit.window(CALLER);
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-safety-desk-table", t("company:table.nobody").slice(0, 20));
	await visit.press(CALLER, t("company:button.table"), { in: t("messages:room.discussion.name") });
	await visit.shoot(window, "reply-company-seeking", t("company:button.table-stop"));
	const lead = await visit.window(one);
	await lead.enter(STAFF);
	await visit.shoot(lead, "message-company-staff", t("company:table.staff-waits"));
	await visit.press(CALLER, t("company:button.table-stop"));
}

async function expert(visit: Visit): Promise<void> {
	const { t, cast, page } = visit;
	const { question } = said(visit);
	const [one] = cast.facilitators;
	const room = t("messages:room.questions.name");
	const window = await visit.window(CALLER);
	await window.enter(room);
	await visit.shoot(window, "message-questions-ask");
	await window.press(t("messages:button.ask"));
	await window.dialog.waitFor();
	await visit.shoot(window, "form-question");
	await window.page.keyboard.press("Escape");
	await window.dialog.waitFor({ state: "detached" });
	await fills(
		visit,
		CALLER,
		t("messages:button.ask"),
		{ [t("questions:form.text")]: question, [t("questions:form.as")]: t("questions:form.unnamed") },
		{ in: room },
	);
	await visit.shoot(window, "reply-question-asked", page.message.onlyYou);
	const lead = await visit.window(one);
	await lead.enter(STAFF);
	await visit.shoot(lead, "message-questions-desk", question);
	await looksAt(visit, lead, t("questions:button.answer"), "form-question-answer");
}
