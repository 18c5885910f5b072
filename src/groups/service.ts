import { randomUUID } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import { type Effect, groupLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { Programmes } from "../programmes/model.ts";
import { plannedTitle } from "../sessions/plan.ts";
import { type GroupId, GuildId, UserId } from "../shared/ids.ts";
import { cleanName, sameName } from "../shared/text.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { DraftProblem, Group, GroupDraft } from "./model.ts";
import type { DraftStore, GroupStore, KeptDraft } from "./ports.ts";
import {
	checkDraft,
	DAYS_OPEN_AFTER,
	DRAFT_HOURS,
	overtakenEffects,
	planDates,
	removalEffects,
	roomEffects,
	seriesEffect,
	standingEffects,
	welcomeEffect,
} from "./rules.ts";

export { CAPACITY, DURATION, NAME_LENGTH, WEEKS } from "./rules.ts";

export type DraftOutcome =
	| { kind: "preview"; draftId: string; draft: GroupDraft; dates: Temporal.ZonedDateTime[]; titles: string[] }
	| { kind: "invalid"; problems: DraftProblem[] };
export type CreateOutcome =
	| { kind: "created"; group: Group }
	| { kind: "already"; group: Group }
	| { kind: "expired" }
	| { kind: "invalid"; problems: DraftProblem[] };
export type ContinueOutcome =
	| { kind: "continued"; group: Group }
	| { kind: "still-running" }
	| { kind: "archived" }
	| { kind: "invalid"; problems: DraftProblem[] };

type Step = (tx: Tx, group: Group, now: Temporal.Instant) => Promise<void>;

/** Features that need groups and are needed by them: give getters, they are read when they are first called. */
export interface GroupDependencies {
	transact: Transact;
	store: GroupStore;
	drafts: DraftStore;
	outbox: Outbox;
	jobs: Jobs;
	programmes: Programmes;
	readonly sessions: {
		plan(
			tx: Tx,
			group: Group,
			dates: Temporal.ZonedDateTime[],
			facilitators: UserId[],
			now: Temporal.Instant,
		): Promise<void>;
		dissolve(tx: Tx, id: GroupId, now: Temporal.Instant): Promise<void>;
	};
	/** `seriesOver` and `seriesBegins` hold back and give out places; `forgetAll` is for archiving. */
	readonly members: { seriesOver: Step; seriesBegins: Step; forgetAll: Step };
	readonly introductions: { expireAll(tx: Tx, id: GroupId, now: Temporal.Instant): Promise<void> };
}

export class GroupService {
	readonly #with: GroupDependencies;

	constructor(dependencies: GroupDependencies) {
		this.#with = dependencies;
	}

	readonly handlers: Pick<JobHandlers, "group.close"> = {
		"group.close": async (tx, { groupId, series }, now) => {
			const group = await this.find(tx, groupId);
			if (group?.state !== "ended" || group.series !== series) return;
			const closed: Group = { ...group, state: "closed" };
			await this.#with.store.save(tx, closed);
			await this.#put(tx, closed, now, [
				...roomEffects(closed),
				welcomeEffect(closed),
				seriesEffect(closed, "thanks"),
				seriesEffect(closed, "closed"),
			]);
		},
	};

	/** Checks what is asked and keeps it for a day, to be confirmed. Nothing is made. */
	draft(asked: GroupDraft, now: Temporal.Instant): Promise<DraftOutcome> {
		return this.#with.transact(async (tx): Promise<DraftOutcome> => {
			const draft = { ...asked, name: cleanName(asked.name) };
			const { problems, dates } = await this.#check(tx, draft, now);
			if (problems.length > 0) return { kind: "invalid", problems };
			const draftId = randomUUID();
			await this.#with.drafts.put(tx, { id: draftId, draft, createdAt: iso(now), groupId: null });
			const programme = this.#with.programmes.get(draft.programme);
			const titles = dates.map((_, index) => plannedTitle(programme, index + 1, draft.language));
			return { kind: "preview", draftId, draft, dates, titles };
		});
	}

	/** Makes the group and its sessions of a draft, once, however often it is pressed. */
	create(draftId: string, now: Temporal.Instant): Promise<CreateOutcome> {
		return this.#with.transact(async (tx): Promise<CreateOutcome> => {
			const kept = await this.#with.drafts.get(tx, draftId);
			if (!kept) return { kind: "expired" };
			const made = kept.groupId === null ? undefined : await this.find(tx, kept.groupId);
			if (made) return { kind: "already", group: made };
			if (kept.createdAt < oldest(now)) return { kind: "expired" };
			const { problems, dates } = await this.#check(tx, kept.draft, now);
			if (problems.length > 0) return { kind: "invalid", problems };
			return { kind: "created", group: await this.#create(tx, kept, dates, now) };
		});
	}

	/** Throws the draft away; one that was confirmed is kept, so that a late press finds its group. */
	async discard(draftId: string): Promise<void> {
		await this.#with.transact(async (tx) => {
			const kept = await this.#with.drafts.get(tx, draftId);
			if (kept?.groupId === null) await this.#with.drafts.remove(tx, draftId);
		});
	}

	get(id: GroupId): Promise<Group | undefined> {
		return this.#with.transact((tx) => this.find(tx, id));
	}

	find(tx: Tx, id: GroupId): Promise<Group | undefined> {
		return this.#with.store.get(tx, id);
	}

	/** The server's groups that are not archived, oldest first. */
	list(guildId: GuildId): Promise<Group[]> {
		return this.#with.transact((tx) => this.listIn(tx, guildId));
	}

	/** Those that are archived, the last made first: what was told of them stays. */
	listArchived(guildId: GuildId): Promise<Group[]> {
		return this.#with.transact((tx) => this.#with.store.archived(tx, guildId));
	}

	listIn(tx: Tx, guildId: GuildId): Promise<Group[]> {
		return this.#with.store.list(tx, guildId);
	}

	/** A new series of sessions for the same people. Only when the present series is over. */
	continueWith(
		id: GroupId,
		plan: { programme: string; startDate: string; weeks: number; facilitators: UserId[] },
		now: Temporal.Instant,
	): Promise<ContinueOutcome> {
		return this.#with.transact(async (tx): Promise<ContinueOutcome> => {
			const group = await this.#need(tx, id);
			if (group.state === "archived") return { kind: "archived" };
			if (group.state === "open") return { kind: "still-running" };
			const { problems, dates } = planDates({ ...group, ...plan }, now);
			if (!this.#with.programmes.has(plan.programme)) {
				problems.push({ kind: "unknown-programme", programme: plan.programme });
			}
			if (new Set(plan.facilitators).size < plan.facilitators.length)
				problems.push({ kind: "same-facilitator" });
			if (problems.length > 0) return { kind: "invalid", problems };
			const continued: Group = {
				...group,
				programme: plan.programme,
				series: group.series + 1,
				state: "open",
				endedAt: null,
			};
			await this.#with.store.save(tx, continued);
			await this.#with.jobs.cancel(tx, closeKey(id));
			await this.#put(tx, group, now, overtakenEffects(group));
			await this.sync(tx, continued, now);
			await this.#with.sessions.plan(tx, continued, dates, plan.facilitators, now);
			await this.#with.members.seriesBegins(tx, continued, now);
			return { kind: "continued", group: continued };
		});
	}

	/** Removes the group from Discord and forgets its people; anonymous summaries stay. */
	archive(id: GroupId, now: Temporal.Instant): Promise<{ kind: "archived" } | { kind: "already" }> {
		return this.#with.transact(async (tx) => {
			const group = await this.#need(tx, id);
			if (group.state === "archived") return { kind: "already" };
			const archived: Group = { ...group, state: "archived", endedAt: group.endedAt ?? now };
			await this.#with.store.save(tx, archived);
			await this.#with.jobs.cancel(tx, closeKey(id));
			await this.#with.sessions.dissolve(tx, id, now);
			await this.#with.introductions.expireAll(tx, id, now);
			await this.#with.members.forgetAll(tx, archived, now);
			await this.#put(tx, archived, now, removalEffects(archived));
			return { kind: "archived" };
		});
	}

	/** Called by sessions when the last one of the series is over. */
	async seriesOver(tx: Tx, id: GroupId, now: Temporal.Instant): Promise<void> {
		const group = await this.#need(tx, id);
		if (group.state !== "open") return;
		const ended: Group = { ...group, state: "ended", endedAt: now };
		await this.#with.store.save(tx, ended);
		const closesAt = now.toZonedDateTimeISO(group.zone).add({ days: DAYS_OPEN_AFTER }).toInstant();
		const job = { kind: "group.close" as const, groupId: id, series: group.series };
		await this.#with.jobs.put(tx, closeKey(id), job, iso(closesAt));
		await this.#with.introductions.expireAll(tx, id, now);
		await this.#with.members.seriesOver(tx, ended, now);
		await this.#put(tx, ended, now, [
			welcomeEffect(ended),
			...(ended.series > 1 ? [seriesEffect(ended, "continues")] : []),
			seriesEffect(ended, "thanks"),
		]);
	}

	/** Puts an effect for every room, the role, the invite and the standing messages of the group. */
	sync(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		return this.#put(tx, group, now, standingEffects(group));
	}

	/** Forgets the drafts that are more than a day old. */
	readonly tidy = (tx: Tx, now: Temporal.Instant): Promise<void> =>
		this.#with.drafts.removeBefore(tx, oldest(now));

	async #create(
		tx: Tx,
		kept: KeptDraft,
		dates: Temporal.ZonedDateTime[],
		now: Temporal.Instant,
	): Promise<Group> {
		const { guildId, startDate: _, weeks: __, facilitators, ...shape } = kept.draft;
		const group = await this.#with.store.insert(tx, {
			...shape,
			guildId: GuildId.parse(guildId),
			state: "open",
			series: 1,
			endedAt: null,
		});
		await this.#with.drafts.put(tx, { ...kept, groupId: group.id });
		await this.sync(tx, group, now);
		const leading = facilitators.map((each) => UserId.parse(each));
		await this.#with.sessions.plan(tx, group, dates, leading, now);
		return group;
	}

	async #check(tx: Tx, draft: GroupDraft, now: Temporal.Instant) {
		const { problems, dates } = checkDraft(draft, now);
		if (!this.#with.programmes.has(draft.programme)) {
			problems.push({ kind: "unknown-programme", programme: draft.programme });
		}
		const groups = await this.listIn(tx, GuildId.parse(draft.guildId));
		if (groups.some(({ name }) => sameName(name, draft.name))) {
			problems.push({ kind: "name-taken", name: draft.name });
		}
		return { problems, dates };
	}

	async #put(tx: Tx, group: Group, now: Temporal.Instant, effects: Effect[]): Promise<void> {
		for (const effect of effects) await this.#with.outbox.put(tx, groupLane(group.id), effect, iso(now));
	}

	async #need(tx: Tx, id: GroupId): Promise<Group> {
		const group = await this.find(tx, id);
		if (!group) throw new Error(`there is no group ${id}`);
		return group;
	}
}

function oldest(now: Temporal.Instant): string {
	return iso(now.subtract({ hours: DRAFT_HOURS }));
}

function closeKey(id: GroupId): string {
	return `group/${id}/close`;
}
