import type { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import type { Loaded } from "./surface.ts";

type Shown = Extract<Surface, { name: `session.preparation` }>;

export async function loadPreparation(
	_state: State,
	_tx: Tx,
	_surface: Shown,
	_now: Temporal.Instant,
): Promise<Loaded | null> {
	return null;
}
