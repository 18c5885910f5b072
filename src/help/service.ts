import type { Temporal } from "temporal-polyfill";
import type { JobHandlers } from "../jobs/ports.ts";
import type { GuildId, HelpId, HelpWordId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import { reached } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import { Carrying } from "./carrying.ts";
import { type CrisisLine, linesFor } from "./crisis.ts";
import { type HelpDependencies, HelpDesk, jobKey } from "./desk.ts";
import { callSurfaces, talkSurfaces, unmaskSurfaces } from "./effects.ts";
import { Forgetting } from "./forgetting.ts";
import type { ClosedBy, Danger, HelpMode, HelpRequest, HelpWord, Unmasking } from "./model.ts";
import {
	ABOUT_LENGTH,
	ESCALATE_MINUTES,
	escalatesAt,
	freeVisitor,
	KEPT_DAYS,
	LOGGED_DAYS,
	modeOf,
	OPEN_DAYS,
	opensAgain,
	tidied,
} from "./rules.ts";
import { Unmaskings } from "./unmasking.ts";

export type { WordOutcome } from "./carrying.ts";
export { ABOUT_LENGTH, REASON_LENGTH, WORD_LENGTH } from "./rules.ts";

type HelpJobs = "help.escalate" | "help.lapse" | "help.tell" | "help.hush" | "help.forget";

/** Whether somebody is there: how many are, and when somebody is next; null when nobody is in four weeks. */
export interface There {
	present: UserId[];
	next: Temporal.Instant | null;
}

/** A request as it stands at a moment. */
export interface HelpSeen extends There {
	request: HelpRequest;
	/** Undefined when they are forgotten, or when the key is another. */
	person: UserId | undefined;
	/** Those of the staff who came to it. */
	helpers: UserId[];
	unmasking: Unmasking | undefined;
}

export type OpenOutcome =
	| ({ kind: "opened"; request: HelpRequest } & There)
	/** They have one that is not over. */
	| ({ kind: "already"; request: HelpRequest } & There)
	| { kind: "too-long"; max: number }
	/** They have opened and ended many in a short time. */
	| { kind: "slow"; until: Temporal.Instant };

/** A person in need meets a person: those on duty, under their nickname or without anybody seeing who they are. */
export class HelpService {
	readonly #with: HelpDependencies;
	readonly #desk: HelpDesk;
	readonly carrying: Carrying;
	readonly unmaskings: Unmaskings;
	readonly forgetting: Forgetting;
	readonly handlers: Pick<JobHandlers, HelpJobs>;

	constructor(dependencies: HelpDependencies) {
		this.#with = dependencies;
		this.#desk = new HelpDesk(dependencies);
		this.carrying = new Carrying(this.#desk);
		this.unmaskings = new Unmaskings(this.#desk);
		this.forgetting = new Forgetting(this.#desk);
		this.handlers = {
			"help.escalate": (tx, { helpId }, now) =>
				this.#found(tx, helpId, (each) => this.#escalate(tx, each, now)),
			"help.lapse": (tx, { helpId }, now) =>
				this.#found(tx, helpId, (each) => this.#desk.put(tx, each, [{ name: "help.unmask", helpId }], now)),
			"help.tell": (tx, { helpId }, now) =>
				this.#found(tx, helpId, (each) => this.unmaskings.tell(tx, each, now)),
			"help.hush": (tx, { helpId }, now) =>
				this.#found(tx, helpId, (each) => this.forgetting.forget(tx, each, now)),
			"help.forget": (tx, { helpId }, now) =>
				this.#found(tx, helpId, (each) => this.forgetting.forget(tx, each, now)),
		};
	}

	/** Whom to call, the most urgent first. */
	numbers(language: Language): CrisisLine[] {
		return linesFor(this.#with.crisis, language);
	}

	/** What a person who asks for help finds: who is there, and their talk that is not over, if they have one. */
	begin(
		guildId: GuildId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<There & { mine: HelpRequest | undefined }> {
		return this.#with.transact(async (tx) => ({
			...(await this.#there(tx, guildId, now)),
			mine: (await this.#own(tx, guildId, userId)).find(({ state }) => state !== "closed"),
		}));
	}

	open(
		guildId: GuildId,
		userId: UserId,
		asked: { mode: HelpMode; about: string; danger: Danger | null; language: Language },
		now: Temporal.Instant,
	): Promise<OpenOutcome> {
		return this.#with.transact(async (tx): Promise<OpenOutcome> => {
			const about = tidied(asked.about) ?? "";
			if (about.length > ABOUT_LENGTH) return { kind: "too-long", max: ABOUT_LENGTH };
			const there = await this.#there(tx, guildId, now);
			const own = await this.#own(tx, guildId, userId);
			const mine = own.find(({ state }) => state !== "closed");
			if (mine) return { kind: "already", request: mine, ...there };
			const until = opensAgain(
				own.map(({ openedAt }) => openedAt),
				now,
			);
			if (until) return { kind: "slow", until };
			const hidden = asked.mode === "pseudonym";
			const awaited = there.present.some((each) => each !== userId);
			const made = await this.#with.store.insert(tx, {
				guildId,
				userId: hidden ? null : userId,
				visitor: hidden ? await this.#freeVisitor(tx, guildId) : null,
				link: null,
				about,
				danger: asked.danger,
				language: asked.language,
				state: "waiting",
				openedAt: now,
				awaitedSince: awaited ? now : null,
				escalatedAt: null,
				closedAt: null,
				closedBy: null,
			});
			const request = { ...made, link: hidden ? this.#with.links.seal(made.id, userId) : null };
			await this.#with.store.save(tx, request);
			if (awaited) await this.#desk.job(tx, request, "escalate", now.add({ minutes: ESCALATE_MINUTES }));
			await this.#desk.put(tx, request, [...talkSurfaces(request), ...callSurfaces(request)], now);
			return { kind: "opened", request, ...there };
		});
	}

	/** Somebody of the staff is with them. `own`: nobody helps themselves. */
	take(
		guildId: GuildId,
		id: HelpId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ kind: "taken"; request: HelpRequest } | { kind: "own" } | { kind: "gone" }> {
		return this.#with.transact(async (tx) => {
			const request = await this.#desk.going(tx, guildId, id);
			if (!request) return { kind: "gone" };
			if (this.#desk.personOf(request) === userId) return { kind: "own" };
			return { kind: "taken", request: await this.#desk.meet(tx, request, userId, now) };
		});
	}

	/** By the person themselves. */
	close(
		guildId: GuildId,
		id: HelpId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ kind: "closed" } | { kind: "gone" }> {
		return this.#with.transact(async (tx) => {
			const request = await this.#desk.own(tx, guildId, id, userId);
			if (!request) return { kind: "gone" };
			await this.#close(tx, request, "person", now);
			return { kind: "closed" };
		});
	}

	/** By somebody of the staff. */
	end(guildId: GuildId, id: HelpId, now: Temporal.Instant): Promise<{ kind: "closed" } | { kind: "gone" }> {
		return this.#with.transact(async (tx) => {
			const request = await this.#desk.going(tx, guildId, id);
			if (!request) return { kind: "gone" };
			await this.#close(tx, request, "staff", now);
			return { kind: "closed" };
		});
	}

	/** Somebody has come on duty, or gone: they are let into what goes on, and called to what waits. */
	async onDuty(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		const going = (await this.#with.store.ofGuild(tx, guildId)).filter(({ state }) => state !== "closed");
		if (going.length === 0) return;
		const present = await this.#with.duty.present(tx, guildId, now);
		for (const request of going) {
			const awaited = present.some((each) => each !== this.#desk.personOf(request));
			if (request.state === "waiting" && awaited && request.awaitedSince === null) {
				await this.#with.store.save(tx, { ...request, awaitedSince: now });
				await this.#desk.job(tx, request, "escalate", now.add({ minutes: ESCALATE_MINUTES }));
			}
			await this.#desk.put(tx, request, [...talkSurfaces(request), ...callSurfaces(request)], now);
		}
	}

	/** As it stands; undefined when there is none. */
	async look(tx: Tx, id: HelpId, now: Temporal.Instant): Promise<HelpSeen | undefined> {
		const { store } = this.#with;
		const request = await store.find(tx, id);
		if (!request) return undefined;
		return {
			request,
			person: this.#desk.personOf(request),
			helpers: await store.helpers(tx, id),
			unmasking: await store.unmasking(tx, id),
			...(await this.#there(tx, request.guildId, now)),
		};
	}

	word(tx: Tx, id: HelpWordId): Promise<HelpWord | undefined> {
		return this.#with.store.word(tx, id);
	}

	/** A request that is not over, for staff. */
	find(tx: Tx, guildId: GuildId, id: HelpId): Promise<HelpRequest | undefined> {
		return this.#desk.going(tx, guildId, id);
	}

	/** Who asked; undefined when they are forgotten. Not for the eyes of staff. */
	personOf(request: HelpRequest): UserId | undefined {
		return this.#desk.personOf(request);
	}

	/** Puts an effect for every talk, for repair. */
	async sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		for (const request of await this.#with.store.ofGuild(tx, guildId)) {
			const hidden = modeOf(request) === "pseudonym";
			const all = [
				...talkSurfaces(request),
				...callSurfaces(request),
				...(hidden ? unmaskSurfaces(request) : []),
			];
			await this.#desk.put(tx, request, all, now);
		}
	}

	/** Ends what nobody ended, and forgets the log of a year ago. */
	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		const oldest = now.subtract({ hours: 24 * OPEN_DAYS });
		for (const request of await this.#with.store.all(tx)) {
			if (request.state !== "closed" && reached(oldest, request.openedAt))
				await this.#close(tx, request, "time", now);
		}
		await this.#with.store.removeUnmaskingsBefore(tx, now.subtract({ hours: 24 * LOGGED_DAYS }));
	};

	async #own(tx: Tx, guildId: GuildId, userId: UserId): Promise<HelpRequest[]> {
		const here = await this.#with.store.ofGuild(tx, guildId);
		return here.filter((each) => this.#desk.personOf(each) === userId);
	}

	async #there(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<There> {
		const { duty } = this.#with;
		const next = await duty.next(tx, guildId, now);
		return { present: await duty.present(tx, guildId, now), next: next?.startsAt ?? null };
	}

	async #freeVisitor(tx: Tx, guildId: GuildId) {
		const taken = (await this.#with.store.ofGuild(tx, guildId)).flatMap(({ visitor }) => visitor ?? []);
		return freeVisitor(taken, this.#with.chance());
	}

	async #close(tx: Tx, request: HelpRequest, closedBy: ClosedBy, now: Temporal.Instant): Promise<void> {
		const closed: HelpRequest = { ...request, state: "closed", closedAt: now, closedBy };
		await this.#with.store.save(tx, closed);
		await this.#with.jobs.cancel(tx, jobKey(request, "escalate"));
		await this.#desk.put(tx, closed, [...talkSurfaces(closed), ...callSurfaces(closed)], now);
		await this.unmaskings.tell(tx, closed, now);
		await this.#desk.job(tx, closed, "forget", now.add({ hours: 24 * KEPT_DAYS }));
	}

	async #escalate(tx: Tx, request: HelpRequest, now: Temporal.Instant): Promise<void> {
		const at = escalatesAt(request);
		if (!at || !reached(now, at)) return;
		const present = await this.#with.duty.present(tx, request.guildId, now);
		// Nobody could have come: it waits for the next who are there.
		const left = !present.some((each) => each !== this.#desk.personOf(request));
		await this.#with.store.save(
			tx,
			left ? { ...request, awaitedSince: null } : { ...request, escalatedAt: now },
		);
		await this.#desk.put(tx, request, callSurfaces(request), now);
	}

	async #found(tx: Tx, id: HelpId, work: (request: HelpRequest) => Promise<void>): Promise<void> {
		const request = await this.#with.store.find(tx, id);
		if (request) await work(request);
	}
}
