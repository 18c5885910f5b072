import { type Kysely, sql } from "kysely";

/** Ground rules agreed together, and company. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements: string[] = [];
