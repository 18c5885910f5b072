import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../data/database.ts";
import { temporaryPath } from "../support/database.ts";

/** Another process that has opened the database and keeps it until it is killed. */
async function holder(path: string) {
	const script = `
		const { openDatabase } = await import("./data/database.ts");
		await openDatabase(${JSON.stringify(path)});
		process.stdout.write("held");
		process.stdin.resume();`;
	const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
		stdio: ["pipe", "pipe", "inherit"],
	});
	onTestFinished(() => void child.kill("SIGKILL"));
	await once(child.stdout, "data");
	return child;
}

test("a second process is refused while the first lives, and let in when that was killed", async () => {
	const path = temporaryPath();
	const first = await holder(path);
	await expect(openDatabase(path)).rejects.toMatchObject({ name: "DatabaseError", kind: "in-use", path });
	const gone = once(first, "exit");
	first.kill("SIGKILL");
	await gone;
	expect(existsSync(join(dirname(path), "piiri.lock"))).toBe(true);
	const second = await openDatabase(path);
	await second.close();
});

test("one process holds it once, and lets go when it closes or could not open", async () => {
	const path = temporaryPath();
	const first = await openDatabase(path);
	await expect(openDatabase(path)).rejects.toMatchObject({ kind: "in-use" });
	await first.close();
	const second = await openDatabase(path);
	await second.close();
});
