import { randomBytes } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { Session } from "../sessions/model.ts";
import type { GroupId, GuildId, SurveyId, UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import { Ballots } from "./ballots.ts";
import { Closing, type OnClosed } from "./closing.ts";
import { wordsToShow } from "./disclosure.ts";
import { mayGive, type Part } from "./disclosureReports.ts";
import type { Answers, Instrument, Instruments, Survey } from "./model.ts";
import { OwnInstruments } from "./own.ts";
import { reminds } from "./plan.ts";
import { Audience } from "./planAudience.ts";
import { Planning } from "./planning.ts";
import { Opening } from "./planOpening.ts";
import { Telling } from "./planTelling.ts";
import type { InstrumentStore, PlanStore, Surroundings, SurveyStore, WaitingWords } from "./ports.ts";
import { prepare } from "./prepare.ts";
import { canonical } from "./rules.ts";
import { type Keys, markOf, type Sealing } from "./sealing.ts";
import { type Summary, summaryOf } from "./summaries.ts";

const AFTER_SESSION = "after-session";
/** Smallest and largest number of answers below which nothing is shown. */
const THRESHOLD = { min: 3, usual: 5, max: 10 };

export interface SurveyDependencies {
	transact: Transact;
	store: SurveyStore;
	plans: PlanStore;
	kept: InstrumentStore;
	outbox: Outbox;
	jobs: Jobs;
	/** Those that ship. */
	instruments: Instruments;
	around: Surroundings;
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
	onClosed?: OnClosed;
}

type Closed = { kind: "already" } | { kind: "closed" } | { kind: "not-member" };

export class SurveyService {
	readonly #with: SurveyDependencies;
	readonly #ballots: Ballots;
	readonly #audience: Audience;
	readonly #opening: Opening;
	readonly #telling: Telling;
	readonly #closing: Closing;
	/** Which survey is asked when. */
	readonly planning: Planning;
	/** What a server brings or writes itself. */
	readonly own: OwnInstruments;
	/** Fewest answers of which something is shown. */
	readonly threshold: number;
	/** Texts come in an order that nothing stored tells, and that stays while this process lives. */
	readonly #order = randomBytes(32);
	/** For the job runner. */
	readonly handlers: Pick<JobHandlers, "survey.close" | "survey.remind" | "survey.staff">;

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
		const { transact, kept, plans, jobs, around } = dependencies;
		this.#audience = new Audience(around);
		this.#telling = new Telling(dependencies.store, dependencies.outbox);
		this.own = new OwnInstruments({ transact, store: kept, plans, shipped: dependencies.instruments });
		this.planning = new Planning({ transact, plans, jobs, own: this.own, around });
		this.#opening = new Opening({
			...dependencies,
			instruments: kept,
			planning: this.planning,
			ballots: this.#ballots,
		});
		this.#closing = new Closing({
			...dependencies,
			ballots: this.#ballots,
			audience: this.#audience,
			telling: this.#telling,
			asked: (tx, survey) => this.asked(tx, survey),
			threshold,
		});
		this.handlers = {
			"survey.close": (tx, { surveyId }, now) => this.#closing.close(tx, surveyId, now),
			"survey.remind": async (tx, { surveyId }, now) => {
				const survey = await this.find(tx, surveyId);
				if (survey && reminds(survey, now)) await this.#telling.reminder(tx, survey, now);
			},
			"survey.staff": async (tx, { guildId }, now) => {
				const opened = await this.#opening.staff(tx, guildId, now);
				if (opened && opened !== "open") await this.#telling.asked(tx, [opened], now);
				await this.planning.schedule(tx, guildId, opened !== null, now);
			},
		};
	}

	/** Opens what is asked after a session that has ended. */
	async open(tx: Tx, session: Session, now: Temporal.Instant): Promise<void> {
		await this.#telling.asked(tx, await this.#opening.after(tx, session, now), now);
	}

	/** A session has been announced: the first of a series opens the survey of its start. */
	async begins(tx: Tx, session: Session, now: Temporal.Instant): Promise<void> {
		await this.#telling.asked(tx, await this.#opening.start(tx, session, now), now);
	}

	/** The group's series is over: opens the survey of its end. */
	async seriesOver(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<void> {
		await this.#telling.asked(tx, await this.#opening.end(tx, groupId, now), now);
	}

	/** The group is archived: what is open closes while it is still known how many were asked. */
	async dissolve(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<void> {
		await this.#closing.dissolve(tx, await this.listOf(tx, groupId), now);
	}

	/** The coordinator asks the staff of the server how they are. */
	askStaff(
		guildId: GuildId,
		now: Temporal.Instant,
	): Promise<{ kind: "asked"; survey: Survey } | { kind: "open" } | { kind: "nothing-planned" }> {
		return this.#with.transact(async (tx) => {
			const opened = await this.#opening.staff(tx, guildId, now);
			if (opened === "open") return { kind: "open" };
			if (!opened) return { kind: "nothing-planned" };
			await this.#telling.asked(tx, [opened], now);
			return { kind: "asked", survey: opened };
		});
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
			return { kind: "form", instrument: await this.asked(tx, found.survey) };
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
			const instrument = await this.asked(tx, found.survey);
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

	/** The survey on the session itself. */
	async ofSession(tx: Tx, sessionId: Session["id"]): Promise<Survey | undefined> {
		return (await this.besides(tx, sessionId)).find(({ occasion }) => occasion === "after-session");
	}

	/** Every survey that is about the session or asked beside it, in the order of opening. */
	besides(tx: Tx, sessionId: Session["id"]): Promise<Survey[]> {
		return this.#with.store.ofSession(tx, sessionId);
	}

	/** What one message asks for; the first is the one that the message is of. */
	together(tx: Tx, survey: Survey): Promise<Survey[]> {
		return this.#telling.together(tx, survey);
	}

	/** The instrument as it was asked. */
	async asked(tx: Tx, { asked, instrument }: Survey): Promise<Instrument> {
		const kept = asked === null ? undefined : await this.#with.kept.find(tx, asked);
		return kept ?? this.instrument(instrument);
	}

	/** Every survey of the group, of all its series, in the order of opening. */
	listOf(tx: Tx, groupId: GroupId): Promise<Survey[]> {
		return this.#with.store.ofGroup(tx, groupId);
	}

	/** Nothing before closing, nothing below the threshold. Free words in random order. */
	async summary(tx: Tx, id: SurveyId): Promise<Summary> {
		const survey = await this.#with.store.find(tx, id);
		if (survey?.state !== "closed") return { kind: "open" };
		const ballots = await this.#with.store.answers(tx, id);
		const people = await this.#with.store.people(tx, id);
		return summaryOf(await this.asked(tx, survey), ballots, people, this.threshold, this.#order);
	}

	/**
	 * The free words of the surveys of a series that too few answered, when that series is over: in random order, of all
	 * its meetings together. Of an item nothing is shown where they are fewer than the threshold, or could be one or two
	 * people's.
	 */
	async wordsOfSeries(tx: Tx, groupId: GroupId, series: number): Promise<WaitingWords[]> {
		const { store } = this.#with;
		const words = await store.waitingWords(tx, groupId, series);
		const silent: string[] = [];
		for (const { id, instrument, series: of } of await store.ofGroup(tx, groupId)) {
			if (of === series && (await this.summary(tx, id)).kind === "hidden") silent.push(instrument);
		}
		return wordsToShow(words, silent, this.threshold);
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
	 * What a start does before anybody can answer: seals the ballots that an earlier version left readable, and keeps the
	 * instruments that it had asked, as they ship now.
	 * @returns how many surveys were sealed, and how many cannot be read with this master key
	 */
	prepare(): Promise<{ sealed: number; unreadable: number }> {
		return this.#with.transact((tx) =>
			prepare(tx, {
				...this.#with,
				ballots: this.#ballots,
				asked: (survey) => this.asked(tx, survey),
				shipped: (key) => this.instrument(key),
			}),
		);
	}

	/** @throws RangeError when no such instrument ships */
	instrument(key: string): Instrument {
		const instrument = this.#with.instruments.get(key);
		if (!instrument) throw new RangeError(`no survey instrument "${key}"`);
		return instrument;
	}

	/** Puts an effect for the button of every survey of a session, and for its summary when it is closed. */
	async sync(tx: Tx, sessionId: Session["id"], now: Temporal.Instant): Promise<void> {
		await this.#telling.sync(tx, await this.besides(tx, sessionId), now);
	}

	/** The same for the surveys of a server's staff. */
	async syncServer(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		await this.#telling.sync(tx, await this.#with.store.ofServer(tx, guildId), now);
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
		if (!(await this.#audience.has(tx, survey, userId))) return { kind: "not-member" };
		return { kind: "may", survey, keys };
	}
}
