import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Home } from "../homes/model.ts";
import { groupOf, homeOfGroup } from "../homes/service.ts";
import type { Member } from "../members/model.ts";
import { homeLane, type Surface } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { GroupId, GuildId, HomeRef, UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import { Deciding } from "./deciding.ts";
import type { Version, Weighed } from "./model.ts";
import type { AcceptOutcome, Gone, Look, RemindOutcome, StaffLook } from "./outcomes.ts";
import type { GroundRulesStore } from "./ports.ts";
import { Proposing } from "./proposing.ts";
import { DRAFT_HOURS, hasAccepted, mayCall, PROPOSAL_DAYS, remindsNow } from "./rules.ts";

export type * from "./outcomes.ts";
export { inLanguage, isFresh, RULE_LENGTH, type RulesProblem } from "./rules.ts";

export interface GroundRulesDependencies {
	transact: Transact;
	store: GroundRulesStore;
	outbox: Outbox;
	homes: {
		find(tx: Tx, ref: HomeRef): Promise<Home | undefined>;
		list(tx: Tx, guildId: GuildId): Promise<Home[]>;
	};
	readonly members: {
		find(tx: Tx, groupId: GroupId, userId: UserId): Promise<Member | undefined>;
		list(tx: Tx, groupId: GroupId): Promise<Member[]>;
		groupsOf(tx: Tx, guildId: GuildId, userId: UserId): Promise<Member[]>;
	};
}

/** The ground rules of groups and places: which hold, who has accepted them, and how they become others. */
export class GroundRulesService {
	readonly proposing: Proposing;
	readonly deciding: Deciding;
	readonly #with: GroundRulesDependencies;

	constructor(dependencies: GroundRulesDependencies) {
		this.#with = dependencies;
		const house = {
			...dependencies,
			present: (tx: Tx, home: Home) => this.presentOf(tx, home),
			here: (tx: Tx, guildId: GuildId, ref: HomeRef) => this.#here(tx, guildId, ref),
			isMember: (tx: Tx, ref: HomeRef, userId: UserId) => this.#isMember(tx, ref, userId),
			put: (tx: Tx, ref: HomeRef, now: Temporal.Instant, surfaces: Surface[]) =>
				this.#put(tx, ref, now, surfaces),
		};
		this.proposing = new Proposing(house);
		this.deciding = new Deciding(house);
	}

	/** What somebody reads of the rules, and may do with them. */
	look(guildId: GuildId, ref: HomeRef, userId: UserId): Promise<Look | Gone> {
		return this.#with.transact(async (tx) => {
			const home = await this.#here(tx, guildId, ref);
			if (!home) return { kind: "gone" };
			const present = await this.presentOf(tx, home);
			const mine = (await this.#isMember(tx, ref, userId)) && {
				accepted: hasAccepted(await this.#with.store.acceptance(tx, ref, userId), present),
				proposals: (await this.#with.store.proposals(tx, { home: ref })).length,
			};
			return { kind: "rules", home, present, history: await this.#history(tx, home), mine: mine || null };
		});
	}

	lookAsStaff(guildId: GuildId, ref: HomeRef): Promise<StaffLook | Gone> {
		return this.#with.transact(async (tx) => {
			const home = await this.#here(tx, guildId, ref);
			if (!home) return { kind: "gone" };
			const present = await this.presentOf(tx, home);
			const groupId = groupOf(ref);
			const members = groupId === null ? [] : await this.#with.members.list(tx, groupId);
			const said = new Map((await this.#with.store.acceptances(tx, ref)).map((each) => [each.userId, each]));
			return {
				kind: "rules",
				home,
				present,
				history: await this.#history(tx, home),
				accepted: members.filter(({ userId }) => hasAccepted(said.get(userId), present)).length,
				members: members.length,
				proposals: await this.weighed(tx, ref),
			};
		});
	}

	/** The rules that hold in a home that is there. */
	async present(tx: Tx, ref: HomeRef): Promise<Version | undefined> {
		const home = await this.#with.homes.find(tx, ref);
		return home && this.presentOf(tx, home);
	}

	/** Until somebody agrees on others, those that it starts from. */
	async presentOf(tx: Tx, home: Home): Promise<Version> {
		const last = (await this.#with.store.versions(tx, home.ref)).at(-1);
		return (
			last ?? {
				home: home.ref,
				version: 1,
				rules: home.rules.map((rule) => rule[home.language]),
				adoptedAt: null,
			}
		);
	}

	/** Somebody has read a version and accepts it. */
	accept(
		guildId: GuildId,
		ref: HomeRef,
		version: number,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<AcceptOutcome> {
		return this.#with.transact(async (tx): Promise<AcceptOutcome> => {
			const home = await this.#here(tx, guildId, ref);
			if (!home) return { kind: "gone" };
			if (!(await this.#isMember(tx, ref, userId))) return { kind: "not-member" };
			const present = await this.presentOf(tx, home);
			if (version < present.version) return { kind: "newer", home, present };
			const before = await this.#with.store.acceptance(tx, ref, userId);
			// A number that nobody was shown counts as the present one.
			if (!before || before.version < present.version)
				await this.#with.store.putAcceptance(tx, {
					home: ref,
					userId,
					version: present.version,
					acceptedAt: now,
					remindedAt: null,
				});
			return { kind: "accepted", home };
		});
	}

	/**
	 * Somebody joined and accepted the version that the form showed. From the first on, the rules are the group's own:
	 * another programme does not change them.
	 */
	async joined(tx: Tx, { id }: Group, userId: UserId, shown: number, now: Temporal.Instant): Promise<void> {
		const home = await this.#with.homes.find(tx, homeOfGroup(id));
		if (!home) return;
		const { store } = this.#with;
		const present = await this.presentOf(tx, home);
		if (present.adoptedAt === null) await store.insert(tx, { ...present, adoptedAt: now });
		const version = Math.min(shown, present.version);
		await store.putAcceptance(tx, { home: home.ref, userId, version, acceptedAt: now, remindedAt: null });
	}

	/** The rules that somebody on a server has still to accept, when it is time to tell them; each once a day. */
	remindOf(
		guildId: GuildId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ home: Home; present: Version }[]> {
		return this.#with.transact(async (tx) => {
			const told: { home: Home; present: Version }[] = [];
			for (const { groupId, consentedAt } of await this.#with.members.groupsOf(tx, guildId, userId)) {
				const home = await this.#with.homes.find(tx, homeOfGroup(groupId));
				if (!home) continue;
				const present = await this.presentOf(tx, home);
				const before = await this.#with.store.acceptance(tx, home.ref, userId);
				if (hasAccepted(before, present) || !remindsNow(before, now)) continue;
				const since = before ?? { home: home.ref, userId, version: 1, acceptedAt: consentedAt };
				await this.#with.store.putAcceptance(tx, { ...since, remindedAt: now });
				told.push({ home, present });
			}
			return told;
		});
	}

	/** Calls the rules to mind where people talk; not twice when two of the staff think of it. */
	callToMind(guildId: GuildId, ref: HomeRef, now: Temporal.Instant): Promise<RemindOutcome> {
		return this.#with.transact(async (tx): Promise<RemindOutcome> => {
			if (!(await this.#here(tx, guildId, ref))) return { kind: "gone" };
			const last = await this.#with.store.calledAt(tx, ref);
			if (last && !mayCall(last, now)) return { kind: "just-done", at: last };
			await this.#with.store.putCalled(tx, ref, now);
			const at = (time: Temporal.Instant): Surface => ({ name: "rules.reminder", home: ref, at: iso(time) });
			await this.#put(tx, ref, now, [...(last ? [at(last)] : []), at(now)]);
			return { kind: "reminded" };
		});
	}

	calledAt(tx: Tx, ref: HomeRef): Promise<Temporal.Instant | undefined> {
		return this.#with.store.calledAt(tx, ref);
	}

	weighed(tx: Tx, ref: HomeRef): Promise<Weighed[]> {
		return this.proposing.weighed(tx, ref);
	}

	/** Puts an effect for what should stand of a group's rules. */
	sync(tx: Tx, { id: groupId }: Group, now: Temporal.Instant): Promise<void> {
		return this.#sync(tx, homeOfGroup(groupId), now, [{ name: "rules.proposals", groupId }]);
	}

	/** The same of a server's places. */
	readonly places = {
		sync: async (tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> => {
			const homes = await this.#with.homes.list(tx, guildId);
			for (const { ref } of homes.filter((each) => groupOf(each.ref) === null))
				await this.#sync(tx, ref, now);
		},
	};

	/** Forgets drafts that waited for a day, and proposals that nobody decided on. */
	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		await this.#with.store.removeDraftsBefore(tx, now.subtract({ hours: DRAFT_HOURS }));
		await this.proposing.expire(tx, now.subtract({ hours: 24 * PROPOSAL_DAYS }), now);
	};

	/** Somebody is no longer a member: what they accepted, proposed and supported goes. */
	forget(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<void> {
		return this.#forget(tx, userId, now, homeOfGroup(groupId));
	}

	/** The same everywhere. */
	forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant): Promise<void> {
		return this.#forget(tx, userId, now);
	}

	async #forget(tx: Tx, userId: UserId, now: Temporal.Instant, home?: HomeRef): Promise<void> {
		for (const ref of await this.#with.store.forget(tx, userId, home)) {
			const groupId = groupOf(ref);
			if (groupId !== null) await this.#put(tx, ref, now, [{ name: "rules.proposals", groupId }]);
		}
	}

	async #sync(tx: Tx, ref: HomeRef, now: Temporal.Instant, more: Surface[] = []): Promise<void> {
		const present = await this.present(tx, ref);
		if (!present) return;
		await this.#put(tx, ref, now, [{ name: "rules.changed", home: ref, version: present.version }, ...more]);
	}

	async #history(tx: Tx, home: Home): Promise<Version[]> {
		const all = await this.#with.store.versions(tx, home.ref);
		return all.length > 0 ? all : [await this.presentOf(tx, home)];
	}

	/** Ids come from people and may be of another server. */
	async #here(tx: Tx, guildId: GuildId, ref: HomeRef): Promise<Home | undefined> {
		const home = await this.#with.homes.find(tx, ref);
		return home?.guildId === guildId ? home : undefined;
	}

	async #isMember(tx: Tx, ref: HomeRef, userId: UserId): Promise<boolean> {
		const groupId = groupOf(ref);
		return groupId !== null && (await this.#with.members.find(tx, groupId, userId)) !== undefined;
	}

	async #put(tx: Tx, ref: HomeRef, now: Temporal.Instant, surfaces: Surface[]): Promise<void> {
		for (const surface of surfaces)
			await this.#with.outbox.put(tx, homeLane(ref), { kind: "message", surface }, iso(now));
	}
}
