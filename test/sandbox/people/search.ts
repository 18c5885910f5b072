/** Finding the message that a person means. */
import type { Message } from "../world/model.ts";
import type { World } from "../world/world.ts";
import type { Waiting } from "./answer.ts";
import type { Places } from "./places.ts";
import { type SeenMessage, see, shown } from "./seen.ts";

/** Narrows down which message is meant; without it, the newest that fits. */
export interface Where extends Waiting {
	/** A channel, a thread, or "dm". */
	in?: string;
	/** This very message. */
	on?: SeenMessage;
	/** The message's text contains this. */
	containing?: string;
	/** Of several buttons with the same label in the message, this one (from 0). */
	nth?: number;
}

/** Whether a message has what is looked for, ready for use. */
export type Has = (message: SeenMessage) => "yes" | "disabled" | "no";

/** The newest message that the person sees and that has it; otherwise what there was instead. */
export function newest(
	world: World,
	places: Places,
	personId: string,
	where: Where,
	has: Has,
): { message: Message } | { disabled: boolean; labels: string[] } {
	if (where.on) return { message: where.on.raw };
	let best: Message | undefined;
	let disabled = false;
	const labels = new Set<string>();
	for (const channel of places.searched(where.in)) {
		for (let index = channel.messages.length - 1; index >= 0; index--) {
			const message = channel.messages[index];
			if (!message || (best && byAge(message, best) <= 0)) break;
			if (message.components.length === 0 || !shown(message, personId)) continue;
			const seen = see(world, message);
			for (const { label } of seen.buttons) labels.add(label);
			for (const { placeholder } of seen.selects) labels.add(placeholder);
			if (where.containing !== undefined && !seen.text.includes(where.containing)) continue;
			const found = has(seen);
			disabled ||= found === "disabled";
			if (found !== "yes") continue;
			best = message;
			break;
		}
	}
	return best ? { message: best } : { disabled, labels: [...labels] };
}

/** Oldest first. Ids are texts of numbers: the longer is the younger. */
export function byAge(a: Message, b: Message): number {
	return a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
