import type { Temporal } from "temporal-polyfill";
import type { CaseId, CaseWordId, GuildId, UserId } from "../shared/ids.ts";
import { isReadable } from "../shared/text.ts";
import type { Tx } from "../shared/tx.ts";
import type { CaseDependencies, Cases } from "./cases.ts";
import type { Case, CaseWord } from "./model.ts";
import { mayHandle, tooManyAnswers, type Viewer } from "./rules.ts";

/** At most so many characters a word between staff and a person; so that a whole one fits in a message. */
export const WORD_LENGTH = 1500;
export const OUTCOME_LENGTH = 500;

export type Party = CaseWord["party"];

type Gone = { kind: "gone" };
export type TakeOutcome =
	| { kind: "taken"; case: Case }
	| { kind: "taken-before"; by: UserId }
	| { kind: "closed" }
	| Gone;
export type CloseOutcome = { kind: "closed-now"; told: number } | { kind: "closed" | "empty" } | Gone;
export type WriteOutcome = { kind: "sent"; people: number } | { kind: "empty" | "nobody" | "closed" } | Gone;
export type AnswerOutcome = { kind: "sent" } | { kind: "empty" | "closed" | "slow" } | Gone;

/** What staff do about a case. What they may not see is gone for them. */
export class Handling {
	readonly #with: CaseDependencies;
	readonly #cases: Cases;

	constructor(dependencies: CaseDependencies, cases: Cases) {
		this.#with = dependencies;
		this.#cases = cases;
	}

	async visible(tx: Tx, guildId: GuildId, id: CaseId, viewer: Viewer): Promise<Case | undefined> {
		const one = await this.#cases.find(tx, id);
		return one?.guildId === guildId && mayHandle(one, viewer) ? one : undefined;
	}

	async take(
		tx: Tx,
		guildId: GuildId,
		id: CaseId,
		viewer: Viewer,
		now: Temporal.Instant,
	): Promise<TakeOutcome> {
		const one = await this.visible(tx, guildId, id, viewer);
		if (!one) return { kind: "gone" };
		if (one.state === "closed") return { kind: "closed" };
		if (one.takenBy !== null && one.takenBy !== viewer.userId)
			return { kind: "taken-before", by: one.takenBy };
		const taken = { ...one, takenBy: viewer.userId, takenAt: one.takenAt ?? now };
		await this.#cases.answered(tx, taken, now);
		return { kind: "taken", case: taken };
	}

	/** `outcome`: for the record. `word`: to those who reported, if there is any. */
	async close(
		tx: Tx,
		guildId: GuildId,
		id: CaseId,
		viewer: Viewer,
		{ outcome, word }: { outcome: string; word: string },
		now: Temporal.Instant,
	): Promise<CloseOutcome> {
		const one = await this.visible(tx, guildId, id, viewer);
		if (!one) return { kind: "gone" };
		if (one.state === "closed") return { kind: "closed" };
		if (!isReadable(outcome)) return { kind: "empty" };
		const told = isReadable(word) ? await this.#send(tx, one, viewer, "reporter", word, now) : 0;
		// They can no longer be answered: their buttons go.
		for (const each of await this.#with.store.words(tx, id))
			if (each.direction === "to") await this.#tell(tx, guildId, each, now);
		await this.#cases.answered(
			tx,
			{
				...one,
				state: "closed",
				takenBy: one.takenBy ?? viewer.userId,
				takenAt: one.takenAt ?? now,
				closedAt: now,
				closedBy: viewer.userId,
				outcome: outcome.trim(),
			},
			now,
		);
		return { kind: "closed-now", told };
	}

	/** To everybody who reported, each by themselves, or to the person whom it is about. */
	async write(
		tx: Tx,
		guildId: GuildId,
		id: CaseId,
		viewer: Viewer,
		{ party, text }: { party: Party; text: string },
		now: Temporal.Instant,
	): Promise<WriteOutcome> {
		const one = await this.visible(tx, guildId, id, viewer);
		if (!one) return { kind: "gone" };
		if (one.state === "closed") return { kind: "closed" };
		if (!isReadable(text)) return { kind: "empty" };
		const people = await this.#send(tx, one, viewer, party, text, now);
		return people > 0 ? { kind: "sent", people } : { kind: "nobody" };
	}

	async #send(
		tx: Tx,
		one: Case,
		viewer: Viewer,
		party: Party,
		text: string,
		now: Temporal.Instant,
	): Promise<number> {
		const people = party === "subject" ? [one.subject] : await this.#reporters(tx, one.id);
		const known = [...new Set(people)].filter((each) => each !== null);
		for (const userId of known) {
			const words = { party, userId, direction: "to" as const, by: viewer.userId, text: text.trim() };
			const word = await this.#with.store.addWord(tx, { ...words, caseId: one.id, at: now });
			await this.#tell(tx, one.guildId, word, now);
		}
		if (known.length > 0) await this.#cases.changed(tx, one, now);
		return known.length;
	}

	async #reporters(tx: Tx, id: CaseId): Promise<(UserId | null)[]> {
		return (await this.#with.store.reports(tx, id)).map(({ reporter }) => reporter);
	}

	/** What the person answers to a word of the staff. */
	async answer(
		tx: Tx,
		id: CaseWordId,
		userId: UserId,
		text: string,
		now: Temporal.Instant,
	): Promise<AnswerOutcome> {
		const { store } = this.#with;
		const asked = await store.findWord(tx, id);
		const one = asked && (await this.#cases.find(tx, asked.caseId));
		if (!asked || !one || asked.userId !== userId || asked.direction !== "to") return { kind: "gone" };
		if (one.state === "closed") return { kind: "closed" };
		if (!isReadable(text)) return { kind: "empty" };
		const answers = (await store.words(tx, one.id)).filter(
			(each) => each.userId === userId && each.direction === "from",
		);
		if (
			tooManyAnswers(
				answers.map(({ at }) => at),
				now,
			)
		)
			return { kind: "slow" };
		const { party } = asked;
		const words = { party, userId, direction: "from" as const, by: null, text: text.trim() };
		const word = await store.addWord(tx, { ...words, caseId: one.id, at: now });
		await this.#tell(tx, one.guildId, word, now);
		return { kind: "sent" };
	}

	/** Whether the person may still answer. */
	async mayAnswer(tx: Tx, id: CaseWordId, userId: UserId): Promise<boolean> {
		const asked = await this.#with.store.findWord(tx, id);
		const one = asked && (await this.#cases.find(tx, asked.caseId));
		return asked?.userId === userId && asked.direction === "to" && one?.state === "open";
	}

	/** A word, and the first one to the same person as the same party: its thread holds those that follow. */
	async word(tx: Tx, id: CaseWordId): Promise<{ word: CaseWord; first: CaseWord; case: Case } | undefined> {
		const word = await this.#with.store.findWord(tx, id);
		const one = word && (await this.#cases.find(tx, word.caseId));
		if (!word || !one) return undefined;
		const first = (await this.#with.store.words(tx, one.id)).find(
			(each) => each.userId === word.userId && each.party === word.party && each.direction === "to",
		);
		return first && { word, first, case: one };
	}

	#tell(tx: Tx, guildId: GuildId, { id, caseId }: CaseWord, now: Temporal.Instant): Promise<void> {
		return this.#cases.put(tx, guildId, { name: "case.word", caseId, wordId: id }, now);
	}
}
