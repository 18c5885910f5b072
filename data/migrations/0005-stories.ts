import { type Kysely, sql } from "kysely";

/** What was changed because of feedback, and small success stories. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
	`CREATE TABLE feedback (
		id INTEGER PRIMARY KEY AUTOINCREMENT, group_id INTEGER NOT NULL REFERENCES groups(id), series INTEGER NOT NULL,
		posted TEXT, posted_at TEXT, draft TEXT, written_at TEXT NOT NULL) STRICT`,
	`CREATE INDEX feedback_of_group ON feedback (group_id)`,
	`CREATE TABLE stories (
		id INTEGER PRIMARY KEY AUTOINCREMENT, group_id INTEGER NOT NULL REFERENCES groups(id), series INTEGER NOT NULL,
		user_id TEXT NOT NULL, language TEXT NOT NULL, body TEXT NOT NULL, uses TEXT NOT NULL, told_at TEXT NOT NULL,
		expires_at TEXT NOT NULL, tags TEXT NOT NULL, redacted TEXT, accepted INTEGER, revision INTEGER NOT NULL,
		shown INTEGER NOT NULL, UNIQUE (group_id, series, user_id)) STRICT`,
	`CREATE INDEX stories_by_user ON stories (user_id)`,
];
