import type { Temporal } from "temporal-polyfill";
import type { HelpRequest } from "../help/model.ts";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import { safetyLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { AccompanimentId, GuildId, HelpId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import { iso, reached } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Accompaniment, AccompanimentText } from "./model.ts";
import type { AccompanimentStore } from "./ports.ts";
import { checkedText, DAYS, isGoing, over, type TextProblem, TOLD_MINUTES } from "./rules.ts";

export { LENGTHS } from "./rules.ts";

export interface AccompanimentDependencies {
	transact: Transact;
	store: AccompanimentStore;
	outbox: Outbox;
	jobs: Jobs;
	help: {
		/** A request that is not over. */
		find(tx: Tx, guildId: GuildId, id: HelpId): Promise<HelpRequest | undefined>;
		personOf(request: HelpRequest): UserId | undefined;
	};
	/** Empties the write-ahead log after the transaction: what was forgotten can be read there until then. */
	emptyLog: () => void;
}

/** Who is to be introduced: somebody on the server, or who talks with staff, maybe unseen. */
export type Whom = { userId: UserId; language: Language } | { helpId: HelpId };

export type OfferOutcome =
	| { kind: "offered"; accompaniment: Accompaniment }
	/** The talk is over. */
	| { kind: "gone" }
	/** The person, the contact and who offers must be three. */
	| { kind: "same-person" }
	| TextProblem;

/** Accompanied handover: nothing of a person is passed on before they have read it and said yes. */
export class AccompanimentService {
	readonly #with: AccompanimentDependencies;
	readonly handlers: Pick<JobHandlers, "accompaniment.gone">;

	constructor(dependencies: AccompanimentDependencies) {
		this.#with = dependencies;
		this.handlers = {
			"accompaniment.gone": async (tx, { accompanimentId }, now) => {
				const found = await this.find(tx, accompanimentId);
				if (found) await this.#put(tx, found, now);
			},
		};
	}

	offer(
		guildId: GuildId,
		by: UserId,
		{ whom, contactId, ...text }: AccompanimentText & { whom: Whom; contactId: UserId | null },
		now: Temporal.Instant,
	): Promise<OfferOutcome> {
		return this.#with.transact(async (tx): Promise<OfferOutcome> => {
			const request = "helpId" in whom ? await this.#with.help.find(tx, guildId, whom.helpId) : undefined;
			if ("helpId" in whom && !request) return { kind: "gone" };
			const checked = checkedText(text, contactId !== null);
			if ("problem" in checked) return checked.problem;
			// Who is known is asked by themselves; only a visitor has to be asked in their talk.
			const userId = "helpId" in whom ? (request?.userId ?? null) : whom.userId;
			// Of a visitor nothing is said here: else this answer would tell who it is not.
			if (contactId === by || [by, contactId].some((each) => each !== null && each === userId))
				return { kind: "same-person" };
			const accompaniment = await this.#with.store.insert(tx, {
				...checked.text,
				guildId,
				helpId: userId === null && request ? request.id : null,
				userId,
				offeredBy: by,
				contactId,
				language: "helpId" in whom ? (request?.language ?? "en") : whom.language,
				state: "offered",
				offeredAt: now,
				acceptedAt: null,
				endedAt: null,
			});
			await this.#put(tx, accompaniment, now);
			return { kind: "offered", accompaniment };
		});
	}

	/** The person's yes or no; nobody else's counts. */
	answer(
		guildId: GuildId,
		id: AccompanimentId,
		userId: UserId,
		yes: boolean,
		now: Temporal.Instant,
	): Promise<{ kind: "accepted" | "declined" | "gone" }> {
		return this.#with.transact(async (tx) => {
			const before = await this.#with.store.find(tx, id);
			const asked = before?.guildId === guildId && before.state === "offered";
			if (!asked || (await this.#personOf(tx, before)) !== userId) return { kind: "gone" };
			const after: Accompaniment = yes
				? { ...before, userId, state: "accepted", acceptedAt: now }
				: over(before, "declined", now);
			await this.#save(tx, after, now);
			return { kind: yes ? "accepted" : "declined" };
		});
	}

	/** Taken back at any time: by the person, by who offered it, by whom they met. The thread goes with all it says. */
	stop(
		guildId: GuildId,
		id: AccompanimentId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ kind: "stopped" | "gone" }> {
		return this.#with.transact(async (tx) => {
			const before = await this.#with.store.find(tx, id);
			if (before?.guildId !== guildId || !isGoing(before)) return { kind: "gone" };
			const contact = before.state === "accepted" ? before.contactId : null;
			const theirs = [await this.#personOf(tx, before), before.offeredBy, contact].includes(userId);
			if (!theirs) return { kind: "gone" };
			await this.#save(tx, over(before, "withdrawn", now), now);
			return { kind: "stopped" };
		});
	}

	find(tx: Tx, id: AccompanimentId): Promise<Accompaniment | undefined> {
		return this.#with.store.find(tx, id);
	}

	/** Those that somebody of the staff offered, the latest first. */
	offeredBy(guildId: GuildId, userId: UserId): Promise<Accompaniment[]> {
		return this.#with.transact(async (tx) => {
			const here = await this.#with.store.ofGuild(tx, guildId);
			return here.filter(({ offeredBy }) => offeredBy === userId).toReversed();
		});
	}

	/** Puts an effect for every one that goes on, for repair. */
	async sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		for (const each of (await this.#with.store.ofGuild(tx, guildId)).filter(isGoing))
			await this.#put(tx, each, now);
	}

	/** Offers lapse, meetings end, and after a year nothing is left. */
	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		for (const each of await this.#with.store.all(tx)) {
			const days = each.state === "offered" ? DAYS.offered : DAYS.accepted;
			const since = each.acceptedAt ?? each.offeredAt;
			if (isGoing(each) && reached(now, since.add({ hours: 24 * days })))
				await this.#save(tx, over(each, "ended", now), now);
			if (each.endedAt && reached(now, each.endedAt.add({ hours: 24 * DAYS.kept }))) {
				await this.#with.store.remove(tx, each.id);
				await this.#put(tx, each, now);
			}
		}
	};

	/** What names them ends; of those who offered, only that is forgotten when it is over. */
	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		for (const each of await this.#with.store.naming(tx, userId)) {
			if (guildId !== undefined && each.guildId !== guildId) continue;
			const ended = isGoing(each) ? over(each, "ended", now) : each;
			const offeredBy = ended.offeredBy === userId ? null : ended.offeredBy;
			await this.#save(tx, { ...ended, offeredBy }, now);
		}
	}

	async #personOf(tx: Tx, { guildId, userId, helpId }: Accompaniment): Promise<UserId | undefined> {
		if (userId !== null || helpId === null) return userId ?? undefined;
		const request = await this.#with.help.find(tx, guildId, helpId);
		return request && this.#with.help.personOf(request);
	}

	async #save(tx: Tx, accompaniment: Accompaniment, now: Temporal.Instant): Promise<void> {
		await this.#with.store.save(tx, accompaniment);
		await this.#put(tx, accompaniment, now);
		if (isGoing(accompaniment)) return;
		this.#with.emptyLog();
		const { id: accompanimentId, endedAt } = accompaniment;
		if (endedAt === null) return;
		const job = { kind: "accompaniment.gone" as const, accompanimentId };
		const at = endedAt.add({ minutes: TOLD_MINUTES });
		await this.#with.jobs.put(tx, `accompaniment/${accompanimentId}/gone`, job, iso(at));
	}

	async #put(tx: Tx, { id: accompanimentId, guildId }: Accompaniment, now: Temporal.Instant): Promise<void> {
		const lane = `${safetyLane(guildId)}/accompaniment/${accompanimentId}`;
		for (const name of ["offer", "meeting", "answer"] as const) {
			const surface = { name: `accompaniment.${name}` as const, accompanimentId };
			await this.#with.outbox.put(tx, lane, { kind: "message", surface }, iso(now));
		}
	}
}
