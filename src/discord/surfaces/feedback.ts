import { isPosted } from "../../feedback/rules.ts";
import type { Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { feedbackPosted } from "../views/feedback.ts";
import { inRoom, type Loaded, show } from "./surface.ts";

export async function loadFeedback(
	state: State,
	tx: Tx,
	{ groupId, feedbackId }: Extract<Surface, { name: `feedback.${string}` }>,
): Promise<Loaded | null> {
	const group = await state.groups.find(tx, groupId);
	if (!group) return null;
	const found = await state.feedback.find(tx, feedbackId);
	const stands = group.state !== "archived" && found && isPosted(found);
	return {
		guildId: group.guildId,
		place: inRoom(group, "discussion"),
		show: stands ? show(() => feedbackPosted(translator(group.language), found.posted), "standing") : null,
	};
}
