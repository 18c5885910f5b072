import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { JobHandlers } from "../jobs/ports.ts";
import { type Effect, groupLane } from "../outbox/model.ts";
import { ageOf } from "../programmes/youth.ts";
import type { GroupId, GuildId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import { iso } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import {
	introductionEffect,
	memberEffect,
	newcomerEffect,
	offerEffect,
	reminderEffects,
	welcomeEffect,
} from "./effects.ts";
import type { Member, Waiting } from "./model.ts";
import { checkNickname, type Taken } from "./nickname.ts";
import type { JoinOutcome, WelcomeOutcome } from "./outcomes.ts";
import type { MemberDependencies } from "./ports.ts";
import { freePlaces } from "./rules.ts";
import { WaitingLine } from "./waitingLine.ts";

/** Who belongs to a group, and who waits to. */
export class MemberService {
	readonly #with: MemberDependencies;
	readonly #line: WaitingLine;
	readonly handlers: Pick<JobHandlers, "offer.expire">;

	constructor(dependencies: MemberDependencies) {
		this.#with = dependencies;
		this.#line = new WaitingLine(dependencies);
		this.handlers = this.#line.handlers;
	}

	welcome(groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<WelcomeOutcome> {
		return this.#with.transact(async (tx): Promise<WelcomeOutcome> => {
			const { group, member, line } = await this.#place(tx, groupId, userId);
			if (member) return { kind: "already-member", member };
			if (group?.state !== "open") return { kind: "over" };
			if (await this.#with.isBarred(tx, group, userId, now)) return { kind: "barred" };
			if (await this.#with.arrivals.isHeld(tx, group.guildId, userId, now)) return { kind: "held" };
			const mine = line.find((each) => each.userId === userId);
			if (mine && !mine.offeredUntil) return { kind: "waiting", position: mine.position };
			if (!mine && !(await this.#isFree(tx, group, line))) return { kind: "full", waiting: line.length };
			const [other] = await this.groupsOf(tx, group.guildId, userId);
			return { kind: "form", suggestedNickname: other?.nickname ?? null };
		});
	}

	/** `taken`: names that a nickname must not look like: staff and others on the server, without the person. */
	join(
		groupId: GroupId,
		userId: UserId,
		form: { nickname: string; consent: boolean; language: Language; age?: string; rules?: number },
		taken: Taken,
		now: Temporal.Instant,
	): Promise<JoinOutcome> {
		return this.#with.transact(async (tx): Promise<JoinOutcome> => {
			const { group, member, line } = await this.#place(tx, groupId, userId);
			if (member) return { kind: "already-member", member };
			if (group?.state !== "open") return { kind: "over" };
			if (await this.#with.isBarred(tx, group, userId, now)) return { kind: "barred" };
			if (await this.#with.arrivals.isHeld(tx, group.guildId, userId, now)) return { kind: "held" };
			const offered = line.some((each) => each.userId === userId && each.offeredUntil !== null);
			if (!offered && !(await this.#isFree(tx, group, line))) return { kind: "full", waiting: line.length };
			if (!form.consent) return { kind: "no-consent" };
			const youth = this.#with.programmes.get(group.programme)?.youth;
			const age = youth && ageOf(youth, form.age);
			if (youth && age?.kind !== "band") {
				return age?.kind === "outside" ? { kind: "outside-age", youth } : { kind: "no-age" };
			}
			const others = (await this.list(tx, groupId)).map(({ nickname }) => nickname);
			const check = checkNickname(form.nickname, { ...taken, members: [...taken.members, ...others] });
			if (check.kind === "problem") return { kind: "nickname", problem: check.problem };
			const joined: Member = {
				groupId,
				userId,
				nickname: check.nickname,
				consentedAt: now,
				reminders: true,
				language: form.language,
				ageBand: age?.kind === "band" ? age.band : null,
			};
			await this.#admit(tx, group, joined, now);
			await this.#with.onJoined?.(tx, group, userId, form.rules ?? 1, now);
			return { kind: "joined", group, member: joined };
		});
	}

	/** Onto the waiting list, at its end. */
	wait(
		groupId: GroupId,
		userId: UserId,
		language: Language,
		now: Temporal.Instant,
	): Promise<
		| { kind: "waiting"; position: number }
		| { kind: "held" }
		| { kind: "already-member" }
		| { kind: "place-free" }
		| { kind: "barred" }
		| { kind: "over" }
	> {
		return this.#with.transact(async (tx) => {
			const { group, member, line } = await this.#place(tx, groupId, userId);
			if (member) return { kind: "already-member" };
			if (group?.state !== "open") return { kind: "over" };
			if (await this.#with.isBarred(tx, group, userId, now)) return { kind: "barred" };
			if (await this.#with.arrivals.isHeld(tx, group.guildId, userId, now)) return { kind: "held" };
			const mine = line.find((each) => each.userId === userId);
			if (mine?.offeredUntil) return { kind: "place-free" };
			if (mine) return { kind: "waiting", position: mine.position };
			if (await this.#isFree(tx, group, line)) return { kind: "place-free" };
			await this.#with.waiting.add(tx, groupId, userId, language);
			return { kind: "waiting", position: line.length + 1 };
		});
	}

	/** Off the waiting list, also by declining an offer; the next in line is asked. */
	stopWaiting(
		groupId: GroupId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ kind: "gone" } | { kind: "was-not-waiting" }> {
		return this.#with.transact(async (tx) => {
			const gone = await this.#line.declined(tx, groupId, userId, now);
			return gone ? { kind: "gone" } : { kind: "was-not-waiting" };
		});
	}

	/** Leaves the group: everything personal of it is erased and the next in line is asked. */
	leave(
		groupId: GroupId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ kind: "left" } | { kind: "not-member" }> {
		return this.#with.transact(async (tx) => {
			const left = await this.forget(tx, groupId, userId, now);
			return left ? { kind: "left" } : { kind: "not-member" };
		});
	}

	/** The person has left the server (or was removed from it): the same as leaving every group, and all work there. */
	async leftServer(guildId: GuildId, userId: UserId, now: Temporal.Instant): Promise<void> {
		await this.#with.transact(async (tx) => {
			for (const { id } of await this.#with.groups.listIn(tx, guildId)) {
				await this.forget(tx, id, userId, now);
				await this.#line.leave(tx, id, userId, now);
			}
			for (const each of this.#with.leaving) await each.forgetPerson(tx, userId, now, guildId);
		});
	}

	setReminders(
		groupId: GroupId,
		userId: UserId,
		on: boolean,
		now: Temporal.Instant,
	): Promise<{ kind: "set"; on: boolean } | { kind: "not-member" }> {
		return this.#with.transact(async (tx) => {
			const member = await this.find(tx, groupId, userId);
			if (!member) return { kind: "not-member" };
			if (member.reminders !== on) {
				await this.#with.store.put(tx, { ...member, reminders: on });
				await this.#put(tx, groupId, now, await this.#reminders(tx, groupId));
			}
			return { kind: "set", on };
		});
	}

	find(tx: Tx, groupId: GroupId, userId: UserId): Promise<Member | undefined> {
		return this.#with.store.get(tx, groupId, userId);
	}

	list(tx: Tx, groupId: GroupId): Promise<Member[]> {
		return this.#with.store.list(tx, groupId);
	}

	waitingList(tx: Tx, groupId: GroupId): Promise<Waiting[]> {
		return this.#with.waiting.list(tx, groupId);
	}

	/** The groups of a server that a person belongs to, with the nickname there. */
	async groupsOf(tx: Tx, guildId: GuildId, userId: UserId): Promise<Member[]> {
		const here = new Set((await this.#with.groups.listIn(tx, guildId)).map(({ id }) => id));
		return (await this.#with.store.ofPerson(tx, userId)).filter(({ groupId }) => here.has(groupId));
	}

	/** Puts an effect for every member's roles and nickname and for every offer. */
	async sync(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		const members = await this.list(tx, group.id);
		await this.#put(tx, group.id, now, [
			...members.map(({ userId }) => memberEffect(group, userId)),
			...(await this.waitingList(tx, group.id))
				.filter(({ offeredUntil }) => offeredUntil !== null)
				.map(({ userId }) => offerEffect(group.id, userId)),
			...(await this.#reminders(tx, group.id)),
		]);
	}

	/** The series has begun: who waits is offered what is free. */
	seriesBegins(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		return this.#line.fill(tx, group, now);
	}

	/** The series is over: nobody is new any more, and a place on offer is offered again if the group continues. */
	async seriesOver(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		await this.#line.withdraw(tx, group, now);
		const members = await this.list(tx, group.id);
		await this.#put(tx, group.id, now, members.map(newcomerEffect));
	}

	/** Archiving: nobody is a member or waits. */
	async forgetAll(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		for (const { userId } of await this.list(tx, group.id)) await this.forget(tx, group.id, userId, now);
		for (const { userId } of await this.waitingList(tx, group.id)) {
			await this.#line.leave(tx, group.id, userId, now);
		}
	}

	/** Erases what a group knows of a member. Gives whether they were one. */
	async forget(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<boolean> {
		const { group, member } = await this.#place(tx, groupId, userId);
		if (!group || !member) return false;
		await this.#with.store.remove(tx, groupId, userId);
		await this.#put(tx, groupId, now, [memberEffect(group, userId)]);
		await this.#with.introductions.forget(tx, groupId, userId, now);
		await this.#with.stories.forget(tx, groupId, userId, now);
		await this.#put(tx, groupId, now, [newcomerEffect(member), ...(await this.#reminders(tx, groupId))]);
		await this.#line.fill(tx, group, now);
		await this.#put(tx, groupId, now, [welcomeEffect(group.id)]);
		return true;
	}

	/** Takes a person off a waiting list. Gives whether they were on it. */
	stopWaitingIn(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<boolean> {
		return this.#line.leave(tx, groupId, userId, now);
	}

	async #admit(tx: Tx, group: Group, joined: Member, now: Temporal.Instant): Promise<void> {
		await this.#line.accepted(tx, group.id, joined.userId, now);
		await this.#with.store.put(tx, joined);
		await this.#put(tx, group.id, now, [
			memberEffect(group, joined.userId),
			newcomerEffect(joined),
			welcomeEffect(group.id),
		]);
		// A server knows a person by one nickname: the new one holds in their other groups too.
		for (const other of await this.groupsOf(tx, group.guildId, joined.userId)) {
			if (other.nickname === joined.nickname) continue;
			await this.#with.store.put(tx, { ...other, nickname: joined.nickname });
			await this.#put(tx, other.groupId, now, [introductionEffect(other)]);
		}
	}

	async #place(tx: Tx, groupId: GroupId, userId: UserId) {
		return {
			group: await this.#with.groups.find(tx, groupId),
			member: await this.find(tx, groupId, userId),
			line: await this.waitingList(tx, groupId),
		};
	}

	async #isFree(tx: Tx, group: Group, line: Waiting[]): Promise<boolean> {
		return freePlaces(group.capacity, (await this.list(tx, group.id)).length, line) > 0;
	}

	/** The reminders that may stand now, to be brought in step with who wants to be named. */
	async #reminders(tx: Tx, groupId: GroupId): Promise<Effect[]> {
		return reminderEffects(await this.#with.sessions.listIn(tx, groupId));
	}

	async #put(tx: Tx, groupId: GroupId, now: Temporal.Instant, effects: Effect[]): Promise<void> {
		for (const effect of effects) await this.#with.outbox.put(tx, groupLane(groupId), effect, iso(now));
	}
}
