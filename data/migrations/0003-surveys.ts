import { type Kysely, sql } from "kysely";

/** Surveys that are sealed while they are open, and what was told of them. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
	`ALTER TABLE surveys ADD COLUMN people INTEGER`,
	`CREATE TABLE survey_secrets (
		survey_id INTEGER PRIMARY KEY REFERENCES surveys(id), wrapped BLOB NOT NULL) STRICT`,
	`INSERT INTO survey_secrets SELECT survey_id, key FROM survey_keys`,
	`DROP TABLE survey_keys`,
	`CREATE TABLE sealed_ballots (
		survey_id INTEGER NOT NULL, id BLOB NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (survey_id, id)) STRICT, WITHOUT ROWID`,
	// Free words of surveys that too few answered. No survey: which one they came from is not kept.
	`CREATE TABLE waiting_words (
		group_id INTEGER NOT NULL, series INTEGER NOT NULL, id BLOB NOT NULL, instrument TEXT NOT NULL, item TEXT NOT NULL,
		words TEXT NOT NULL, PRIMARY KEY (group_id, series, id)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE survey_releases (
		group_id INTEGER NOT NULL, key TEXT NOT NULL, parts TEXT NOT NULL,
		PRIMARY KEY (group_id, key)) STRICT, WITHOUT ROWID`,
];
