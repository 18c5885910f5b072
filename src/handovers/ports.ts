import type { Temporal } from "temporal-polyfill";
import type { GuildId, ShiftRef, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Handover, HandoverText } from "./model.ts";

/** A handover that could not be kept as it was written, so that nothing of it is lost. */
export interface HandoverDraft {
	guildId: GuildId;
	userId: UserId;
	ref: ShiftRef;
	text: HandoverText;
	/** ISO instant. */
	madeAt: string;
}

export interface HandoverStore {
	insert(tx: Tx, handover: Omit<Handover, "id">): Promise<Handover>;
	/** Those of one shift, oldest first. */
	ofShift(tx: Tx, guildId: GuildId, ref: ShiftRef): Promise<Handover[]>;
	/** Those of a server written in [from, to). */
	between(tx: Tx, guildId: GuildId, from: Temporal.Instant, to: Temporal.Instant): Promise<Handover[]>;
	removeBefore(tx: Tx, time: Temporal.Instant): Promise<void>;
	putDraft(tx: Tx, draft: HandoverDraft): Promise<void>;
	draft(tx: Tx, guildId: GuildId, userId: UserId): Promise<HandoverDraft | undefined>;
	removeDraft(tx: Tx, guildId: GuildId, userId: UserId): Promise<void>;
	/** A person's drafts on every server. */
	draftsOf(tx: Tx, userId: UserId): Promise<HandoverDraft[]>;
	/** Forgets drafts made before `time`, an ISO instant. */
	removeDraftsBefore(tx: Tx, time: string): Promise<void>;
}
