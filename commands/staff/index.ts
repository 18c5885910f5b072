import type { SlashCommand } from "../kinds.ts";
import { add } from "./add.ts";
import { induction } from "./induction.ts";
import { list } from "./list.ts";
import { remove } from "./remove.ts";

export const staff: SlashCommand = { name: "staff", subcommands: [add, remove, list, induction] };
