import type { Warning } from "../views/recording.ts";
import type { Capture } from "./capture.ts";

/** People speak for so long, in milliseconds, and nobody who is written down is heard. */
const SILENT_MS = 15_000;
/** The share of packets that may be lost, over so many at least. */
const LOSS = { share: 0.05, packets: 250 };

/** What staff are warned of, looked at again and again while something is recorded. */
export class Watch {
	warnings: readonly Warning[] = [];
	readonly #nowMs: () => number;
	readonly #sinceMs: number;
	#before = { received: 0, lost: 0 };
	#loses = false;

	constructor(nowMs: () => number) {
		this.#nowMs = nowMs;
		this.#sinceMs = nowMs();
	}

	/** @returns whether the warnings are others than before */
	look(capture: Pick<Capture, "lastSpeechMs" | "lastVoiceMs" | "counts">): boolean {
		const before = this.warnings.join();
		this.warnings = [
			...(this.#silent(capture) ? (["silent"] as const) : []),
			...(this.#losing(capture) ? (["loss"] as const) : []),
		];
		return this.warnings.join() !== before;
	}

	#silent({ lastSpeechMs, lastVoiceMs }: Pick<Capture, "lastSpeechMs" | "lastVoiceMs">): boolean {
		const now = this.#nowMs();
		const speaks = lastSpeechMs !== null && now - lastSpeechMs < SILENT_MS;
		return speaks && now - (lastVoiceMs ?? this.#sinceMs) >= SILENT_MS;
	}

	/** Over what came since it was last told. */
	#losing(capture: Pick<Capture, "counts">): boolean {
		const all = capture.counts();
		const sum = {
			received: all.reduce((total, { received }) => total + received, 0),
			lost: all.reduce((total, { lost }) => total + lost, 0),
		};
		const came = sum.received - this.#before.received;
		const lost = sum.lost - this.#before.lost;
		if (came + lost < LOSS.packets) return this.#loses;
		this.#before = sum;
		this.#loses = lost > LOSS.share * (came + lost);
		return this.#loses;
	}
}
