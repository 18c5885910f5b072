import { randomBytes } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { encrypt, KEY, unwrap } from "../shared/encryption.ts";
import { RecordingId, UserId } from "../shared/ids.ts";
import { Language } from "../shared/language.ts";
import { reached } from "../shared/time.ts";

/** For how long the address that somebody is given opens the page, in minutes. */
export const LINK_MINUTES = 15;

/** What an address gives, and to whom. */
export interface Claim {
	recordingId: RecordingId;
	userId: UserId;
	language: Language;
}

/** An address that was given and is not too old. */
export interface Link extends Claim {
	/** Equal for two addresses only when they are the same. Tells nothing. */
	id: string;
	until: Temporal.Instant;
}

/** More than any address of ours has. */
const LONGEST = 400;
const PURPOSE = "listening";
const Sealed = z.tuple([RecordingId, UserId, Language, z.int()]);

/** Addresses for one person and one recording. Nobody else can make or read one; a restart makes all of them void. */
export class Links {
	readonly #key = randomBytes(KEY);

	seal({ recordingId, userId, language }: Claim, now: Temporal.Instant): string {
		const until = now.add({ minutes: LINK_MINUTES }).epochMilliseconds;
		const claim: z.infer<typeof Sealed> = [recordingId, userId, language, until];
		return encrypt(this.#key, PURPOSE, Buffer.from(JSON.stringify(claim))).toString("base64url");
	}

	/** Undefined for what we never gave, and for what is too old. */
	open(token: string, now: Temporal.Instant): Link | undefined {
		if (token.length > LONGEST) return undefined;
		const sealed = Buffer.from(token, "base64url");
		const plain = unwrap(this.#key, PURPOSE, sealed);
		if (!plain) return undefined;
		const [recordingId, userId, language, ms] = Sealed.parse(JSON.parse(plain.toString()));
		const until = Temporal.Instant.fromEpochMilliseconds(ms);
		if (reached(now, until)) return undefined;
		// The tag is as random as the nonce, and stands for all that was sealed.
		return { recordingId, userId, language, until, id: sealed.subarray(-16).toString("hex") };
	}
}
