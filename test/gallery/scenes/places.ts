import type { Visit } from "../visit.ts";
import {
	asks,
	at,
	choice,
	enterPlace,
	fills,
	GUEST,
	label,
	looksAt,
	STAFF,
	staffWindow,
	team,
} from "./rostersTeam.ts";
import { workWords } from "./rostersWords.ts";

export const beginning = { hours, staffed };
export const day = { waiting, open, shut };
export const nextDay = { over };
export const afterwards = { missingRoom, archived };

/** Places, their hours and what is special. */
async function hours(visit: Visit): Promise<void> {
	const words = workWords[visit.language];
	const { place } = words;
	await staffWindow(visit, team(visit).lead);
	await asks(visit, "/hours list", {}, "reply-hours-list-empty");
	const other = { place: words.otherPlace };
	await asks(visit, "/hours place", { name: words.otherPlace, supervisors: 3, holidays: "open" });
	const season = { weekday: 6, opens: "10", closes: "12", from: "3.10.2026", until: "28.11.2026" };
	await asks(visit, "/hours add", { ...other, ...season }, "reply-hours-season");
	await asks(visit, "/hours place", { name: place }, "reply-place-made");
	for (const weekday of [1, 2, 3, 4, 5])
		await asks(
			visit,
			"/hours add",
			{ place, weekday, opens: "14", closes: "18" },
			weekday === 1 ? "reply-hours-added" : undefined,
		);
	const overlapping = { place, weekday: 1, opens: "17", closes: "19" };
	await asks(visit, "/hours add", overlapping, "reply-hours-overlap");
	await asks(visit, "/hours add", { ...overlapping, closes: "16" }, "reply-hours-end-before-start");
	const eve = { date: "24.12.2026", reason: words.closedBecause };
	await asks(visit, "/hours exception", { place, ...eve }, "reply-hours-closed-day");
	const monday = await choice(visit, "/hours theme", "opening", label(visit, "09-28", "14:00"));
	const { theme: title, professional } = words;
	await asks(visit, "/hours theme", { opening: monday, title, professional }, "reply-hours-theme");
	await asks(visit, "/hours list", {}, "reply-hours-list");
}

/** Who works there. */
async function staffed(visit: Visit): Promise<void> {
	const { one, two, fresh, lead } = team(visit);
	const [first, second] = workWords[visit.language].organisations;
	await asks(visit, "/staff list", {}, "reply-staff-list-empty");
	for (const [name, organisation] of [
		[one, first],
		[two, second],
		[fresh, second],
		[lead, first],
	] as const) {
		const user = { user: await visit.person(name) };
		const shown = name.split(" ").at(-1) ?? name;
		const duties = { supervisor: true, ...(name === lead ? { coordinator: true } : { facilitator: true }) };
		await asks(
			visit,
			"/staff add",
			{ user, name: shown, organisation, ...duties },
			name === one ? "reply-staff-added" : undefined,
		);
		if (name === fresh) continue;
		const steps = { rules: true, voice: true, safety: true };
		await asks(
			visit,
			"/staff induction",
			{ user, ...steps },
			name === one ? "reply-staff-induction" : undefined,
		);
	}
	await asks(visit, "/staff list", {}, "reply-staff-list");
	const guest = { user: await visit.person(GUEST) };
	await asks(visit, "/staff add", { user: guest, supervisor: true }, "reply-staff-no-role");
	await asks(visit, "/staff remove", { user: guest }, "reply-staff-removed");
	const window = await visit.window(GUEST);
	await enterPlace(visit, window, visit.t("openings:room.card.name"));
	await visit.shoot(window, "message-place-closed", visit.t("openings:card.closed"));
	const mine = await staffWindow(visit, one);
	await visit.shoot(mine, "message-place-staff", visit.t("openings:staff.how"));
	await visit.press(one, visit.t("openings:button.here"), duty(visit));
	await visit.shoot(mine, "reply-duty-too-early");
}

/** Too few are there when the hour begins. */
async function waiting(visit: Visit): Promise<void> {
	const { t, stage } = visit;
	const { one, lead } = team(visit);
	const [guest, mine, desk] = [
		await visit.window(GUEST),
		await staffWindow(visit, one),
		await visit.window(lead),
	];
	await stage.until(at(visit, "09-28", "13:40"));
	await visit.press(one, t("openings:button.here"), duty(visit));
	await visit.shoot(mine, "reply-duty-here");
	await stage.until(at(visit, "09-28", "14:02"));
	await visit.shoot(guest, "message-place-waiting", t("openings:card.waiting"));
	await enterPlace(visit, guest, t("openings:room.discussion.name"));
	await visit.shoot(guest, "message-place-not-opened", t("openings:notice.not-opened.title"));
	await visit.shoot(mine, "message-place-short-waiting", shortTitle(visit));
	await visit.shoot(mine, "message-place-staff-waiting", visit.t("openings:staff.how"));
	await desk.enter(STAFF);
	await looksAt(visit, desk, t("openings:button.override"), "form-override");
}

