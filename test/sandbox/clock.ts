/** The one clock that all of the sandbox reads, shared with the bot in tests and the demo. */
export interface SandboxClock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** True: time moves only when `advanceTo` is called. */
	readonly driven: boolean;
	/** Moves a driven clock forward; throws on a real clock or backwards. */
	advanceTo(ms: number): void;
	/** Calls back after every advance, in the order of registration. Returns the way to stop. */
	onAdvance(callback: (now: number) => void): () => void;
}

export function drivenClock(startMs: number): SandboxClock {
	let now = startMs;
	const callbacks = new Set<(now: number) => void>();
	return {
		driven: true,
		now: () => now,
		advanceTo(ms) {
			if (!Number.isFinite(ms) || ms < now)
				throw new RangeError(`The clock cannot go from ${now} back to ${ms}`);
			now = ms;
			for (const callback of [...callbacks]) callback(now);
		},
		onAdvance(callback) {
			callbacks.add(callback);
			return () => callbacks.delete(callback);
		},
	};
}

export function realClock(): SandboxClock {
	return {
		driven: false,
		now: () => Date.now(),
		advanceTo() {
			throw new Error("The real clock cannot be driven");
		},
		onAdvance: () => () => undefined,
	};
}
