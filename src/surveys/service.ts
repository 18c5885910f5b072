import { createHmac, randomBytes } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import { type Effect, groupLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { Session } from "../sessions/model.ts";
import type { GroupId, SurveyId, UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import { Ballots } from "./ballots.ts";
import { enough, wordsToShow } from "./disclosure.ts";
import { mayGive, type Part } from "./disclosureReports.ts";
import { Answers, type Instrument, type Instruments, type Summary, type Survey } from "./model.ts";
import type { CountMembers, IsMember, SurveyStore, WaitingWords } from "./ports.ts";
import { canonical, OPEN_HOURS, summarise } from "./rules.ts";
import { type Keys, markOf, type Sealing } from "./sealing.ts";

const AFTER_SESSION = "after-session";
/** Smallest and largest number of answers below which nothing is shown. */
const THRESHOLD = { min: 3, usual: 5, max: 10 };

export interface SurveyDependencies {
	transact: Transact;
	store: SurveyStore;
	outbox: Outbox;
	jobs: Jobs;
	instruments: Instruments;
	isMember: IsMember;
	countMembers: CountMembers;
	sealing: Sealing;
	/**
	 * Called in a transaction that adds an answer. What it starts must run after that transaction:
	 * `database.checkpoint()` does, and empties the write-ahead log.
	 */
	emptyLog: () => void;
	/** The same for one that destroys a survey's keys: `database.vacuum()`. */
	vacuum: () => void;
	/** Fewest answers of which something is shown: 5 unless given, 3–10. */
	threshold?: number;
}

type Closed = { kind: "already" } | { kind: "closed" } | { kind: "not-member" };

export class SurveyService {
	readonly #with: SurveyDependencies;
	readonly #ballots: Ballots;
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
		this.#ballots = new Ballots(dependencies.store, dependencies.sealing);
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
		const survey = await store.insert(tx, { ...opened, state: "open" });
		await this.#ballots.open(tx, survey.id);
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
			if (await this.#with.store.hasMark(tx, id, markOf(found.keys, userId))) return { kind: "already" };
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
			const instrument = this.instrument(found.survey.instrument);
			const ballot = canonical(instrument, answers);
			if (Object.keys(ballot).length === 0) return { kind: "empty" };
			const mark = markOf(found.keys, userId);
			if (!(await this.#with.store.addMark(tx, id, mark))) return { kind: "already" };
			await this.#ballots.add(tx, id, found.keys, instrument, ballot);
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
		const people = await this.#with.store.people(tx, id);
		if (!enough(ballots.length, people, threshold)) return { kind: "hidden", threshold };
		const shuffled = ballots
			.map((ballot) => ({
				place: createHmac("sha256", this.#order).update(ballot.id).digest("hex"),
				answers: Answers.parse(JSON.parse(ballot.answers)),
			}))
			.sort((a, b) => (a.place < b.place ? -1 : 1))
			.map(({ answers }) => answers);
		const items = summarise(this.instrument(survey.instrument), shuffled, threshold);
		return { kind: "shown", n: ballots.length, items };
	}

	/**
	 * The free words of the surveys of a series that too few answered, when that series is over: in random order, of all
	 * its meetings together. Where they are fewer than the threshold, nothing is shown of an item.
	 */
	async wordsOfSeries(tx: Tx, groupId: GroupId, series: number): Promise<WaitingWords[]> {
		const words = await this.#with.store.waitingWords(tx, groupId, series);
		return wordsToShow(words, this.threshold);
	}

	/** Forgets them, e.g. when they have been shown or never will be. */
	forgetWords(tx: Tx, groupId: GroupId, series: number): Promise<void> {
		return this.#with.store.removeWaitingWords(tx, groupId, series);
	}

	/**
	 * Whether a report of a group may be given beside those given before; one that may is remembered as given. `key` names
	 * it, e.g. "series/2/7": the same report may be given again. Of a person nothing is remembered.
	 */
	async mayReport(tx: Tx, groupId: GroupId, key: string, parts: readonly Part[]): Promise<boolean> {
		const given = await this.#with.store.releases(tx, groupId);
		if (given.has(key)) return true;
		if (!mayGive([...given.values()], parts, this.threshold)) return false;
		await this.#with.store.addRelease(tx, groupId, key, parts);
		return true;
	}

	/**
	 * What a start does before anybody can answer: seals the ballots that an earlier version left readable.
	 * @returns how many surveys were sealed, and how many cannot be read with this master key
	 */
	prepare(): Promise<{ sealed: number; unreadable: number }> {
		return this.#with.transact(async (tx) => {
			const { store } = this.#with;
			const surveys = new Map((await store.allOpen(tx)).map((survey) => [survey.id, survey]));
			const sealed = await this.#ballots.sealEarlier(tx, async (id) => {
				const survey = surveys.get(id);
				if (!survey) throw new Error("a survey's key outlived it");
				return this.instrument(survey.instrument);
			});
			let unreadable = 0;
			for (const id of surveys.keys()) if (!(await this.#ballots.keys(tx, id))) unreadable++;
			return { sealed, unreadable };
		});
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
	): Promise<{ kind: "may"; survey: Survey; keys: Keys } | { kind: "closed" } | { kind: "not-member" }> {
		const survey = await this.#with.store.find(tx, id);
		const open = survey?.state === "open" && iso(now) < iso(survey.closesAt);
		const keys = open ? await this.#ballots.keys(tx, id) : undefined;
		if (!survey || !keys) return { kind: "closed" };
		if (!(await this.#with.isMember(tx, survey.groupId, userId))) return { kind: "not-member" };
		return { kind: "may", survey, keys };
	}

	async #close(tx: Tx, id: SurveyId, now: Temporal.Instant): Promise<void> {
		const survey = await this.#with.store.find(tx, id);
		if (survey?.state !== "open") return;
		const { store, countMembers } = this.#with;
		const people = await countMembers(tx, survey.groupId);
		await store.setPeople(tx, id, people);
		// Figures that will never be shown are not kept.
		const few = await this.#ballots.close(tx, id, (answers) => enough(answers, people, this.threshold));
		await store.addWaitingWords(tx, id, this.#wordsOf(survey.instrument, few));
		await this.#put(tx, survey, "survey.button", now);
		await this.#put(tx, survey, "survey.summary", now);
		this.#with.vacuum();
	}

	#wordsOf(instrument: string, ballots: Answers[]): Omit<WaitingWords, "id">[] {
		const items = this.instrument(instrument).items.filter(({ type }) => type === "words");
		return ballots.flatMap((ballot) =>
			items.flatMap(({ key: item }) => {
				const words = ballot[item];
				return typeof words === "string" ? [{ instrument, item, words }] : [];
			}),
		);
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
