import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import { groupLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { FeedbackId, GroupId, GuildId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Feedback, FeedbackText, Posted } from "./model.ts";
import type { FeedbackStore } from "./ports.ts";
import { DRAFT_HOURS, isPosted, TEXT_LENGTH, tidied } from "./rules.ts";

export { TEXT_LENGTH } from "./rules.ts";

export interface FeedbackDependencies {
	transact: Transact;
	store: FeedbackStore;
	outbox: Outbox;
	groups: { find(tx: Tx, id: GroupId): Promise<Group | undefined> };
}

type Gone = { kind: "gone" };
export type WriteOutcome =
	| { kind: "preview"; feedback: Feedback; draft: FeedbackText; group: Group }
	/** One of the two says nothing. */
	| { kind: "empty" }
	/** One of the two is longer than `max` UTF-16 units. */
	| { kind: "too-long"; max: number }
	| Gone;

/** "You said, we did": what was changed because of feedback, told to the group and kept for the report. */
export class FeedbackService {
	readonly #with: FeedbackDependencies;

	constructor(dependencies: FeedbackDependencies) {
		this.#with = dependencies;
	}

	/** Keeps a new one as a draft (forgotten after a day), to be looked at before it is posted. */
	write(
		guildId: GuildId,
		groupId: GroupId,
		text: FeedbackText,
		now: Temporal.Instant,
	): Promise<WriteOutcome> {
		return this.#with.transact(async (tx): Promise<WriteOutcome> => {
			const group = await this.#group(tx, guildId, groupId);
			if (!group) return { kind: "gone" };
			const draft = checked(text);
			if ("kind" in draft) return draft;
			const { series } = group;
			const fresh = { groupId, series, posted: null, postedAt: null, draft, writtenAt: now };
			return { kind: "preview", feedback: await this.#with.store.insert(tx, fresh), draft, group };
		});
	}

	/** Keeps a change of one that is posted, or of a draft, as a draft. */
	edit(guildId: GuildId, id: FeedbackId, text: FeedbackText, now: Temporal.Instant): Promise<WriteOutcome> {
		return this.#with.transact(async (tx): Promise<WriteOutcome> => {
			const found = await this.#here(tx, guildId, id);
			if (!found) return { kind: "gone" };
			const draft = checked(text);
			if ("kind" in draft) return draft;
			const feedback = { ...found.feedback, draft, writtenAt: now };
			await this.#with.store.save(tx, feedback);
			return { kind: "preview", feedback, draft, group: found.group };
		});
	}

	/** Posts the draft to the group's discussion, or changes what stands there. A second press finds it done. */
	post(guildId: GuildId, id: FeedbackId, now: Temporal.Instant): Promise<{ kind: "posted" } | Gone> {
		return this.#with.transact(async (tx) => {
			const found = await this.#here(tx, guildId, id);
			if (!found) return { kind: "gone" };
			const { feedback } = found;
			if (!feedback.draft) return { kind: "posted" };
			const posted = { posted: feedback.draft, postedAt: feedback.postedAt ?? now, draft: null };
			await this.#with.store.save(tx, { ...feedback, ...posted, writtenAt: now });
			await this.#show(tx, feedback, now);
			return { kind: "posted" };
		});
	}

	/** Takes it away, from the group and from the report. */
	remove(guildId: GuildId, id: FeedbackId, now: Temporal.Instant): Promise<{ kind: "removed" } | Gone> {
		return this.#with.transact(async (tx) => {
			const found = await this.#here(tx, guildId, id);
			if (!found) return { kind: "gone" };
			await this.#with.store.remove(tx, id);
			await this.#show(tx, found.feedback, now);
			return { kind: "removed" };
		});
	}

	/** One of a server's groups that are not archived. */
	get(guildId: GuildId, id: FeedbackId): Promise<Feedback | undefined> {
		return this.#with.transact(async (tx) => (await this.#here(tx, guildId, id))?.feedback);
	}

	find(tx: Tx, id: FeedbackId): Promise<Feedback | undefined> {
		return this.#with.store.find(tx, id);
	}

	/** What stands in the group, of all its series, oldest first. */
	async listOf(tx: Tx, groupId: GroupId): Promise<Posted[]> {
		return (await this.#with.store.ofGroup(tx, groupId)).filter(isPosted);
	}

	/** Puts an effect for everything that should stand in the group. */
	async sync(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		for (const each of await this.listOf(tx, group.id)) await this.#show(tx, each, now);
	}

	/** Forgets drafts that have waited for a day. */
	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		const { store } = this.#with;
		for (const each of await store.draftsBefore(tx, now.subtract({ hours: DRAFT_HOURS }))) {
			if (isPosted(each)) await store.save(tx, { ...each, draft: null });
			else await store.remove(tx, each.id);
		}
	};

	async #here(
		tx: Tx,
		guildId: GuildId,
		id: FeedbackId,
	): Promise<{ feedback: Feedback; group: Group } | undefined> {
		const feedback = await this.#with.store.find(tx, id);
		const group = feedback && (await this.#group(tx, guildId, feedback.groupId));
		return feedback && group ? { feedback, group } : undefined;
	}

	async #group(tx: Tx, guildId: GuildId, id: GroupId): Promise<Group | undefined> {
		const group = await this.#with.groups.find(tx, id);
		return group?.guildId === guildId && group.state !== "archived" ? group : undefined;
	}

	async #show(tx: Tx, { id: feedbackId, groupId }: Feedback, now: Temporal.Instant): Promise<void> {
		const surface = { name: "feedback.posted", groupId, feedbackId } as const;
		await this.#with.outbox.put(tx, groupLane(groupId), { kind: "message", surface }, iso(now));
	}
}

function checked(text: FeedbackText): FeedbackText | { kind: "empty" } | { kind: "too-long"; max: number } {
	const draft = tidied(text);
	if (!draft) return { kind: "empty" };
	const long = [draft.said, draft.did].some(({ length }) => length > TEXT_LENGTH);
	return long ? { kind: "too-long", max: TEXT_LENGTH } : draft;
}
