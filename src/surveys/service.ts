import { createHmac, randomBytes } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import { type Effect, groupLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { Session } from "../sessions/model.ts";
import type { GroupId, SurveyId, UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Answers, Instrument, Instruments, Summary, Survey } from "./model.ts";
import type { IsMember, SurveyStore } from "./ports.ts";
import { canonical, OPEN_HOURS, summarise } from "./rules.ts";

const AFTER_SESSION = "after-session";
/** Smallest and largest number of answers below which nothing is shown. */
const THRESHOLD = { min: 3, usual: 5, max: 10 };

const Ballot = z.record(z.string(), z.union([z.int(), z.string()]));

export interface SurveyDependencies {
	transact: Transact;
	store: SurveyStore;
	outbox: Outbox;
	jobs: Jobs;
	instruments: Instruments;
	isMember: IsMember;
	/**
	 * Called in a transaction that adds an answer or destroys a survey's key. What it starts must run after that
	 * transaction: `database.checkpoint()` does, and empties the write-ahead log, where answers stand in their order and
	 * the key could still be read.
	 */
	emptyLog: () => void;
	/** Fewest answers of which something is shown: 5 unless given, 3–10. */
	threshold?: number;
}

type Closed = { kind: "already" } | { kind: "closed" } | { kind: "not-member" };

export class SurveyService {
	readonly #with: SurveyDependencies;
	/** Fewest answers of which something is shown. */
	readonly threshold: number;
	/** Texts come in an order that nothing stored tells, and that stays while this process lives. */
	readonly #order = randomBytes(32);
	/** For the job runner. */
	readonly handlers: Pick<JobHandlers, "survey.close">;

	/** @throws RangeError when the threshold is not 3–10, or when the instrument of sessions is missing */
	constructor(dependencies: SurveyDependencies) {
		const threshold = dependencies.threshold ?? THRESHOLD.usual;
		if (!Number.isInteger(threshold) || threshold < THRESHOLD.min || threshold > THRESHOLD.max) {
			throw new RangeError(`the threshold of surveys must be ${THRESHOLD.min}–${THRESHOLD.max}`);
		}
		this.#with = dependencies;
		this.threshold = threshold;
		this.instrument(AFTER_SESSION);
		this.handlers = { "survey.close": (tx, { surveyId }, now) => this.#close(tx, surveyId, now) };
	}

	/** Opens the survey of a session that has ended; open for 72 hours. */
	async open(tx: Tx, session: Session, now: Temporal.Instant): Promise<void> {
		const { store, jobs } = this.#with;
		if (await store.ofSession(tx, session.id)) return;
		const { id: sessionId, groupId } = session;
		const closesAt = now.add({ hours: OPEN_HOURS });
		const opened = { sessionId, groupId, instrument: AFTER_SESSION, opensAt: now, closesAt };
		const survey = await store.insert(tx, { ...opened, state: "open" }, randomBytes(32));
		const job = { kind: "survey.close", surveyId: survey.id } as const;
		await jobs.put(tx, `survey/${survey.id}/close`, job, iso(closesAt));
		await this.#put(tx, survey, "survey.button", now);
	}

	/** What a press on the survey's button leads to. */
	begin(
		id: SurveyId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ kind: "form"; instrument: Instrument } | Closed> {
		return this.#with.transact(async (tx) => {
			const found = await this.#mayAnswer(tx, id, userId, now);
			if (found.kind !== "may") return found;
			if (await this.#with.store.hasMark(tx, id, found.mark)) return { kind: "already" };
			return { kind: "form", instrument: this.instrument(found.survey.instrument) };
		});
	}

	/**
	 * Ballot and mark in one transaction; a second send changes nothing. Answers of items left out are absent.
	 * @throws AnswersError when the answers do not fit the instrument
	 */
	answer(
		id: SurveyId,
		userId: UserId,
		answers: Answers,
		now: Temporal.Instant,
	): Promise<{ kind: "thanks" } | { kind: "empty" } | Closed> {
		return this.#with.transact(async (tx) => {
			const found = await this.#mayAnswer(tx, id, userId, now);
			if (found.kind !== "may") return found;
			const ballot = canonical(this.instrument(found.survey.instrument), answers);
			if (Object.keys(ballot).length === 0) return { kind: "empty" };
			if (!(await this.#with.store.addMark(tx, id, found.mark))) return { kind: "already" };
			await this.#with.store.addBallot(tx, id, randomBytes(16), JSON.stringify(ballot));
			this.#with.emptyLog();
			return { kind: "thanks" };
		});
	}

	find(tx: Tx, id: SurveyId): Promise<Survey | undefined> {
		return this.#with.store.find(tx, id);
	}

	ofSession(tx: Tx, sessionId: Session["id"]): Promise<Survey | undefined> {
		return this.#with.store.ofSession(tx, sessionId);
	}

	/** Every survey of the group, of all its series, in the order of opening. */
	listOf(tx: Tx, groupId: GroupId): Promise<Survey[]> {
		return this.#with.store.ofGroup(tx, groupId);
	}

	/** Nothing before closing, nothing below the threshold. Free words in random order. */
	async summary(tx: Tx, id: SurveyId): Promise<Summary> {
		const survey = await this.#with.store.find(tx, id);
		if (survey?.state !== "closed") return { kind: "open" };
		const ballots = await this.#with.store.ballots(tx, id);
		const { threshold } = this;
		if (ballots.length < threshold) return { kind: "hidden", threshold };
		const shuffled = ballots
			.map((ballot) => ({
				place: createHmac("sha256", this.#order).update(ballot.id).digest("hex"),
				answers: Ballot.parse(JSON.parse(ballot.answers)),
			}))
			.sort((a, b) => (a.place < b.place ? -1 : 1))
			.map(({ answers }) => answers);
		const items = summarise(this.instrument(survey.instrument), shuffled, threshold);
		return { kind: "shown", n: ballots.length, items };
	}

	/** @throws RangeError when no such instrument ships */
	instrument(key: string): Instrument {
		const instrument = this.#with.instruments.get(key);
		if (!instrument) throw new RangeError(`no survey instrument "${key}"`);
		return instrument;
	}

	/** Puts an effect for the button of a session's survey, and for its summary when it is closed. */
	async sync(tx: Tx, sessionId: Session["id"], now: Temporal.Instant): Promise<void> {
		const survey = await this.#with.store.ofSession(tx, sessionId);
		if (!survey) return;
		await this.#put(tx, survey, "survey.button", now);
		if (survey.state === "closed") await this.#put(tx, survey, "survey.summary", now);
	}

	async #mayAnswer(
		tx: Tx,
		id: SurveyId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ kind: "may"; survey: Survey; mark: Buffer } | { kind: "closed" } | { kind: "not-member" }> {
		const survey = await this.#with.store.find(tx, id);
		const open = survey?.state === "open" && iso(now) < iso(survey.closesAt);
		const key = open ? await this.#with.store.key(tx, id) : undefined;
		if (!survey || !key) return { kind: "closed" };
		if (!(await this.#with.isMember(tx, survey.groupId, userId))) return { kind: "not-member" };
		return { kind: "may", survey, mark: createHmac("sha256", key).update(userId).digest() };
	}

	async #close(tx: Tx, id: SurveyId, now: Temporal.Instant): Promise<void> {
		const survey = await this.#with.store.find(tx, id);
		if (survey?.state !== "open") return;
		const { store } = this.#with;
		await store.close(tx, id);
		// What will never be shown is not kept.
		if ((await store.ballots(tx, id)).length < this.threshold) await store.removeBallots(tx, id);
		await this.#put(tx, survey, "survey.button", now);
		await this.#put(tx, survey, "survey.summary", now);
		this.#with.emptyLog();
	}

	async #put(
		tx: Tx,
		{ id: surveyId, groupId }: Survey,
		name: "survey.button" | "survey.summary",
		now: Temporal.Instant,
	): Promise<void> {
		const effect: Effect = { kind: "message", surface: { name, surveyId } };
		await this.#with.outbox.put(tx, groupLane(groupId), effect, iso(now));
	}
}
