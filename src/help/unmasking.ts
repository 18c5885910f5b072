import type { Temporal } from "temporal-polyfill";
import type { GuildId, HelpId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { HelpDesk } from "./desk.ts";
import { unmaskSurfaces } from "./effects.ts";
import type { HelpRequest, Unmasking } from "./model.ts";
import { mayKnow, REASON_LENGTH, standingOf, TELL_HOURS, tidied, UNMASK_MINUTES } from "./rules.ts";

export type UnmaskOutcome =
	/** A second of the staff must agree until then. */
	| { kind: "asked"; until: Temporal.Instant }
	/** Two have agreed: they see who it is. */
	| { kind: "found" }
	| { kind: "need-other" }
	| { kind: "own" }
	| { kind: "done" }
	| { kind: "empty" }
	| { kind: "too-long"; max: number }
	| { kind: "gone" };

/** For danger of life two of the staff together may find out who a visitor is. */
export class Unmaskings {
	readonly #desk: HelpDesk;

	constructor(desk: HelpDesk) {
		this.#desk = desk;
	}

	/** Asks a second one, or agrees as the second; each with a reason of their own, which the visitor will read. */
	ask(
		guildId: GuildId,
		id: HelpId,
		userId: UserId,
		why: string,
		now: Temporal.Instant,
	): Promise<UnmaskOutcome> {
		return this.#desk.with.transact(async (tx): Promise<UnmaskOutcome> => {
			const { store } = this.#desk.with;
			const request = await store.find(tx, id);
			if (request?.guildId !== guildId || request.visitor === null) return { kind: "gone" };
			if (this.#desk.personOf(request) === userId) return { kind: "own" };
			const reason = tidied(why);
			if (reason === undefined) return { kind: "empty" };
			if (reason.length > REASON_LENGTH) return { kind: "too-long", max: REASON_LENGTH };
			const before = await store.unmasking(tx, id);
			const standing = before && standingOf(before, now);
			if (standing === "done") return { kind: "done" };
			if (before && standing === "asked") {
				if (before.firstBy === userId) return { kind: "need-other" };
				await this.#agree(tx, request, { ...before, secondBy: userId, secondReason: reason, secondAt: now });
				await this.#desk.put(tx, request, unmaskSurfaces(request), now);
				return { kind: "found" };
			}
			await store.putUnmasking(tx, {
				helpId: id,
				guildId,
				visitor: request.visitor,
				firstBy: userId,
				firstReason: reason,
				firstAt: now,
				secondBy: null,
				secondReason: null,
				secondAt: null,
				toldAt: null,
			});
			const until = now.add({ minutes: UNMASK_MINUTES });
			await this.#desk.job(tx, request, "lapse", until);
			await this.#desk.put(tx, request, unmaskSurfaces(request), now);
			return { kind: "asked", until };
		});
	}

	/** Whom the two have found out: for nobody but them. Null when it cannot be known any more. */
	who(guildId: GuildId, id: HelpId, userId: UserId): Promise<{ userId: UserId | null } | undefined> {
		return this.#desk.with.transact(async (tx) => {
			const { store } = this.#desk.with;
			const unmasking = await store.unmasking(tx, id);
			if (unmasking?.guildId !== guildId || !mayKnow(unmasking, userId)) return undefined;
			const request = await store.find(tx, id);
			return { userId: (request && this.#desk.personOf(request)) ?? null };
		});
	}

	/** The visitor is told, once. */
	async tell(tx: Tx, request: HelpRequest, now: Temporal.Instant): Promise<void> {
		const { store } = this.#desk.with;
		const unmasking = await store.unmasking(tx, request.id);
		if (!unmasking || unmasking.secondAt === null || unmasking.toldAt !== null) return;
		await store.putUnmasking(tx, { ...unmasking, toldAt: now });
		await this.#desk.put(tx, request, [{ name: "help.told", helpId: request.id }], now);
	}

	async #agree(tx: Tx, request: HelpRequest, unmasking: Unmasking): Promise<void> {
		const { store, jobs } = this.#desk.with;
		await store.putUnmasking(tx, unmasking);
		await jobs.cancel(tx, `help/${request.id}/lapse`);
		const { secondAt } = unmasking;
		// A talk that is over already is not waited for.
		const now = request.state === "closed";
		if (secondAt)
			await this.#desk.job(tx, request, "tell", now ? secondAt : secondAt.add({ hours: TELL_HOURS }));
	}
}
