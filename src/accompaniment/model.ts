import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { AccompanimentId, GuildId, HelpId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";

/**
 * `offered`: the person has not answered; nothing is passed on. `accepted`: they meet. `declined`: they said no.
 * `withdrawn`: taken back by one of them. `ended`: forgotten by time, or with somebody who left.
 */
export const AccompanimentState = z.enum(["offered", "accepted", "declined", "withdrawn", "ended"]);
export type AccompanimentState = z.infer<typeof AccompanimentState>;

/** What the person reads before they answer, and the contact after. */
export interface AccompanimentText {
	/** To which service or group. */
	service: string;
	/** Who would meet them there, in words; empty when the account says it. */
	contact: string;
	/** What would be told. */
	words: string;
}

/** An offer to introduce a person to somebody who may help further. When it is over, nothing of its content is kept. */
export interface Accompaniment extends AccompanimentText {
	id: AccompanimentId;
	guildId: GuildId;
	/** The talk in which it was offered; null when it was offered outside one. */
	helpId: HelpId | null;
	/** Null while a visitor has not said yes, and when it is over. */
	userId: UserId | null;
	/** Of the staff; null when they are forgotten. */
	offeredBy: UserId | null;
	/** Who would meet them, when they are on the server. */
	contactId: UserId | null;
	language: Language;
	state: AccompanimentState;
	offeredAt: Temporal.Instant;
	acceptedAt: Temporal.Instant | null;
	endedAt: Temporal.Instant | null;
}
