import { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import type { Session } from "../../sessions/model.ts";
import { endsSoon, isAhead, isUnderstaffed, standingReminder } from "../../sessions/rules.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import { asksMembers } from "../../surveys/plan.ts";
import type { State } from "../state.ts";
import {
	card,
	ending,
	type Notice,
	notice,
	reminder,
	type SessionModel,
	staffCard,
	understaffed,
} from "../views/session.ts";
import { inRoom, type Keep, type Loaded, type Place, roomId, show } from "./surface.ts";

type SessionSurface = Exclude<
	Extract<Surface, { name: `session.${string}` }>,
	{ name: "session.preparation" }
>;

export async function loadSession(
	state: State,
	tx: Tx,
	surface: SessionSurface,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const session = await state.sessions.find(tx, surface.sessionId);
	const group = session && (await state.groups.find(tx, session.groupId));
	const settings = group && (await state.setup.find(tx, group.guildId));
	if (!session || !group || !settings) return null;
	const part = await state.recordings.partOf(tx, group, session);
	const model: SessionModel = {
		session,
		group,
		programme: state.programmes.get(group.programme),
		rooms: {
			voice: await roomId(state, tx, group.id, "voice"),
			questions: await roomId(state, tx, group.id, "questions"),
		},
		now,
		part,
		record: part !== null && !(await state.recordings.ofSession(tx, session.id)),
	};
	const t = translator(group.language);
	const staffT = translator(settings.language);
	const at = (place: Place, shown: Loaded["show"]): Loaded => ({
		guildId: group.guildId,
		place,
		show: group.state === "archived" ? null : shown,
	});
	const discussion = inRoom(group, "discussion");
	const staff: Place = { kind: "channel", id: settings.staffChannelId };
	switch (surface.name) {
		case "session.card":
			return at(
				discussion,
				standing(session, (keep, pinned) => show(() => card(t, model), keep, pinned)),
			);
		case "session.staff": {
			const asked = (await state.surveys.besides(tx, session.id)).find((survey) => {
				return survey.state === "open" && asksMembers(survey.occasion);
			});
			return at(
				staff,
				standing(session, (keep) => show(() => staffCard(staffT, model, asked?.closesAt), keep)),
			);
		}
		case "session.reminder": {
			const { which } = surface;
			if (standingReminder(session, group.zone, now) !== which) return at(discussion, null);
			const members = await state.members.list(tx, group.id);
			const called = members.filter(({ reminders }) => reminders).map(({ userId }) => userId);
			return at(
				discussion,
				show(() => reminder(t, model, which, called), "once"),
			);
		}
		case "session.ending":
			return at(
				inRoom(group, "voice"),
				endsSoon(session, group.zone, now) ? show(() => ending(t, model), "once") : null,
			);
		case "session.notice": {
			const next = await state.sessions.next(tx, group.id, now);
			const told = isStillTrue(surface, session) ? noticeOf(surface, session) : null;
			return at(discussion, told && show(() => notice(t, model, told, next), "once"));
		}
		case "session.understaffed":
			return at(
				staff,
				isUnderstaffed(session, group.zone, now) ? show(() => understaffed(staffT, model), "once") : null,
			);
	}
}

/** A card stands from the announcement to the end; one that stands when the session is over then says so. */
function standing(session: Session, shown: (keep: Keep, pinned: boolean) => Loaded["show"]): Loaded["show"] {
	switch (session.state) {
		case "planned":
			return null;
		case "announced":
		case "doors":
		case "live":
			return shown("standing", true);
		default:
			return shown("update", false);
	}
}

type NoticeSurface = Extract<Surface, { name: "session.notice" }>;

/** A notice of a change that has been overtaken by another is not told. */
function isStillTrue({ what, revision }: NoticeSurface, session: Session): boolean {
	if (session.revision !== revision) return false;
	return what === "cancelled" ? session.state === "cancelled" : isAhead(session);
}

function noticeOf({ what, from }: NoticeSurface, session: Session): Notice {
	if (what !== "moved") return { what };
	return { what, from: from === undefined ? null : Temporal.Instant.from(from), to: session.startsAt };
}
