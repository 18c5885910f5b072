import type { Database } from "../../data/database.ts";
import type { Answer } from "../sandbox/index.ts";
import { type Crew, crewOf, type Play, play } from "./play.ts";

type Options = Parameters<Crew["anna"]["command"]>[1];

export interface Youth {
	piiri: Play;
	crew: Crew;
	/** What the coordinator asks. */
	ask: (line: string, options?: Options) => Promise<Answer>;
	/** What an option offers the coordinator. */
	offered: (line: string, option: string, typed?: string) => Promise<{ name: string; value: string }[]>;
}

/** A youth room that is open on Mondays from two to six, with Anna and Bo as its supervisors, who know their way. */
export async function youthRoom(
	options: { hours?: boolean; now?: string; database?: Database } = {},
): Promise<Youth> {
	const piiri = await play({
		start: options.now ?? "2026-10-01T09:00:00Z",
		...(options.database && { database: options.database }),
	});
	return youthRoomOf(piiri, await crewOf(piiri), options.hours ?? true);
}

/** The same on a server that is there. */
export async function youthRoomOf(piiri: Play, crew: Crew, hours = true): Promise<Youth> {
	const ask: Youth["ask"] = (line, given = {}) => piiri.stage.command(crew.coordinator, line, given);
	for (const [user, name] of [
		[crew.anna, "Anna"],
		[crew.bo, "Bo"],
	] as const) {
		await ask("/staff add", {
			user: { user },
			supervisor: true,
			facilitator: true,
			name,
			organisation: "Talo",
		});
		await ask("/staff induction", { user: { user }, rules: true, voice: true, safety: true });
	}
	await ask("/hours place", { name: "Nuorten huone" });
	if (hours) {
		await ask("/hours add", { place: "Nuorten huone", weekday: 1, opens: "14", closes: "18" });
	}
	const offered: Youth["offered"] = async (line, option, typed = "") =>
		(await piiri.stage.choices(crew.coordinator, line, option, typed)).map(({ name, value }) => ({
			name,
			value: String(value),
		}));
	return { piiri, crew, ask, offered };
}