async function open(visit: Visit): Promise<void> {
	const { t } = visit;
	const { one, two } = team(visit);
	const [guest, mine] = [await visit.window(GUEST), await visit.window(one)];
	await staffWindow(visit, two);
	await visit.press(two, t("openings:button.here"), duty(visit));
	await visit.shoot(await visit.window(two), "reply-duty-open");
	await visit.shoot(mine, "message-place-staff-open", visit.t("openings:staff.how"));
	await enterPlace(visit, guest, t("openings:room.card.name"));
	await visit.shoot(guest, "message-place-open", workWords[visit.language].place);
	await enterPlace(visit, guest, t("openings:room.voice.name"));
	await visit.shoot(guest, "place-voice-open");
}

/** One leaves, nobody comes; the coordinator lets it open with fewer. */
async function shut(visit: Visit): Promise<void> {
	const { t, stage } = visit;
	const { one, two, lead } = team(visit);
	const [guest, mine, other] = [await visit.window(GUEST), await visit.window(one), await visit.window(two)];
	await stage.until(at(visit, "09-28", "15:00"));
	await looksAt(visit, other, t("openings:button.leave"), "form-handover-leaving");
	await visit.shoot(mine, "message-place-short-grace", shortTitle(visit));
	await visit.shoot(mine, "message-place-staff-grace", visit.t("openings:staff.how"));
	await stage.until(at(visit, "09-28", "15:06"));
	await enterPlace(visit, guest, t("openings:room.discussion.name"));
	await visit.shoot(guest, "message-place-closed-short", t("openings:notice.closed-short.title"));
	const reason = workWords[visit.language].openBecause;
	await fills(visit, lead, t("openings:button.override"), (form) => {
		const [field] = form.fields;
		if (field) form.fill({ [field.label]: reason });
	});
	await visit.shoot(await visit.window(lead), "reply-override-opened");
	await visit.shoot(mine, "message-place-staff-override", visit.t("openings:staff.how"));
	await stage.until(at(visit, "09-28", "17:51"));
	await visit.shoot(guest, "message-place-ending", t("openings:ending.title"));
}

/** The next day nobody comes; another is called off. */
async function over(visit: Visit): Promise<void> {
	const { t, stage } = visit;
	const [guest, mine] = [await visit.window(GUEST), await visit.window(team(visit).one)];
	await stage.until(at(visit, "09-29", "14:01"));
	await visit.shoot(mine, "message-handover-notes", t("handovers:notes.title"));
	await stage.until(at(visit, "09-29", "18:01"));
	await visit.shoot(guest, "message-place-stayed-closed", t("openings:notice.stayed-closed.title"));
	const friday = await choice(visit, "/hours cancel", "opening", label(visit, "10-02", "14:00"));
	const reason = workWords[visit.language].calledOffBecause;
	await asks(visit, "/hours cancel", { opening: friday, reason }, "reply-hours-cancelled");
	await visit.shoot(guest, "message-place-called-off", t("openings:notice.cancelled.title"));
	await visit.shoot(mine, "message-shift-cancelled", t("rosters:change.cancelled.title"));
	await enterPlace(visit, guest, t("openings:room.card.name"));
	await visit.shoot(guest, "message-place-closed-later", t("openings:card.closed"));
}

async function missingRoom(visit: Visit): Promise<void> {
	const { place } = workWords[visit.language];
	const { sandbox } = visit.stage;
	sandbox.byHand.deleteChannel(`${place}/${visit.t("openings:room.card.name")}`);
	await asks(visit, "/piiri status", {}, "reply-status-place-room");
	await visit.press(team(visit).lead, visit.t("messages:problem.restore"), { in: STAFF });
	await visit.stage.settle();
}

async function archived(visit: Visit): Promise<void> {
	const { t, stage } = visit;
	const { lead, one } = team(visit);
	const { place, otherPlace } = workWords[visit.language];
	await asks(visit, "/hours archive", { place }, "reply-place-archive-ask");
	await visit.press(lead, t("openings:form.archive-yes"), { in: STAFF });
	await visit.shoot(await visit.window(lead), "reply-place-archived", visit.page.message.onlyYou);
	await asks(visit, "/hours archive", { place: otherPlace });
	await visit.press(lead, t("openings:form.archive-yes"), { in: STAFF });
	const mine = await visit.window(one);
	await visit.shoot(mine, "message-roster-few", t("rosters:board.title"));
	await stage.until(at(visit, "10-23", "12:00"));
	await visit.shoot(mine, "message-roster-empty", t("rosters:board.title"));
}

function placeTitle(visit: Visit): string {
	return visit.t("openings:staff.title", { place: workWords[visit.language].place });
}

function shortTitle(visit: Visit): string {
	return visit.t("openings:short.title", { place: workWords[visit.language].place });
}

/** Where one comes on duty at the place. */
function duty(visit: Visit) {
	return { in: STAFF, containing: placeTitle(visit) };
}
