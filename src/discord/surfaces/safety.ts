import type { Temporal } from "temporal-polyfill";
import { homeOfGroup } from "../../homes/service.ts";
import type { Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { safetyDesk } from "../views/safetyRow.ts";
import { inRoom, type Loaded, show } from "./surface.ts";

type Desk = Extract<Surface, { name: "safety.desk" | "safety.place-desk" }>;

/** Stands as long as the group or the place does. */
export async function loadSafetyDesk(
	state: State,
	tx: Tx,
	surface: Desk,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	if (surface.name === "safety.desk") {
		const { groupId } = surface;
		const group = await state.groups.find(tx, groupId);
		if (!group) return null;
		const { room } = surface;
		const table =
			room === "discussion" ? await state.company.table.look(tx, homeOfGroup(groupId), now) : undefined;
		return {
			guildId: group.guildId,
			place: inRoom(group, surface.room),
			show:
				group.state === "archived"
					? null
					: show(
							() => safetyDesk(translator(group.language), { kind: "group", groupId }, table),
							"standing",
							true,
						),
		};
	}
	const { placeId } = surface;
	const place = await state.openings.place(tx, placeId);
	if (!place) return null;
	return {
		guildId: place.guildId,
		place: { kind: "place-room", placeId, room: surface.room },
		show:
			place.state === "archived"
				? null
				: show(() => safetyDesk(translator(place.language), { kind: "place", placeId }), "standing", true),
	};
}
