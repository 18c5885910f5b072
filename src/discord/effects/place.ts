import type { Effect } from "../../outbox/model.ts";
import type { Attempt, Changes, EffectDependencies } from "./effect.ts";

export async function deliverPlaceRoom(
	_deps: EffectDependencies,
	_effect: Extract<Effect, { kind: "place-room" }>,
	_attempt: Attempt,
): Promise<Changes> {
	return {};
}

export async function deliverPlaceEmpty(
	_deps: EffectDependencies,
	_effect: Extract<Effect, { kind: "place-empty" }>,
): Promise<Changes> {
	return {};
}
