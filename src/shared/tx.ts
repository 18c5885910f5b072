declare const transaction: unique symbol;

/**
 * An open transaction. Stores take it; only `data/` knows what is inside. Whatever is done with one `Tx` is
 * committed together or not at all. Nothing of Discord is ever awaited while one is open.
 */
export interface Tx {
	readonly [transaction]: true;
}

/** Runs `work` in one transaction and commits when it resolves; rolls back and rethrows when it rejects. */
export type Transact = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
