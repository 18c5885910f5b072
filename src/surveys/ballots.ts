import type { SurveyId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import { Answers, type Instrument } from "./model.ts";
import type { SurveyStore } from "./ports.ts";
import { type Keys, type Sealing, sizeOf } from "./sealing.ts";

/** Bytes of one UTF-16 unit of text in JSON at the most: an escape such as `\u0001`. */
const ESCAPED = 6;
/** Bytes around an answer, and of a number. */
const AROUND = 16;

/** Bytes of the largest ballot of an instrument, as sealed: every ballot is padded to it. */
export function ballotSize({ items }: Pick<Instrument, "items">): number {
	const sizes = items.map((item) => {
		const texts = "options" in item ? JSON.stringify(item.options.map(({ key }) => key)).length : 0;
		const words = "maxLength" in item ? item.maxLength * ESCAPED : 0;
		return JSON.stringify(item.key).length + texts + words + AROUND;
	});
	return sizes.reduce((sum, size) => sum + size, AROUND);
}

/** The ballots of surveys: sealed while these are open, readable when they have closed. */
export class Ballots {
	readonly #store: SurveyStore;
	readonly #sealing: Sealing;

	constructor(store: SurveyStore, sealing: Sealing) {
		this.#store = store;
		this.#sealing = sealing;
	}

	/** For a survey that has just opened. */
	open(tx: Tx, id: SurveyId): Promise<void> {
		return this.#store.putSecret(tx, id, this.#sealing.create(id));
	}

	/** Undefined when the survey is closed, or when the master key is not the one with which it was opened. */
	async keys(tx: Tx, id: SurveyId): Promise<Keys | undefined> {
		const wrapped = await this.#store.secret(tx, id);
		return wrapped && this.#sealing.unwrap(id, wrapped);
	}

	/** Every ballot of the survey is sealed anew, so that none of them is the new one. `answers` are canonical. */
	async add(tx: Tx, id: SurveyId, keys: Keys, instrument: Instrument, answers: Answers): Promise<void> {
		const sealed = await this.#store.sealed(tx, id);
		const all = [...this.#sealing.unseal(id, keys, sealed), JSON.stringify(answers)];
		// After an update an instrument may ask for less than what is there needs.
		const size = Math.max(ballotSize(instrument), ...sealed.map(sizeOf));
		await this.#store.putSealed(tx, id, this.#sealing.seal(id, keys, all, size));
	}

	/**
	 * Opens the ballots, destroys keys and marks, and stores the ballots when so many are enough; else their figures are
	 * gone.
	 * @returns the answers that are not kept
	 */
	async close(tx: Tx, id: SurveyId, enough: (answers: number) => boolean): Promise<Answers[]> {
		const keys = await this.keys(tx, id);
		const ballots = keys ? this.#sealing.unseal(id, keys, await this.#store.sealed(tx, id)) : [];
		await this.#store.removeSealed(tx, id);
		await this.#store.close(tx, id);
		if (!enough(ballots.length)) return ballots.map((answers) => Answers.parse(JSON.parse(answers)));
		await this.#store.putBallots(tx, id, this.#sealing.disclose(ballots));
		return [];
	}

	/** Seals what an earlier version left open; returns how many surveys that were. */
	async sealEarlier(tx: Tx, instrumentOf: (id: SurveyId) => Promise<Instrument>): Promise<number> {
		const bare = await this.#store.bareSecrets(tx);
		for (const { id, key } of bare) {
			const wrapped = this.#sealing.create(id, key);
			const keys = this.#sealing.unwrap(id, wrapped);
			if (!keys) throw new Error("what was just wrapped cannot be unwrapped");
			const ballots = (await this.#store.ballots(tx, id)).map(({ answers }) => answers);
			const size = ballotSize(await instrumentOf(id));
			await this.#store.putSecret(tx, id, wrapped);
			await this.#store.putSealed(tx, id, this.#sealing.seal(id, keys, ballots, size));
			await this.#store.putBallots(tx, id, []);
		}
		return bare.length;
	}
}
