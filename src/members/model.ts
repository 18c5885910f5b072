import type { Temporal } from "temporal-polyfill";
import type { GroupId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";

export interface Member {
	groupId: GroupId;
	userId: UserId;
	nickname: string;
	/** When the ground rules were accepted. */
	consentedAt: Temporal.Instant;
	/** Whether the day's and the hour's reminder mention them. */
	reminders: boolean;
	/** The language they read Discord in. */
	language: Language;
	/** In groups for young people, e.g. "13-15"; null in others. */
	ageBand: string | null;
}

export interface Waiting {
	groupId: GroupId;
	userId: UserId;
	/** 1 = first in the line. */
	position: number;
	language: Language;
	/** Until when a place is kept for them; null while they wait. */
	offeredUntil: Temporal.Instant | null;
}

export type NicknameProblem =
	| { kind: "too-short"; min: number }
	| { kind: "too-long"; max: number }
	| { kind: "mention" }
	| { kind: "link" }
	| { kind: "email" }
	| { kind: "phone" }
	| { kind: "identity-code" }
	| { kind: "address" }
	| { kind: "invisible" }
	| { kind: "like-staff"; name: string }
	| { kind: "like-member"; name: string };
