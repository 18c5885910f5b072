import { AuthoringError, loadAuthored, readAuthored } from "../shared/authored.ts";
import { Instrument, type Instruments } from "./instrument.ts";

export class InstrumentError extends AuthoringError {}

/**
 * The survey instruments of a folder, one JSON file each.
 * @throws InstrumentError with every problem of every file, one a line
 */
export function loadInstruments(dir: string): Instruments {
	return loadAuthored(dir, Instrument, InstrumentError);
}

/**
 * An instrument that somebody brings as a file, at most 256 KiB. `name` is the file's name.
 * @throws InstrumentError with every problem: the path, the reason, and the line where there is one
 */
export function readInstrument(bytes: Uint8Array, name: string): Instrument {
	const { value, problems } = readAuthored(bytes, name, Instrument);
	if (!value) throw new InstrumentError(problems);
	return value;
}
