import type { HeardPacket } from "./ear.ts";

/** How many packets are waited for one that is missing: 60 ms of speech. */
const PATIENCE = 3;
/** RTP timestamps count samples at this rate, a thousand a millisecond. */
const SAMPLES_PER_MS = 48;
/** If the sender's clock says otherwise than ours by more, theirs was put forward while they were silent. */
const TOLERANCE_MS = 500;

export interface StreamCounts {
	/** Packets that came, those that never did, and those that came too late or twice. */
	received: number;
	lost: number;
	late: number;
	/** Milliseconds of the lost ones. */
	gapsMs: number;
}

/** One sender's packets in their order, on the recording's time line. Pure: who calls says what time it is. */
export class PacketStream {
	readonly counts: StreamCounts = { received: 0, lost: 0, late: 0, gapsMs: 0 };
	readonly #give: (opus: Buffer, atMs: number) => void;
	#ssrc: number | undefined;
	/** The sequence of the last packet that was given out, counted on beyond 16 bits. */
	#last = 0;
	#clock: { timestamp: number; atMs: number } | undefined;
	#waiting: { sequence: number; timestamp: number; opus: Buffer; nowMs: number }[] = [];

	constructor(give: (opus: Buffer, atMs: number) => void) {
		this.#give = give;
	}

	/** @param nowMs where the time line is now */
	take({ opus, ssrc, sequence, timestamp }: HeardPacket, nowMs: number): void {
		if (ssrc !== this.#ssrc) this.#restart(ssrc, sequence);
		const counted = this.#last + signed(sequence - this.#last, 16);
		if (counted <= this.#last || this.#waiting.some((each) => each.sequence === counted)) {
			this.counts.late += 1;
			return;
		}
		this.#waiting.push({ sequence: counted, timestamp, opus, nowMs });
		this.#waiting.sort((one, other) => one.sequence - other.sequence);
		this.#release(PATIENCE);
	}

	/** Waits for nothing more. */
	flush(): void {
		this.#release(0);
	}

	/** What comes next belongs to a new spell: what was said meanwhile was not for us, and is not lost. */
	pause(): void {
		this.flush();
		this.#ssrc = undefined;
	}

	#restart(ssrc: number, sequence: number): void {
		this.flush();
		this.#ssrc = ssrc;
		this.#last = sequence - 1;
		this.#clock = undefined;
	}

	#release(patience: number): void {
		for (;;) {
			const [next] = this.#waiting;
			if (!next || (next.sequence !== this.#last + 1 && this.#waiting.length <= patience)) return;
			this.#waiting.shift();
			const missing = next.sequence - this.#last - 1;
			const before = this.#clock;
			const atMs = this.#place(next.timestamp, next.nowMs);
			this.counts.lost += missing;
			if (missing > 0 && before) this.counts.gapsMs += missing * 20;
			this.counts.received += 1;
			this.#last = next.sequence;
			this.#give(next.opus, atMs);
		}
	}

	/** Where a packet belongs: by its sender's clock, which runs evenly, as long as that is near ours. */
	#place(timestamp: number, nowMs: number): number {
		const since = this.#clock ? signed(timestamp - this.#clock.timestamp, 32) / SAMPLES_PER_MS : 0;
		const theirs = (this.#clock?.atMs ?? nowMs) + since;
		const atMs = Math.abs(theirs - nowMs) > TOLERANCE_MS ? nowMs : theirs;
		this.#clock = { timestamp, atMs };
		return atMs;
	}
}

/** The number nearest to zero that is the same in so many bits. */
function signed(value: number, bits: 16 | 32): number {
	const range = 2 ** bits;
	const wrapped = ((value % range) + range) % range;
	return wrapped >= range / 2 ? wrapped - range : wrapped;
}
