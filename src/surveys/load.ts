import { AuthoringError, loadAuthored } from "../shared/authored.ts";
import { Instrument, type Instruments } from "./model.ts";

export class InstrumentError extends AuthoringError {}

/**
 * The survey instruments of a folder, one JSON file each.
 * @throws InstrumentError with every problem of every file, one a line
 */
export function loadInstruments(dir: string): Instruments {
	return loadAuthored(dir, Instrument, InstrumentError);
}
