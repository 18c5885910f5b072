import Sqlite from "better-sqlite3";

export interface Lock {
	release(): void;
}

/**
 * Holds a file for this process until `release`, or until the process ends, however it ends: the lock is the operating
 * system's own, on an SQLite file in which nothing is ever written. So none is left behind by a process that was killed.
 * @throws SqliteError SQLITE_BUSY when another connection, here or in another process, still holds it after a second
 */
export function holdLock(path: string): Lock {
	const connection = new Sqlite(path, { timeout: 1000 });
	try {
		connection.pragma("locking_mode = EXCLUSIVE");
		connection.exec("BEGIN EXCLUSIVE");
	} catch (error) {
		connection.close();
		throw error;
	}
	return { release: () => connection.close() };
}
