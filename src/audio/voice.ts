import { Decoder } from "@evan/opus";
import type { Loudness } from "./loudness.ts";
import { lostPackets, RATE } from "./opusPacket.ts";
import { type TimedPacket, TrackReader } from "./track.ts";

/** Decodes one track to mono. What is lost is concealed for 100 ms, fading, and is silence after that. */
class Ear {
	readonly #decoder = new Decoder({ channels: 1, sample_rate: RATE });
	#lost = 0;

	/** The packet's sound, of full scale 32,768; undefined when it is only silence. */
	hear({ packet, lost, samples }: TimedPacket): Int16Array | undefined {
		const sound = lost ? undefined : this.#decode(packet);
		if (sound) {
			this.#lost = 0;
			return sound;
		}
		const since = this.#lost;
		this.#lost += samples;
		if (since >= CONCEALED) return undefined;
		const [wish] = lost ? [packet] : lostPackets(packet, samples);
		const concealed = wish && this.#decode(wish);
		return concealed?.map((sample, index) => sample * Math.max(0, 1 - (since + index) / CONCEALED));
	}

	/** Undefined for what cannot be decoded. */
	#decode(packet: Uint8Array): Int16Array | undefined {
		try {
			const { buffer, byteOffset, byteLength } = this.#decoder.decode(packet);
			return new Int16Array(buffer, byteOffset, byteLength / 2);
		} catch {
			return undefined;
		}
	}
}

/** Samples of a gap that are concealed. */
const CONCEALED = RATE / 10;
/** Of each so many packets that hold something … */
const MEASURED_EVERY = 1_000;
/** … so many are measured (2 s of 20) … */
const MEASURED = 100;
/** … after some from which the decoder finds its way … */
const WARM_UP = 5;
/** … and all of the first minute. */
const MEASURED_FIRST = 3_000;

/** What was found in a track. Positions are samples on the session's time line. */
export interface Heard {
	from: number;
	to: number;
}

/**
 * Reads a whole track once, so that damage is known, and measures its loudness in samples spread over it.
 * @param onProgress 0–1, growing
 * @returns undefined for a track without a packet
 * @throws SealedFileError, OggError
 */
export async function measure(
	path: string,
	key: Uint8Array,
	loudness: Loudness,
	onProgress: (part: number) => void,
): Promise<Heard | undefined> {
	const track = await TrackReader.open(path, key);
	try {
		const ear = new Ear();
		let heard: Heard | undefined;
		let [count, bytes] = [0, 0];
		for await (const packets of track.pages()) {
			for (const packet of packets) {
				heard = { from: heard?.from ?? packet.at, to: packet.at + packet.samples };
				if (packet.lost) continue;
				const within = count++ % MEASURED_EVERY;
				if (within === 0 && count > 1) loudness.jump();
				if (count > MEASURED_FIRST && within >= MEASURED + WARM_UP) continue;
				const sound = ear.hear(packet);
				if (sound && (count <= MEASURED_FIRST || within >= WARM_UP)) loudness.add(sound);
			}
			bytes += packets.reduce((sum, { packet }) => sum + packet.length, 0);
			onProgress(bytes / track.bytes);
		}
		loudness.jump();
		return heard;
	} finally {
		await track.close();
	}
}

/** Samples before a span from which its decoder finds its way. */
const RUN_UP = RATE / 10;

/** One track while it is mixed: opened when its time comes, read once from beginning to end. */
export class Voice {
	readonly speaker: string;
	/** Whether anything of it came into the mix. */
	used = false;
	readonly #path: string;
	readonly #key: Uint8Array;
	readonly #gain: number;
	readonly #heard: Heard;
	#open: { track: TrackReader; pages: AsyncGenerator<TimedPacket[], void, void>; ear: Ear } | undefined;
	#packets: TimedPacket[] = [];
	#next = 0;
	#ended = false;

	/** @param gain a factor */
	constructor(track: { path: string; speaker: string; heard: Heard }, key: Uint8Array, gain: number) {
		this.speaker = track.speaker;
		this.#path = track.path;
		this.#heard = track.heard;
		this.#key = key;
		this.#gain = gain;
	}

	/**
	 * Adds what begins before `to` and was not taken yet.
	 * @param from where `into` begins; of what is before it only that is used which reaches into it
	 */
	async add(into: Float32Array, from: number, to: number): Promise<void> {
		if (this.#ended || this.#heard.from >= to) return;
		this.#open ??= await this.#begin();
		for (;;) {
			const packet = this.#packets[this.#next];
			if (packet) {
				if (packet.at >= to) return;
				this.#next++;
				if (packet.at + packet.samples > from - RUN_UP)
					this.#mix(into, packet, packet.at - from, this.#open.ear);
			} else if (!(await this.#turn(this.#open.pages))) return await this.close();
		}
	}

	async close(): Promise<void> {
		this.#ended = true;
		const track = this.#open?.track;
		this.#open = undefined;
		await track?.close();
	}

	async #begin() {
		const track = await TrackReader.open(this.#path, this.#key);
		return { track, pages: track.pages(), ear: new Ear() };
	}

	async #turn(pages: AsyncGenerator<TimedPacket[], void, void>): Promise<boolean> {
		const { value } = await pages.next();
		this.#packets = value ?? [];
		this.#next = 0;
		return value !== undefined;
	}

	#mix(into: Float32Array, packet: TimedPacket, offset: number, ear: Ear): void {
		const sound = ear.hear(packet);
		if (!sound || offset + sound.length <= 0) return;
		this.used = true;
		const scale = this.#gain / 32_768;
		const end = Math.min(sound.length, into.length - offset);
		for (let index = Math.max(0, -offset); index < end; index++)
			into[offset + index] = (into[offset + index] ?? 0) + (sound[index] ?? 0) * scale;
	}
}
