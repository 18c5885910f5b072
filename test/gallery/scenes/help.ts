import type { Visit } from "../visit.ts";
import { CALLER, COORDINATORS, fills, looksAt, STAFF, said, threadOf, VISITOR } from "./safetyTeam.ts";
import { starts } from "./times.ts";

export const help = { quietHours, visitor, unmasked, underNickname, accompanied };

/** Nobody is on duty. */
async function quietHours(visit: Visit): Promise<void> {
	const { t, page } = visit;
	const window = await visit.window(VISITOR);
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-safety-desk", t("help:desk.text"));
	await visit.press(VISITOR, t("help:button.help"));
	await visit.shoot(window, "reply-help-quiet", page.message.onlyYou);
	await looksAt(visit, window, t("help:button.pseudonym"), "form-help-visitor");
	await fills(visit, VISITOR, t("help:button.pseudonym"), { [t("help:form.about")]: said(visit).need });
	await visit.shoot(window, "reply-help-visitor", page.message.onlyYou);
	await window.enter(t("help:talk.thread"));
	await visit.shoot(window, "message-help-visitor", t("help:talk.title"));
}

/** Those who lead the meeting answer, without seeing whom. */
async function visitor(visit: Visit): Promise<void> {
	const { t, cast, stage, page } = visit;
	const [one] = cast.facilitators;
	const lead = await visit.window(one);
	await lead.enter(STAFF);
	await stage.until(starts(visit, 1));
	const thread = await visitorThread(visit);
	await visit.shoot(lead, "message-help-call", t("help:call.visitor", { visitor: thread }));
	await lead.enter(thread);
	await visit.shoot(lead, "message-help-staff", t("help:staff.text", { visitor: thread }).slice(0, 30));
	await looksAt(visit, lead, t("help:button.answer"), "form-help-answer");
	await fills(
		visit,
		one,
		t("help:button.answer"),
		{ [t("help:form.answer")]: said(visit).staffSays },
		{ in: thread },
	);
	await visit.shoot(lead, "reply-help-answered", page.message.onlyYou);
	const window = await visit.window(VISITOR);
	await visit.shoot(window, "message-help-word", t("help:word.staff"));
	await looksAt(visit, window, t("help:button.write"), "form-help-write");
}

async function unmasked(visit: Visit): Promise<void> {
	const { t, cast, stage, page } = visit;
	const [one, two] = cast.facilitators;
	const thread = await visitorThread(visit);
	const [lead, other] = [await visit.window(one), await visit.window(two)];
	await lead.enter(thread);
	await other.enter(thread);
	await looksAt(visit, lead, t("help:button.unmask"), "form-unmask");
	const why = { [t("help:form.unmask-reason")]: said(visit).danger };
	await fills(visit, one, t("help:button.unmask"), why, { in: thread });
	await visit.shoot(lead, "reply-unmask-asked", page.message.onlyYou);
	await visit.shoot(other, "message-unmask-asked", t("help:button.agree"));
	await fills(visit, two, t("help:button.agree"), why, { in: thread });
	await visit.shoot(other, "message-unmask-done", t("help:button.who"));
	await visit.press(two, t("help:button.who"), { in: thread });
	await visit.shoot(other, "reply-unmask-who", page.message.onlyYou);
	const desk = await visit.window(cast.coordinator);
	await desk.enter(COORDINATORS);
	await visit.shoot(desk, "message-unmasked", t("help:unmasked.title"));
	const window = await visit.window(VISITOR);
	await visit.press(VISITOR, t("help:button.close"), { in: t("help:talk.thread") });
	await visit.shoot(window, "reply-help-close-ask", page.message.onlyYou);
	await visit.press(VISITOR, t("help:button.close-yes"), { in: t("help:talk.thread") });
	await visit.shoot(window, "message-help-closed", t("help:closed.title"));
	await stage.settle();
}

async function underNickname(visit: Visit): Promise<void> {
	const { t, cast, stage, page } = visit;
	const [one] = cast.facilitators;
	const window = await visit.window(CALLER);
	await window.enter(t("messages:room.discussion.name"));
	await visit.press(CALLER, t("help:button.help"));
	await visit.shoot(window, "reply-help-now", page.message.onlyYou);
	await looksAt(visit, window, t("help:button.nickname"), "form-help-nickname");
	await fills(visit, CALLER, t("help:button.nickname"), {
		[t("help:form.about")]: said(visit).need,
		[t("help:form.danger")]: t("help:form.danger-options.yes"),
	});
	await visit.shoot(window, "reply-help-danger", page.message.onlyYou);
	await window.enter(t("help:talk.thread"));
	await visit.shoot(window, "message-help-talk", t("help:talk.title"));
	await stage.until(stage.now.add({ minutes: 11 }));
	const desk = await visit.window(cast.coordinator);
	await desk.enter(COORDINATORS);
	await visit.shoot(desk, "message-help-unanswered", t("help:coordinator.unanswered"));
	const lead = await visit.window(one);
	await lead.enter(STAFF);
	await visit.press(one, t("help:button.take"), { in: STAFF });
	await visit.shoot(lead, "reply-help-taken", page.message.onlyYou);
	await visit.shoot(window, "message-help-met", t("help:talk.title"));
}

async function accompanied(visit: Visit): Promise<void> {
	const { t, cast, page } = visit;
	const words = said(visit);
	const [one] = cast.facilitators;
	const talk = t("help:talk.thread");
	const lead = await visit.window(one);
	await lead.enter(talk);
	await looksAt(visit, lead, t("help:button.accompany"), "form-accompany");
	await fills(
		visit,
		one,
		t("help:button.accompany"),
		{
			[t("help:form.accompany-whom")]: [t("help:form.accompany-outside")],
			[t("help:form.accompany-service")]: words.service,
			[t("help:form.accompany-contact")]: words.contact,
			[t("help:form.accompany-words")]: words.words,
		},
		{ in: talk },
	);
	await visit.shoot(lead, "reply-accompany-offered", page.message.onlyYou);
	const meeting = t("help:accompany.thread");
	const window = await visit.window(CALLER);
	await window.enter(meeting);
	await visit.shoot(window, "message-accompany-offer", t("help:accompany.title"));
	await visit.press(CALLER, t("help:button.accompany-yes"), { in: meeting });
	await visit.shoot(window, "message-accompany-meeting", t("help:accompany.meeting"));
	await visit.press(CALLER, t("help:button.accompany-stop"), { in: meeting });
	await visit.shoot(window, "reply-accompany-stop-ask", page.message.onlyYou);
	await visit.press(CALLER, t("help:button.accompany-stop-yes"), { in: meeting });
	await visit.shoot(window, "message-accompany-over", t("help:accompany.over"));
}

function visitorThread(visit: Visit): Promise<string> {
	const name = visit.t("help:visitor.birch");
	const [start = name] = name.split(" ");
	return threadOf(visit, visit.cast.facilitators[0], (each) => each.startsWith(start));
}
