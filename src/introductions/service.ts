import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Member } from "../members/model.ts";
import { type PersonalData, personalDataIn } from "../members/personalData.ts";
import { groupLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { Programmes } from "../programmes/model.ts";
import type { GroupId, UserId } from "../shared/ids.ts";
import type { Localized } from "../shared/language.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Introduction, IntroductionForm, IntroductionTexts } from "./model.ts";
import type { IntroductionStore } from "./ports.ts";
import { DRAFT_HOURS, fitted, TEXT_LENGTH } from "./rules.ts";

export { TEXT_LENGTH } from "./rules.ts";

type NotHere = { kind: "not-member" } | { kind: "over" };

export interface IntroductionDependencies {
	transact: Transact;
	store: IntroductionStore;
	outbox: Outbox;
	programmes: Programmes;
	groups: { find(tx: Tx, id: GroupId): Promise<Group | undefined> };
	readonly members: { find(tx: Tx, groupId: GroupId, userId: UserId): Promise<Member | undefined> };
}

export class IntroductionService {
	readonly #with: IntroductionDependencies;

	constructor(dependencies: IntroductionDependencies) {
		this.#with = dependencies;
	}

	/** The form to write, or edit, one's introduction. */
	form(groupId: GroupId, userId: UserId): Promise<({ kind: "form" } & IntroductionForm) | NotHere> {
		return this.#with.transact((tx) =>
			this.#here(tx, groupId, userId, async (prompts, mine) => ({
				kind: "form",
				prompts,
				texts: fitted(mine.draft ?? mine.posted ?? [], prompts.length),
			})),
		);
	}

	/** Keeps what was written as a draft (forgotten after a day), to be seen before it is posted. */
	write(
		groupId: GroupId,
		userId: UserId,
		texts: IntroductionTexts,
		now: Temporal.Instant,
	): Promise<
		| {
				kind: "preview";
				introduction: Introduction;
				prompts: IntroductionForm["prompts"];
				/** Under which name it would be posted. */
				nickname: string;
				/** What of it tells who or where the person is. */
				personal: PersonalData[];
		  }
		| { kind: "empty" }
		/** A text is longer than `max` UTF-16 units. */
		| { kind: "too-long"; max: number }
		| NotHere
	> {
		return this.#with.transact((tx) =>
			this.#here(tx, groupId, userId, async (prompts, mine, nickname) => {
				const draft = fitted(texts, prompts.length);
				if (draft.every((text) => text === "")) return { kind: "empty" };
				if (draft.some((text) => text.length > TEXT_LENGTH)) return { kind: "too-long", max: TEXT_LENGTH };
				const introduction = { ...mine, draft };
				await this.#with.store.put(tx, introduction, iso(now));
				return {
					kind: "preview",
					introduction,
					prompts,
					nickname,
					personal: personalDataIn(draft.join("\n")),
				};
			}),
		);
	}

	/** Posts the draft under the nickname, or changes what is posted. A personal identity code never gets there. */
	post(
		groupId: GroupId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ kind: "posted" } | { kind: "identity-code" } | { kind: "nothing-to-post" } | NotHere> {
		return this.#with.transact((tx) =>
			this.#here(tx, groupId, userId, async (_prompts, mine) => {
				// A second press finds it posted already.
				if (!mine.draft) return { kind: mine.posted ? "posted" : "nothing-to-post" };
				if (personalDataIn(mine.draft.join("\n")).includes("identity-code")) return { kind: "identity-code" };
				await this.#with.store.put(tx, { ...mine, posted: mine.draft, draft: null }, iso(now));
				await this.#show(tx, mine, now);
				return { kind: "posted" };
			}),
		);
	}

	/** Takes it away, draft and post. */
	remove(
		groupId: GroupId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ kind: "removed" } | { kind: "nothing-there" }> {
		return this.#with.transact(async (tx) => {
			const removed = await this.forget(tx, groupId, userId, now);
			return removed ? { kind: "removed" } : { kind: "nothing-there" };
		});
	}

	find(tx: Tx, groupId: GroupId, userId: UserId): Promise<Introduction | undefined> {
		return this.#with.store.get(tx, groupId, userId);
	}

	/** Erases draft and post. Gives whether there was one. */
	async forget(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<boolean> {
		const mine = await this.find(tx, groupId, userId);
		if (!mine) return false;
		await this.#with.store.remove(tx, groupId, userId);
		await this.#show(tx, mine, now);
		return true;
	}

	/** When the series ends: all introductions of the group disappear. */
	async expireAll(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<void> {
		for (const { userId } of await this.#with.store.list(tx, groupId)) {
			await this.forget(tx, groupId, userId, now);
		}
	}

	/** Puts an effect for every introduction that should stand. */
	async sync(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		for (const each of await this.#with.store.list(tx, group.id)) {
			if (each.posted) await this.#show(tx, each, now);
		}
	}

	/** Forgets drafts that have waited for a day. */
	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		const before = iso(now.subtract({ hours: DRAFT_HOURS }));
		for (const each of await this.#with.store.draftsBefore(tx, before)) {
			if (each.posted) await this.#with.store.put(tx, { ...each, draft: null }, iso(now));
			else await this.#with.store.remove(tx, each.groupId, each.userId);
		}
	};

	async #here<T>(
		tx: Tx,
		groupId: GroupId,
		userId: UserId,
		act: (prompts: Localized[], mine: Introduction, nickname: string) => Promise<T>,
	): Promise<T | NotHere> {
		const group = await this.#with.groups.find(tx, groupId);
		if (group?.state !== "open") return { kind: "over" };
		const member = await this.#with.members.find(tx, groupId, userId);
		if (!member) return { kind: "not-member" };
		const prompts = this.#with.programmes.get(group.programme)?.introductionPrompts ?? [];
		const mine = await this.find(tx, groupId, userId);
		return act(prompts, mine ?? { groupId, userId, draft: null, posted: null }, member.nickname);
	}

	#show(tx: Tx, { groupId, userId }: Introduction, now: Temporal.Instant): Promise<void> {
		const surface = { name: "member.introduction" as const, groupId, userId };
		return this.#with.outbox.put(tx, groupLane(groupId), { kind: "message", surface }, iso(now));
	}
}
