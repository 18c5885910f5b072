import type { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import { isOn } from "../../rosters/rules.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { handoverMonth, handoverNotes } from "../views/handover.ts";
import { type Loaded, show } from "./surface.ts";

type Shown = Extract<Surface, { name: `handover.${string}` }>;

export async function loadHandover(
	state: State,
	tx: Tx,
	surface: Shown,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	if (surface.name === "handover.notes") {
		const shift = await state.rosters.find(tx, surface.ref);
		const settings = shift && (await state.setup.find(tx, shift.guildId));
		if (!shift || !settings) return null;
		const notes = await state.handovers.notesFor(tx, shift);
		const t = translator(settings.language);
		return {
			guildId: shift.guildId,
			place: { kind: "channel", id: settings.staffChannelId },
			show:
				notes.length > 0 && isOn(shift, now) ? show(() => handoverNotes(t, { shift, notes }), "once") : null,
		};
	}
	const { guildId, month } = surface;
	const settings = await state.setup.find(tx, guildId);
	if (!settings) return null;
	const needs = await state.handovers.month(tx, guildId, month);
	const t = translator(settings.language);
	return {
		guildId,
		place: { kind: "channel", id: settings.coordinatorChannelId },
		show: needs.handovers > 0 ? show(() => handoverMonth(t, { month, needs }), "once") : null,
	};
}
