/** Samples of 5 ms at 48 kHz: how far it looks ahead. */
const BLOCK = 240;
/** Nothing is louder than that (-1 dB of full scale). */
const CEILING = 0.89;
/** How much the gain may rise in a block: from nothing to all in 250 ms. */
const RELEASE = 0.02;

/**
 * Turns down what would be too loud, 5 ms before it comes, and up again slowly. The gain goes in straight lines between
 * points that are low enough for the blocks on both sides, so nothing is ever above the ceiling.
 */
export class Limiter {
	/** How many samples later the sound comes out. */
	static readonly delay = BLOCK;
	readonly #held = new Float32Array(BLOCK);
	#heldMost = 1;
	#gain = 1;

	/** @param sound -1 to 1 is full scale; a multiple of 240 samples; is replaced by what came 240 samples before */
	process(sound: Float32Array): void {
		for (let at = 0; at < sound.length; at += BLOCK) {
			const block = sound.subarray(at, at + BLOCK);
			const most = allowed(block);
			const next = Math.min(this.#heldMost, most, this.#gain + RELEASE);
			const slope = (next - this.#gain) / BLOCK;
			for (let index = 0; index < BLOCK; index++) {
				const out = (this.#held[index] ?? 0) * (this.#gain + slope * index);
				this.#held[index] = block[index] ?? 0;
				block[index] = out;
			}
			this.#heldMost = most;
			this.#gain = next;
		}
	}
}

/** The most gain with which the block stays under the ceiling. */
function allowed(block: Float32Array): number {
	let peak = 0;
	for (const sample of block) peak = Math.max(peak, Math.abs(sample));
	return peak > CEILING ? CEILING / peak : 1;
}
