import type { Temporal } from "temporal-polyfill";
import type { GroupId, GuildId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { DraftProblem, Group, GroupDraft } from "./model.ts";

export type DraftOutcome =
	| { kind: "preview"; draftId: string; draft: GroupDraft; dates: Temporal.ZonedDateTime[]; titles: string[] }
	| { kind: "invalid"; problems: DraftProblem[] };
export type CreateOutcome =
	| { kind: "created"; group: Group }
	| { kind: "already"; group: Group }
	| { kind: "expired" }
	| { kind: "invalid"; problems: DraftProblem[] };
export type ContinueOutcome =
	| { kind: "continued"; group: Group }
	| { kind: "still-running" }
	| { kind: "archived" }
	| { kind: "invalid"; problems: DraftProblem[] };

export class GroupService {
	/** Checks what is asked and keeps it for a day, to be confirmed. Nothing is made. */
	draft(_draft: GroupDraft, _now: Temporal.Instant): Promise<DraftOutcome> {
		throw new Error("not built yet");
	}
	/** Makes the group and its sessions of a draft, once, however often it is pressed. */
	create(_draftId: string, _now: Temporal.Instant): Promise<CreateOutcome> {
		throw new Error("not built yet");
	}
	/** Throws the draft away. */
	discard(_draftId: string): Promise<void> {
		throw new Error("not built yet");
	}
	get(_id: GroupId): Promise<Group | undefined> {
		throw new Error("not built yet");
	}
	find(_tx: Tx, _id: GroupId): Promise<Group | undefined> {
		throw new Error("not built yet");
	}
	list(_guildId: GuildId): Promise<Group[]> {
		throw new Error("not built yet");
	}
	listIn(_tx: Tx, _guildId: GuildId): Promise<Group[]> {
		throw new Error("not built yet");
	}
	/** A new series of sessions for the same people. Only when the present series is over. */
	continueWith(
		_id: GroupId,
		_plan: { programme: string; startDate: string; weeks: number; facilitators: UserId[] },
		_now: Temporal.Instant,
	): Promise<ContinueOutcome> {
		throw new Error("not built yet");
	}
	/** Removes the group from Discord and forgets its people; anonymous summaries stay. */
	archive(_id: GroupId, _now: Temporal.Instant): Promise<{ kind: "archived" } | { kind: "already" }> {
		throw new Error("not built yet");
	}
	/** Called by sessions when the last one of the series is over. */
	seriesOver(_tx: Tx, _id: GroupId, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built yet");
	}
	/** Puts an effect for every room, the role, the invite and the standing messages of the group. */
	sync(_tx: Tx, _group: Group, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built yet");
	}
}
