import { type Kysely, sql } from "kysely";

/** Reports, cases and steps. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
	`CREATE TABLE cases (
		id INTEGER PRIMARY KEY AUTOINCREMENT, guild_id TEXT NOT NULL, state TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT,
		audience TEXT NOT NULL, group_id INTEGER, place_id INTEGER, channel_id TEXT, urgent INTEGER NOT NULL,
		opened_at TEXT NOT NULL, taken_by TEXT, taken_at TEXT, closed_at TEXT, closed_by TEXT, outcome TEXT NOT NULL) STRICT`,
	`CREATE INDEX cases_of_guild ON cases (guild_id)`,
	`CREATE INDEX cases_by_subject ON cases (subject)`,
	`CREATE TABLE case_messages (
		id INTEGER PRIMARY KEY AUTOINCREMENT, case_id INTEGER NOT NULL REFERENCES cases(id), channel_id TEXT NOT NULL,
		message_id TEXT NOT NULL, author TEXT, sent_at TEXT NOT NULL, copy TEXT NOT NULL, files INTEGER NOT NULL,
		before TEXT NOT NULL, UNIQUE (case_id, message_id)) STRICT`,
	`CREATE INDEX case_messages_by_message ON case_messages (message_id)`,
	`CREATE TABLE reports (
		id INTEGER PRIMARY KEY AUTOINCREMENT, case_id INTEGER NOT NULL REFERENCES cases(id),
		case_message_id INTEGER REFERENCES case_messages(id) ON DELETE SET NULL, reporter TEXT, reason TEXT NOT NULL, body TEXT NOT NULL,
		urgent INTEGER NOT NULL, at TEXT NOT NULL) STRICT`,
	`CREATE INDEX reports_of_case ON reports (case_id)`,
	`CREATE INDEX reports_by_reporter ON reports (reporter)`,
	`CREATE TABLE report_drafts (
		id TEXT PRIMARY KEY, guild_id TEXT NOT NULL, reporter TEXT NOT NULL, body TEXT NOT NULL, made_at TEXT NOT NULL) STRICT, WITHOUT ROWID`,
	`CREATE TABLE report_pace (guild_id TEXT NOT NULL, reporter TEXT NOT NULL, at TEXT NOT NULL) STRICT`,
	`CREATE INDEX report_pace_by_reporter ON report_pace (reporter, at)`,
	`CREATE TABLE case_words (
		id INTEGER PRIMARY KEY AUTOINCREMENT, case_id INTEGER NOT NULL REFERENCES cases(id), party TEXT NOT NULL,
		user_id TEXT NOT NULL, direction TEXT NOT NULL, by TEXT, body TEXT NOT NULL, at TEXT NOT NULL) STRICT`,
	`CREATE INDEX case_words_of_case ON case_words (case_id)`,
	`CREATE INDEX case_words_by_user ON case_words (user_id)`,
	`CREATE TABLE steps (
		id INTEGER PRIMARY KEY AUTOINCREMENT, case_id INTEGER NOT NULL REFERENCES cases(id), guild_id TEXT NOT NULL,
		kind TEXT NOT NULL, subject TEXT, group_id INTEGER, place_id INTEGER, channel_id TEXT, message_id TEXT,
		by TEXT NOT NULL, second TEXT, reason TEXT NOT NULL, at TEXT NOT NULL, until TEXT, state TEXT NOT NULL,
		undone_by TEXT, undone_at TEXT, detail TEXT) STRICT`,
	`CREATE INDEX steps_of_case ON steps (case_id)`,
	`CREATE INDEX steps_by_subject ON steps (subject)`,
	`CREATE TABLE appeals (
		id INTEGER PRIMARY KEY AUTOINCREMENT, step_id INTEGER NOT NULL UNIQUE REFERENCES steps(id), body TEXT NOT NULL,
		at TEXT NOT NULL, answer TEXT NOT NULL, answered_by TEXT, answered_at TEXT, outcome TEXT) STRICT`,
	`CREATE TABLE moderation_counts (
		guild_id TEXT NOT NULL, month TEXT NOT NULL, what TEXT NOT NULL, count INTEGER NOT NULL,
		PRIMARY KEY (guild_id, month, what)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE quiets (
		id INTEGER PRIMARY KEY AUTOINCREMENT, guild_id TEXT NOT NULL, room TEXT NOT NULL, started_at TEXT NOT NULL,
		until TEXT NOT NULL, ended_at TEXT) STRICT`,
	`CREATE INDEX quiets_of_room ON quiets (room)`,
];
