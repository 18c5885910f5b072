import { CoverStep, type Effect, Surface, surfaceKey } from "../outbox/model.ts";
import type { GuildId, UserId } from "../shared/ids.ts";
import type { Shift, Swap } from "./model.ts";

const message = (surface: Surface): Effect => ({ kind: "message", surface });

type Change = Extract<Surface, { name: "shift.change" }>["what"];

export function boardEffect(guildId: GuildId): Effect {
	return message({ name: "roster.board", guildId });
}

export function swapEffect({ id }: Swap): Effect {
	return message({ name: "roster.swap", swapId: id });
}

export function coverEffect({ ref }: Shift, step: CoverStep): Effect {
	return message({ name: "roster.cover", ref, step });
}

/** Every step up to `last`, so that what an earlier one said disappears. */
export function coverEffects(shift: Shift, last: CoverStep): Effect[] {
	const steps = CoverStep.options;
	return steps.slice(0, steps.indexOf(last) + 1).map((step) => coverEffect(shift, step));
}

export function reminderEffect({ ref }: Shift, userId: UserId, which: "day" | "hour"): Effect {
	return message({ name: "shift.reminder", ref, userId, which });
}

export function changeEffect({ ref, revision }: Shift, userId: UserId, what: Change): Effect {
	return message({ name: "shift.change", ref, userId, revision, what });
}

/** Which message to a person about a shift is remembered under a resource's key; undefined when it is another thing. */
export function toldEffect(key: string): Effect | undefined {
	const [name, kind, number, userId, ...rest] = key.split("/");
	const about = { name, ref: `${kind}/${number}`, userId };
	const [first, what] = rest;
	const asked =
		name === "shift.reminder" ? { ...about, which: first } : { ...about, revision: Number(first), what };
	const surface = Surface.safeParse(asked);
	return surface.success && surfaceKey(surface.data) === key ? message(surface.data) : undefined;
}

/** The beginnings of those keys for one shift. */
export function toldPrefixes({ ref }: Shift): string[] {
	return [`shift.reminder/${ref}/`, `shift.change/${ref}/`];
}
