import type { Temporal } from "temporal-polyfill";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import { type Effect, safetyLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { Shift } from "../rosters/model.ts";
import type { CaseId, ChannelId, GuildId, UserId } from "../shared/ids.ts";
import { monthOf, shownAt } from "../shared/months.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { StaffMember } from "../staff/model.ts";
import type { Audience, Case, CaseKind, Where } from "./model.ts";
import type { CaseStore, StepStore } from "./ports.ts";
import { ANSWER_MINUTES, isLeftLying, THREAD_DAYS, waits } from "./rules.ts";

export interface CaseDependencies {
	transact: Transact;
	store: CaseStore;
	steps: Pick<StepStore, "ofCase" | "ofPerson">;
	outbox: Outbox;
	jobs: Jobs;
	duty: {
		present(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<UserId[]>;
		next(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<Shift | undefined>;
	};
	staff: {
		find(tx: Tx, guildId: GuildId, userId: UserId): Promise<StaffMember | undefined>;
		list(tx: Tx, guildId: GuildId): Promise<StaffMember[]>;
	};
	/** Of which group or place a channel is. */
	whereOf(tx: Tx, channelId: ChannelId): Promise<Where>;
	/** IANA zone of a server, in which months are counted. */
	zone(tx: Tx, guildId: GuildId): Promise<string | undefined>;
	/** Takes away what stands of the steps of a case that is about to be forgotten. */
	forgetSteps(tx: Tx, caseId: CaseId, now: Temporal.Instant): Promise<void>;
	/** For how many months the record of a case with a step is kept. */
	keepMonths: number;
	/** Fewest of something of which a month's figures tell. */
	threshold: number;
}

type Surface = Extract<Effect, { kind: "message" }>["surface"];

export interface NewCase {
	guildId: GuildId;
	kind: CaseKind;
	subject: UserId | null;
	audience: Audience;
	where: Where;
	urgent: boolean;
}

/** Cases, from their opening to their end, and who is told. Methods take part in the caller's transaction. */
export class Cases {
	readonly #with: CaseDependencies;
	readonly handlers: Pick<JobHandlers, "case.escalate" | "case.thread-end">;

	constructor(dependencies: CaseDependencies) {
		this.#with = dependencies;
		this.handlers = {
			"case.escalate": async (tx, { caseId }, now) => {
				const one = await this.find(tx, caseId);
				if (!one?.urgent || !waits(one)) return;
				// Nobody could: the coordinator was called for that, and the next shift has its own time.
				if ((await this.team(tx, one, now)).length === 0) return;
				await this.put(tx, one.guildId, { name: "case.call", caseId, why: "unanswered" }, now);
			},
			"case.thread-end": async (tx, { caseId }, now) => {
				const one = await this.find(tx, caseId);
				if (one) await this.changed(tx, one, now);
			},
		};
	}

	find(tx: Tx, id: CaseId): Promise<Case | undefined> {
		return this.#with.store.find(tx, id);
	}

	/** Opens one, and has staff told of it. */
	async open(tx: Tx, made: NewCase, now: Temporal.Instant): Promise<Case> {
		const one = await this.#with.store.insert(tx, {
			...made,
			state: "open",
			openedAt: now,
			takenBy: null,
			takenAt: null,
			closedAt: null,
			closedBy: null,
			outcome: "",
		});
		await this.count(tx, one.guildId, "case", now);
		return one;
	}

	/** What follows when a case was opened, or became urgent: those on duty are called, else the coordinator. */
	async call(tx: Tx, one: Case, now: Temporal.Instant): Promise<void> {
		await this.changed(tx, one, now);
		await this.put(tx, one.guildId, { name: "case.call", caseId: one.id, why: "no-thread" }, now);
		if ((await this.team(tx, one, now)).length === 0) {
			await this.put(tx, one.guildId, { name: "case.call", caseId: one.id, why: "nobody" }, now);
		}
		if (one.urgent) await this.giveTime(tx, one, now);
	}

	/** From now on those on duty have their time to take it on. */
	async giveTime(tx: Tx, { id }: Case, now: Temporal.Instant): Promise<void> {
		const job = { kind: "case.escalate", caseId: id } as const;
		const at = now.add({ minutes: ANSWER_MINUTES });
		await this.#with.jobs.put(tx, `case/${id}/escalate`, job, iso(at));
	}

	/** Something new of a case whose one in hand is not on duty: it waits again for those who are. */
	async released(tx: Tx, one: Case, now: Temporal.Instant): Promise<{ one: Case; released: boolean }> {
		if (one.audience !== "staff" || one.takenBy === null) return { one, released: false };
		const present = await this.#with.duty.present(tx, one.guildId, now);
		if (present.includes(one.takenBy)) return { one, released: false };
		return { one: await this.#release(tx, one), released: true };
	}

	/** What has been left lying waits again for those whose shift begins. */
	async releaseLying(
		tx: Tx,
		guildId: GuildId,
		begin: readonly UserId[],
		now: Temporal.Instant,
	): Promise<void> {
		const present = [...begin, ...(await this.#with.duty.present(tx, guildId, now))];
		for (const one of await this.#open(tx, guildId)) {
			if (!isLeftLying(one, present, now)) continue;
			await this.changed(tx, await this.#release(tx, one), now);
		}
	}

	/** Somebody who has cases in hand is gone: others are called to them. */
	async releaseOf(tx: Tx, guildId: GuildId, userId: UserId, now: Temporal.Instant): Promise<void> {
		const theirs = (await this.#open(tx, guildId)).filter(({ takenBy }) => takenBy === userId);
		for (const one of theirs) await this.call(tx, await this.#release(tx, one), now);
	}

	async #release(tx: Tx, one: Case): Promise<Case> {
		const waiting = { ...one, takenBy: null, takenAt: null };
		await this.#with.store.put(tx, waiting);
		return waiting;
	}

	/** Somebody of the staff has it in hand, or it is closed: nobody need be called any more. */
	async answered(tx: Tx, one: Case, now: Temporal.Instant): Promise<void> {
		await this.#with.store.put(tx, one);
		await this.#with.jobs.cancel(tx, `case/${one.id}/escalate`);
		for (const why of ["nobody", "unanswered", "no-thread"] as const)
			await this.put(tx, one.guildId, { name: "case.call", caseId: one.id, why }, now);
		await this.changed(tx, one, now);
		if (one.closedAt === null) return;
		const at = one.closedAt.add({ hours: 24 * THREAD_DAYS });
		const job = { kind: "case.thread-end", caseId: one.id } as const;
		await this.#with.jobs.put(tx, `case/${one.id}/thread-end`, job, iso(at));
	}

	/** Asks for the case's thread to be brought up to date. */
	changed(tx: Tx, { id, guildId }: Pick<Case, "id" | "guildId">, now: Temporal.Instant): Promise<void> {
		return this.put(tx, guildId, { name: "case.thread", caseId: id }, now);
	}

	/** Who belongs in its thread now: those on duty, or the coordinators; who has taken it on; never whom it is about. */
	async team(tx: Tx, one: Case, now: Temporal.Instant): Promise<UserId[]> {
		const { duty, staff } = this.#with;
		const called =
			one.audience === "staff"
				? await duty.present(tx, one.guildId, now)
				: coordinators(await staff.list(tx, one.guildId));
		const all = one.takenBy === null ? called : [one.takenBy, ...called];
		return [...new Set(all)].filter((userId) => userId !== one.subject);
	}

	/** Coordinators known by name, save one. */
	async otherCoordinators(tx: Tx, guildId: GuildId, userId: UserId | null): Promise<UserId[]> {
		return coordinators(await this.#with.staff.list(tx, guildId)).filter((each) => each !== userId);
	}

	/** Open cases for those on duty, the urgent ones first, then the oldest. */
	async waiting(tx: Tx, guildId: GuildId): Promise<Case[]> {
		const all = await this.#with.store.list(tx, guildId);
		return all
			.filter((one) => one.audience === "staff" && waits(one))
			.toSorted((a, b) => Number(b.urgent) - Number(a.urgent) || a.id - b.id);
	}

	/** Others are on duty than before: they are let in to what is open. */
	async dutyChanged(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		const open = (await this.#open(tx, guildId)).filter(({ audience }) => audience === "staff");
		for (const one of open) {
			await this.changed(tx, one, now);
			await this.put(tx, guildId, { name: "case.call", caseId: one.id, why: "nobody" }, now);
		}
	}

	/** Asks for every open case to be brought in step. */
	async sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		for (const one of await this.#open(tx, guildId)) await this.changed(tx, one, now);
	}

	async #open(tx: Tx, guildId: GuildId): Promise<Case[]> {
		return (await this.#with.store.list(tx, guildId)).filter(({ state }) => state === "open");
	}

	/** One more for the month's figures, which are shown when it is over. */
	async count(tx: Tx, guildId: GuildId, what: string, now: Temporal.Instant): Promise<void> {
		const zone = (await this.#with.zone(tx, guildId)) ?? "UTC";
		const month = monthOf(now, zone);
		await this.#with.store.count(tx, guildId, month, what);
		const job = { kind: "moderation.month", guildId, month } as const;
		await this.#with.jobs.put(tx, `moderation.month/${guildId}/${month}`, job, iso(shownAt(month, zone)));
	}

	put(tx: Tx, guildId: GuildId, surface: Surface, now: Temporal.Instant): Promise<void> {
		return this.#with.outbox.put(tx, safetyLane(guildId), { kind: "message", surface }, iso(now));
	}
}

function coordinators(staff: readonly StaffMember[]): UserId[] {
	return staff.filter(({ duties }) => duties.includes("coordinator")).map(({ userId }) => userId);
}
