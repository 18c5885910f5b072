import type { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import { hasExpired, usable } from "../../stories/rules.ts";
import type { State } from "../state.ts";
import { storyAsk, storyShown, storyTold } from "../views/story.ts";
import { inRoom, type Loaded, show } from "./surface.ts";

export async function loadStory(
	state: State,
	tx: Tx,
	surface: Extract<Surface, { name: `story.${string}` }>,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const group = await state.groups.find(tx, surface.groupId);
	const settings = group && (await state.setup.find(tx, group.guildId));
	if (!group || !settings) return null;
	const { guildId } = group;
	const found = await state.stories.find(tx, surface.storyId);
	const story = found && !hasExpired(found, now) && group.state !== "archived" ? found : undefined;
	switch (surface.name) {
		case "story.told": {
			const t = translator(settings.language);
			return {
				guildId,
				place: { kind: "channel", id: settings.coordinatorChannelId },
				show: story && story.uses.length > 0 ? show(() => storyTold(t, { group }), "once") : null,
			};
		}
		case "story.ask": {
			const t = translator(story?.language ?? group.language);
			const { userId, groupId, revision } = surface;
			const redacted = story?.revision === revision && story.accepted === null ? story.redacted : null;
			return {
				guildId,
				place: {
					kind: "person",
					userId,
					otherwise: { kind: "thread", groupId, name: t("stories:ask.thread") },
				},
				show: story && redacted !== null ? show(() => storyAsk(t, { story, group, redacted }), "once") : null,
			};
		}
		case "story.shown": {
			const text = story?.shown ? usable(story, "group", now) : undefined;
			return {
				guildId,
				place: inRoom(group, "discussion"),
				show: text === undefined ? null : show(() => storyShown(translator(group.language), text), "changed"),
			};
		}
	}
}
