import type { ChatInputCommandInteraction } from "discord.js";
import type { Shift } from "../../src/rosters/model.ts";
import { ShiftRef } from "../../src/shared/ids.ts";
import { fitting } from "../complete.ts";
import type { Desk, StaffDesk } from "../desk.ts";
import type { Choice, Option } from "../kinds.ts";
import { shiftOptions } from "./shifts.ts";

/** How far ahead shifts are offered, in days. */
const AHEAD_DAYS = 35;

/** Shifts that are ahead or going on, the next first. */
export async function completeShift(typed: string, desk: Desk): Promise<Choice[]> {
	const { settings, rosters, now } = desk;
	if (!settings) return [];
	const until = now.add({ hours: 24 * AHEAD_DAYS });
	const all = await desk.read((tx) => rosters.between(tx, settings.guildId, now, until));
	const open = all.filter(({ state }) => state === "ahead" || state === "going");
	return fitting(
		typed,
		shiftOptions(open, desk.t).map(({ label, value }) => ({ name: label, value })),
	);
}

/** The shift that an option means, when it is one of this server. */
export async function askedShift(
	interaction: ChatInputCommandInteraction,
	option: Option,
	desk: StaffDesk,
): Promise<Shift | undefined> {
	const ref = ShiftRef.safeParse(interaction.options.getString(option.name, true).trim());
	if (!ref.success) return undefined;
	const shift = await desk.read((tx) => desk.rosters.find(tx, ref.data));
	return shift?.guildId === desk.settings.guildId ? shift : undefined;
}
