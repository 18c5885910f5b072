import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Database, openDatabase } from "../../data/database.ts";

/** A new migrated database in memory, closed when the test is over. Call it within a test or `beforeEach`. */
export async function freshDatabase(): Promise<Database> {
	const database = await openDatabase(":memory:");
	onTestFinished(() => database.close());
	return database;
}

/** The path of a database file that is not there yet, in a folder that is removed when the test is over. */
export function temporaryPath(): string {
	const folder = mkdtempSync(join(tmpdir(), "piiri-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return join(folder, "piiri.sqlite");
}
