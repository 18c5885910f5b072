import { type Surface, safetyLane } from "../outbox/model.ts";
import type { HelpRequest, HelpWord } from "./model.ts";
import { modeOf } from "./rules.ts";

/** Each request has a lane of its own, so that it waits for nothing else. It names nobody. */
export function helpLane({ guildId, id }: Pick<HelpRequest, "guildId" | "id">): string {
	return `${safetyLane(guildId)}/help/${id}`;
}

/** Where the talk itself is: with the person, and of a visitor where staff see it. */
export function talkSurfaces(request: HelpRequest): Surface[] {
	const { id: helpId } = request;
	return [
		{ name: "help.thread", helpId },
		...(modeOf(request) === "pseudonym" ? [{ name: "help.staff" as const, helpId }] : []),
	];
}

/** Who is called to it, after the talk, to which they link. */
export function callSurfaces({ id: helpId }: HelpRequest): Surface[] {
	return [
		{ name: "help.call", helpId },
		{ name: "help.coordinator", helpId, why: "nobody" },
		{ name: "help.coordinator", helpId, why: "unanswered" },
	];
}

/** A word stands on both sides, so that each can read the whole talk. */
export function wordSurfaces({ helpId, id: wordId }: HelpWord): Surface[] {
	return (["person", "staff"] as const).map((side) => ({ name: "help.word", helpId, wordId, side }));
}

/** What may stand of finding out who a visitor is. */
export function unmaskSurfaces({ id: helpId }: HelpRequest): Surface[] {
	return [
		{ name: "help.unmask", helpId },
		{ name: "help.unmasked", helpId },
		{ name: "help.told", helpId },
	];
}
