import { Temporal } from "temporal-polyfill";
import type { Jobs } from "../jobs/ports.ts";
import { type Surface, safetyLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { GuildId, UserId } from "../shared/ids.ts";
import { sameName } from "../shared/text.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { StaffService } from "../staff/service.ts";
import type { Notice } from "./model.ts";
import type { NoticeStore } from "./ports.ts";
import { settled } from "./rules.ts";

export interface NoticeboardDependencies {
	transact: Transact;
	store: NoticeStore;
	outbox: Outbox;
	jobs: Jobs;
	staff: Pick<StaffService, "find">;
}

/** Of which organisation somebody may send notices: as its partner, or as one of the staff who comes from it. */
export async function organisationOf(
	{ store, staff }: Pick<NoticeboardDependencies, "store" | "staff">,
	tx: Tx,
	guildId: GuildId,
	userId: UserId,
): Promise<string | null> {
	const partner = await store.partner(tx, guildId, userId);
	return partner?.organisation ?? (await staff.find(tx, guildId, userId))?.organisation?.name ?? null;
}

/** What follows when a notice changes: its job, its pictures, and what stands of it in Discord. */
export class NoticeKeeping {
	readonly #with: NoticeboardDependencies;

	constructor(dependencies: NoticeboardDependencies) {
		this.#with = dependencies;
	}

	/** Those of an organisation that are not over, oldest first. */
	async of(tx: Tx, guildId: GuildId, organisation: string, now: Temporal.Instant): Promise<Notice[]> {
		const here = await this.#with.store.ofGuild(tx, guildId);
		return here.filter(
			(each) => sameName(each.organisation, organisation) && settled(each, now) !== undefined,
		);
	}

	async settle(tx: Tx, notice: Notice, now: Temporal.Instant): Promise<void> {
		const after = settled(notice, now);
		if (after === notice) return;
		if (after) await this.save(tx, after, now);
		else await this.remove(tx, notice, now);
	}

	async save(tx: Tx, notice: Notice, now: Temporal.Instant): Promise<void> {
		const { store, jobs } = this.#with;
		await store.save(tx, notice);
		const held = [notice.shown, notice.proposed].filter((content) => content !== null);
		await store.dropPictures(
			tx,
			notice.id,
			held.flatMap(({ picture }) => (picture ? [picture.id] : [])),
		);
		const key = `notice/${notice.id}/expire`;
		await jobs.cancel(tx, key);
		const [end] = held.map(({ endsAt }) => Temporal.Instant.from(endsAt)).toSorted(Temporal.Instant.compare);
		if (end) await jobs.put(tx, key, { kind: "notice.expire", noticeId: notice.id }, iso(end));
		await this.#changed(tx, notice, now);
	}

	async remove(tx: Tx, notice: Notice, now: Temporal.Instant): Promise<void> {
		await this.#with.jobs.cancel(tx, `notice/${notice.id}`);
		await this.#with.store.remove(tx, notice.id);
		await this.#changed(tx, notice, now);
	}

	async #changed(tx: Tx, notice: Notice, now: Temporal.Instant): Promise<void> {
		const { guildId } = notice;
		await this.putBoard(tx, guildId, now);
		await this.putNotice(tx, notice, now);
	}

	async putNotice(tx: Tx, { id: noticeId, guildId, revision }: Notice, now: Temporal.Instant): Promise<void> {
		await this.#put(tx, guildId, { name: "notice.review", guildId, noticeId }, now);
		// What was said of an earlier one is no longer true.
		for (const each of [revision - 1, revision])
			await this.#put(tx, guildId, { name: "notice.word", guildId, noticeId, revision: each }, now);
	}

	putBoard(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		return this.#put(tx, guildId, { name: "notice.board", guildId }, now);
	}

	#put(tx: Tx, guildId: GuildId, surface: Surface, now: Temporal.Instant): Promise<void> {
		return this.#with.outbox.put(
			tx,
			`${safetyLane(guildId)}/notices`,
			{ kind: "message", surface },
			iso(now),
		);
	}
}
