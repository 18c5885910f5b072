import { createHash } from "node:crypto";
import Sqlite from "better-sqlite3";

/** The rows of every table, without what differs between two runs of the same, each row as JSON, in order. */
export type State = Record<string, string[]>;

type Row = Record<string, unknown>;

/** What chance or a further try changes: the keys of ballots and marks, numbers in a queue, tries and their times. */
const CHANCE: Record<string, string[]> = {
	group_drafts: ["id", "created_at"],
	survey_secrets: ["wrapped"],
	survey_marks: ["mark"],
	sealed_ballots: ["id", "sealed"],
	ballots: ["id"],
	waiting_words: ["id"],
	instrument_drafts: ["id"],
	jobs: ["attempts", "last_error"],
	outbox: ["id", "position", "attempts", "available_at", "first_attempt_at", "last_error"],
};

/** What differs besides when another world is meant: its ids, and moments at which people happened to act. */
const WORLD = [
	"discord_id",
	"body_hash",
	"consented_at",
	"updated_at",
	"ended_at",
	"opens_at",
	"closes_at",
	"due_at",
	"opened_at",
	"closed_at",
	"grace_until",
	"short_since",
	"filled_at",
	"written_at",
	"made_at",
];

/** When Discord got a message: a late delivery is later. Within JSON within JSON. */
const SENT_AT = /\\"sentAt\\":\\"[^"\\]*\\"/g;

/** Reads a bot's database beside the bot. */
export class StateReader {
	readonly #connection: Sqlite.Database;
	readonly #tables: string[];

	/** @param path the database's file, which must be there */
	constructor(path: string) {
		this.#connection = new Sqlite(path, { readonly: true });
		const names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
		this.#tables = this.#connection.prepare(names).pluck().all() as string[];
	}

	/** A name of the last commit's state: equal when a process that is killed there would find the same afterwards. */
	digest(): string {
		const hash = createHash("sha256");
		for (const [table, rows] of Object.entries(this.#read((table) => CHANCE[table] ?? [])))
			hash.update(`${table}\n${rows.join("\n")}\n`);
		return hash.digest("hex");
	}

	/** The state as it can be compared with that of another world. */
	comparable(): State {
		const read = this.#read((table) => [...(CHANCE[table] ?? []), ...WORLD]);
		return Object.fromEntries(
			Object.entries(read).map(([table, rows]) => [
				table,
				rows.map((row) => row.replace(/\d{17,20}/g, "<id>").replace(SENT_AT, "<sent>")).sort(),
			]),
		);
	}

	close(): void {
		this.#connection.close();
	}

	#read(without: (table: string) => string[]): State {
		const read = (table: string) => {
			const rows = this.#connection.prepare(`SELECT * FROM ${table}`).all() as Row[];
			const texts = rows.map((row) => JSON.stringify(kept(table, row, without(table)))).sort();
			// A preview asked for twice leaves two equal drafts, which harms nobody.
			return table === "group_drafts" ? [...new Set(texts)] : texts;
		};
		return this.#connection.transaction(() =>
			Object.fromEntries(this.#tables.map((table) => [table, read(table)])),
		)();
	}
}

function kept(table: string, row: Row, without: string[]): Row {
	// Housekeeping begins anew at every start.
	const restless = table === "jobs" && row.key === "housekeeping" ? ["due_at"] : [];
	return Object.fromEntries(
		Object.entries(row).filter(([column]) => ![...without, ...restless].includes(column)),
	);
}
