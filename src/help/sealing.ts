import { encrypt, unwrap } from "../shared/encryption.ts";
import { type HelpId, UserId } from "../shared/ids.ts";

/** How who a visitor is is kept from those who read the database. */
export interface Links {
	seal(id: HelpId, userId: UserId): Buffer;
	/** Undefined when it was sealed with another key, or for another request. */
	unseal(id: HelpId, link: Buffer): UserId | undefined;
}

/** Discord's ids have up to 20 digits; padded, so that the length tells nothing. */
const DIGITS = 20;

/** @param master 32 bytes that are not in the database */
export function linksWith(master: Buffer): Links {
	const purpose = (id: HelpId) => `help/${id}`;
	return {
		seal: (id, userId) => encrypt(master, purpose(id), Buffer.from(userId.padStart(DIGITS, "0"))),
		unseal(id, link) {
			const plain = unwrap(master, purpose(id), link);
			return plain && UserId.parse(plain.toString().replace(/^0+/, ""));
		},
	};
}
