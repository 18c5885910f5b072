import { type Kysely, sql } from "kysely";

/** Notices and questions to the expert. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
	`CREATE TABLE noticeboards (guild_id TEXT PRIMARY KEY, channel_id TEXT NOT NULL) STRICT`,
	`CREATE TABLE notice_partners (
		guild_id TEXT NOT NULL, user_id TEXT NOT NULL, organisation TEXT NOT NULL,
		PRIMARY KEY (guild_id, user_id)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE notices (
		id INTEGER PRIMARY KEY AUTOINCREMENT, guild_id TEXT NOT NULL, organisation TEXT NOT NULL, author TEXT,
		shown TEXT, proposed TEXT, state TEXT NOT NULL, word TEXT NOT NULL, revision INTEGER NOT NULL,
		changed_at TEXT NOT NULL) STRICT`,
	`CREATE INDEX notices_of_guild ON notices (guild_id)`,
	`CREATE TABLE notice_pictures (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		notice_id INTEGER NOT NULL REFERENCES notices(id) ON DELETE CASCADE, type TEXT NOT NULL,
		data BLOB NOT NULL) STRICT`,
	`CREATE INDEX notice_pictures_of ON notice_pictures (notice_id)`,
	`CREATE TABLE questions (
		id INTEGER PRIMARY KEY, group_id INTEGER NOT NULL, session_id INTEGER NOT NULL, user_id TEXT,
		body TEXT NOT NULL, state TEXT NOT NULL, merged_into INTEGER, answer TEXT, answered_at TEXT) STRICT`,
	`CREATE INDEX questions_of_session ON questions (session_id)`,
];
