import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import { groupLane } from "../outbox/model.ts";
import type { Session } from "../sessions/model.ts";
import { isAhead } from "../sessions/service.ts";
import type { CompanyId, GroupId, GuildId, UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { CompanyDependencies } from "./dependencies.ts";
import type { CompanyRequest } from "./model.ts";
import { comingSession, isOf } from "./rules.ts";

export type AskOutcome =
	| { kind: "asked" | "already"; request: CompanyRequest; session: Session }
	| { kind: "no-session" }
	| { kind: "not-member" }
	| { kind: "gone" };
export type TakeOutcome =
	| { kind: "with"; request: CompanyRequest; session: Session }
	| { kind: "taken" }
	/** Only those who lead or help in that meeting. */
	| { kind: "not-leading" }
	/** In a group for young people nobody of the staff talks with one of them alone, and nobody else is there. */
	| { kind: "alone" }
	| { kind: "own" }
	| { kind: "gone" };

/** Somebody at one's side in the first meeting. */
export class CompanyRequests {
	readonly #with: CompanyDependencies;

	constructor(dependencies: CompanyDependencies) {
		this.#with = dependencies;
	}

	ask(guildId: GuildId, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<AskOutcome> {
		const { transact, store, groups, members } = this.#with;
		return transact(async (tx): Promise<AskOutcome> => {
			const group = await groups.find(tx, groupId);
			if (group?.guildId !== guildId || group.state !== "open") return { kind: "gone" };
			if (!(await members.find(tx, groupId, userId))) return { kind: "not-member" };
			const sessions = await this.#with.sessions.listIn(tx, groupId);
			const before = (await store.requests(tx, { groupId })).find((each) => each.userId === userId);
			const asked = before && sessions.find(({ id }) => id === before.sessionId);
			if (before && asked) return { kind: "already", request: before, session: asked };
			const session = comingSession(sessions);
			if (!session) return { kind: "no-session" };
			const wanted = { groupId, sessionId: session.id, userId, takenBy: null, askedAt: now };
			const request = await store.insertRequest(tx, wanted);
			await this.#put(tx, request, now);
			return { kind: "asked", request, session };
		});
	}

	/** Only who asked may take it back. */
	stop(
		id: CompanyId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ kind: "stopped" } | { kind: "gone" }> {
		return this.#with.transact(async (tx) => {
			const request = await this.#with.store.request(tx, id);
			if (request?.userId !== userId) return { kind: "gone" };
			await this.#remove(tx, request, now);
			return { kind: "stopped" };
		});
	}

	take(guildId: GuildId, id: CompanyId, userId: UserId, now: Temporal.Instant): Promise<TakeOutcome> {
		return this.#with.transact(async (tx): Promise<TakeOutcome> => {
			const found = await this.find(tx, id);
			if (found?.group.guildId !== guildId) return { kind: "gone" };
			const { request, session, group } = found;
			if (request.userId === userId) return { kind: "own" };
			if (request.takenBy !== null && request.takenBy !== userId) return { kind: "taken" };
			if (!isOf(session, userId)) return { kind: "not-leading" };
			if (this.isForMinors(group) && (await this.#others(tx, found, userId)).length === 0)
				return { kind: "alone" };
			const taken = { ...request, takenBy: userId };
			await this.#with.store.saveRequest(tx, taken);
			await this.#put(tx, taken, now);
			return { kind: "with", request: taken, session };
		});
	}

	/** Who said yes cannot after all: others are asked again. */
	cannot(
		guildId: GuildId,
		id: CompanyId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ kind: "let-go" } | { kind: "gone" }> {
		return this.#with.transact(async (tx) => {
			const found = await this.find(tx, id);
			if (found?.group.guildId !== guildId || found.request.takenBy !== userId) return { kind: "gone" };
			const open = { ...found.request, takenBy: null };
			await this.#with.store.saveRequest(tx, open);
			await this.#put(tx, open, now);
			return { kind: "let-go" };
		});
	}

	/** A request with what it is about; undefined when it is no more. */
	async find(
		tx: Tx,
		id: CompanyId,
	): Promise<{ request: CompanyRequest; session: Session; group: Group } | undefined> {
		const request = await this.#with.store.request(tx, id);
		const group = request && (await this.#with.groups.find(tx, request.groupId));
		const session = request && (await this.#with.sessions.find(tx, request.sessionId));
		return request && group && session && { request, group, session };
	}

	isForMinors({ programme }: Group): boolean {
		return this.#with.isForMinors(programme);
	}

	/**
	 * What changes of a meeting: who no longer leads it is no longer with anybody; when it is called off, the next one is
	 * meant; when it is over, nothing is kept.
	 */
	async sessionWritten(tx: Tx, session: Session, now: Temporal.Instant): Promise<void> {
		const { store, sessions } = this.#with;
		for (const request of await store.requests(tx, { sessionId: session.id })) {
			const next =
				session.state === "cancelled" ? comingSession(await sessions.listIn(tx, session.groupId)) : undefined;
			const meant = session.state === "cancelled" || session.state === "closed" ? next : session;
			if (!meant) {
				await this.#remove(tx, request, now);
				continue;
			}
			const keeps = request.takenBy !== null && (isOf(meant, request.takenBy) || !isAhead(meant));
			const changed = { ...request, sessionId: meant.id, takenBy: keeps ? request.takenBy : null };
			await store.saveRequest(tx, changed);
			await this.#put(tx, changed, now);
		}
	}

	async sync(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<void> {
		for (const request of await this.#with.store.requests(tx, { groupId })) await this.#put(tx, request, now);
	}

	/** Not a member any more. */
	async forget(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<void> {
		for (const request of await this.#with.store.requests(tx, { groupId })) {
			if (request.userId === userId) await this.#remove(tx, request, now);
		}
	}

	/** Everywhere, or what they are to a server: what they asked goes, and whoever they were with asks again. */
	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		const { asked, taken } = await this.#with.store.ofPerson(tx, userId);
		for (const request of asked) {
			if (await this.#isIn(tx, request, guildId)) await this.#remove(tx, request, now);
		}
		for (const request of taken) {
			if (!(await this.#isIn(tx, request, guildId))) continue;
			const open = { ...request, takenBy: null };
			await this.#with.store.saveRequest(tx, open);
			await this.#put(tx, open, now);
		}
	}

	async #isIn(tx: Tx, { groupId }: CompanyRequest, guildId: GuildId | undefined): Promise<boolean> {
		return guildId === undefined || (await this.#with.groups.find(tx, groupId))?.guildId === guildId;
	}

	/** Who else of the staff would see what is written. */
	async #others(
		tx: Tx,
		{ session, group, request }: { session: Session; group: Group; request: CompanyRequest },
		userId: UserId,
	) {
		const staff = await this.#with.staff.list(tx, group.guildId);
		const coordinators = staff
			.filter(({ duties }) => duties.includes("coordinator"))
			.map((each) => each.userId);
		return [...session.facilitators, ...coordinators].filter(
			(each) => each !== userId && each !== request.userId,
		);
	}

	async #remove(tx: Tx, request: CompanyRequest, now: Temporal.Instant): Promise<void> {
		await this.#with.store.removeRequest(tx, request.id);
		await this.#put(tx, request, now);
	}

	async #put(tx: Tx, { id: companyId, groupId }: CompanyRequest, now: Temporal.Instant): Promise<void> {
		for (const name of ["company.request", "company.meeting"] as const) {
			const surface = { name, groupId, companyId };
			await this.#with.outbox.put(tx, groupLane(groupId), { kind: "message", surface }, iso(now));
		}
	}
}
