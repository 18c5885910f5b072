import { AuthoringError, loadAuthored } from "../shared/authored.ts";
import { Programme, type Programmes } from "./model.ts";

export class ProgrammeError extends AuthoringError {}

/**
 * The programmes of a folder, one JSON file each.
 * @throws ProgrammeError with every problem of every file, one a line
 */
export function loadProgrammes(dir: string): Programmes {
	return loadAuthored(dir, Programme, ProgrammeError);
}
