import type { Visit } from "../visit.ts";
import { asks } from "./rostersTeam.ts";
import { CALLER, looksAt, REPORTER, STAFF } from "./safetyTeam.ts";
import { starts } from "./times.ts";

export const recordings = { planned, recorded, listening };

async function planned(visit: Visit): Promise<void> {
	const { t, cast, stage } = visit;
	const desk = await visit.window(cast.coordinator);
	await desk.enter(STAFF);
	const group = await visit.group("/recording plan");
	await asks(visit, "/recording plan", { group, part: "all", begins: "press" }, "reply-recording-plan");
	await stage.until(starts(visit, 2).subtract({ days: 2 }));
	const window = await visit.window(REPORTER);
	await window.enter(t("messages:room.discussion.name"));
	await visit.shoot(window, "message-session-recorded", t("messages:button.reminders-on"), "start");
	await stage.until(starts(visit, 2).add({ minutes: 1 }));
}

async function recorded(visit: Visit): Promise<void> {
	const { t, cast, stage, page } = visit;
	const [one, two] = cast.facilitators;
	const room = t("messages:room.voice.name");
	const lead = await visit.window(one);
	await lead.enter(STAFF);
	for (const name of [one, two, REPORTER, CALLER]) (await visit.person(name)).joinVoice(room);
	await stage.settle();
	await visit.press(one, t("recordings:button.start"), { in: STAFF });
	await visit.shoot(lead, "reply-recording-begun", page.message.onlyYou);
	await lead.reads(t("recordings:staff.state.on"));
	await visit.shoot(lead, "message-recording-staff", t("recordings:button.mark"));
	await looksAt(visit, lead, t("recordings:button.mark"), "form-recording-mark");
	const [window, other] = [await visit.window(REPORTER), await visit.window(CALLER)];
	await window.enter(room);
	await other.enter(room);
	await visit.shoot(window, "message-recording-notice", t("recordings:notice.title.on"));
	await visit.shoot(window, "message-recording-ask", t("recordings:ask", { person: "" }).slice(2, 30));
	await visit.press(REPORTER, t("recordings:button.yes"), { in: room });
	await visit.shoot(window, "reply-recording-yes", page.message.onlyYou);
	await visit.press(CALLER, t("recordings:button.no"), { in: room });
	await visit.shoot(other, "reply-recording-no", page.message.onlyYou);
	for (const name of [one, two]) await visit.press(name, t("recordings:button.yes"), { in: room });
	const person = await visit.person(REPORTER);
	await stage.sandbox.voice.talk(5, [{ who: person, hz: 300 }]);
	await visit.press(CALLER, t("recordings:button.off"), { in: room });
	await visit.shoot(other, "reply-recording-off", page.message.onlyYou);
	await visit.shoot(other, "message-recording-paused", t("recordings:notice.title.paused"));
	await visit.shoot(lead, "message-recording-staff-paused", t("recordings:staff.state.paused"));
	(await visit.person(two)).leaveVoice();
	await stage.settle();
	await visit.shoot(lead, "message-recording-staff-trouble", t("recordings:staff.state.paused"));
	await visit.press(one, t("recordings:button.stop"), { in: STAFF });
	await visit.shoot(lead, "reply-recording-stopped", page.message.onlyYou);
}

async function listening(visit: Visit): Promise<void> {
	const { t, stage, page } = visit;
	const room = t("messages:room.recordings.name");
	await stage.until(starts(visit, 2).add({ hours: 3 }));
	const window = await visit.window(REPORTER);
	await window.enter(room);
	// The mix is made in a worker thread, and its card comes with the next tick.
	for (let tick = 0; tick < 30 && (await window.button(t("recordings:button.listen")).count()) === 0; tick++)
		await stage.until(stage.now.add({ minutes: 1 }));
	await visit.shoot(window, "message-recording-card", t("recordings:button.listen"));
	await visit.press(REPORTER, t("recordings:button.listen"), { in: room });
	await visit.shoot(window, "reply-recording-listen", page.message.onlyYou);
	await visit.press(REPORTER, t("recordings:button.take-out"), { in: room });
	await visit.shoot(window, "reply-recording-take-out", page.message.onlyYou);
	await visit.press(REPORTER, t("recordings:button.take-out-yes"), { in: room });
	await visit.shoot(window, "reply-recording-taken-out", page.message.onlyYou);
}
