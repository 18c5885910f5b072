import { type Kysely, sql } from "kysely";

/** Calls for help and accompanied handovers. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements: string[] = [];
