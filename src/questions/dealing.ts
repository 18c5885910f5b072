import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Session } from "../sessions/model.ts";
import type { GuildId, QuestionId, SessionId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import { answerOf, type QuestionDependencies, type QuestionKeeping } from "./keeping.ts";
import type { Asked, Question } from "./model.ts";
import { checkedText, LENGTHS, mayRead, standing, type TextProblem } from "./rules.ts";

/** Who reads or answers; `isStaff`: whether they have a role of the staff. */
export interface Reader {
	userId: UserId;
	isStaff: boolean;
}

export type DealOutcome = { kind: "done"; count: number } | { kind: "gone" } | TextProblem;

/** What staff and the expert read. */
export interface ToRead {
	session: Session;
	group: Group;
	questions: Asked[];
}

/** What staff and the visiting expert do with the questions of a meeting. */
export class QuestionDealing {
	readonly #with: QuestionDependencies;
	readonly #keeping: QuestionKeeping;

	constructor(dependencies: QuestionDependencies, keeping: QuestionKeeping) {
		this.#with = dependencies;
		this.#keeping = keeping;
	}

	/** For staff and the visiting expert; undefined for everybody else. */
	read(guildId: GuildId, id: SessionId, by: Reader, now: Temporal.Instant): Promise<ToRead | undefined> {
		return this.#with.transact((tx) => this.#readable(tx, guildId, id, by, now));
	}

	/** Answered in the meeting. */
	markAnswered(
		guildId: GuildId,
		id: SessionId,
		by: Reader,
		which: readonly QuestionId[],
		now: Temporal.Instant,
	): Promise<DealOutcome> {
		return this.#deal(guildId, id, by, now, async (tx, { questions }) => {
			const open = questions.filter((each) => each.state === "open" && which.includes(each.id));
			for (const each of open)
				await this.#with.store.put(tx, { ...each, state: "answered", answeredAt: now });
			return open.length === 0 ? { kind: "gone" } : { kind: "done", count: open.length };
		});
	}

	/** In words, which are shown in the questions room with the question; an answer can be given anew. */
	answer(
		guildId: GuildId,
		id: SessionId,
		by: Reader,
		{ which, words }: { which: QuestionId; words: string },
		now: Temporal.Instant,
	): Promise<DealOutcome> {
		return this.#deal(guildId, id, by, now, async (tx, { questions, session }) => {
			const found = questions.find((each) => each.id === which);
			if (!found) return { kind: "gone" };
			const checked = checkedText(words, LENGTHS.answer);
			if ("problem" in checked) return checked.problem;
			const answered: Question = { ...found, state: "answered", answer: checked.text, answeredAt: now };
			await this.#with.store.put(tx, answered);
			await this.#keeping.put(tx, session.groupId, answerOf(answered), now);
			return { kind: "done", count: 1 };
		});
	}

	/** Those of `same` say what `keep` says. By staff only. */
	merge(
		guildId: GuildId,
		id: SessionId,
		by: Reader,
		{ keep, same }: { keep: QuestionId; same: readonly QuestionId[] },
		now: Temporal.Instant,
	): Promise<DealOutcome> {
		return this.#deal(guildId, id, by, now, async (tx, { questions }) => {
			if (!by.isStaff) return { kind: "gone" };
			const kept = questions.find((each) => each.id === keep);
			const all = await this.#with.store.ofSession(tx, id);
			const merged = all.filter(
				(each) => each.id !== keep && each.state === "open" && same.includes(each.id),
			);
			if (!kept || merged.length === 0) return { kind: "gone" };
			const ids = merged.map((each) => each.id);
			const under = all.filter(({ mergedInto }) => mergedInto !== null && ids.includes(mergedInto));
			for (const each of [...merged, ...under])
				await this.#with.store.put(tx, { ...each, state: "merged", mergedInto: keep });
			return { kind: "done", count: merged.length };
		});
	}

	/** Taken away by staff: it is improper, or says who somebody is. */
	drop(
		guildId: GuildId,
		id: SessionId,
		by: Reader,
		which: QuestionId,
		now: Temporal.Instant,
	): Promise<DealOutcome> {
		return this.#deal(guildId, id, by, now, async (tx, { questions }) => {
			const found = questions.find((each) => each.id === which);
			if (!by.isStaff || !found) return { kind: "gone" };
			await this.#keeping.remove(tx, found, now);
			return { kind: "done", count: 1 };
		});
	}

	async #readable(
		tx: Tx,
		guildId: GuildId,
		id: SessionId,
		{ userId, isStaff }: Reader,
		now: Temporal.Instant,
	): Promise<ToRead | undefined> {
		const session = await this.#with.sessions.find(tx, id);
		const group = session && (await this.#with.groups.find(tx, session.groupId));
		if (!session || group?.guildId !== guildId) return undefined;
		const inside = await this.#with.sessions.expertsInside(tx, group.id, now);
		if (!mayRead(userId, isStaff, inside.find((each) => each === session.expert?.userId) ?? null))
			return undefined;
		return { session, group, questions: standing(await this.#with.store.ofSession(tx, id)) };
	}

	#deal(
		guildId: GuildId,
		id: SessionId,
		by: Reader,
		now: Temporal.Instant,
		decide: (tx: Tx, found: ToRead) => Promise<DealOutcome>,
	): Promise<DealOutcome> {
		return this.#with.transact(async (tx) => {
			const found = await this.#readable(tx, guildId, id, by, now);
			if (!found) return { kind: "gone" };
			const outcome = await decide(tx, found);
			if (outcome.kind === "done") await this.#keeping.changed(tx, found.session, now);
			return outcome;
		});
	}
}
