import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

test.each([
	["test/demo/main.ts", ["--progamme", "carers"], "Unknown option '--progamme'."],
	["test/demo/main.ts", ["--programme", "knitting"], 'There is no programme "knitting"'],
	["test/demo/sandbox.ts", ["--port"], "Option '--port <value>' argument missing."],
	["test/demo/sandbox.ts", ["--port", "70000"], '--port is a whole number from 0 to 65535, not "70000".'],
	["test/gallery/main.ts", ["--language", "de"], 'There is no language "de"'],
	["test/gallery/main.ts", ["fi"], "Unexpected argument 'fi'."],
	["test/crash/main.ts", ["--kills", "many"], '--kills is a whole number from 1 to 100000, not "many".'],
	["test/crash/main.ts", ["--only", "some"], "--only is random or commits"],
])(
	"%s %j: says in one line what is wrong and which options there are, and ends with 2",
	(program, given, why) => {
		const { status, stderr, stdout } = spawnSync(process.execPath, [join(root, program), ...given], {
			encoding: "utf8",
		});
		expect({ status, stdout, lines: stderr.trimEnd().split("\n").length }).toEqual({
			status: 2,
			stdout: "",
			lines: 1,
		});
		expect(stderr).toContain(why);
		expect(stderr).toMatch(/There are these options: --\w+/);
	},
);
