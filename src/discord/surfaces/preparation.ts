import type { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import { visitingExpert } from "../../sessions/rules.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { preparation } from "../views/preparation.ts";
import { clip } from "../views/text.ts";
import { inRoom, type Loaded, roomId, show } from "./surface.ts";

type Shown = Extract<Surface, { name: `session.preparation` }>;

/** From the announcement until the day after, while the expert sees the group's rooms. */
export async function loadPreparation(
	state: State,
	tx: Tx,
	surface: Shown,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const session = await state.sessions.find(tx, surface.sessionId);
	const group = session && (await state.groups.find(tx, session.groupId));
	if (!session || !group) return null;
	const { guildId } = group;
	const { expert, facilitators } = session;
	if (!expert?.userId) return null;
	const inside = group.state !== "archived" && visitingExpert(session, group.zone, now) !== null;
	const t = translator(group.language);
	const questions = await state.questions.ofSession(tx, session.id);
	const nicknames = await state.questions.nicknames(tx, questions);
	const rooms = {
		voice: await roomId(state, tx, group.id, "voice"),
		questions: await roomId(state, tx, group.id, "questions"),
	};
	return {
		guildId,
		place: {
			kind: "thread",
			parent: inRoom(group, "questions"),
			name: clip(t("rosters:preparation.thread", { title: session.title }), 100),
			of: expert.userId,
			with: facilitators,
		},
		show: inside
			? show(() => preparation(t, { session, expert, group, rooms, questions, nicknames }), "standing")
			: null,
	};
}
