import type { Temporal } from "temporal-polyfill";
import type { CaseId, GuildId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { CaseDependencies, Cases } from "./cases.ts";
import type { Case, CaseMessage, CaseWord, Report, Step } from "./model.ts";
import {
	FIGURE_MONTHS,
	type Figures,
	figuresOf,
	hasStep,
	isOver,
	mayHandle,
	PACE_HOURS,
	type Viewer,
} from "./rules.ts";

/** Everything of a case. */
export interface Dossier {
	case: Case;
	messages: CaseMessage[];
	reports: Report[];
	steps: Step[];
	words: CaseWord[];
}

/** What is remembered of cases, for whom, and until when. */
export class CaseRecord {
	readonly #with: CaseDependencies;
	readonly #cases: Cases;

	constructor(dependencies: CaseDependencies, cases: Cases) {
		this.#with = dependencies;
		this.#cases = cases;
	}

	async dossier(tx: Tx, id: CaseId): Promise<Dossier | undefined> {
		const { store, steps } = this.#with;
		const one = await store.find(tx, id);
		if (!one) return undefined;
		return {
			case: one,
			messages: await store.messages(tx, id),
			reports: await store.reports(tx, id),
			steps: await steps.ofCase(tx, id),
			words: await store.words(tx, id),
		};
	}

	/** Open ones first, then the newest. */
	async list(tx: Tx, guildId: GuildId, viewer: Viewer): Promise<Case[]> {
		const all = await this.#with.store.list(tx, guildId);
		return all
			.filter((one) => mayHandle(one, viewer))
			.toSorted((a, b) => Number(b.state === "open") - Number(a.state === "open") || b.id - a.id);
	}

	/** Whether somebody may look into the record: coordinators, those on duty, and who has a case in hand. */
	async mayRead(tx: Tx, guildId: GuildId, viewer: Viewer, now: Temporal.Instant): Promise<boolean> {
		return viewer.coordinates || (await this.#with.duty.present(tx, guildId, now)).includes(viewer.userId);
	}

	async figures(tx: Tx, guildId: GuildId, month: string): Promise<Figures> {
		return figuresOf(await this.#with.store.counts(tx, guildId, month), this.#with.threshold);
	}

	/** Forgets what has had its time. */
	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		const { store, steps, keepMonths } = this.#with;
		await store.removePaceBefore(tx, now.subtract({ hours: PACE_HOURS }));
		const first = now.toZonedDateTimeISO("UTC").subtract({ months: FIGURE_MONTHS });
		await store.removeCountsBefore(tx, first.toPlainDate().toPlainYearMonth().toString());
		for (const one of await store.all(tx)) {
			if (isOver(one, await steps.ofCase(tx, one.id), keepMonths, now)) await this.#forget(tx, one, now);
		}
	};

	/** The case with all that stands of it in Discord. */
	async #forget(tx: Tx, one: Case, now: Temporal.Instant): Promise<void> {
		const { store, jobs, forgetSteps } = this.#with;
		await forgetSteps(tx, one.id, now);
		await this.#dropWords(tx, one, await store.words(tx, one.id), now);
		await jobs.cancel(tx, `case/${one.id}`);
		await store.remove(tx, one.id);
		for (const why of ["nobody", "unanswered", "no-thread"] as const)
			await this.#cases.put(tx, one.guildId, { name: "case.call", caseId: one.id, why }, now);
		await this.#cases.changed(tx, one, now);
	}

	/** Their threads go; what stands in a case's own thread goes with that. */
	async #dropWords(tx: Tx, { id, guildId }: Case, words: CaseWord[], now: Temporal.Instant): Promise<void> {
		for (const { id: wordId } of words)
			await this.#cases.put(tx, guildId, { name: "case.word", caseId: id, wordId }, now);
	}

	/**
	 * Forgets somebody as one who reported, and where they only stood by. A case stays, without them. What was decided
	 * about them stays too, until its time: else whoever was stopped could wipe it away.
	 */
	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		const { store, steps } = this.#with;
		const here = (one: Case | undefined): one is Case =>
			one !== undefined && (guildId === undefined || one.guildId === guildId);
		for (const report of await store.reportsBy(tx, userId)) {
			const one = await store.find(tx, report.caseId);
			if (!here(one)) continue;
			await store.putReport(tx, { ...report, reporter: null });
			await this.#cases.changed(tx, one, now);
		}
		for (const one of await this.#casesOf(tx, await store.wordsWith(tx, userId), here)) {
			const theirs = (await store.words(tx, one.id)).filter(
				(word) => word.userId === userId && word.party === "reporter",
			);
			await this.#dropWords(tx, one, theirs, now);
			await store.removeWords(tx, one.id, userId, "reporter");
		}
		for (const one of await store.about(tx, userId)) {
			if (!here(one) || one.state === "open" || hasStep(await steps.ofCase(tx, one.id))) continue;
			const words = (await store.words(tx, one.id)).filter((word) => word.userId === userId);
			await this.#dropWords(tx, one, words, now);
			await store.removeWords(tx, one.id, userId, "subject");
			await store.removeMessages(tx, one.id);
			await store.put(tx, { ...one, subject: null });
			await this.#cases.changed(tx, one, now);
		}
		for (const draft of await store.draftsOf(tx, userId)) {
			if (guildId === undefined || draft.guildId === guildId) await store.removeDraft(tx, draft.id);
		}
		if (guildId !== undefined) return this.#cases.releaseOf(tx, guildId, userId, now);
		await store.removePaceOf(tx, userId);
		await store.forgetBystander(tx, userId);
	}

	async #casesOf(
		tx: Tx,
		words: readonly CaseWord[],
		here: (one: Case | undefined) => one is Case,
	): Promise<Case[]> {
		const ids = [...new Set(words.map(({ caseId }) => caseId))];
		return (await Promise.all(ids.map((id) => this.#with.store.find(tx, id)))).filter(here);
	}
}
