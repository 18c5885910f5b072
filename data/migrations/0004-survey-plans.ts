import { type Kysely, sql } from "kysely";

/** Which survey is asked when, and what was asked. Shapes and units: `data/schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
	// By content: what was asked stays as it was, whatever becomes of the file that it came from.
	`CREATE TABLE instruments (hash TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID`,
	`CREATE TABLE own_instruments (
		guild_id TEXT NOT NULL, key TEXT NOT NULL, hash TEXT NOT NULL REFERENCES instruments(hash), offered INTEGER NOT NULL,
		PRIMARY KEY (guild_id, key)) STRICT, WITHOUT ROWID`,
	`CREATE TABLE instrument_drafts (
		id TEXT PRIMARY KEY, guild_id TEXT NOT NULL, body TEXT NOT NULL, made_at TEXT NOT NULL) STRICT, WITHOUT ROWID`,
	`CREATE TABLE survey_plans (
		guild_id TEXT NOT NULL, group_id INTEGER NOT NULL, occasion TEXT NOT NULL, instrument TEXT,
		PRIMARY KEY (guild_id, group_id, occasion)) STRICT, WITHOUT ROWID`,
	// Groups that are there have been asked after their meetings only; the coordinator may choose more.
	`INSERT INTO survey_plans SELECT guild_id, id, 'series-start', NULL FROM groups`,
	`INSERT INTO survey_plans SELECT guild_id, id, 'series-end', NULL FROM groups`,
	// A survey need no longer be of one session alone. The keys, which point at it, are put aside meanwhile.
	`CREATE TABLE surveys_next (
		id INTEGER PRIMARY KEY AUTOINCREMENT, guild_id TEXT NOT NULL, group_id INTEGER REFERENCES groups(id),
		session_id INTEGER REFERENCES sessions(id), series INTEGER, occasion TEXT NOT NULL, instrument TEXT NOT NULL,
		asked TEXT REFERENCES instruments(hash), state TEXT NOT NULL, opens_at TEXT NOT NULL, closes_at TEXT NOT NULL,
		people INTEGER) STRICT`,
	`INSERT INTO surveys_next
		SELECT v.id, g.guild_id, v.group_id, v.session_id, s.series, 'after-session', v.instrument, NULL, v.state,
			v.opens_at, v.closes_at, v.people
		FROM surveys v JOIN groups g ON g.id = v.group_id JOIN sessions s ON s.id = v.session_id ORDER BY v.id`,
	`CREATE TABLE secrets_aside AS SELECT * FROM survey_secrets`,
	`DROP TABLE survey_secrets`,
	`DROP TABLE surveys`,
	`ALTER TABLE surveys_next RENAME TO surveys`,
	`CREATE TABLE survey_secrets (
		survey_id INTEGER PRIMARY KEY REFERENCES surveys(id), wrapped BLOB NOT NULL) STRICT`,
	`INSERT INTO survey_secrets SELECT * FROM secrets_aside`,
	`DROP TABLE secrets_aside`,
	`CREATE UNIQUE INDEX surveys_of_session ON surveys (session_id, occasion)`,
	`CREATE UNIQUE INDEX surveys_of_series ON surveys (group_id, series, occasion)
		WHERE occasion IN ('series-start', 'series-end')`,
	`CREATE UNIQUE INDEX surveys_of_staff ON surveys (guild_id) WHERE occasion = 'wellbeing' AND state = 'open'`,
	`CREATE INDEX surveys_of_group ON surveys (group_id)`,
];
