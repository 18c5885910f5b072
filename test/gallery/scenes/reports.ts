import type { Visit } from "../visit.ts";
import { asks } from "./rostersTeam.ts";
import { COORDINATORS, entersLast, fills, looksAt, REPORTED, REPORTER, STAFF, said } from "./safetyTeam.ts";

export const reports = { reported, handled, quiet, steps, appealed, banned, record };

async function reported(visit: Visit): Promise<void> {
	const { t, page, cast } = visit;
	const words = said(visit);
	const talk = t("messages:room.discussion.name");
	const window = await visit.window(REPORTER);
	await window.enter(talk);
	await looksAt(visit, window, t("moderation:button.report"), "form-report-place");
	const message = await (await visit.person(REPORTED)).write(talk, words.insult);
	const article = window.page.locator("article", { hasText: words.insult }).last();
	const open = async () => {
		await article.locator(".more").click({ force: true });
		await window.dialog.waitFor();
	};
	await open();
	await visit.shoot(window, "message-menu-report");
	await window.dialog.getByText(t("moderation:menu.message")).click();
	await window.dialog.getByText(t("moderation:form.urgent")).waitFor();
	await visit.shoot(window, "form-report");
	await window.page.keyboard.press("Escape");
	await window.dialog.waitFor({ state: "detached" });
	const person = await visit.person(REPORTER);
	await visit.stage.fill(() => person.contextMenu(t("moderation:menu.message"), message), {
		[t("moderation:form.reason")]: [t("moderation:reason.bullying")],
		[t("moderation:form.text")]: words.report,
		[t("moderation:form.urgent")]: [t("moderation:form.urgent-yes")],
	});
	await visit.shoot(window, "reply-report-thanks", page.message.onlyYou);
	const lead = await visit.window(cast.facilitators[0]);
	await lead.enter(thread(visit));
	await visit.shoot(lead, "message-case", t("moderation:case.note"));
	await visit.shoot(lead, "message-case-start", t("moderation:case.note"), "start");
}

/** Staff and people write to each other. */
async function handled(visit: Visit): Promise<void> {
	const { t, page, cast } = visit;
	const words = said(visit);
	const [one] = cast.facilitators;
	const at = { in: thread(visit) };
	const lead = await visit.window(one);
	await lead.enter(thread(visit));
	await visit.press(one, t("moderation:button.take"), at);
	await visit.shoot(lead, "reply-case-taken", page.message.onlyYou);
	await looksAt(visit, lead, t("moderation:button.write-subject"), "form-case-write-subject");
	await looksAt(visit, lead, t("moderation:button.write-reporter"), "form-case-write-reporter");
	const text = { [t("moderation:write.text")]: words.asks };
	await fills(visit, one, t("moderation:button.write-reporter"), text, at);
	await visit.shoot(lead, "reply-case-sent", page.message.onlyYou);
	await fills(visit, one, t("moderation:button.write-subject"), text, at);
	const fromStaff = t("moderation:word.thread");
	const [reporter, subject] = [await visit.window(REPORTER), await visit.window(REPORTED)];
	await reporter.enter(fromStaff);
	await visit.shoot(reporter, "message-case-reporter", t("moderation:word.to-reporter"));
	await subject.enter(fromStaff);
	await visit.shoot(subject, "message-case-subject", words.asks);
	await looksAt(visit, subject, t("moderation:button.answer"), "form-case-answer");
	await fills(
		visit,
		REPORTED,
		t("moderation:button.answer"),
		{ [t("moderation:write.text")]: words.appeal },
		{ in: fromStaff },
	);
	await visit.shoot(subject, "reply-case-answered", page.message.onlyYou);
	await visit.shoot(lead, "message-case-words", t("moderation:case.note"), "end");
}

async function quiet(visit: Visit): Promise<void> {
	const { t, page, cast, stage } = visit;
	const [, two] = cast.facilitators;
	const other = await visit.window(two);
	await other.enter(STAFF);
	await visit.press(two, t("moderation:quiet.button.discussion"), { in: STAFF });
	await visit.shoot(other, "reply-quiet", page.message.onlyYou);
	const talk = t("messages:room.discussion.name");
	await visit.shoot(other, "message-quiet-staff", t("moderation:quiet.button.end"));
	const window = await visit.window(REPORTER);
	await window.enter(talk);
	await visit.shoot(window, "message-quiet", t("moderation:quiet.notice.title"));
	await visit.press(two, t("moderation:quiet.button.end"), { in: STAFF });
	await stage.settle();
}

