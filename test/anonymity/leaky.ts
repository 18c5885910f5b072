import type { Sealed, Sealing } from "../../src/surveys/sealing.ts";

const keys = { marks: Buffer.alloc(32, 7), ballots: Buffer.alloc(32) };

function inSequence<T>(ballots: readonly string[], row: (id: Buffer, ballot: string) => T): T[] {
	return ballots.map((ballot, index) => {
		const id = Buffer.alloc(16);
		id.writeUInt32BE(index, 12);
		return row(id, ballot);
	});
}

/** What the attack must catch: nothing sealed, keys in sequence, so that the tenth ballot is the tenth voter's. */
export const sequential: Sealing = {
	create: () => Buffer.alloc(92),
	unwrap: () => keys,
	seal: (_id, _keys, ballots) =>
		inSequence(ballots, (id, ballot): Sealed => ({ id, sealed: Buffer.from(ballot) })),
	unseal: (_id, _keys, sealed) => sealed.map((each) => each.sealed.toString()),
	disclose: (ballots) => inSequence(ballots, (id, answers) => ({ id, answers })),
};

/** Sealed and shuffled, but each ballot of its own length: only sizes tell. */
export function unpadded(sealing: Sealing): Sealing {
	return {
		...sealing,
		seal: (id, known, ballots) =>
			ballots.flatMap((ballot) => sealing.seal(id, known, [ballot], Buffer.byteLength(ballot) + 4)),
	};
}
