import type { Temporal } from "temporal-polyfill";
import type { Shift } from "../rosters/model.ts";
import type { CaseId, CaseWordId, GuildId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import { type CaseDependencies, Cases, type NewCase } from "./cases.ts";
import {
	type AnswerOutcome,
	type CloseOutcome,
	Handling,
	type Party,
	type TakeOutcome,
	type WriteOutcome,
} from "./handling.ts";
import type { Case, Reported } from "./model.ts";
import { CaseRecord, type Dossier } from "./record.ts";
import { type ReportInput, type ReportOutcome, Reports } from "./reports.ts";
import type { Figures, Viewer } from "./rules.ts";

export { OUTCOME_LENGTH, WORD_LENGTH } from "./handling.ts";
export { REPORT_LENGTH } from "./reports.ts";
export { lastMonth, type Viewer } from "./rules.ts";

/** What is reported, and what staff do about it. */
export class ModerationService {
	readonly #with: CaseDependencies;
	readonly cases: Cases;
	readonly #reports: Reports;
	readonly #handling: Handling;
	readonly #record: CaseRecord;
	readonly handlers;
	readonly tidy;
	/** For how many months the record of a case with a step is kept. */
	readonly keepMonths: number;

	constructor(dependencies: CaseDependencies) {
		this.#with = dependencies;
		this.keepMonths = dependencies.keepMonths;
		this.cases = new Cases(dependencies);
		this.#reports = new Reports(dependencies, this.cases);
		this.#handling = new Handling(dependencies, this.cases);
		this.#record = new CaseRecord(dependencies, this.cases);
		this.tidy = this.#record.tidy;
		this.handlers = {
			...this.cases.handlers,
			...this.#reports.handlers,
			"moderation.month": (tx: Tx, job: { guildId: GuildId; month: string }, now: Temporal.Instant) =>
				this.cases.put(
					tx,
					job.guildId,
					{ name: "moderation.month", guildId: job.guildId, month: job.month },
					now,
				),
		};
	}

	/** Keeps a message while its report is written. @returns the draft's id */
	draft(guildId: GuildId, reporter: UserId, message: Reported, now: Temporal.Instant): Promise<string> {
		return this.#with.transact((tx) => this.#reports.draft(tx, guildId, reporter, message, now));
	}

	/** Undefined when its hour is over, or it is somebody else's. */
	drafted(guildId: GuildId, reporter: UserId, id: string): Promise<Reported | undefined> {
		return this.#with.transact((tx) => this.#reports.drafted(tx, guildId, reporter, id));
	}

	report(
		guildId: GuildId,
		reporter: UserId,
		input: ReportInput,
		now: Temporal.Instant,
	): Promise<ReportOutcome> {
		return this.#with.transact((tx) => this.#reports.receive(tx, guildId, reporter, input, now));
	}

	take(guildId: GuildId, id: CaseId, viewer: Viewer, now: Temporal.Instant): Promise<TakeOutcome> {
		return this.#with.transact((tx) => this.#handling.take(tx, guildId, id, viewer, now));
	}

	close(
		guildId: GuildId,
		id: CaseId,
		viewer: Viewer,
		words: { outcome: string; word: string },
		now: Temporal.Instant,
	): Promise<CloseOutcome> {
		return this.#with.transact((tx) => this.#handling.close(tx, guildId, id, viewer, words, now));
	}

	write(
		guildId: GuildId,
		id: CaseId,
		viewer: Viewer,
		words: { party: Party; text: string },
		now: Temporal.Instant,
	): Promise<WriteOutcome> {
		return this.#with.transact((tx) => this.#handling.write(tx, guildId, id, viewer, words, now));
	}

	mayAnswer(id: CaseWordId, userId: UserId): Promise<boolean> {
		return this.#with.transact((tx) => this.#handling.mayAnswer(tx, id, userId));
	}

	answer(id: CaseWordId, userId: UserId, text: string, now: Temporal.Instant): Promise<AnswerOutcome> {
		return this.#with.transact((tx) => this.#handling.answer(tx, id, userId, text, now));
	}

	/** A case that the person may handle. */
	visible(guildId: GuildId, id: CaseId, viewer: Viewer): Promise<Case | undefined> {
		return this.#with.transact((tx) => this.#handling.visible(tx, guildId, id, viewer));
	}

	/** Everything of a case that the person may see: coordinators, those on duty, and who has it in hand. */
	show(guildId: GuildId, id: CaseId, viewer: Viewer, now: Temporal.Instant): Promise<Dossier | undefined> {
		return this.#with.transact(async (tx) => {
			const one = await this.#handling.visible(tx, guildId, id, viewer);
			if (!one) return undefined;
			const may = one.takenBy === viewer.userId || (await this.#record.mayRead(tx, guildId, viewer, now));
			return may ? this.dossier(tx, id) : undefined;
		});
	}

	/** The record of a server, open cases first; undefined for staff who are not on duty. */
	list(guildId: GuildId, viewer: Viewer, now: Temporal.Instant): Promise<Case[] | undefined> {
		return this.#with.transact(async (tx) =>
			(await this.#record.mayRead(tx, guildId, viewer, now))
				? this.#record.list(tx, guildId, viewer)
				: undefined,
		);
	}

	figures(tx: Tx, guildId: GuildId, month: string): Promise<Figures> {
		return this.#record.figures(tx, guildId, month);
	}

	find(tx: Tx, id: CaseId): Promise<Case | undefined> {
		return this.cases.find(tx, id);
	}

	dossier(tx: Tx, id: CaseId): Promise<Dossier | undefined> {
		return this.#record.dossier(tx, id);
	}

	word(tx: Tx, id: CaseWordId) {
		return this.#handling.word(tx, id);
	}

	team(tx: Tx, one: Case, now: Temporal.Instant): Promise<UserId[]> {
		return this.cases.team(tx, one, now);
	}

	/** Coordinators known by name, save one. */
	coordinators(tx: Tx, guildId: GuildId, but: UserId | null): Promise<UserId[]> {
		return this.cases.otherCoordinators(tx, guildId, but);
	}

	waiting(tx: Tx, guildId: GuildId): Promise<Case[]> {
		return this.cases.waiting(tx, guildId);
	}

	/** A case in which somebody of the staff takes a step that nobody had reported; in their hands from the start. */
	async openForStep(
		tx: Tx,
		made: Omit<NewCase, "kind" | "urgent"> & { by: UserId },
		now: Temporal.Instant,
	): Promise<Case> {
		const { by, ...rest } = made;
		const one = await this.cases.open(tx, { ...rest, kind: "step", urgent: false }, now);
		const taken = { ...one, takenBy: by, takenAt: now };
		await this.cases.answered(tx, taken, now);
		return taken;
	}

	/** What Discord's AutoMod stopped, for staff to look at when they can: nobody is called for it. */
	async openSoft(
		tx: Tx,
		made: Omit<NewCase, "kind" | "urgent">,
		message: { reported: Reported } | null,
		now: Temporal.Instant,
	): Promise<Case> {
		const one = await this.cases.open(tx, { ...made, kind: "automod", urgent: false }, now);
		if (message) await this.#reports.keep(tx, one, { ...message, before: [] });
		await this.cases.changed(tx, one, now);
		return one;
	}

	count(tx: Tx, guildId: GuildId, what: string, now: Temporal.Instant): Promise<void> {
		return this.cases.count(tx, guildId, what, now);
	}

	async changed(tx: Tx, id: CaseId, now: Temporal.Instant): Promise<void> {
		const one = await this.find(tx, id);
		if (one) await this.cases.changed(tx, one, now);
	}

	/** A shift begins: what waits stands at its head. */
	async begin(tx: Tx, shift: Shift, now: Temporal.Instant): Promise<void> {
		const theirs = shift.slots.flatMap(({ userId }) => userId ?? []);
		await this.cases.releaseLying(tx, shift.guildId, theirs, now);
		await this.dutyChanged(tx, shift.guildId, now);
		const waiting = await this.waiting(tx, shift.guildId);
		for (const one of waiting) if (one.urgent) await this.cases.giveTime(tx, one, now);
		if (waiting.length > 0)
			await this.cases.put(tx, shift.guildId, { name: "case.waiting", ref: shift.ref }, now);
	}

	/** Brings the threads of open cases in step. */
	sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		return this.cases.sync(tx, guildId, now);
	}

	dutyChanged(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		return this.cases.dutyChanged(tx, guildId, now);
	}

	forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		return this.#record.forgetPerson(tx, userId, now, guildId);
	}
}
