import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { resources, type TextKey, translator } from "../../src/shared/i18n.ts";
import { Language } from "../../src/shared/language.ts";

type Tree = { [key: string]: string | Tree };

/** Every text by its dotted path. */
function texts(tree: Tree, path: string[] = []): [string, string][] {
	return Object.entries(tree).flatMap(([key, value]) =>
		typeof value === "string"
			? [[[...path, key].join("."), value] satisfies [string, string]]
			: texts(value, [...path, key]),
	);
}
const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

/** The calls in our source that name a text, with the places that each fills; null when that is not to be read there. */
function calls(): { key: string; filled: string[] | null }[] {
	const sources = ["commands", "events", "src"].flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: "utf8" })
			.filter((name) => name.endsWith(".ts"))
			.map((name) => readFileSync(`${folder}/${name}`, "utf8")),
	);
	return sources.flatMap((source) =>
		[...source.matchAll(/\bt\(\s*"([a-z-]+:[^"]+)"(?:\)|,\s*(\w+|\{[^{}]*\}))/g)].map(
			([, key = "", vars]) => {
				if (vars === undefined) return { key, filled: [] };
				const names = vars.startsWith("{") && !vars.includes("...");
				return {
					key,
					filled: names ? [...vars.matchAll(/(\w+)\s*[,:}]/g)].map(([, name = ""]) => name) : null,
				};
			},
		),
	);
}

const other = { fi: resources.fi, sv: resources.sv } satisfies Record<string, Tree>;
const english = new Map(texts(resources.en));

describe("texts", () => {
	it("get a value for each of their places wherever they are asked for", () => {
		const byPath = new Map([...english].map(([path, text]) => [path.replace(/_other$/, ""), text]));
		const asked = calls();
		expect(asked.length).toBeGreaterThan(150);
		const lacking = asked.filter(({ key, filled }) =>
			places(byPath.get(key.replace(":", ".")) ?? "{{no such text}}").some(
				(place) => filled?.includes(place ?? "") === false,
			),
		);
		expect(lacking).toEqual([]);
	});

	it.each(["fi", "sv"] as const)("%s has every text that English has, and no other", (language) => {
		expect(
			texts(other[language])
				.map(([key]) => key)
				.sort(),
		).toEqual([...english.keys()].sort());
	});

	it.each(["fi", "sv"] as const)("%s has the same places to fill", (language) => {
		// A singular may leave the number out ("yksi"), as long as the plural beside it is held.
		const different = texts(other[language]).filter(
			([key, text]) =>
				!key.endsWith("_one") && String(places(text)) !== String(places(english.get(key) ?? "")),
		);
		expect(different).toEqual([]);
	});

	it.each(Language.options)("%s has no empty text, no stray brace and no double space", (language) => {
		const stray = texts(resources[language]).filter(
			([, text]) =>
				text.trim() === "" || / {2}|\$t\(/.test(text) || /[{}]/.test(text.replaceAll(/\{\{\w+\}\}/g, "")),
		);
		expect(stray).toEqual([]);
	});

	it("has both plural forms wherever it has one", () => {
		const bases = (form: string) =>
			[...english.keys()].filter((key) => key.endsWith(form)).map((key) => key.slice(0, -form.length));
		expect(bases("_one")).toEqual(bases("_other"));
	});
});

describe("translator", () => {
	it("throws on a text that does not exist", () => {
		expect(() => translator("fi")("messages:no.such.text" as TextKey)).toThrow(/No text/);
	});

	it("throws on a place that is left empty", () => {
		expect(() => translator("en")("messages:welcome.title")).toThrow(/No value for group/);
	});

	it("takes what is put in a place as it is", () => {
		const tricky = "{{group}} $t(messages:button.join) <b>&amp;</b>";
		expect(translator("en")("messages:welcome.title", { group: tricky })).toBe(`Welcome: ${tricky}`);
	});

	it("counts as the language does", () => {
		const t = translator("fi");
		expect(t("messages:ready.capacity", { count: 1 })).toBe("Ryhmään mahtuu 1 jäsen.");
		expect(t("messages:ready.capacity", { count: 0 })).toBe("Ryhmään mahtuu 0 jäsentä.");
		expect(t("messages:ready.capacity", { count: 12 })).toBe("Ryhmään mahtuu 12 jäsentä.");
	});
});
