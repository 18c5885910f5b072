import type { Temporal } from "temporal-polyfill";
import type { JobHandlers } from "../jobs/ports.ts";
import type { ChannelId, GuildId, NoticeId, UserId } from "../shared/ids.ts";
import { cleanName, isReadable, sameName } from "../shared/text.ts";
import type { Tx } from "../shared/tx.ts";
import { NoticeDeciding } from "./deciding.ts";
import { type NoticeboardDependencies, NoticeKeeping, organisationOf } from "./keeping.ts";
import type { Notice, NoticeContent, NoticePicture, Partner } from "./model.ts";
import { LENGTHS, onBoard } from "./rules.ts";
import { NoticeWriting } from "./writing.ts";

export type { DecideOutcome, Decider, Decision } from "./deciding.ts";
export { domainOf, isForeign, LINK_LENGTH } from "./link.ts";
export { PICTURE_BYTES } from "./picture.ts";
export { LENGTHS, type NoticeWords, personalIn } from "./rules.ts";
export type { AddOutcome, WriteOutcome } from "./writing.ts";

/** A board on which partner organisations tell of what they have, once a moderator has read it. */
export class NoticeboardService {
	readonly writing: NoticeWriting;
	readonly deciding: NoticeDeciding;
	readonly #with: NoticeboardDependencies;
	readonly #keeping: NoticeKeeping;
	readonly handlers: Pick<JobHandlers, "notice.expire">;

	constructor(dependencies: NoticeboardDependencies) {
		this.#with = dependencies;
		this.#keeping = new NoticeKeeping(dependencies);
		this.writing = new NoticeWriting(dependencies, this.#keeping);
		this.deciding = new NoticeDeciding(dependencies, this.#keeping);
		this.handlers = {
			"notice.expire": async (tx, { noticeId }, now) => {
				const notice = await this.find(tx, noticeId);
				if (notice) await this.#keeping.settle(tx, notice, now);
			},
		};
	}

	/** Where the board stands; what stood elsewhere is moved. */
	setBoard(guildId: GuildId, channelId: ChannelId, now: Temporal.Instant): Promise<void> {
		return this.#with.transact(async (tx) => {
			await this.#with.store.putBoard(tx, guildId, channelId);
			await this.sync(tx, guildId, now);
		});
	}

	board(tx: Tx, guildId: GuildId): Promise<ChannelId | null> {
		return this.#with.store.board(tx, guildId);
	}

	putPartner(
		guildId: GuildId,
		userId: UserId,
		named: string,
	): Promise<{ kind: "added"; partner: Partner } | { kind: "bad-organisation" }> {
		return this.#with.transact(async (tx) => {
			const organisation = cleanName(named);
			if (!isReadable(organisation) || organisation.length > LENGTHS.organisation)
				return { kind: "bad-organisation" };
			const known = await this.#with.store.partners(tx, guildId);
			// As it was spelled first, so that what belongs together reads alike.
			const same = known.find((each) => sameName(each.organisation, organisation));
			const partner: Partner = { guildId, userId, organisation: same?.organisation ?? organisation };
			await this.#with.store.putPartner(tx, partner);
			return { kind: "added", partner };
		});
	}

	removePartner(guildId: GuildId, userId: UserId): Promise<{ kind: "removed" | "no-partner" }> {
		return this.#with.transact(async (tx) => {
			if (!(await this.#with.store.partner(tx, guildId, userId))) return { kind: "no-partner" };
			await this.#with.store.removePartner(tx, guildId, userId);
			return { kind: "removed" };
		});
	}

	partners(guildId: GuildId): Promise<Partner[]> {
		return this.#with.transact((tx) => this.#with.store.partners(tx, guildId));
	}

	/** Of which organisation somebody may send notices; null: of none. */
	organisationOf(tx: Tx, guildId: GuildId, userId: UserId): Promise<string | null> {
		return organisationOf(this.#with, tx, guildId, userId);
	}

	find(tx: Tx, id: NoticeId): Promise<Notice | undefined> {
		return this.#with.store.find(tx, id);
	}

	/** What the board shows at `now`, in order of date. */
	async onBoard(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<ReturnType<typeof onBoard>> {
		return onBoard(await this.#with.store.ofGuild(tx, guildId), now);
	}

	/** Those of somebody's organisation, the latest first; undefined when they belong to none. */
	ofOrganisation(guildId: GuildId, userId: UserId, now: Temporal.Instant): Promise<Notice[] | undefined> {
		return this.#with.transact(async (tx) => {
			const organisation = await organisationOf(this.#with, tx, guildId, userId);
			if (organisation === null) return undefined;
			return (await this.#keeping.of(tx, guildId, organisation, now)).toReversed();
		});
	}

	picture(tx: Tx, { picture }: NoticeContent): Promise<NoticePicture | undefined> {
		return picture ? this.#with.store.picture(tx, picture.id) : Promise.resolve(undefined);
	}

	/** Puts an effect for the board and all that waits, for repair. */
	async sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		if ((await this.board(tx, guildId)) !== null) await this.#keeping.putBoard(tx, guildId, now);
		for (const notice of await this.#with.store.ofGuild(tx, guildId))
			await this.#keeping.putNotice(tx, notice, now);
	}

	/** What is over leaves the board; what was left lying is forgotten. */
	readonly tidy = async (tx: Tx, now: Temporal.Instant): Promise<void> => {
		for (const notice of await this.#with.store.all(tx)) await this.#keeping.settle(tx, notice, now);
	};

	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		for (const notice of await this.#with.store.byAuthor(tx, userId)) {
			if (guildId !== undefined && notice.guildId !== guildId) continue;
			await this.#keeping.save(tx, { ...notice, author: null }, now);
		}
		for (const partner of await this.#with.store.partnerships(tx, userId)) {
			if (guildId === undefined || partner.guildId === guildId)
				await this.#with.store.removePartner(tx, partner.guildId, userId);
		}
	}
}
