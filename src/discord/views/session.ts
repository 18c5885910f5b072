import type { Temporal } from "temporal-polyfill";
import type { Group } from "../../groups/model.ts";
import { homeOfGroup } from "../../homes/service.ts";
import type { Programme } from "../../programmes/model.ts";
import type { RecordedPart } from "../../recordings/model.ts";
import type { Session } from "../../sessions/model.ts";
import { isAhead, isStaffed, isUnderstaffed, timeline, whyNotHeld } from "../../sessions/rules.ts";
import type { Translate } from "../../shared/i18n.ts";
import { ShiftRef, type UserId } from "../../shared/ids.ts";
import { quietRow } from "./quiet.ts";
import { safetyRow } from "./safetyRow.ts";
import { channel, channelUrl, list, person, plain, plainLines, relative, when } from "./text.ts";
import { button, link, type View, view } from "./view.ts";

export interface SessionModel {
	session: Session;
	group: Group;
	programme: Programme | undefined;
	/** The group's rooms, by Discord id; null when one is missing. */
	rooms: { voice: string | null; questions: string | null };
	now: Temporal.Instant;
	/** What of it is recorded; null: nothing. */
	part: RecordedPart | null;
	/** Whether recording it can still be begun. */
	record: boolean;
}

/** "Tapaaminen 3: Apuvälineet", safe to show. */
function sessionTitle(t: Translate, session: Session): string {
	return t("messages:session.title", { number: session.number, title: plain(session.title) });
}

/** Where the session is in its life, in a sentence. */
function stateOf(t: Translate, { session, group, now }: SessionModel): string {
	if (isUnderstaffed(session, group.zone, now)) return t("messages:session.state.waiting");
	return t(`messages:session.state.${whyNotHeld(session) ?? session.state}`);
}

function whenAndHowLong(t: Translate, session: Session): string {
	return [
		t("messages:session.when", { when: when(session.startsAt), relative: relative(session.startsAt) }),
		t("messages:session.minutes", { minutes: session.durationMinutes }),
	].join("\n");
}

function leads(t: Translate, session: Session): string {
	const names = list(session.facilitators.map(person), t.language);
	if (isStaffed(session)) return t("messages:session.leads", { names });
	return session.facilitators.length === 0
		? t("messages:session.leads-none")
		: t("messages:session.leads-one", { names });
}

function expert(t: Translate, session: Session): string | undefined {
	if (!session.expert) return undefined;
	return t("messages:session.expert", { expert: plain(session.expert.name) });
}

function lines(...parts: (string | undefined | false)[]): string {
	return parts.filter((part) => part).join("\n");
}

/** The session's card for the group: always its present state, with the buttons that apply. */
export function card(t: Translate, model: SessionModel): View {
	const { session, group, programme, rooms, part } = model;
	const title = `## ${sessionTitle(t, session)}`;
	const state = `**${stateOf(t, model)}**`;
	const ahead = isAhead(session);
	const inside = session.state === "doors" || session.state === "live";
	if (!ahead && !inside)
		return view([
			title,
			state,
			lines(
				session.state === "cancelled"
					? t("messages:session.when", { when: when(session.startsAt), relative: relative(session.startsAt) })
					: undefined,
				plainLines(session.description),
			),
		]);
	const { guildId } = group;
	return view([
		title,
		state,
		plainLines(session.description),
		lines(whenAndHowLong(t, session), expert(t, session), leads(t, session)),
		lines(
			t("messages:session.listening"),
			programme?.introductionsAsked
				? t("messages:session.introductions-asked")
				: t("messages:session.introductions-not-asked"),
			t(part === null ? "messages:session.not-recorded" : `recordings:announced.${part}`),
		),
		[
			...(inside && rooms.voice
				? [link(t, "messages:button.to-voice", channelUrl(guildId, rooms.voice))]
				: []),
			...(session.expert ? [button(t, "messages:button.ask", "secondary", "ask-expert", session.id)] : []),
			...(ahead
				? [
						button(t, "messages:button.reminders-on", "secondary", "reminders-on", group.id),
						button(t, "messages:button.reminders-off", "secondary", "reminders-off", group.id),
						...(session.number === 1
							? [button(t, "company:button.ask", "secondary", "company-ask", group.id)]
							: []),
					]
				: []),
		],
		safetyRow(t, { kind: "group", groupId: group.id }),
	]);
}

