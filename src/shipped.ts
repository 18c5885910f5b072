import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { StartError } from "./config.ts";
import { loadProgrammes } from "./programmes/load.ts";
import type { Programmes } from "./programmes/model.ts";
import { AuthoringError } from "./shared/authored.ts";
import { loadInstruments } from "./surveys/load.ts";
import type { Instruments } from "./surveys/model.ts";

const DATA = fileURLToPath(new URL("../data/", import.meta.url));

/**
 * The programmes and survey instruments that ship with Piiri, from `data` unless another folder is given.
 * @throws StartError that names every mistake in their files, each with its file, path and reason
 */
export function loadShipped(folder = DATA): { programmes: Programmes; instruments: Instruments } {
	try {
		return {
			programmes: loadProgrammes(join(folder, "programmes")),
			instruments: loadInstruments(join(folder, "instruments")),
		};
	} catch (error) {
		if (!(error instanceof AuthoringError)) throw error;
		throw new StartError(`Put right what is wrong in these files, then start again:\n${error.message}`);
	}
}
