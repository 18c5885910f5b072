import type { SlashCommand } from "../kinds.ts";
import { archive } from "./archive.ts";
import { continueGroup } from "./continue.ts";
import { create } from "./create.ts";
import { list } from "./list.ts";

export const group: SlashCommand = { name: "group", subcommands: [create, list, archive, continueGroup] };
