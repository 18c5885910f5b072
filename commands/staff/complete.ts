import { fitting } from "../complete.ts";
import type { Desk } from "../desk.ts";
import type { Choice } from "../kinds.ts";

/** The organisations of those who work on the server. */
export async function completeOrganisation(
	typed: string,
	{ staff, settings, read }: Desk,
): Promise<Choice[]> {
	if (!settings) return [];
	const all = await read((tx) => staff.list(tx, settings.guildId));
	const names = new Set(all.flatMap(({ organisation }) => organisation?.name ?? []));
	return fitting(
		typed,
		[...names].map((name) => ({ name, value: name })),
	);
}
