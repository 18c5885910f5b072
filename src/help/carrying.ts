import type { Temporal } from "temporal-polyfill";
import type { GuildId, HelpId, UserId } from "../shared/ids.ts";
import type { HelpDesk } from "./desk.ts";
import { wordSurfaces } from "./effects.ts";
import type { HelpRequest, HelpSide } from "./model.ts";
import { modeOf, tidied, WORD_LENGTH } from "./rules.ts";

export type WordOutcome =
	| { kind: "carried" }
	| { kind: "empty" }
	/** More than `max` UTF-16 units. */
	| { kind: "too-long"; max: number }
	/** It is over, or it is not theirs. */
	| { kind: "gone" };

/** Carries words between a visitor and the staff, so that neither side sees the other. */
export class Carrying {
	readonly #desk: HelpDesk;

	constructor(desk: HelpDesk) {
		this.#desk = desk;
	}

	/** By the visitor. */
	write(
		guildId: GuildId,
		id: HelpId,
		userId: UserId,
		text: string,
		now: Temporal.Instant,
	): Promise<WordOutcome> {
		return this.#desk.with.transact(async (tx) => {
			const request = await this.#desk.own(tx, guildId, id, userId);
			return this.#carry(tx, request, "person", text, now);
		});
	}

	/** By somebody of the staff, who thereby is with them. */
	answer(
		guildId: GuildId,
		id: HelpId,
		userId: UserId,
		text: string,
		now: Temporal.Instant,
	): Promise<WordOutcome> {
		return this.#desk.with.transact(async (tx) => {
			const request = await this.#desk.going(tx, guildId, id);
			const outcome = await this.#carry(tx, request, "staff", text, now);
			if (request && outcome.kind === "carried" && this.#desk.personOf(request) !== userId)
				await this.#desk.meet(tx, request, userId, now);
			return outcome;
		});
	}

	async #carry(
		tx: Parameters<HelpDesk["put"]>[0],
		request: HelpRequest | undefined,
		by: HelpSide,
		text: string,
		now: Temporal.Instant,
	): Promise<WordOutcome> {
		if (!request || modeOf(request) === "nickname") return { kind: "gone" };
		const tidy = tidied(text);
		if (tidy === undefined) return { kind: "empty" };
		if (tidy.length > WORD_LENGTH) return { kind: "too-long", max: WORD_LENGTH };
		const word = await this.#desk.with.store.insertWord(tx, { helpId: request.id, by, text: tidy });
		await this.#desk.put(tx, request, wordSurfaces(word), now);
		return { kind: "carried" };
	}
}
