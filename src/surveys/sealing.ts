import { createHmac, randomBytes, randomInt } from "node:crypto";
import { decrypt, encrypt, KEY, OVERHEAD, unwrap } from "../shared/encryption.ts";
import type { SurveyId, UserId } from "../shared/ids.ts";

/** A survey's secrets while it is open. */
export interface Keys {
	/** Of the marks: who has answered. */
	marks: Buffer;
	/** Of the ballots: what was answered. */
	ballots: Buffer;
}

/** A ballot as it is stored. Its id is random. */
export interface Sealed {
	id: Buffer;
	sealed: Buffer;
}

/** How the ballots of an open survey are kept from those who can read the database. */
export interface Sealing {
	/** Secrets for a survey that opens, wrapped to be stored. `marks` only for one that has a key of marks already. */
	create(id: SurveyId, marks?: Buffer): Buffer;
	/** Undefined when they were wrapped by another master key, or were changed. */
	unwrap(id: SurveyId, wrapped: Buffer): Keys | undefined;
	/** All ballots of a survey (canonical JSON), with fresh ids and nonces, each of the same length, in random order. */
	seal(id: SurveyId, keys: Keys, ballots: readonly string[], size: number): Sealed[];
	/** @throws when one was changed */
	unseal(id: SurveyId, keys: Keys, sealed: readonly Sealed[]): string[];
	/** The ballots of a survey that closes, with fresh ids, in the order of these. */
	disclose(ballots: readonly string[]): { id: Buffer; answers: string }[];
}

/** @param master 32 bytes that are not in the database */
export function sealingWith(master: Buffer): Sealing {
	return {
		create(id, marks = randomBytes(KEY)) {
			return encrypt(master, `keys/${id}`, Buffer.concat([marks, randomBytes(KEY)]));
		},
		unwrap(id, wrapped) {
			const secrets = unwrap(master, `keys/${id}`, wrapped);
			return secrets && { marks: secrets.subarray(0, KEY), ballots: secrets.subarray(KEY) };
		},
		seal(id, { ballots: key }, ballots, size) {
			const sealed = ballots.map((ballot) => ({
				id: randomBytes(16),
				sealed: encrypt(key, `ballot/${id}`, padded(ballot, size)),
			}));
			return inOrder(sealed);
		},
		unseal(id, { ballots: key }, sealed) {
			return shuffled(sealed.map((each) => unpadded(decrypt(key, `ballot/${id}`, each.sealed))));
		},
		disclose(ballots) {
			return inOrder(ballots.map((answers) => ({ id: randomBytes(16), answers })));
		},
	};
}

/** Whose mark it is, only the key tells. */
export function markOf({ marks }: Keys, userId: UserId): Buffer {
	return createHmac("sha256", marks).update(userId).digest();
}

/** Bytes of the padded ballot that is in it. */
export function sizeOf({ sealed }: Sealed): number {
	return sealed.length - OVERHEAD;
}

/** In random order, each order as likely as the others. */
export function shuffled<T>(things: readonly T[]): T[] {
	const all = [...things];
	for (let last = all.length - 1; last > 0; last--) {
		const chosen = randomInt(last + 1);
		[all[last], all[chosen]] = [all[chosen] as T, all[last] as T];
	}
	return all;
}

/** Rows are written in the order of their random ids, so that their place in the file tells nothing either. */
function inOrder<T extends { id: Buffer }>(rows: T[]): T[] {
	return rows.sort((a, b) => a.id.compare(b.id));
}

/** The length, the text, zeros. */
function padded(text: string, size: number): Buffer {
	const length = Buffer.byteLength(text);
	if (length + 4 > size) throw new RangeError("a ballot is longer than its instrument allows");
	const whole = Buffer.alloc(size);
	whole.writeUInt32BE(length);
	whole.write(text, 4);
	return whole;
}

function unpadded(whole: Buffer): string {
	return whole.toString("utf8", 4, 4 + whole.readUInt32BE());
}
