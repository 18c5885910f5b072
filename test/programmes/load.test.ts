import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { loadProgrammes, ProgrammeError } from "../../src/programmes/load.ts";
import { AuthoringError } from "../../src/shared/authored.ts";
import { InstrumentError, loadInstruments } from "../../src/surveys/load.ts";

const text = (words: string) => ({ fi: words, sv: words, en: words });
const good = {
	key: "walks",
	name: text("Kävelyt"),
	description: text("Kävellään."),
	groundRules: [text("Kävele.")],
	introductionPrompts: [text("Missä kävelet?")],
	introductionsAsked: false,
	durationMinutes: 60,
	capacity: 10,
	commitment: "drop-in",
	recorded: false,
	themes: [{ key: "forest", title: text("Metsä"), description: text("Puita."), expert: null }],
	afterwards: text("Kiitos."),
};

/** A folder with these files, removed when the test is over. */
function folder(files: Record<string, unknown>): string {
	const dir = mkdtempSync(join(tmpdir(), "piiri-authored-"));
	onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
	for (const [name, body] of Object.entries(files)) {
		writeFileSync(join(dir, name), typeof body === "string" ? body : JSON.stringify(body));
	}
	return dir;
}

function problems(load: () => unknown): string[] {
	try {
		load();
	} catch (error) {
		if (error instanceof AuthoringError) return error.message.split("\n");
		throw error;
	}
	return [];
}

describe("what ships", () => {
	test("programmes: eight themes for carers and gamers, none for an empty one", () => {
		const programmes = loadProgrammes("data/programmes");
		const themes = [...programmes].map(([key, programme]) => [key, programme.themes.length]);
		expect(Object.fromEntries(themes)).toEqual({ carers: 8, empty: 0, gamers: 8, "young-people": 6 });
		expect(programmes.get("carers")?.recorded).toBe(true);
		for (const { groundRules } of programmes.values()) {
			expect(groundRules.length).toBeGreaterThanOrEqual(4);
			expect(groundRules.length).toBeLessThanOrEqual(6);
		}
	});

	test("the instrument: three statements, one choice, one free word", () => {
		const items = loadInstruments("data/instruments").get("after-session")?.items;
		expect(items?.map(({ type }) => type)).toEqual(["agree", "agree", "agree", "choice", "words"]);
	});
});

describe("authoring errors", () => {
	test("name file, path and reason, a line each, of all files at once", () => {
		const { afterwards: _, ...unfinished } = good;
		const { sv: _sv, ...withoutSwedish } = text("Metsä");
		const dir = folder({
			"walks.json": { ...good, themes: [{ ...good.themes[0], title: withoutSwedish }], capacity: 1 },
			"talks.json": { ...unfinished, key: "talks", surprise: true },
			"broken.json": '{ "key": "broken",\n}',
			"readme.txt": "not a programme",
		});
		const found = problems(() => loadProgrammes(dir));
		expect(found).toEqual([
			expect.stringMatching(/broken\.json: \$: is not JSON: .*line 2 column 1/),
			expect.stringMatching(/talks\.json: afterwards: /),
			expect.stringMatching(/talks\.json: \$: .*"surprise"/),
			expect.stringMatching(/walks\.json: capacity: .*2/),
			expect.stringMatching(/walks\.json: themes\[0\]\.title\.sv: /),
		]);
	});

	test.each([
		[
			"a key that is not the file's name",
			{ ...good, key: "runs" },
			'key: is "runs", but the file is named "walks"',
		],
		[
			"a prompt that no form's label holds",
			{ ...good, introductionPrompts: [text("a".repeat(46))] },
			"[0].fi: ",
		],
		["four prompts", { ...good, introductionPrompts: Array(4).fill(text("a")) }, "introductionPrompts: "],
		[
			"a title that no event's name holds",
			{ ...good, themes: [{ ...good.themes[0], title: text("a".repeat(81)) }] },
			"themes[0].title.fi: ",
		],
		[
			"a theme twice",
			{ ...good, themes: [good.themes[0], good.themes[0]] },
			'themes[1].key: "forest" is there twice',
		],
		["blank text", { ...good, afterwards: { ...text("a"), en: "  " } }, "afterwards.en: "],
		["a list", [], "$: "],
	])("%s", (_, body, reason) => {
		const dir = folder({ "walks.json": body });
		expect(() => loadProgrammes(dir)).toThrow(ProgrammeError);
		expect(problems(() => loadProgrammes(dir)).join("\n")).toContain(reason);
	});

	test("a folder that is empty or not there", () => {
		const dir = folder({});
		mkdirSync(join(dir, "sub"));
		expect(problems(() => loadProgrammes(dir))).toEqual([`${dir}: $: holds no .json file`]);
		expect(problems(() => loadProgrammes(join(dir, "none")))).toHaveLength(1);
	});

	test("an instrument: too many items, an item and an option twice", () => {
		const words = { key: "words", type: "words", text: text("a"), maxLength: 100 };
		const option = { key: "yes", text: text("a") };
		const choice = { key: "choice", type: "choice", text: text("a"), options: [option, option] };
		const instrument = {
			key: "it",
			title: text("a"),
			steps: Array(5).fill(text("a")),
			items: [words, words, choice],
		};
		const dir = folder({ "it.json": instrument });
		expect(() => loadInstruments(dir)).toThrow(InstrumentError);
		expect(problems(() => loadInstruments(dir)).join("\n")).toContain(
			'items[2].options[1].key: "yes" is there twice',
		);
		const long = folder({
			"it.json": {
				...instrument,
				items: Array.from({ length: 26 }, (_, i) => ({ ...words, key: `w${i}` })),
			},
		});
		expect(problems(() => loadInstruments(long)).join("\n")).toContain("items: ");
	});
});
