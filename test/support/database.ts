import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { onTestFinished } from "vitest";
import { type Database, openDatabase, query } from "../../data/database.ts";
import type { Transact } from "../../src/shared/tx.ts";

/** A new migrated database in memory, closed when the test is over. Call it within a test or `beforeEach`. */
export async function freshDatabase(): Promise<Database> {
	const database = await openDatabase(":memory:");
	onTestFinished(() => database.close());
	return database;
}

/** The path of a database file that is not there yet, in a folder that is removed when the test is over. */
export function temporaryPath(): string {
	const folder = mkdtempSync(join(tmpdir(), "piiri-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return join(folder, "piiri.sqlite");
}

/** The tables of the database and their columns. */
export async function schema(transact: Transact): Promise<Map<string, string[]>> {
	const { rows } = await transact((tx) =>
		sql<{ tab: string; col: string }>`
			SELECT tables.name AS tab, columns.name AS col
			FROM pragma_table_list AS tables JOIN pragma_table_info(tables.name) AS columns
			WHERE tables.schema = 'main' AND tables.name NOT LIKE 'sqlite_%'`.execute(query(tx)),
	);
	const byTable = Map.groupBy(rows, ({ tab }) => tab);
	return new Map([...byTable].map(([table, found]) => [table, found.map(({ col }) => col)]));
}

/** The tables in which the text stands anywhere. */
export async function tablesWith(transact: Transact, text: string): Promise<string[]> {
	const tables = await schema(transact);
	return transact(async (tx) => {
		const found: string[] = [];
		for (const [table, columns] of tables) {
			const cells = sql.join(
				columns.map((column) => sql`coalesce(CAST(${sql.ref(column)} AS TEXT), '')`),
				sql` || ' ' || `,
			);
			const { rows } = await sql`SELECT 1 FROM ${sql.table(table)} WHERE instr(${cells}, ${text})`.execute(
				query(tx),
			);
			if (rows.length > 0) found.push(table);
		}
		return found.toSorted();
	});
}

/** Everything that stands in the tables, those left out apart, by table. */
export async function contents(
	transact: Transact,
	without: readonly string[] = [],
): Promise<Record<string, unknown[]>> {
	const tables = [...(await schema(transact)).keys()].filter((table) => !without.includes(table));
	return transact(async (tx) => {
		const all: Record<string, unknown[]> = {};
		for (const table of tables.toSorted()) {
			all[table] = (await sql`SELECT * FROM ${sql.table(table)}`.execute(query(tx))).rows;
		}
		return all;
	});
}
