import type { SlashCommand } from "../kinds.ts";
import { assign, release } from "./assign.ts";
import { copy } from "./copy.ts";
import { fairness } from "./fairness.ts";
import { figures } from "./figures.ts";
import { show } from "./show.ts";
import { slots } from "./slots.ts";

export const roster: SlashCommand = {
	name: "roster",
	subcommands: [show, assign, release, copy, slots, fairness, figures],
};
