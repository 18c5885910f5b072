import type { SlashCommand } from "../kinds.ts";
import { bring } from "./import.ts";
import { list } from "./list.ts";
import { plan } from "./plan.ts";
import { preview } from "./preview.ts";
import { remove } from "./remove.ts";
import { write } from "./write.ts";

export const surveyCommand: SlashCommand = {
	name: "survey",
	subcommands: [plan, list, bring, write, preview, remove],
};
