import { type Kysely, sql } from "kysely";

/** Recordings, whose voices they hold, and who said yes. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
	`CREATE TABLE recording_plans (
		group_id INTEGER PRIMARY KEY, part TEXT, begins TEXT NOT NULL, kept_days INTEGER, attached INTEGER NOT NULL) STRICT`,
	`CREATE TABLE recording_parts (session_id INTEGER PRIMARY KEY, part TEXT) STRICT`,
	`CREATE TABLE recordings (
		id INTEGER PRIMARY KEY AUTOINCREMENT, session_id INTEGER NOT NULL UNIQUE, group_id INTEGER NOT NULL,
		guild_id TEXT NOT NULL, state TEXT NOT NULL, part TEXT NOT NULL, key BLOB, started_at TEXT NOT NULL,
		ended_at TEXT, expires_at TEXT, trouble TEXT, mix TEXT, revision INTEGER NOT NULL) STRICT`,
	`CREATE INDEX recordings_by_group ON recordings (group_id)`,
	`CREATE TABLE recording_spans (
		recording_id INTEGER NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER,
		PRIMARY KEY (recording_id, from_ms)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE recording_marks (
		id INTEGER PRIMARY KEY, recording_id INTEGER NOT NULL, at_ms INTEGER NOT NULL, kind TEXT NOT NULL, title TEXT) STRICT`,
	`CREATE INDEX recording_marks_by_recording ON recording_marks (recording_id)`,
	`CREATE TABLE recording_tracks (
		id INTEGER PRIMARY KEY AUTOINCREMENT, recording_id INTEGER NOT NULL, user_id TEXT NOT NULL, part INTEGER NOT NULL,
		file TEXT NOT NULL UNIQUE, from_ms INTEGER NOT NULL, state TEXT NOT NULL) STRICT`,
	`CREATE INDEX recording_tracks_by_recording ON recording_tracks (recording_id)`,
	`CREATE INDEX recording_tracks_by_user ON recording_tracks (user_id)`,
	`CREATE TABLE recording_consents (
		id INTEGER PRIMARY KEY AUTOINCREMENT, user_id TEXT NOT NULL, group_id INTEGER NOT NULL, session_id INTEGER,
		series INTEGER NOT NULL, answer TEXT NOT NULL, at TEXT NOT NULL) STRICT`,
	`CREATE INDEX recording_consents_by_group ON recording_consents (group_id)`,
	`CREATE INDEX recording_consents_by_user ON recording_consents (user_id)`,
];
