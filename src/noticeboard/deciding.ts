import type { Temporal } from "temporal-polyfill";
import type { GuildId, NoticeId, UserId } from "../shared/ids.ts";
import { isReadable } from "../shared/text.ts";
import type { Tx } from "../shared/tx.ts";
import { type NoticeboardDependencies, type NoticeKeeping, organisationOf } from "./keeping.ts";
import type { Notice } from "./model.ts";
import { isCurrent, LENGTHS, type Moderator, mayDecide } from "./rules.ts";

export type DecideOutcome =
	| { kind: "approved" | "returned" | "refused" | "removed"; notice: Notice }
	/** It was changed, or decided on, since. */
	| { kind: "changed" }
	| { kind: "own" }
	| { kind: "not-yours" }
	| { kind: "no-word" };

/** What a moderator says to a notice, with a word; an approval needs none. */
export type Decision =
	| { kind: "approve"; revision: number }
	| { kind: "return" | "refuse"; revision: number; word: string }
	| { kind: "remove"; word: string };

/** Who decides; `coordinates`: whether they are a coordinator. */
export interface Decider {
	userId: UserId;
	coordinates: boolean;
}

/** What moderators do with notices. */
export class NoticeDeciding {
	readonly #with: NoticeboardDependencies;
	readonly #keeping: NoticeKeeping;

	constructor(dependencies: NoticeboardDependencies, keeping: NoticeKeeping) {
		this.#with = dependencies;
		this.#keeping = keeping;
	}

	decide(
		guildId: GuildId,
		by: Decider,
		id: NoticeId,
		decision: Decision,
		now: Temporal.Instant,
	): Promise<DecideOutcome> {
		return this.#with.transact(async (tx): Promise<DecideOutcome> => {
			const before = await this.#with.store.find(tx, id);
			if (before?.guildId !== guildId) return { kind: "changed" };
			const refused = await this.#mayNot(tx, before, by, decision);
			if (refused) return refused;
			const word = decision.kind === "approve" ? "" : decision.word.normalize("NFC").trim();
			if (decision.kind !== "approve" && (!isReadable(word) || word.length > LENGTHS.word))
				return { kind: "no-word" };
			const after = decided(before, decision, word, now);
			if (!after) return { kind: "changed" };
			await this.#keeping.save(tx, after.notice, now);
			return after;
		});
	}

	/** Whether somebody may decide on what the board shows. */
	async moderates(tx: Tx, guildId: GuildId, by: Decider): Promise<boolean> {
		return mayDecide(await this.#moderator(tx, guildId, by));
	}

	async #moderator(tx: Tx, guildId: GuildId, { userId, coordinates }: Decider): Promise<Moderator> {
		return { coordinates, organisation: await organisationOf(this.#with, tx, guildId, userId) };
	}

	async #mayNot(
		tx: Tx,
		notice: Notice,
		by: Decider,
		{ kind }: Decision,
	): Promise<{ kind: "own" | "not-yours" } | undefined> {
		if (kind === "remove" && !by.coordinates) return { kind: "not-yours" };
		if (!mayDecide(await this.#moderator(tx, notice.guildId, by))) return { kind: "not-yours" };
		return notice.author === by.userId && !by.coordinates ? { kind: "own" } : undefined;
	}
}

function decided(
	before: Notice,
	decision: Decision,
	word: string,
	now: Temporal.Instant,
): { kind: "approved" | "returned" | "refused" | "removed"; notice: Notice } | undefined {
	const revision = before.revision + 1;
	const next = { ...before, word, revision, changedAt: now };
	if (decision.kind === "remove") {
		if (!before.shown) return undefined;
		return { kind: "removed", notice: { ...next, shown: null, proposed: null, state: "removed" } };
	}
	const { proposed } = before;
	const asked = before.state === "waiting" && before.revision === decision.revision;
	if (!asked || !proposed || !isCurrent(proposed, now)) return undefined;
	switch (decision.kind) {
		case "approve":
			return { kind: "approved", notice: { ...next, shown: proposed, proposed: null, state: "approved" } };
		case "return":
			return { kind: "returned", notice: { ...next, state: "returned" } };
		case "refuse":
			return { kind: "refused", notice: { ...next, state: "refused" } };
	}
}
