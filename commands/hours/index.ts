import type { SlashCommand } from "../kinds.ts";
import { exception } from "./exception.ts";
import { list } from "./list.ts";
import { cancel, override, theme } from "./opening.ts";
import { archivePlace, editPlace, makePlace } from "./place.ts";
import { add, remove } from "./weekly.ts";

export const hours: SlashCommand = {
	name: "hours",
	subcommands: [list, makePlace, add, remove, exception, theme, cancel, override, editPlace, archivePlace],
};
