import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect, sql } from "kysely";
import type { Transact, Tx } from "../src/shared/tx.ts";
import { KeyFileError, keyOfFile } from "./keyFile.ts";
import { holdLock, type Lock } from "./lock.ts";
import { up as first } from "./migrations/0001-first.ts";
import { up as rosters } from "./migrations/0002-rosters.ts";
import { up as surveys } from "./migrations/0003-surveys.ts";
import { up as surveyPlans } from "./migrations/0004-survey-plans.ts";
import { up as stories } from "./migrations/0005-stories.ts";
import { up as sharedSummaries } from "./migrations/0006-shared-summaries.ts";
import { up as moderation } from "./migrations/0007-moderation.ts";
import { up as help } from "./migrations/0008-help.ts";
import { up as prevention } from "./migrations/0009-prevention.ts";
import { up as noticeboard } from "./migrations/0010-noticeboard.ts";
import { up as groundRules } from "./migrations/0011-ground-rules.ts";
import { up as recordings } from "./migrations/0012-recordings.ts";
import type { Schema } from "./schema.ts";

/** In order; the number of those that have run is the database's `user_version`. Never edit one that was released. */
const migrations: ((db: Kysely<unknown>) => Promise<void>)[] = [
	first,
	rosters,
	surveys,
	surveyPlans,
	stories,
	sharedSummaries,
	moderation,
	help,
	prevention,
	noticeboard,
	groundRules,
	recordings,
];

/** What SQLite calls a file that gives pages back when asked to. */
const INCREMENTAL = 2;

/**
 * - `newer`: written by a newer version of Piiri than this one.
 * - `not-writable`: the file or its folder cannot be made, read or written.
 * - `in-use`: another process holds it.
 * - `corrupt`: not an SQLite file, or a damaged one.
 * - `foreign`: an SQLite file of some other program.
 * - `key`: `piiri.key` beside it cannot be read or made, or holds no key.
 */
export type DatabaseErrorKind = "newer" | "not-writable" | "in-use" | "corrupt" | "foreign" | "key";

/** The database cannot be used; nothing in it was changed. */
export class DatabaseError extends Error {
	override readonly name = "DatabaseError";
	readonly kind: DatabaseErrorKind;
	readonly path: string;

	constructor(kind: DatabaseErrorKind, path: string, cause?: unknown) {
		super(`database ${path}: ${kind}`, { cause });
		this.kind = kind;
		this.path = path;
	}
}

export interface Database {
	/** Transactions run one after another. One within another would wait for itself, so it throws. */
	transact: Transact;
	/** What open surveys are sealed with: 32 bytes from `piiri.key` beside the file, never in it; random in memory. */
	readonly masterKey: Buffer;
	/** Calls `listener` after every commit that wrote something; returns what stops it. It must not throw. */
	onCommit(listener: () => void): () => void;
	/** Empties the write-ahead log, where what was deleted since the last time can still be read. */
	checkpoint(): Promise<void>;
	/** Gives pages that hold nothing any more back to the disk, then empties the write-ahead log. `whole`: writes all anew. */
	vacuum(whole?: boolean): Promise<void>;
	/** Waits for the transactions that have begun, then closes. */
	close(): Promise<void>;
}

/** What stores speak to the database with, inside a transaction. */
export function query(tx: Tx): Kysely<Schema> {
	return tx as unknown as Kysely<Schema>;
}

/**
 * Opens the file, makes it (and its folder) when it is not there, and brings it to the present schema. One process at a
 * time has it: the lock is the file `piiri.lock` beside it.
 * @param path a file, or ":memory:"
 * @throws DatabaseError
 */
export async function openDatabase(path: string): Promise<Database> {
	let lock: Lock | undefined;
	let connection: Sqlite.Database | undefined;
	try {
		if (path !== ":memory:") {
			mkdirSync(dirname(path), { recursive: true });
			lock = holdLock(join(dirname(path), "piiri.lock"));
		}
		connection = new Sqlite(path, { timeout: 1000 });
		prepare(connection, path);
		const kysely = new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) });
		await migrate(kysely, connection, path);
		if (connection.pragma("auto_vacuum", { simple: true }) !== INCREMENTAL) writeAnew(connection);
		return new SqliteDatabase(kysely, connection, lock, masterKeyOf(path));
	} catch (error) {
		connection?.close();
		lock?.release();
		throw translated(error, path);
	}
}

class SqliteDatabase implements Database {
	readonly #kysely: Kysely<Schema>;
	readonly #connection: Sqlite.Database;
	readonly #lock: Lock | undefined;
	readonly #listeners = new Set<() => void>();
	readonly #inside = new AsyncLocalStorage<true>();
	#last: Promise<unknown> = Promise.resolve();
	readonly masterKey: Buffer;

