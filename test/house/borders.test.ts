import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const forbidden = [
	["commands/group/a.ts", "../../data/stores/groups.ts"],
	["commands/group/b.ts", "../../src/groups/rules.ts"],
	["events/a.ts", "../data/database.ts"],
	["src/groups/a.ts", "discord.js"],
	["src/groups/b.ts", "kysely"],
	["src/groups/c.ts", "../../data/stores/groups.ts"],
	["src/groups/d.ts", "../sessions/rules.ts"],
	["src/groups/e.ts", "../discord/views/card.ts"],
	["src/discord/a.ts", "kysely"],
	["src/discord/views/b.ts", "../../../data/stores/groups.ts"],
	["test/sandbox/world/a.ts", "../../../src/shared/clock.ts"],
] as const;
const allowed = [
	["commands/group/y.ts", "../../src/groups/service.ts"],
	["src/groups/y.ts", "../sessions/service.ts"],
	["src/groups/z.ts", "../outbox/ports.ts"],
	["src/groups/q.ts", "./rules.ts"],
	["src/discord/y.ts", "discord.js"],
	["data/stores/y.ts", "kysely"],
	["test/sandbox/world/y.ts", "./model.ts"],
] as const;

/** A small house in which every file breaks, or keeps, one rule: shows that the borders are really guarded. */
describe("the borders of the house", () => {
	const house = mkdtempSync(join(tmpdir(), "piiri-borders-"));
	let complained = "";
	beforeAll(() => {
		copyFileSync("biome.json", join(house, "biome.json"));
		for (const [path, imported] of [...forbidden, ...allowed]) {
			mkdirSync(join(house, dirname(path)), { recursive: true });
			writeFileSync(join(house, path), `import { x } from "${imported}";\nx();\n`);
		}
		const rule = "--only=style/noRestrictedImports";
		const run = spawnSync("biome", ["lint", rule, "--vcs-enabled=false", "--max-diagnostics=none", "."], {
			cwd: house,
			encoding: "utf8",
		});
		complained = run.stdout + run.stderr;
	});
	afterAll(() => rmSync(house, { recursive: true }));

	it.each(forbidden)("%s may not import %s", (path) => {
		expect(complained).toContain(`${path}:`);
	});
	it.each(allowed)("%s may import %s", (path) => {
		expect(complained).not.toContain(`${path}:`);
	});
});
