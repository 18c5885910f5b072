import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import { groupOf, homeOfGroup } from "../homes/service.ts";
import type { JobHandlers } from "../jobs/ports.ts";
import type { GroupId, GuildId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import { WeeklyCards } from "./cards.ts";
import type { CompanyDependencies } from "./dependencies.ts";
import { CompanyRequests } from "./requests.ts";
import { OpenTable } from "./table.ts";

/** Company: somebody at one's side in the first meeting, a card a week, and an open table. */
export class CompanyService {
	readonly requests: CompanyRequests;
	readonly cards: WeeklyCards;
	readonly table: OpenTable;
	readonly handlers: Pick<JobHandlers, "company.card" | "company.table">;
	readonly #with: CompanyDependencies;

	constructor(dependencies: CompanyDependencies) {
		this.#with = dependencies;
		this.requests = new CompanyRequests(dependencies);
		this.cards = new WeeklyCards(dependencies);
		this.table = new OpenTable(dependencies);
		this.handlers = { ...this.cards.handlers, ...this.table.handlers };
	}

	/** Puts an effect for everything that should stand in a group. */
	async sync(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		await this.requests.sync(tx, group.id, now);
		await this.cards.sync(tx, group, now);
		await this.table.sync(tx, homeOfGroup(group.id), now);
	}

	/** The same of a server's places. */
	readonly places = {
		sync: async (tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> => {
			for (const { home } of await this.#with.store.wishesIn(tx, guildId)) {
				if (groupOf(home) === null) await this.table.sync(tx, home, now);
			}
		},
	};

	/** Somebody is no longer a member. */
	async forget(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<void> {
		await this.requests.forget(tx, groupId, userId, now);
		await this.table.forget(tx, homeOfGroup(groupId), userId, now);
	}

	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		await this.requests.forgetPerson(tx, userId, now, guildId);
		await this.table.forgetPerson(tx, userId, now, guildId);
	}

	/** Archiving: nothing is wished for, and no card comes. */
	async dissolve(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<void> {
		const home = homeOfGroup(groupId);
		const wishes = await this.#with.store.wishes(tx, home);
		if (!wishes) return;
		await this.#with.store.removeWishes(tx, home);
		await this.cards.stop(tx, groupId, wishes.shown?.date, now);
	}
}
