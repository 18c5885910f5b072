import type { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import { isAhead } from "../../rosters/rules.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { board, cover, isTold, swapEnded, swapOffer } from "../views/roster.ts";
import { type Loaded, type Place, show } from "./surface.ts";

type Shown = Exclude<Extract<Surface, { name: `roster.${string}` }>, { name: "roster.trouble" }>;

export async function loadRoster(
	state: State,
	tx: Tx,
	surface: Shown,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	switch (surface.name) {
		case "roster.board": {
			const { guildId } = surface;
			const settings = await state.setup.find(tx, guildId);
			if (!settings) return null;
			const t = translator(settings.language);
			const shifts = await state.rosters.board(tx, guildId, now);
			// A server that names nobody as staff needs no roster: its facilitators are named with the meetings.
			const used = (await state.staff.list(tx, guildId)).length > 0;
			return {
				guildId,
				place: { kind: "channel", id: settings.staffChannelId },
				show: used ? show(() => board(t, shifts), "standing") : null,
			};
		}
		case "roster.cover": {
			const { step } = surface;
			const shift = await state.rosters.find(tx, surface.ref);
			const settings = shift && (await state.setup.find(tx, shift.guildId));
			if (!shift || !settings) return null;
			const t = translator(settings.language);
			const { staffChannelId, coordinatorChannelId } = settings;
			const place: Place = { kind: "channel", id: step === "3h" ? coordinatorChannelId : staffChannelId };
			const { guildId } = shift;
			if ((await state.rosters.coverStep(tx, shift, now)) !== step) return { guildId, place, show: null };
			const circle = await state.rosters.circle(tx, shift, step, now);
			return { guildId, place, show: show(() => cover(t, { shift, step, circle, settings }), "once") };
		}
		case "roster.swap": {
			const swap = await state.rosters.findSwap(tx, surface.swapId);
			const settings = swap && (await state.setup.find(tx, swap.guildId));
			if (!swap || !settings) return null;
			const t = translator(settings.language);
			const shift = await state.rosters.find(tx, swap.ref);
			const back = swap.returnRef === null ? null : await state.rosters.find(tx, swap.returnRef);
			const at = (shown: Loaded["show"]): Loaded => ({
				guildId: swap.guildId,
				place: { kind: "channel", id: settings.staffChannelId },
				show: shown,
			});
			if (!shift || back === undefined) return at(null);
			if (isTold(swap)) return at(show(() => swapEnded(t, { swap, shift, back }), "once"));
			const open = swap.state === "open" && isAhead(shift, now);
			return at(open ? show(() => swapOffer(t, { swap, shift, back }), "once") : null);
		}
	}
}