	constructor(
		kysely: Kysely<Schema>,
		connection: Sqlite.Database,
		lock: Lock | undefined,
		masterKey: Buffer,
	) {
		this.masterKey = masterKey;
		this.#kysely = kysely;
		this.#connection = connection;
		this.#lock = lock;
	}

	readonly transact: Transact = async (work) => {
		if (this.#inside.getStore()) throw new Error("a transaction within a transaction: pass the tx on");
		const { value, wrote } = await this.#queue(async () => {
			const before = this.#changes();
			const value = await this.#kysely
				.transaction()
				.execute((tx) => this.#inside.run(true, () => work(tx as unknown as Tx)));
			return { value, wrote: this.#changes() !== before };
		});
		if (wrote) for (const listener of this.#listeners) listener();
		return value;
	};

	onCommit(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	async checkpoint(): Promise<void> {
		await this.#queue(async () => this.#connection.pragma("wal_checkpoint(TRUNCATE)"));
	}

	async vacuum(whole = false): Promise<void> {
		await this.#queue(async () => {
			if (whole) writeAnew(this.#connection);
			else this.#connection.pragma("incremental_vacuum");
			this.#connection.pragma("wal_checkpoint(TRUNCATE)");
		});
	}

	async close(): Promise<void> {
		await this.#queue(() => this.#kysely.destroy());
		this.#lock?.release();
	}

	/** One connection holds one transaction: the next begins when this one is settled, well or badly. */
	#queue<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#last.then(work);
		this.#last = result.catch(() => undefined);
		return result;
	}

	#changes(): unknown {
		return this.#connection.prepare("SELECT total_changes()").pluck().get();
	}
}

function prepare(connection: Sqlite.Database, path: string): void {
	if (connection.pragma("quick_check(1)", { simple: true }) !== "ok")
		throw new DatabaseError("corrupt", path);
	// Asks for the right to write, so that a read-only file is found now and not at the first join.
	connection.exec("BEGIN IMMEDIATE; ROLLBACK");
	// Takes effect before the first table is made; a file from earlier is written anew once it is known to be ours.
	connection.pragma("auto_vacuum = INCREMENTAL");
	connection.pragma("journal_mode = WAL");
	// A commit that was acknowledged survives a power cut.
	connection.pragma("synchronous = FULL");
	connection.pragma("foreign_keys = ON");
	// What is erased is overwritten, in the file and in the log.
	connection.pragma("secure_delete = ON");
	connection.pragma("journal_size_limit = 0");
	connection.pragma("busy_timeout = 5000");
}

/** Writes the whole file anew, without a temporary file in which something of it could stay. */
function writeAnew(connection: Sqlite.Database): void {
	connection.pragma("temp_store = MEMORY");
	connection.pragma("auto_vacuum = INCREMENTAL");
	connection.exec("VACUUM");
	connection.pragma("temp_store = DEFAULT");
}

function masterKeyOf(path: string): Buffer {
	if (path === ":memory:") return randomBytes(32);
	const file = join(dirname(path), "piiri.key");
	try {
		return keyOfFile(file);
	} catch (error) {
		if (error instanceof KeyFileError || (error instanceof Error && "code" in error))
			throw new DatabaseError("key", file, error);
		throw error;
	}
}

async function migrate(kysely: Kysely<Schema>, connection: Sqlite.Database, path: string): Promise<void> {
	const version = Number(connection.pragma("user_version", { simple: true }));
	if (version > migrations.length) throw new DatabaseError("newer", path);
	const tables = connection.prepare("SELECT count(*) FROM sqlite_schema").pluck().get();
	if (version === 0 && tables !== 0) throw new DatabaseError("foreign", path);
	for (const [index, up] of migrations.entries()) {
		if (index < version) continue;
		await kysely.transaction().execute(async (tx) => {
			await up(tx as unknown as Kysely<unknown>);
			await sql.raw(`PRAGMA user_version = ${index + 1}`).execute(tx);
		});
	}
}

function translated(error: unknown, path: string): unknown {
	if (error instanceof DatabaseError || !(error instanceof Error) || !("code" in error)) return error;
	const code = String(error.code);
	const kinds: [RegExp, DatabaseErrorKind][] = [
		[/^SQLITE_(NOTADB|CORRUPT)/, "corrupt"],
		[/^SQLITE_(BUSY|LOCKED)/, "in-use"],
		[/^(SQLITE_(READONLY|CANTOPEN|PERM|IOERR|FULL)|E(ACCES|PERM|ROFS|NOTDIR|EXIST|NOSPC))/, "not-writable"],
	];
	const kind = kinds.find(([pattern]) => pattern.test(code))?.[1];
	return kind ? new DatabaseError(kind, path, error) : error;
}
