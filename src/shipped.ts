import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadThoughts } from "./company/load.ts";
import type { Thought } from "./company/model.ts";
import { StartError } from "./config.ts";
import { type CrisisLines, loadCrisisLines } from "./help/crisis.ts";
import { type AutomodRule, loadAutomod } from "./prevention/automod.ts";
import { loadProgrammes } from "./programmes/load.ts";
import type { Programmes } from "./programmes/model.ts";
import { AuthoringError } from "./shared/authored.ts";
import { loadInstruments } from "./surveys/load.ts";
import type { Instruments } from "./surveys/model.ts";

const DATA = fileURLToPath(new URL("../data/", import.meta.url));

interface Shipped {
	programmes: Programmes;
	instruments: Instruments;
	crisis: CrisisLines;
	automod: AutomodRule[];
	thoughts: Thought[];
}

/**
 * The programmes and survey instruments that ship with Piiri, from `data` unless another folder is given, and the crisis
 * numbers of `country` or, before them, of `crisis.json` in the folder of the run-time files.
 * @throws StartError that names every mistake in their files, each with its file, path and reason
 */
export function loadShipped(
	folder = DATA,
	{ country = "fi", dataDir }: { country?: string; dataDir?: string } = {},
): Shipped {
	try {
		return {
			programmes: loadProgrammes(join(folder, "programmes")),
			instruments: loadInstruments(join(folder, "instruments")),
			automod: loadAutomod(join(folder, "automod")),
			thoughts: loadThoughts(join(folder, "thoughts")),
			crisis: loadCrisisLines(
				join(folder, "crisis"),
				country,
				dataDir === undefined ? null : join(dataDir, "crisis.json"),
			),
		};
	} catch (error) {
		if (!(error instanceof AuthoringError)) throw error;
		throw new StartError(`Put right what is wrong in these files, then start again:\n${error.message}`);
	}
}
