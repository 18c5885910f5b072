import { type Kysely, sql } from "kysely";

/** Which summaries a coordinator released to their group. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql
		.raw(
			`CREATE TABLE shared_summaries (
				group_id INTEGER NOT NULL, key TEXT NOT NULL, PRIMARY KEY (group_id, key)) STRICT, WITHOUT ROWID`,
		)
		.execute(db);
}
