import { type Kysely, sql } from "kysely";

/** Notices and questions to the expert. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements: string[] = [];
