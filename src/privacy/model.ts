import type { Temporal } from "temporal-polyfill";
import type { UserId } from "../shared/ids.ts";
import type { Localized } from "../shared/language.ts";
import type { Tx } from "../shared/tx.ts";

/** What one feature declares about the data it keeps on a person. Each feature has one in its `privacy.ts`. */
export interface PrivacyContract {
	feature: string;
	/** Tables that hold something on a person, what it is, and for how long, in words a participant understands. */
	keeps: { table: string; what: Localized; until: Localized }[];
	/** Everything kept on the person, ready for JSON; empty object when nothing is. */
	export(tx: Tx, userId: UserId): Promise<Record<string, unknown>>;
	/** Forgets the person, and asks Discord to be brought in step through the outbox. */
	erase(tx: Tx, userId: UserId, now: Temporal.Instant): Promise<void>;
}
