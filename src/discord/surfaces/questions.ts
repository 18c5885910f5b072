import type { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import { isDealtWith } from "../../questions/rules.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { answered, desk } from "../views/questions.ts";
import { inRoom, type Loaded, show } from "./surface.ts";

export async function loadQuestions(
	state: State,
	tx: Tx,
	surface: Extract<Surface, { name: `questions.${string}` }>,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const session = await state.sessions.find(tx, surface.sessionId);
	const group = session && (await state.groups.find(tx, session.groupId));
	const settings = group && (await state.setup.find(tx, group.guildId));
	if (!session || !group || !settings) return null;
	const { guildId } = group;
	const gone = group.state === "archived";
	if (surface.name === "questions.desk") {
		const questions = await state.questions.ofSession(tx, session.id);
		const nicknames = await state.questions.nicknames(tx, questions);
		const t = translator(settings.language);
		const wanted = !gone && questions.length > 0 && isDealtWith(session, now);
		return {
			guildId,
			place: { kind: "channel", id: settings.staffChannelId },
			show: wanted ? show(() => desk(t, { session, group, questions, nicknames }), "standing") : null,
		};
	}
	const question = await state.questions.find(tx, surface.questionId);
	const place = inRoom(group, "questions");
	const answer = question?.answer ?? null;
	if (gone || !question || answer === null) return { guildId, place, show: null };
	const nicknames = await state.questions.nicknames(tx, [question]);
	const t = translator(group.language);
	return { guildId, place, show: show(() => answered(t, { question, answer, nicknames }), "changed") };
}
