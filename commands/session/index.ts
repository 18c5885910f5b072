import type { SlashCommand } from "../kinds.ts";
import { add } from "./add.ts";
import { cancel } from "./cancel.ts";
import { expert } from "./expert.ts";
import { facilitators } from "./facilitators.ts";
import { list } from "./list.ts";
import { move } from "./move.ts";
import { end, start } from "./run.ts";

export const session: SlashCommand = {
	name: "session",
	subcommands: [list, start, end, move, cancel, add, facilitators, expert],
};
