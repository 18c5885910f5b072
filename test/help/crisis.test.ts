import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { linesFor } from "../../src/help/crisis.ts";
import { loadShipped } from "../../src/shipped.ts";

const line = (number: string, ...languages: string[]) => ({
	number,
	name: { fi: "Apu", sv: "Hjälp", en: "Help" },
	languages,
});

function folderWith(crisis: unknown): string {
	const folder = mkdtempSync(join(tmpdir(), "piiri-crisis-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	writeFileSync(
		join(folder, "crisis.json"),
		typeof crisis === "string" ? crisis : JSON.stringify(crisis, null, 1),
	);
	return folder;
}

const numbers = (dataDir: string) =>
	loadShipped(undefined, { dataDir }).crisis.lines.map(({ number }) => number);

test("a reader gets the most urgent first and those of their language; else all", () => {
	const { crisis } = loadShipped();
	expect(linesFor(crisis, "fi").map(({ number }) => number)).toEqual(["112", "09 2525 0111"]);
	expect(linesFor(crisis, "sv").map(({ number }) => number)).toEqual(["112", "09 2525 0112"]);
	expect(linesFor(crisis, "en").map(({ number }) => number)).toEqual(["112", "09 2525 0111", "09 2525 0112"]);
});

test("the operator's own file stands in for the one that ships", () => {
	expect(
		numbers(folderWith({ key: "se", lines: [line("112", "fi", "sv", "en"), line("90101", "sv")] })),
	).toEqual(["112", "90101"]);
	expect(numbers(join(tmpdir(), "piiri-not-there"))).toHaveLength(3);
});

test("what is wrong in it keeps Piiri from starting, with file and reason; an unknown country too", () => {
	const refused = (crisis: unknown, reason: RegExp) => {
		const folder = folderWith(crisis);
		expect(() => loadShipped(undefined, { dataDir: folder })).toThrow(reason);
		expect(() => loadShipped(undefined, { dataDir: folder })).toThrow(join(folder, "crisis.json"));
	};
	refused("{", /is not JSON/);
	refused({ key: "se", lines: [line("112", "fi", "sv")] }, /each of fi, sv and en needs a number/);
	refused({ key: "se", lines: [line("call 112", "fi", "sv", "en")] }, /is a telephone number/);
	refused({ key: "se", lines: [] }, /lines/);
	expect(() => loadShipped(undefined, { country: "xx" })).toThrow(/xx\.json: .* is not there/);
});

test("PIIRI_COUNTRY is read, and a mistake in it is told", () => {
	const env = { DISCORD_TOKEN: `${"a".repeat(26)}.abcdef.${"b".repeat(38)}` };
	expect(readConfig({ ...env, PIIRI_COUNTRY: "fi" })).toMatchObject({ country: "fi" });
	expect(readConfig(env)).not.toHaveProperty("country");
	expect(() => readConfig({ ...env, PIIRI_COUNTRY: "../x" })).toThrow(/PIIRI_COUNTRY must be/);
});