async function steps(visit: Visit): Promise<void> {
	const { t, page, cast } = visit;
	const [one] = cast.facilitators;
	const lead = await visit.window(one);
	await lead.enter(thread(visit));
	await looksAt(visit, lead, t("moderation:step.button.choose"), "form-step");
	await take(visit, one, "hide");
	await visit.shoot(lead, "reply-step-decided", page.message.onlyYou);
	await visit.shoot(lead, "message-step-staff", t("moderation:step.button.undo"));
	const subject = await visit.window(REPORTED);
	await entersLast(subject, t("moderation:step.notice.thread"));
	await visit.shoot(subject, "message-step-hide", t("moderation:step.notice.title.hide"));
	for (const kind of ["remind", "timeout", "listen"] as const) {
		await take(visit, one, kind, 10);
		await entersLast(subject, t("moderation:step.notice.thread"));
		await visit.shoot(subject, `message-step-${kind}`, t(`moderation:step.notice.title.${kind}`));
	}
	await take(visit, one, "slow", 10);
	const window = await visit.window(REPORTER);
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-step-slow", t("moderation:step.notice.title.slow"));
}

async function appealed(visit: Visit): Promise<void> {
	const { t, page, cast, stage } = visit;
	const words = said(visit);
	await stage.until(stage.now.add({ minutes: 11 }));
	const subject = await visit.window(REPORTED);
	await entersLast(subject, t("moderation:step.notice.thread"));
	await visit.shoot(subject, "message-step-over", t("moderation:step.notice.over").slice(2, 18));
	await looksAt(visit, subject, t("moderation:appeal.button.write"), "form-appeal");
	await fills(visit, REPORTED, t("moderation:appeal.button.write"), {
		[t("moderation:appeal.form.text")]: words.appeal,
	});
	await visit.shoot(subject, "reply-appeal-sent", page.message.onlyYou);
	const desk = await visit.window(cast.coordinator);
	await desk.enter(COORDINATORS);
	await visit.shoot(desk, "message-appeal", t("moderation:appeal.staff.title"));
	await looksAt(visit, desk, t("moderation:appeal.button.lift"), "form-appeal-decide");
	await fills(
		visit,
		cast.coordinator,
		t("moderation:appeal.button.lift"),
		{ [t("moderation:appeal.form.decide")]: words.answer },
		{ in: COORDINATORS },
	);
	await visit.shoot(desk, "reply-appeal-lifted", page.message.onlyYou);
	await visit.shoot(desk, "message-appeal-lifted", t("moderation:appeal.staff.title"));
	await visit.shoot(subject, "message-appeal-answer", t("moderation:appeal.answer.title"));
	await subject.enter(t("messages:room.welcome.name"));
	await visit.press(REPORTED, t("messages:button.my-data"));
	await visit.shoot(subject, "reply-my-data-steps", page.message.onlyYou);
}

async function banned(visit: Visit): Promise<void> {
	const { t, page, cast } = visit;
	const [one, two] = cast.facilitators;
	const [lead, other] = [await visit.window(one), await visit.window(two)];
	await lead.enter(thread(visit));
	await take(visit, one, "ban");
	await visit.shoot(lead, "reply-ban-asked", page.message.onlyYou);
	await other.enter(thread(visit));
	await visit.shoot(other, "message-ban-asked", t("moderation:step.button.agree"));
	await visit.press(two, t("moderation:step.button.agree"), { in: thread(visit) });
	await visit.shoot(other, "reply-ban-agreed", page.message.onlyYou);
	await visit.shoot(
		other,
		"message-ban-done",
		t("moderation:step.staff.title", { kind: t("moderation:step.kind.ban") }),
	);
}

async function record(visit: Visit): Promise<void> {
	const { t, cast, page, stage } = visit;
	const words = said(visit);
	const [one] = cast.facilitators;
	const lead = await visit.window(one);
	await lead.enter(thread(visit));
	await looksAt(visit, lead, t("moderation:button.close"), "form-case-close");
	await fills(
		visit,
		one,
		t("moderation:button.close"),
		{ [t("moderation:close.outcome")]: words.outcome, [t("moderation:close.word")]: words.told },
		{ in: thread(visit) },
	);
	await visit.shoot(lead, "reply-case-closed", page.message.onlyYou);
	await visit.shoot(lead, "message-case-closed", t("moderation:case.note"), "start");
	const desk = await visit.window(cast.coordinator);
	await desk.enter(STAFF);
	await asks(visit, "/case list", {}, "reply-case-list");
	await asks(visit, "/step list", {}, "reply-step-list");
	await asks(visit, "/case show", { case: 1 }, "reply-case-show");
	await stage.settle();
}

function thread({ t }: Visit): string {
	return t("moderation:case.title", { number: 1 });
}

async function take(
	visit: Visit,
	name: string,
	kind: "remind" | "hide" | "slow" | "listen" | "timeout" | "ban",
	length: 10 | 60 = 60,
): Promise<void> {
	const { t } = visit;
	await fills(
		visit,
		name,
		t("moderation:step.button.choose"),
		{
			[t("moderation:step.form.kind")]: [t(`moderation:step.choice.${kind}`)],
			[t("moderation:step.form.length")]: [t(`moderation:step.length.${length}`)],
			[t("moderation:step.form.reason")]: said(visit).reason,
		},
		{ in: thread(visit) },
	);
}
