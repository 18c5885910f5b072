import type { Temporal } from "temporal-polyfill";
import type { Jobs } from "../jobs/ports.ts";
import type { Surface } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { Shift } from "../rosters/model.ts";
import type { GuildId, HelpId, UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { CrisisLines } from "./crisis.ts";
import { callSurfaces, helpLane, talkSurfaces } from "./effects.ts";
import type { HelpRequest } from "./model.ts";
import type { HelpStore } from "./ports.ts";
import type { Links } from "./sealing.ts";

export interface HelpDependencies {
	transact: Transact;
	store: HelpStore;
	outbox: Outbox;
	jobs: Jobs;
	/** Who is there for people now, and when somebody is next. */
	duty: {
		present(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<UserId[]>;
		next(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<Shift | undefined>;
	};
	links: Links;
	crisis: CrisisLines;
	/** Empties the write-ahead log after the transaction: what was forgotten can be read there until then. */
	emptyLog: () => void;
	/** At random in [0, 1). */
	chance: () => number;
}

/** What the parts of help share. */
export class HelpDesk {
	readonly with: HelpDependencies;

	constructor(dependencies: HelpDependencies) {
		this.with = dependencies;
	}

	/** Who asked; undefined when they are forgotten, or when the key is another. */
	personOf({ id, userId, link }: HelpRequest): UserId | undefined {
		return userId ?? (link ? this.with.links.unseal(id, link) : undefined);
	}

	/** A request of a server that is not over; undefined also when there is none. */
	async going(tx: Tx, guildId: GuildId, id: HelpId): Promise<HelpRequest | undefined> {
		const request = await this.with.store.find(tx, id);
		return request?.guildId === guildId && request.state !== "closed" ? request : undefined;
	}

	/** The same for the person who asked: for nobody else is there such a request. */
	async own(tx: Tx, guildId: GuildId, id: HelpId, userId: UserId): Promise<HelpRequest | undefined> {
		const request = await this.going(tx, guildId, id);
		return request && this.personOf(request) === userId ? request : undefined;
	}

	/** Somebody of the staff is with the person: they are let in, and nobody is called any more. */
	async meet(tx: Tx, request: HelpRequest, userId: UserId, now: Temporal.Instant): Promise<HelpRequest> {
		const { store, jobs } = this.with;
		await store.addHelper(tx, request.id, userId);
		const met: HelpRequest = { ...request, state: "met" };
		if (request.state === "waiting") {
			await store.save(tx, met);
			await jobs.cancel(tx, jobKey(request, "escalate"));
		}
		await this.put(tx, met, [...talkSurfaces(met), ...callSurfaces(met)], now);
		return met;
	}

	async put(
		tx: Tx,
		request: HelpRequest,
		surfaces: readonly Surface[],
		now: Temporal.Instant,
	): Promise<void> {
		for (const surface of surfaces)
			await this.with.outbox.put(tx, helpLane(request), { kind: "message", surface }, iso(now));
	}

	job(
		tx: Tx,
		request: HelpRequest,
		what: "escalate" | "lapse" | "tell" | "hush" | "forget",
		at: Temporal.Instant,
	): Promise<void> {
		const job = { kind: `help.${what}` as const, helpId: request.id };
		return this.with.jobs.put(tx, jobKey(request, what), job, iso(at));
	}
}

export function jobKey({ id }: HelpRequest, what?: string): string {
	return what === undefined ? `help/${id}` : `help/${id}/${what}`;
}
