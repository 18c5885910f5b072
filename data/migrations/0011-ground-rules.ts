import { type Kysely, sql } from "kysely";

/** Ground rules agreed together, and company. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
	`CREATE TABLE ground_rules (
		home TEXT NOT NULL, version INTEGER NOT NULL, rules TEXT NOT NULL, adopted_at TEXT NOT NULL,
		PRIMARY KEY (home, version)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE ground_rule_drafts (
		home TEXT PRIMARY KEY, rules TEXT NOT NULL, proposals TEXT NOT NULL, base INTEGER NOT NULL,
		written_at TEXT NOT NULL) STRICT, WITHOUT ROWID`,
	`CREATE TABLE ground_rule_reminders (home TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID`,
	`CREATE TABLE ground_rule_acceptances (
		home TEXT NOT NULL, user_id TEXT NOT NULL, version INTEGER NOT NULL, accepted_at TEXT, reminded_at TEXT,
		PRIMARY KEY (home, user_id)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE ground_rule_proposals (
		id INTEGER PRIMARY KEY AUTOINCREMENT, home TEXT NOT NULL, user_id TEXT NOT NULL, body TEXT NOT NULL,
		proposed_at TEXT NOT NULL) STRICT`,
	`CREATE INDEX ground_rule_proposals_of ON ground_rule_proposals (home)`,
	`CREATE TABLE ground_rule_supports (
		proposal_id INTEGER NOT NULL REFERENCES ground_rule_proposals(id) ON DELETE CASCADE,
		user_id TEXT NOT NULL, PRIMARY KEY (proposal_id, user_id)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE company_homes (
		home TEXT PRIMARY KEY, guild_id TEXT NOT NULL, open_table INTEGER NOT NULL, weekday INTEGER, time TEXT,
		thought TEXT, posted_on TEXT) STRICT, WITHOUT ROWID`,
	`CREATE TABLE company_seekers (
		home TEXT NOT NULL, user_id TEXT NOT NULL, until TEXT NOT NULL, told TEXT NOT NULL,
		PRIMARY KEY (home, user_id)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE company_requests (
		id INTEGER PRIMARY KEY AUTOINCREMENT, group_id INTEGER NOT NULL REFERENCES groups(id),
		session_id INTEGER NOT NULL, user_id TEXT NOT NULL, taken_by TEXT, asked_at TEXT NOT NULL,
		UNIQUE (group_id, user_id)) STRICT`,
	`CREATE INDEX company_requests_of ON company_requests (session_id)`,
];
