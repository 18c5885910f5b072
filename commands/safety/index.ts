import type { SlashCommand } from "../kinds.ts";
import { automod } from "./automod.ts";
import { bursts } from "./bursts.ts";

export const safety: SlashCommand = { name: "safety", subcommands: [automod, bursts] };
