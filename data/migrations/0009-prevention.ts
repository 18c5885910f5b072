import { type Kysely, sql } from "kysely";

/** Prevention. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
	`CREATE TABLE prevention (
		guild_id TEXT PRIMARY KEY, automod INTEGER NOT NULL, burst_count INTEGER NOT NULL,
		burst_seconds INTEGER NOT NULL) STRICT`,
	`CREATE TABLE bursts (
		id INTEGER PRIMARY KEY AUTOINCREMENT, guild_id TEXT NOT NULL, began_at TEXT NOT NULL, last_at TEXT NOT NULL,
		ended_at TEXT, came INTEGER NOT NULL, let_in INTEGER NOT NULL, removed INTEGER NOT NULL) STRICT`,
	`CREATE TABLE newcomers (
		guild_id TEXT NOT NULL, user_id TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, burst_id INTEGER NOT NULL,
		PRIMARY KEY (guild_id, user_id)) STRICT`,
	`CREATE INDEX newcomers_by_user ON newcomers (user_id)`,
	`CREATE TABLE automod_hits (
		case_id INTEGER NOT NULL, guild_id TEXT NOT NULL, user_id TEXT NOT NULL, channel_id TEXT NOT NULL,
		rule TEXT NOT NULL, count INTEGER NOT NULL, first_at TEXT NOT NULL, last_at TEXT NOT NULL,
		PRIMARY KEY (case_id, rule, channel_id)) STRICT`,
	`CREATE INDEX automod_hits_by_user ON automod_hits (user_id)`,
	`ALTER TABLE members ADD COLUMN age_band TEXT`,
];
