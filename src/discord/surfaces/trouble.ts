import { type Surface, surfaceKey, troubleOf } from "../../outbox/model.ts";
import { type Translate, translator } from "../../shared/i18n.ts";
import type { GuildId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { trouble } from "../views/trouble.ts";
import type { View } from "../views/view.ts";
import { type Loaded, show } from "./surface.ts";

type Shown = Extract<Surface, { name: `${string}.trouble` }>;

/** To staff: Discord has refused something of a group, a place, the roster or what keeps people safe, so that somebody must do something. */
export async function loadTrouble(state: State, tx: Tx, surface: Shown): Promise<Loaded | null> {
	const about = await aboutOf(state, tx, surface);
	const settings = about && (await state.setup.find(tx, about.guildId));
	if (!about || !settings) return null;
	const key = surfaceKey(surface);
	const failed = (await state.outbox.failed(tx)).some(({ lane }) => {
		const word = troubleOf(lane);
		return word !== undefined && surfaceKey(word.surface) === key;
	});
	return {
		guildId: about.guildId,
		place: { kind: "channel", id: settings.staffChannelId },
		show: failed ? show(() => about.view(translator(settings.language)), "once") : null,
	};
}

async function aboutOf(
	state: State,
	tx: Tx,
	surface: Shown,
): Promise<{ guildId: GuildId; view: (t: Translate) => View } | undefined> {
	switch (surface.name) {
		case "group.trouble": {
			const group = await state.groups.find(tx, surface.groupId);
			return group && { guildId: group.guildId, view: (t) => trouble(t, { group: group.name }) };
		}
		case "place.trouble": {
			const place = await state.openings.place(tx, surface.placeId);
			return place && { guildId: place.guildId, view: (t) => trouble(t, { place: place.name }) };
		}
		case "roster.trouble":
			return { guildId: surface.guildId, view: (t) => trouble(t, "roster") };
		case "safety.trouble":
			return { guildId: surface.guildId, view: (t) => trouble(t, "safety") };
	}
}
