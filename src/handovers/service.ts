import type { Temporal } from "temporal-polyfill";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import { type Effect, rosterLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { Shift } from "../rosters/model.ts";
import type { GuildId, ShiftRef, UserId } from "../shared/ids.ts";
import { monthOf, shownAt } from "../shared/months.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import { type Found, type Handover, type HandoverText, Topic } from "./model.ts";
import type { HandoverDraft, HandoverStore } from "./ports.ts";
import { DRAFT_HOURS, isEmpty, KEPT_DAYS, precedes, SHOWN_DAYS, spanOf, tellsWho, tidied } from "./rules.ts";

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

export type { HandoverDraft } from "./ports.ts";

export type WriteOutcome =
	| { kind: "kept"; handover: Handover }
	| { kind: "empty" }
	/** It tells who participants are. What was written is kept as a draft. */
	| { kind: "names"; found: Found[] }
	| { kind: "not-found" };

/** What people seemed to need in a month: how many handovers, and how often each topic was named, most first. */
export interface Needs {
	handovers: number;
	topics: { topic: Topic; count: number }[];
}

/** Word from one shift to the next. */
export class HandoverService {
	readonly #with: HandoverDependencies;
	readonly handlers: Pick<JobHandlers, "handover.month">;

	constructor(dependencies: HandoverDependencies) {
		this.#with = dependencies;
		this.handlers = {
			"handover.month": async (tx, { guildId, month }, now) => {
				const { handovers } = await this.month(tx, guildId, month);
				if (handovers === 0) return;
				await this.#put(tx, guildId, { name: "handover.month", guildId, month }, now);
			},
		};
	}

	/** Keeps it for the next shift of the same place or group, without the name of who wrote it. */
	write(
		guildId: GuildId,
		ref: ShiftRef,
		userId: UserId,
		written: HandoverText,
		now: Temporal.Instant,
	): Promise<WriteOutcome> {
		return this.#with.transact(async (tx): Promise<WriteOutcome> => {
			const { store } = this.#with;
			const shift = await this.#with.shifts.find(tx, ref);
			if (shift?.guildId !== guildId) return { kind: "not-found" };
			const text = tidied(written);
			if (isEmpty(text)) return { kind: "empty" };
			const found = tellsWho(text, await this.#with.nicknames(tx, guildId));
			if (found.length > 0) {
				await store.putDraft(tx, { guildId, userId, ref, text, madeAt: iso(now) });
				return { kind: "names", found };
			}
			await store.removeDraft(tx, guildId, userId);
			const same = (await store.ofShift(tx, guildId, ref)).find((each) => isSame(each, text));
			if (same) return { kind: "kept", handover: same };
			const handover = await store.insert(tx, { ...text, guildId, ref, writtenAt: now });
			await this.#show(tx, shift, now);
			await this.#planMonth(tx, guildId, now);
			return { kind: "kept", handover };
		});
	}

	/** What the person wrote that could not be kept. */
	draft(guildId: GuildId, userId: UserId): Promise<HandoverDraft | undefined> {
		return this.#with.transact((tx) => this.#with.store.draft(tx, guildId, userId));
	}

	/** A shift begins: asks for the notes to be shown to those on it. */
	async begin(tx: Tx, shift: Shift, now: Temporal.Instant): Promise<void> {
		if ((await this.notesFor(tx, shift)).length === 0) return;
		await this.#put(tx, shift.guildId, { name: "handover.notes", ref: shift.ref }, now);
	}

	/** What the last shift before this one that left word, of the same place or group, left word of. */
	async notesFor(tx: Tx, shift: Shift): Promise<Handover[]> {
		const { shifts, store } = this.#with;
		const from = shift.startsAt.subtract({ hours: 24 * SHOWN_DAYS });
		const before = await shifts.between(tx, shift.guildId, from, shift.startsAt);
		for (const each of before.filter((one) => precedes(one, shift)).reverse()) {
			const notes = await store.ofShift(tx, shift.guildId, each.ref);
			if (notes.length > 0) return notes;
		}
		return [];
	}

	/** @param month e.g. "2026-07" */
	async month(tx: Tx, guildId: GuildId, month: string): Promise<Needs> {
		const zone = await this.#with.zone(tx, guildId);
		if (zone === undefined) return { handovers: 0, topics: [] };
		const { from, to } = spanOf(month, zone);
		const all = await this.#with.store.between(tx, guildId, from, to);
		const topics = Topic.options
			.map((topic) => ({ topic, count: all.filter(({ topics }) => topics.includes(topic)).length }))
			.filter(({ count }) => count > 0)
			.toSorted((a, b) => b.count - a.count);
		return { handovers: all.length, topics };
	}

	/** Forgets what is older than three months, and drafts that have waited for a day. */
	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		await this.#with.store.removeBefore(tx, now.subtract({ hours: 24 * KEPT_DAYS }));
		await this.#with.store.removeDraftsBefore(tx, iso(now.subtract({ hours: DRAFT_HOURS })));
	};

	/** Their drafts, on one server or all. Of what was handed over nothing says whose it is. */
	async forgetPerson(tx: Tx, userId: UserId, _now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		for (const draft of await this.#with.store.draftsOf(tx, userId)) {
			if (guildId !== undefined && draft.guildId !== guildId) continue;
			await this.#with.store.removeDraft(tx, draft.guildId, userId);
		}
	}

	/** Written when the next shift has already begun: shown to it at once. */
	async #show(tx: Tx, shift: Shift, now: Temporal.Instant): Promise<void> {
		const going = await this.#with.shifts.between(tx, shift.guildId, now, now.add({ milliseconds: 1 }));
		for (const next of going) {
			if (next.state === "going" && precedes(shift, next)) await this.begin(tx, next, now);
		}
	}

	async #planMonth(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		const zone = await this.#with.zone(tx, guildId);
		if (zone === undefined) return;
		const month = monthOf(now, zone);
		const key = `handover.month/${guildId}/${month}`;
		await this.#with.jobs.put(tx, key, { kind: "handover.month", guildId, month }, iso(shownAt(month, zone)));
	}

	#put(
		tx: Tx,
		guildId: GuildId,
		surface: Extract<Effect, { kind: "message" }>["surface"],
		now: Temporal.Instant,
	): Promise<void> {
		return this.#with.outbox.put(tx, rosterLane(guildId), { kind: "message", surface }, iso(now));
	}
}

function isSame(one: HandoverText, other: HandoverText): boolean {
	return (
		one.talkedAbout === other.talkedAbout &&
		one.toFollow === other.toFollow &&
		one.needs === other.needs &&
		one.topics.join() === other.topics.join()
	);
}
