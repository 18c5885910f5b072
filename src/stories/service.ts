import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import { groupLane, type Surface } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { GroupId, GuildId, StoryId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import { isReadable } from "../shared/text.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Story, StoryText, Tag, Use } from "./model.ts";
import type { Gone, NotHere, RedactOutcome, TellOutcome } from "./outcomes.ts";
import type { StoryStore } from "./ports.ts";
import { checked, expiryOf, hasExpired, REDACTED_LENGTH, seriesToTell, usable } from "./rules.ts";

export type * from "./outcomes.ts";
export { REDACTED_LENGTH, TEXT_LENGTH, tagsOf, usable, usesOf, wholeOf } from "./rules.ts";

export interface StoryDependencies {
	transact: Transact;
	store: StoryStore;
	outbox: Outbox;
	groups: { find(tx: Tx, id: GroupId): Promise<Group | undefined> };
	isMember: (tx: Tx, groupId: GroupId, userId: UserId) => Promise<boolean>;
}

/** Small success stories: told by a person, used only for what they said yes to, in the words they said yes to. */
export class StoryService {
	readonly #with: StoryDependencies;

	constructor(dependencies: StoryDependencies) {
		this.#with = dependencies;
	}

	/** What a press on "tell" leads to: the form, or what the person has told of the series already. */
	begin(
		groupId: GroupId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ kind: "form" } | { kind: "mine"; story: Story } | NotHere> {
		return this.#with.transact(async (tx) => {
			const place = await this.#place(tx, groupId, userId);
			if (place.kind !== "place") return place;
			const story = await this.#with.store.ofSeries(tx, groupId, place.series, userId);
			return story && !hasExpired(story, now) ? { kind: "mine", story } : { kind: "form" };
		});
	}

	/** Keeps what a person tells of the last series, or what they tell now in place of it. `consent`: to tell. */
	tell(
		groupId: GroupId,
		userId: UserId,
		told: { text: StoryText; consent: boolean; language: Language },
		now: Temporal.Instant,
	): Promise<TellOutcome> {
		return this.#with.transact(async (tx): Promise<TellOutcome> => {
			const place = await this.#place(tx, groupId, userId);
			if (place.kind !== "place") return place;
			const before = await this.#with.store.ofSeries(tx, groupId, place.series, userId);
			if (before) return this.#change(tx, before, told, now);
			const text = checked(told);
			if ("kind" in text) return text;
			const story = await this.#with.store.insert(tx, {
				groupId,
				series: place.series,
				userId,
				language: told.language,
				text,
				uses: [],
				toldAt: now,
				expiresAt: expiryOf(now),
				tags: [],
				redacted: null,
				accepted: null,
				revision: 1,
				shown: false,
			});
			return { kind: "told", story };
		});
	}

	/** The teller changes their words: what was made of the former ones is no longer used. */
	edit(
		id: StoryId,
		userId: UserId,
		told: { text: StoryText; consent: boolean; language: Language },
		now: Temporal.Instant,
	): Promise<TellOutcome | Gone> {
		return this.#with.transact(async (tx): Promise<TellOutcome | Gone> => {
			const story = await this.#own(tx, id, userId, now);
			return story ? this.#change(tx, story, told, now) : { kind: "gone" };
		});
	}

	/** The teller says what it may be used for from now on; none takes every consent back. */
	setUses(
		id: StoryId,
		userId: UserId,
		uses: Use[],
		now: Temporal.Instant,
	): Promise<{ kind: "set"; story: Story } | Gone> {
		return this.#with.transact(async (tx) => {
			const before = await this.#own(tx, id, userId, now);
			if (!before) return { kind: "gone" };
			const story = { ...before, uses, shown: before.shown && uses.includes("group") };
			await this.#with.store.save(tx, story);
			await this.#put(tx, story, now);
			return { kind: "set", story };
		});
	}

	/** The teller takes it back: nothing of it is kept. */
	withdraw(id: StoryId, userId: UserId, now: Temporal.Instant): Promise<{ kind: "withdrawn" } | Gone> {
		return this.#with.transact(async (tx) => {
			const story = await this.#with.store.find(tx, id);
			if (story?.userId !== userId) return { kind: "gone" };
			await this.#remove(tx, story, now);
			return { kind: "withdrawn" };
		});
	}

	/** What the person has told, in every group. */
	mine(userId: UserId, now: Temporal.Instant): Promise<Story[]> {
		return this.#with.transact(async (tx) =>
			(await this.#with.store.ofPerson(tx, userId)).filter((story) => !hasExpired(story, now)),
		);
	}

	/** The teller says yes or no to the words as they were redacted. `revision`: the one that they saw. */
	answer(
		id: StoryId,
		userId: UserId,
		said: { revision: number; yes: boolean },
		now: Temporal.Instant,
	): Promise<{ kind: "yes" | "no"; story: Story } | { kind: "changed" } | Gone> {
		return this.#with.transact(async (tx) => {
			const before = await this.#own(tx, id, userId, now);
			if (!before) return { kind: "gone" };
			if (before.redacted === null || before.revision !== said.revision) return { kind: "changed" };
			const story = { ...before, accepted: said.yes, shown: before.shown && said.yes };
			await this.#with.store.save(tx, story);
			await this.#put(tx, story, now);
			return { kind: said.yes ? "yes" : "no", story };
		});
	}

	/** The stories of a group that may be used for something: those that the coordinator reads. */
	async ofGroup(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<Story[]> {
		return (await this.#with.store.ofGroup(tx, groupId)).filter((story) => isOffered(story, now));
	}

	/** One of those, of a server's groups. */
	offered(guildId: GuildId, id: StoryId, now: Temporal.Instant): Promise<Story | undefined> {
		return this.#with.transact((tx) => this.#offered(tx, guildId, id, now));
	}

	/** The coordinator tags it and words it as it would be used; then the teller is asked. */
	redact(
		guildId: GuildId,
		id: StoryId,
		{ text, tags }: { text: string; tags: Tag[] },
		now: Temporal.Instant,
	): Promise<RedactOutcome> {
		return this.#with.transact(async (tx): Promise<RedactOutcome> => {
			const before = await this.#offered(tx, guildId, id, now);
			if (!before) return { kind: "gone" };
			const redacted = text.normalize("NFC").trim();
			if (!isReadable(redacted)) return { kind: "empty" };
			if (redacted.length > REDACTED_LENGTH) return { kind: "too-long", max: REDACTED_LENGTH };
			// Other tags need no new yes: the words are those that the teller saw.
			const same = redacted === before.redacted && before.accepted !== false;
			const anew = { redacted, accepted: null, revision: before.revision + 1, shown: false };
			const story = { ...before, tags, ...(same ? {} : anew) };
			await this.#with.store.save(tx, story);
			await this.#put(tx, before, now);
			await this.#put(tx, story, now);
			return { kind: "asked", story };
		});
	}

	/** The coordinator shows it to the group, or takes it back from there. */
	show(
		guildId: GuildId,
		id: StoryId,
		shown: boolean,
		now: Temporal.Instant,
	): Promise<{ kind: "shown" | "hidden" } | { kind: "not-allowed" } | Gone> {
		return this.#with.transact(async (tx) => {
			const before = await this.#offered(tx, guildId, id, now);
			if (!before) return { kind: "gone" };
			if (shown && usable(before, "group", now) === undefined) return { kind: "not-allowed" };
			const story = { ...before, shown };
			await this.#with.store.save(tx, story);
			await this.#put(tx, story, now);
			return { kind: shown ? "shown" : "hidden" };
		});
	}

	find(tx: Tx, id: StoryId): Promise<Story | undefined> {
		return this.#with.store.find(tx, id);
	}

	/** Forgets what a person told in a group. */
	async forget(tx: Tx, groupId: GroupId, userId: UserId, now: Temporal.Instant): Promise<void> {
		for (const story of await this.#with.store.ofPerson(tx, userId)) {
			if (story.groupId === groupId) await this.#remove(tx, story, now);
		}
	}

	/** Forgets everything that a person told, on one server or all. */
	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		for (const story of await this.#with.store.ofPerson(tx, userId)) {
			const group = await this.#with.groups.find(tx, story.groupId);
			if (guildId === undefined || group?.guildId === guildId) await this.#remove(tx, story, now);
		}
	}

	/** Puts an effect for every story that should stand in the group. */
	async sync(tx: Tx, group: Group, now: Temporal.Instant): Promise<void> {
		for (const story of await this.#with.store.ofGroup(tx, group.id)) {
			if (story.shown) await this.#put(tx, story, now, ["story.shown"]);
		}
	}

	/** Forgets those whose time is over. */
	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		for (const story of await this.#with.store.expired(tx, now)) await this.#remove(tx, story, now);
	};

	async #change(
		tx: Tx,
		before: Story,
		told: { text: StoryText; consent: boolean; language: Language },
		now: Temporal.Instant,
	): Promise<TellOutcome> {
		const text = checked(told);
		if ("kind" in text) return text;
		const { language } = told;
		const anew = { redacted: null, accepted: null, revision: before.revision + 1, shown: false };
		const story = { ...before, text, language, toldAt: now, expiresAt: expiryOf(now), ...anew };
		await this.#with.store.save(tx, story);
		await this.#put(tx, before, now);
		return { kind: "told", story };
	}

	async #remove(tx: Tx, story: Story, now: Temporal.Instant): Promise<void> {
		await this.#with.store.remove(tx, story.id);
		await this.#put(tx, story, now);
	}

	async #place(
		tx: Tx,
		groupId: GroupId,
		userId: UserId,
	): Promise<{ kind: "place"; series: number } | NotHere> {
		const group = await this.#with.groups.find(tx, groupId);
		if (!group || !(await this.#with.isMember(tx, groupId, userId))) return { kind: "not-member" };
		const series = seriesToTell(group);
		return series === undefined ? { kind: "too-early" } : { kind: "place", series };
	}

	async #own(tx: Tx, id: StoryId, userId: UserId, now: Temporal.Instant): Promise<Story | undefined> {
		const story = await this.#with.store.find(tx, id);
		return story?.userId === userId && !hasExpired(story, now) ? story : undefined;
	}

	async #offered(tx: Tx, guildId: GuildId, id: StoryId, now: Temporal.Instant): Promise<Story | undefined> {
		const story = await this.#with.store.find(tx, id);
		const group = story && (await this.#with.groups.find(tx, story.groupId));
		const here = group?.guildId === guildId && group.state !== "archived";
		return story && here && isOffered(story, now) ? story : undefined;
	}

	/** Brings every message about it in step. */
	async #put(
		tx: Tx,
		{ id: storyId, groupId, userId, revision }: Story,
		now: Temporal.Instant,
		which: readonly Extract<Surface, { name: `story.${string}` }>["name"][] = [
			"story.told",
			"story.ask",
			"story.shown",
		],
	): Promise<void> {
		for (const name of which) {
			const surface: Surface =
				name === "story.ask" ? { name, groupId, storyId, userId, revision } : { name, groupId, storyId };
			await this.#with.outbox.put(tx, groupLane(groupId), { kind: "message", surface }, iso(now));
		}
	}
}

function isOffered(story: Story, now: Temporal.Instant): boolean {
	return story.uses.length > 0 && !hasExpired(story, now);
}
