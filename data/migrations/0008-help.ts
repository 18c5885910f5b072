import { type Kysely, sql } from "kysely";

/** Calls for help and accompanied handovers. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
	`CREATE TABLE help_requests (
		id INTEGER PRIMARY KEY AUTOINCREMENT, guild_id TEXT NOT NULL, user_id TEXT, visitor TEXT, link BLOB,
		about TEXT NOT NULL, danger TEXT, language TEXT NOT NULL, state TEXT NOT NULL, opened_at TEXT NOT NULL,
		awaited_since TEXT, escalated_at TEXT, closed_at TEXT, closed_by TEXT) STRICT`,
	`CREATE INDEX help_of_guild ON help_requests (guild_id)`,
	`CREATE TABLE help_helpers (
		help_id INTEGER NOT NULL REFERENCES help_requests(id) ON DELETE CASCADE, user_id TEXT NOT NULL,
		position INTEGER NOT NULL, PRIMARY KEY (help_id, user_id)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE help_words (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		help_id INTEGER NOT NULL REFERENCES help_requests(id) ON DELETE CASCADE, side TEXT NOT NULL,
		body TEXT NOT NULL) STRICT`,
	`CREATE INDEX help_words_of ON help_words (help_id)`,
	`CREATE TABLE help_unmaskings (
		help_id INTEGER PRIMARY KEY, guild_id TEXT NOT NULL, visitor TEXT NOT NULL, first_by TEXT NOT NULL,
		first_reason TEXT NOT NULL, first_at TEXT NOT NULL, second_by TEXT, second_reason TEXT, second_at TEXT,
		told_at TEXT) STRICT`,
	`CREATE TABLE accompaniments (
		id INTEGER PRIMARY KEY AUTOINCREMENT, guild_id TEXT NOT NULL, help_id INTEGER, user_id TEXT,
		offered_by TEXT, contact_id TEXT, contact TEXT NOT NULL, service TEXT NOT NULL, words TEXT NOT NULL,
		language TEXT NOT NULL, state TEXT NOT NULL, offered_at TEXT NOT NULL, accepted_at TEXT,
		ended_at TEXT) STRICT`,
	`CREATE INDEX accompaniments_of_guild ON accompaniments (guild_id)`,
];
