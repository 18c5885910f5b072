/** Loudness by ITU-R BS.1770-4, of one channel at 48 kHz. */

/** Samples of 100 ms; a block is four of these, and one begins with each. */
const HOP = 4_800;
const HOPS = 4;
/** LUFS under which nothing counts, and LU under the mean of the rest. */
const GATE = -70;
const RELATIVE_GATE = -10;

type Biquad = readonly [b0: number, b1: number, b2: number, a1: number, a2: number];
const shelf: Biquad = [
	1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585,
];
const highPass: Biquad = [1, -2, 1, -1.99004745483398, 0.99007225036621];

export class Loudness {
	readonly #filters = [weighting(shelf), weighting(highPass)] as const;
	readonly #blocks: number[] = [];
	#hops: number[] = [];
	#sum = 0;
	#counted = 0;

	/** @param pcm full scale is 32,768 */
	add(pcm: Int16Array): void {
		const [first, second] = this.#filters;
		for (let index = 0; index < pcm.length; index++) {
			const sample = second(first((pcm[index] ?? 0) / 32_768));
			this.#sum += sample * sample;
			if (++this.#counted < HOP) continue;
			this.#hops.push(this.#sum / HOP);
			if (this.#hops.length > HOPS) this.#hops.shift();
			if (this.#hops.length === HOPS) this.#blocks.push(mean(this.#hops));
			this.#sum = 0;
			this.#counted = 0;
		}
	}

	/** What comes next does not follow on what came. */
	jump(): void {
		this.#hops = [];
		this.#sum = 0;
		this.#counted = 0;
	}

	/** LUFS of all, without its pauses; undefined when nothing is heard. */
	get value(): number | undefined {
		const heard = this.#blocks.filter((power) => lufs(power) > GATE);
		const threshold = lufs(mean(heard)) + RELATIVE_GATE;
		const loud = heard.filter((power) => lufs(power) > threshold);
		return loud.length > 0 ? lufs(mean(loud)) : undefined;
	}
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function lufs(power: number): number {
	return -0.691 + 10 * Math.log10(power);
}

function weighting([b0, b1, b2, a1, a2]: Biquad): (sample: number) => number {
	let [one, two] = [0, 0];
	return (sample) => {
		const out = b0 * sample + one;
		one = b1 * sample - a1 * out + two;
		two = b2 * sample - a2 * out;
		return out;
	};
}