/** The same for staff, with start and end. `asked`: until when the group is asked about it, if it is. */
export function staffCard(t: Translate, model: SessionModel, asked: Temporal.Instant | null = null): View {
	const { session, group } = model;
	const ahead = isAhead(session);
	return view([
		`### ${sessionTitle(t, session)}`,
		t("messages:session.staff.in", { group: plain(group.name) }),
		`**${stateOf(t, model)}**`,
		lines(
			whenAndHowLong(t, session),
			expert(t, session) ?? t("messages:session.staff.no-expert"),
			leads(t, session),
		),
		ahead && !isStaffed(session) && t("messages:session.staff.short"),
		asked && t("surveys:staff-card", { until: when(asked) }),
		[
			...(session.state === "doors"
				? [button(t, "messages:button.session-start", "primary", "session-start", session.id)]
				: []),
			...(session.state === "live"
				? [
						...(model.record
							? [button(t, "recordings:button.start", "secondary", "recording-start", session.id)]
							: []),
						button(t, "messages:button.session-end", "danger", "session-end", session.id),
					]
				: []),
			...(session.state === "ended" || session.state === "closed"
				? [
						button(
							t,
							"handovers:button.write",
							"secondary",
							"handover",
							ShiftRef.parse(`session/${session.id}`),
						),
					]
				: []),
		],
		(session.state === "doors" || session.state === "live") && [
			...quietRow(t, { groupId: group.id }),
			button(t, "groundRules:button.remind", "secondary", "rules-remind", homeOfGroup(group.id)),
		],
	]);
}

/** Calls those who wanted it, in a small last line. */
export function reminder(
	t: Translate,
	model: SessionModel,
	which: "day" | "hour",
	members: readonly UserId[],
): View {
	const { session, rooms } = model;
	// Discord calls at most a hundred people in one message; a group holds no more.
	const calls = members.slice(0, 100);
	return view(
		[
			`### ${t(`messages:reminder.${which}`)}`,
			lines(
				t("messages:reminder.text", {
					title: plain(session.title),
					when: when(session.startsAt),
					relative: relative(session.startsAt),
				}),
				rooms.voice !== null && t("messages:reminder.voice", { room: channel(rooms.voice) }),
			),
			calls.length > 0 && `-# ${t("messages:reminder.for", { members: calls.map(person).join(" ") })}`,
		],
		{ calls },
	);
}

/** In the voice room: the session ends soon. */
export function ending(t: Translate, { session, group }: SessionModel): View {
	return view([
		`### ${t("messages:ending.title")}`,
		t("messages:ending.text", { relative: relative(timeline(session, group.zone).endsAt) }),
	]);
}

export type Notice =
	| { what: "moved"; from: Temporal.Instant | null; to: Temporal.Instant }
	| { what: "cancelled" | "added" };

/** To the group, once: a session was moved, cancelled or added. */
export function notice(
	t: Translate,
	{ session }: SessionModel,
	told: Notice,
	next: Session | undefined,
): View {
	const title = sessionTitle(t, session);
	const at = told.what === "moved" ? told.to : session.startsAt;
	const kind = (told.what === "cancelled" && whyNotHeld(session)) || told.what;
	return view([
		`### ${t(`messages:notice.${kind}.title`)}`,
		lines(
			noticeText(t, kind, title, at),
			told.what === "moved" &&
				told.from !== null &&
				t("messages:notice.moved.from", { when: when(told.from) }),
			told.what === "cancelled" && next && t("messages:notice.next", { when: when(next.startsAt) }),
		),
	]);
}

function noticeText(
	t: Translate,
	kind: Notice["what"] | "not-held" | "not-opened",
	title: string,
	at: Temporal.Instant,
): string {
	switch (kind) {
		case "not-held":
		case "not-opened":
			return t(`messages:notice.${kind}.text`, { title });
		case "cancelled":
			return t("messages:notice.cancelled.text", { title, when: when(at) });
		default:
			return t(`messages:notice.${kind}.text`, { title, when: when(at), relative: relative(at) });
	}
}

/** To staff: the doors stay closed for want of facilitators. */
export function understaffed(t: Translate, { session, group }: SessionModel): View {
	return view([
		`### ${t("messages:understaffed.title")}`,
		t("messages:understaffed.text", {
			title: plain(session.title),
			group: plain(group.name),
			count: session.facilitators.length,
			relative: relative(session.startsAt),
		}),
		t("messages:understaffed.do"),
	]);
}
