import { Encoder } from "@evan/opus";
import { Limiter } from "./limiter.ts";
import { chapterComments, OggOpusWriter } from "./oggOpus.ts";
import { RATE } from "./opusPacket.ts";
import type { SealedWriter } from "./sealedFile.ts";
import type { Chapter } from "./timeline.ts";

/** Bits a second, and how hard the encoder tries (0–10). */
export const BITRATE = 28_000;
export const COMPLEXITY = 5;
const FRAME = RATE / 50;
/** The control of libopus that tells by how many samples the encoder is late; the package's getter for it is missing. */
const GET_LOOKAHEAD = 4_027;
/** Bytes that wait in memory before they are written. */
const WRITTEN_AT_ONCE = 1_048_576;

/** Writes sound, -1 to 1, as limited speech into a sealed Ogg Opus file. */
export class SpeechWriter {
	readonly #file: SealedWriter;
	readonly #ogg: OggOpusWriter;
	readonly #encoder = new Encoder({ channels: 1, sample_rate: RATE, application: "voip" });
	readonly #limiter = new Limiter();
	readonly #preSkip: number;
	readonly #frame = new Float32Array(FRAME);
	readonly #pcm = new Int16Array(FRAME);
	#filled = 0;
	#samples = 0;
	#flushed = 0;

	/** @param chapters in order of time */
	constructor(file: SealedWriter, chapters: readonly Chapter[]) {
		this.#file = file;
		this.#encoder.bitrate = BITRATE;
		this.#encoder.complexity = COMPLEXITY;
		this.#encoder.signal = "voice";
		this.#preSkip = this.#encoder.ctl(GET_LOOKAHEAD) + Limiter.delay;
		this.#ogg = new OggOpusWriter((page) => file.append(page), {
			channels: 1,
			preSkip: this.#preSkip,
			comments: chapterComments(chapters),
		});
	}

	async write(sound: Float32Array): Promise<void> {
		this.#samples += sound.length;
		this.#push(sound);
		if (this.#file.size - this.#flushed < WRITTEN_AT_ONCE) return;
		this.#flushed = this.#file.size;
		await this.#file.flush();
	}

	/** Writes what is still in the limiter and the encoder, and finishes the file. */
	async finish(): Promise<void> {
		const end = this.#samples + this.#preSkip;
		this.#push(new Float32Array(Math.ceil(end / FRAME) * FRAME - this.#samples));
		this.#ogg.end(end);
		await this.#file.finish();
	}

	#push(sound: Float32Array): void {
		for (let at = 0; at < sound.length; ) {
			const part = sound.subarray(at, at + FRAME - this.#filled);
			this.#frame.set(part, this.#filled);
			this.#filled += part.length;
			at += part.length;
			if (this.#filled === FRAME) this.#encode();
		}
	}

	#encode(): void {
		this.#limiter.process(this.#frame);
		for (let index = 0; index < FRAME; index++)
			this.#pcm[index] = Math.round((this.#frame[index] ?? 0) * 32_767);
		// The native encoder hands out memory that it uses again.
		this.#ogg.packet(this.#encoder.encode(this.#pcm).slice(), FRAME);
		this.#filled = 0;
	}
}
