import type { Temporal } from "temporal-polyfill";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { Shift } from "../rosters/model.ts";
import type { GuildId, ShiftRef, UserId } from "../shared/ids.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Handover, HandoverText, Topic } from "./model.ts";
import type { HandoverDraft, HandoverStore } from "./ports.ts";

export interface HandoverDependencies {
	transact: Transact;
	store: HandoverStore;
	outbox: Outbox;
	jobs: Jobs;
	/** Shifts, by the roster. */
	shifts: {
		find(tx: Tx, ref: ShiftRef): Promise<Shift | undefined>;
		between(tx: Tx, guildId: GuildId, from: Temporal.Instant, to: Temporal.Instant): Promise<Shift[]>;
	};
	/** Nicknames of participants on a server, which no handover may hold. */
	nicknames: (tx: Tx, guildId: GuildId) => Promise<string[]>;
	/** IANA zone of a server, in which months are counted. */
	zone: (tx: Tx, guildId: GuildId) => Promise<string | undefined>;
}

export type WriteOutcome =
	| { kind: "kept"; handover: Handover }
	| { kind: "empty" }
	/** It names participants (or mentions, or holds personal data): what was found. What was written is kept as a draft. */
	| { kind: "names"; found: string[] }
	| { kind: "not-found" };

/** Word from one shift to the next. */
export class HandoverService {
	readonly #with: HandoverDependencies;
	readonly handlers: Pick<JobHandlers, "handover.month">;

	constructor(dependencies: HandoverDependencies) {
		this.#with = dependencies;
		void this.#with;
		this.handlers = undefined as never;
	}

	write(
		_guildId: GuildId,
		_ref: ShiftRef,
		_userId: UserId,
		_text: HandoverText,
		_now: Temporal.Instant,
	): Promise<WriteOutcome> {
		throw new Error("not built");
	}
	/** What the person wrote that could not be kept. */
	draft(_guildId: GuildId, _userId: UserId): Promise<HandoverDraft | undefined> {
		throw new Error("not built");
	}
	/** A shift begins: asks for the notes to be shown to those on it. */
	begin(_tx: Tx, _shift: Shift, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built");
	}
	/** What the shift before this one, of the same place or group, left word of. */
	notesFor(_tx: Tx, _shift: Shift): Promise<Handover[]> {
		throw new Error("not built");
	}
	/** How often each topic was named in a month ("2026-07"), and in how many handovers. */
	month(
		_tx: Tx,
		_guildId: GuildId,
		_month: string,
	): Promise<{ handovers: number; topics: { topic: Topic; count: number }[] }> {
		throw new Error("not built");
	}
	tidy(_tx: Tx, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built");
	}
	forgetPerson(_tx: Tx, _userId: UserId, _guildId?: GuildId): Promise<void> {
		throw new Error("not built");
	}
}
