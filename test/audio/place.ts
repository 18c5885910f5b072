import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder for the test, and a recording's key. */
export function place() {
	const folder = mkdtempSync(join(tmpdir(), "piiri-audio-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	return { folder, key: randomBytes(32), path: (name: string) => join(folder, name) };
}
