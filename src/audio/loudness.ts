/** Loudness by ITU-R BS.1770-4, of one channel at 48 kHz. */

/** Samples of 100 ms; a block is four of these, and one begins with each. */
const HOP = 4_800;
const HOPS = 4;
/** LUFS under which nothing counts, and LU under the mean of the rest. */
const GATE = -70;
const RELATIVE_GATE = -10;

/** The standard's two filters at 48 kHz: b0 b1 b2 a1 a2. */
const [S0, S1, S2, T1, T2] = [
	1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585,
] as const;
const [H0, H1, H2, I1, I2] = [1, -2, 1, -1.99004745483398, 0.99007225036621] as const;

export class Loudness {
	/** Of the filters, two each. */
	readonly #state = new Float64Array(4);
	readonly #blocks: number[] = [];
	#hops: number[] = [];
	#sum = 0;
	#counted = 0;

	/** @param pcm full scale is 32,768 */
	add(pcm: Int16Array): void {
		for (let at = 0; at < pcm.length; ) {
			const part = pcm.subarray(at, at + HOP - this.#counted);
			this.#sum += this.#power(part);
			this.#counted += part.length;
			at += part.length;
			if (this.#counted === HOP) this.#hop();
		}
	}

	/** The sum of the squares behind the filters. All in local variables, which is what takes the time. */
	#power(pcm: Int16Array): number {
		let [one = 0, two = 0, three = 0, four = 0] = this.#state;
		let sum = 0;
		for (let index = 0; index < pcm.length; index++) {
			const sample = (pcm[index] ?? 0) / 32_768;
			const shelved = S0 * sample + one;
			one = S1 * sample - T1 * shelved + two;
			two = S2 * sample - T2 * shelved;
			const weighted = H0 * shelved + three;
			three = H1 * shelved - I1 * weighted + four;
			four = H2 * shelved - I2 * weighted;
			sum += weighted * weighted;
		}
		this.#state.set([one, two, three, four]);
		return sum;
	}

	#hop(): void {
		this.#hops.push(this.#sum / HOP);
		if (this.#hops.length > HOPS) this.#hops.shift();
		if (this.#hops.length === HOPS) this.#blocks.push(mean(this.#hops));
		this.#sum = 0;
		this.#counted = 0;
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
