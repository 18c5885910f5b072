import type { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { automodHits, burst as burstView } from "../views/prevention.ts";
import { type Loaded, show } from "./surface.ts";

type Shown = Extract<Surface, { name: "case.hits" | "safety.burst" }>;

export async function loadPrevention(
	state: State,
	tx: Tx,
	surface: Shown,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	if (surface.name === "case.hits") return loadHits(state, tx, surface);
	const burst = await state.arrivals.findBurst(tx, surface.burstId);
	const settings = burst && (await state.setup.find(tx, burst.guildId));
	if (!burst || !settings) return null;
	const waiting = await state.arrivals.waiting(tx, burst, now);
	const called = await state.arrivals.called(tx, burst, now);
	const t = translator(settings.language);
	return {
		guildId: burst.guildId,
		place: { kind: "channel", id: settings.staffChannelId },
		show: show(
			() => burstView(t, { burst, waiting: waiting.length, called }),
			burst.endedAt === null || waiting.length > 0 ? "standing" : "update",
		),
	};
}

async function loadHits(
	state: State,
	tx: Tx,
	{ caseId }: Extract<Shown, { name: "case.hits" }>,
): Promise<Loaded | null> {
	const hits = await state.automod.ofCase(tx, caseId);
	const [first] = hits;
	const settings = first && (await state.setup.find(tx, first.guildId));
	if (!first || !settings) return null;
	const t = translator(settings.language);
	return {
		guildId: first.guildId,
		place: { kind: "inside", thread: { name: "case.thread", caseId } },
		show: show(() => automodHits(t, { hits, rules: state.automod.shipped }), "once"),
	};
}
