import { type Kysely, sql } from "kysely";

/** Staff, places with opening hours, shifts and handovers. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
	`CREATE TABLE organisations (
		id INTEGER PRIMARY KEY AUTOINCREMENT, guild_id TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (guild_id, name)) STRICT`,
	`CREATE TABLE staff (
		guild_id TEXT NOT NULL, user_id TEXT NOT NULL, public_name TEXT NOT NULL,
		organisation_id INTEGER REFERENCES organisations(id), duties TEXT NOT NULL, places TEXT NOT NULL,
		induction TEXT NOT NULL, remind_by TEXT NOT NULL, language TEXT NOT NULL,
		PRIMARY KEY (guild_id, user_id)) STRICT, WITHOUT ROWID`,
	`ALTER TABLE sessions ADD COLUMN facilitators_wanted INTEGER NOT NULL DEFAULT 2`,
	`ALTER TABLE sessions ADD COLUMN helpers_wanted INTEGER NOT NULL DEFAULT 0`,
	`ALTER TABLE session_facilitators ADD COLUMN duty TEXT NOT NULL DEFAULT 'facilitator'`,
	`CREATE INDEX session_facilitators_by_user ON session_facilitators (user_id)`,
	`CREATE TABLE places (
		id INTEGER PRIMARY KEY AUTOINCREMENT, guild_id TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL,
		needs INTEGER NOT NULL, holidays TEXT NOT NULL, state TEXT NOT NULL) STRICT`,
	`CREATE TABLE opening_hours (
		id INTEGER PRIMARY KEY AUTOINCREMENT, place_id INTEGER NOT NULL REFERENCES places(id), weekday INTEGER NOT NULL,
		opens TEXT NOT NULL, closes TEXT NOT NULL, season_from TEXT, season_until TEXT) STRICT`,
	`CREATE TABLE opening_exceptions (
		place_id INTEGER NOT NULL REFERENCES places(id), date TEXT NOT NULL, hours TEXT NOT NULL, reason TEXT NOT NULL,
		PRIMARY KEY (place_id, date)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE openings (
		id INTEGER PRIMARY KEY AUTOINCREMENT, place_id INTEGER NOT NULL REFERENCES places(id), date TEXT NOT NULL,
		starts_at TEXT NOT NULL, ends_at TEXT NOT NULL, state TEXT NOT NULL, grace_until TEXT, revision INTEGER NOT NULL,
		theme TEXT, override TEXT, cancelled_because TEXT) STRICT`,
	`CREATE INDEX openings_of_place ON openings (place_id, starts_at)`,
	`CREATE TABLE opening_slots (
		opening_id INTEGER NOT NULL REFERENCES openings(id), slot INTEGER NOT NULL, user_id TEXT,
		PRIMARY KEY (opening_id, slot)) STRICT, WITHOUT ROWID`,
	`CREATE INDEX opening_slots_by_user ON opening_slots (user_id)`,
	// When the doors really stood open: what the figures count.
	`CREATE TABLE opening_spans (
		opening_id INTEGER NOT NULL REFERENCES openings(id), opened_at TEXT NOT NULL, closed_at TEXT, why TEXT,
		PRIMARY KEY (opening_id, opened_at)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE on_duty (
		place_id INTEGER NOT NULL REFERENCES places(id), user_id TEXT NOT NULL, by_button INTEGER NOT NULL,
		by_voice INTEGER NOT NULL, gone INTEGER NOT NULL, PRIMARY KEY (place_id, user_id)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE swaps (
		id INTEGER PRIMARY KEY AUTOINCREMENT, guild_id TEXT NOT NULL, ref TEXT NOT NULL, from_user TEXT NOT NULL,
		to_user TEXT, return_ref TEXT, state TEXT NOT NULL, taken_by TEXT) STRICT`,
	`CREATE INDEX swaps_waiting ON swaps (guild_id, state)`,
	// Since when a shift has been short, and when it was filled: how long it takes to find cover.
	`CREATE TABLE cover (
		guild_id TEXT NOT NULL, ref TEXT NOT NULL, short_since TEXT NOT NULL, filled_at TEXT,
		PRIMARY KEY (ref, short_since)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE handovers (
		id INTEGER PRIMARY KEY AUTOINCREMENT, guild_id TEXT NOT NULL, ref TEXT NOT NULL, written_at TEXT NOT NULL,
		talked_about TEXT NOT NULL, to_follow TEXT NOT NULL, needs TEXT NOT NULL, topics TEXT NOT NULL) STRICT`,
	`CREATE INDEX handovers_by_time ON handovers (guild_id, written_at)`,
	`CREATE TABLE handover_drafts (
		guild_id TEXT NOT NULL, user_id TEXT NOT NULL, ref TEXT NOT NULL, body TEXT NOT NULL, made_at TEXT NOT NULL,
		PRIMARY KEY (guild_id, user_id)) STRICT, WITHOUT ROWID`,
];
