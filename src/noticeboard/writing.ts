import type { Temporal } from "temporal-polyfill";
import type { GuildId, NoticeId, UserId } from "../shared/ids.ts";
import { isReadable, sameName } from "../shared/text.ts";
import type { Tx } from "../shared/tx.ts";
import { type NoticeboardDependencies, type NoticeKeeping, organisationOf } from "./keeping.ts";
import { checkedLink, type LinkProblem } from "./link.ts";
import type { Notice, NoticeContent } from "./model.ts";
import { cleanPicture } from "./picture.ts";
import {
	checkedWords,
	isCurrent,
	LENGTHS,
	MOST,
	type NoticeWords,
	personalIn,
	type WordsProblem,
} from "./rules.ts";

export type WriteOutcome =
	| { kind: "draft"; notice: Notice }
	/** They belong to no organisation here. */
	| { kind: "no-partner" }
	| { kind: "full"; max: number }
	| { kind: "no-board" }
	/** It is another's, or was taken back or over meanwhile. */
	| { kind: "gone" }
	| WordsProblem;

export type AddOutcome =
	| { kind: "draft"; notice: Notice }
	| { kind: "gone" }
	| { kind: "link"; why: LinkProblem }
	| { kind: "no-alt" }
	| { kind: "bad-picture" }
	| { kind: "too-long"; max: number }
	| { kind: "identity-code" };

/** What an organisation's own people do with its notices. */
export class NoticeWriting {
	readonly #with: NoticeboardDependencies;
	readonly #keeping: NoticeKeeping;

	constructor(dependencies: NoticeboardDependencies, keeping: NoticeKeeping) {
		this.#with = dependencies;
		this.#keeping = keeping;
	}

	/** One of somebody's organisation. */
	async mine(tx: Tx, guildId: GuildId, userId: UserId, id: NoticeId): Promise<Notice | undefined> {
		const notice = await this.#with.store.find(tx, id);
		const organisation = await organisationOf(this.#with, tx, guildId, userId);
		const theirs =
			notice?.guildId === guildId && organisation !== null && sameName(notice.organisation, organisation);
		return theirs ? notice : undefined;
	}

	/** A new one, or with `id` other words of one of theirs; what stands on the board stays as it is. */
	write(
		guildId: GuildId,
		userId: UserId,
		id: NoticeId | null,
		written: NoticeWords,
		now: Temporal.Instant,
	): Promise<WriteOutcome> {
		return this.#with.transact(async (tx): Promise<WriteOutcome> => {
			const organisation = await organisationOf(this.#with, tx, guildId, userId);
			if (organisation === null) return { kind: "no-partner" };
			if ((await this.#with.store.board(tx, guildId)) === null) return { kind: "no-board" };
			const before = id === null ? undefined : await this.mine(tx, guildId, userId, id);
			if (id !== null && !before) return { kind: "gone" };
			const checked = checkedWords(written, now);
			if ("problem" in checked) return checked.problem;
			const last = before?.proposed ?? before?.shown;
			const proposed: NoticeContent = {
				...checked.words,
				link: last?.link ?? null,
				picture: last?.picture ?? null,
			};
			if (before) return { kind: "draft", notice: await this.#propose(tx, before, proposed, userId, now) };
			if ((await this.#keeping.of(tx, guildId, organisation, now)).length >= MOST)
				return { kind: "full", max: MOST };
			const notice = await this.#with.store.insert(tx, {
				guildId,
				organisation,
				author: userId,
				shown: null,
				proposed,
				state: "draft",
				word: "",
				revision: 1,
				changedAt: now,
			});
			return { kind: "draft", notice };
		});
	}

	/** A link, and a picture with what it shows in words. `picture`: null leaves what is there, "none" takes it away. */
	add(
		guildId: GuildId,
		userId: UserId,
		id: NoticeId,
		{ link, alt, picture }: { link: string; alt: string; picture: Uint8Array | "none" | null },
		now: Temporal.Instant,
	): Promise<AddOutcome> {
		return this.#with.transact(async (tx): Promise<AddOutcome> => {
			const before = await this.mine(tx, guildId, userId, id);
			const content = before?.proposed ?? before?.shown;
			if (!before || !content) return { kind: "gone" };
			const leads = link.trim() === "" ? { link: null } : checkedLink(link);
			if ("problem" in leads) return { kind: "link", why: leads.problem };
			const words = alt.normalize("NFC").trim();
			if (words.length > LENGTHS.alt) return { kind: "too-long", max: LENGTHS.alt };
			const shows = picture === "none" ? false : picture !== null || content.picture !== null;
			if (shows && !isReadable(words)) return { kind: "no-alt" };
			if (personalIn({ ...content, picture: { id: 1, alt: words } }).includes("identity-code"))
				return { kind: "identity-code" };
			const clean = picture === null || picture === "none" ? undefined : cleanPicture(picture);
			if (clean === null) return { kind: "bad-picture" };
			const pictureId = clean ? await this.#with.store.putPicture(tx, id, clean) : content.picture?.id;
			const shown = shows && pictureId !== undefined ? { id: pictureId, alt: words } : null;
			const proposed = { ...content, link: leads.link, picture: shown };
			return { kind: "draft", notice: await this.#propose(tx, before, proposed, userId, now) };
		});
	}

	/** On to a moderator. */
	send(
		guildId: GuildId,
		userId: UserId,
		id: NoticeId,
		now: Temporal.Instant,
	): Promise<{ kind: "sent" | "gone" }> {
		return this.#with.transact(async (tx) => {
			const before = await this.mine(tx, guildId, userId, id);
			const ready = before?.state === "draft" && before.proposed && isCurrent(before.proposed, now);
			if (!ready) return { kind: "gone" };
			await this.#keeping.save(tx, { ...before, state: "waiting", author: userId, changedAt: now }, now);
			return { kind: "sent" };
		});
	}

	/** By its organisation: it is gone, from the board too. */
	withdraw(
		guildId: GuildId,
		userId: UserId,
		id: NoticeId,
		now: Temporal.Instant,
	): Promise<{ kind: "withdrawn" | "gone" }> {
		return this.#with.transact(async (tx) => {
			const notice = await this.mine(tx, guildId, userId, id);
			if (!notice) return { kind: "gone" };
			await this.#keeping.remove(tx, notice, now);
			return { kind: "withdrawn" };
		});
	}

	async #propose(
		tx: Tx,
		before: Notice,
		proposed: NoticeContent,
		author: UserId,
		now: Temporal.Instant,
	): Promise<Notice> {
		const revision = before.revision + 1;
		const notice: Notice = { ...before, proposed, author, state: "draft", revision, changedAt: now };
		await this.#keeping.save(tx, notice, now);
		return notice;
	}
}
