import { type Kysely, sql } from "kysely";

/** The first schema. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
	`CREATE TABLE settings (
		guild_id TEXT PRIMARY KEY, language TEXT NOT NULL, zone TEXT NOT NULL,
		coordinator_role_id TEXT NOT NULL, facilitator_role_id TEXT NOT NULL,
		staff_channel_id TEXT NOT NULL, coordinator_channel_id TEXT NOT NULL) STRICT`,
	`CREATE TABLE group_drafts (
		id TEXT PRIMARY KEY, body TEXT NOT NULL, created_at TEXT NOT NULL, group_id INTEGER) STRICT`,
	`CREATE TABLE groups (
		id INTEGER PRIMARY KEY AUTOINCREMENT, guild_id TEXT NOT NULL, name TEXT NOT NULL, programme TEXT NOT NULL,
		language TEXT NOT NULL, zone TEXT NOT NULL, weekday INTEGER NOT NULL, time TEXT NOT NULL,
		duration_minutes INTEGER NOT NULL, capacity INTEGER NOT NULL, commitment TEXT NOT NULL, recorded INTEGER NOT NULL,
		state TEXT NOT NULL, series INTEGER NOT NULL, ended_at TEXT) STRICT`,
	`CREATE TABLE sessions (
		id INTEGER PRIMARY KEY AUTOINCREMENT, group_id INTEGER NOT NULL REFERENCES groups(id), series INTEGER NOT NULL,
		number INTEGER NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL, expert_name TEXT, expert_user_id TEXT,
		starts_at TEXT NOT NULL, duration_minutes INTEGER NOT NULL, state TEXT NOT NULL, recorded INTEGER NOT NULL,
		revision INTEGER NOT NULL, ended_at TEXT, UNIQUE (group_id, series, number)) STRICT`,
	`CREATE TABLE session_facilitators (
		session_id INTEGER NOT NULL REFERENCES sessions(id), user_id TEXT NOT NULL, slot INTEGER NOT NULL,
		PRIMARY KEY (session_id, user_id)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE members (
		group_id INTEGER NOT NULL REFERENCES groups(id), user_id TEXT NOT NULL, nickname TEXT NOT NULL,
		consented_at TEXT NOT NULL, reminders INTEGER NOT NULL, language TEXT NOT NULL,
		PRIMARY KEY (group_id, user_id)) STRICT, WITHOUT ROWID`,
	`CREATE INDEX members_by_user ON members (user_id)`,
	`CREATE TABLE waiting (
		id INTEGER PRIMARY KEY AUTOINCREMENT, group_id INTEGER NOT NULL REFERENCES groups(id), user_id TEXT NOT NULL,
		language TEXT NOT NULL, offered_until TEXT, UNIQUE (group_id, user_id)) STRICT`,
	`CREATE TABLE introductions (
		group_id INTEGER NOT NULL REFERENCES groups(id), user_id TEXT NOT NULL, draft TEXT, posted TEXT,
		updated_at TEXT NOT NULL, PRIMARY KEY (group_id, user_id)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE surveys (
		id INTEGER PRIMARY KEY AUTOINCREMENT, session_id INTEGER NOT NULL UNIQUE REFERENCES sessions(id),
		group_id INTEGER NOT NULL REFERENCES groups(id), instrument TEXT NOT NULL, state TEXT NOT NULL,
		opens_at TEXT NOT NULL, closes_at TEXT NOT NULL) STRICT`,
	// Nothing joins a mark to a ballot: both have random or keyed keys, neither has a time, a sequence or a rowid.
	`CREATE TABLE survey_keys (survey_id INTEGER PRIMARY KEY REFERENCES surveys(id), key BLOB NOT NULL) STRICT`,
	`CREATE TABLE survey_marks (
		survey_id INTEGER NOT NULL, mark BLOB NOT NULL, PRIMARY KEY (survey_id, mark)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE ballots (
		survey_id INTEGER NOT NULL, id BLOB NOT NULL, answers TEXT NOT NULL, PRIMARY KEY (survey_id, id)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE jobs (
		key TEXT PRIMARY KEY, job TEXT NOT NULL, due_at TEXT NOT NULL, attempts INTEGER NOT NULL,
		last_error TEXT) STRICT, WITHOUT ROWID`,
	`CREATE INDEX jobs_waiting ON jobs (due_at)`,
	`CREATE TABLE outbox (
		id INTEGER PRIMARY KEY AUTOINCREMENT, position INTEGER NOT NULL, lane TEXT NOT NULL, key TEXT NOT NULL,
		effect TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, available_at TEXT NOT NULL, first_attempt_at TEXT,
		last_error TEXT) STRICT`,
	`CREATE INDEX outbox_waiting ON outbox (lane, position)`,
	`CREATE UNIQUE INDEX outbox_once ON outbox (lane, key) WHERE state = 'pending'`,
	`CREATE TABLE resources (
		key TEXT PRIMARY KEY, guild_id TEXT NOT NULL, discord_id TEXT NOT NULL, channel_id TEXT, body_hash TEXT) STRICT, WITHOUT ROWID`,
	`CREATE INDEX resources_by_discord ON resources (discord_id)`,
];
