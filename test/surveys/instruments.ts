import { readFileSync } from "node:fs";
import type { Instrument } from "../../src/surveys/instrument.ts";
import { readInstrument } from "../../src/surveys/load.ts";
import { instruments } from "../sessions/bench.ts";

export const text = (words: string) => ({ fi: words, sv: words, en: words });
const option = (key: string) => ({ key, text: text(`Option ${key}`) });

/** An instrument as it is authored, with an item of every type. */
export const every = {
	key: "every",
	title: text("Every type"),
	steps: [1, 2, 3, 4, 5].map((n) => text(`Step ${n}`)),
	items: [
		{ key: "step", type: "agree", text: text("A step") },
		{ key: "zero", type: "scale", text: text("A number"), ends: { low: text("least"), high: text("most") } },
		{ key: "one", type: "choice", text: text("One"), options: ["a", "b"].map(option) },
		{ key: "several", type: "choices", text: text("Several"), options: ["a", "b", "c"].map(option) },
		{ key: "free", type: "words", text: text("Free"), maxLength: 200 },
	],
};

/** The example that ships for a licensed scale of ten items. */
export const tenItems = readInstrument(
	readFileSync("data/instruments/examples/ten-items.json"),
	"ten-items.json",
);

export function shipped(key: string): Instrument {
	const instrument = instruments.get(key);
	if (!instrument) throw new Error(`no instrument "${key}" ships`);
	return instrument;
}
