import type { SlashCommand } from "../kinds.ts";
import { setup } from "./setup.ts";
import { status } from "./status.ts";

export const piiri: SlashCommand = { name: "piiri", subcommands: [setup, status] };
