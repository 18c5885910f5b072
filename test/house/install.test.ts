import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("installs without a compiler: better-sqlite3 brings its builds, and npm is told not to make its own", () => {
	const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
	expect(lock.packages["node_modules/better-sqlite3"].gypfile).toBe(false);
});
