import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { companyPrivacy } from "../../src/company/privacy.ts";
import { groundRulesPrivacy } from "../../src/groundRules/privacy.ts";
import { groupsPrivacy } from "../../src/groups/privacy.ts";
import { handoversPrivacy } from "../../src/handovers/privacy.ts";
import { introductionsPrivacy } from "../../src/introductions/privacy.ts";
import { membersPrivacy } from "../../src/members/privacy.ts";
import { outboxPrivacy } from "../../src/outbox/privacy.ts";
import { preventionPrivacy } from "../../src/prevention/privacy.ts";
import { recordingsPrivacy } from "../../src/recordings/privacy.ts";
import { sessionsPrivacy } from "../../src/sessions/privacy.ts";
import { resources } from "../../src/shared/i18n.ts";
import { Language, Localized } from "../../src/shared/language.ts";
import { storiesPrivacy } from "../../src/stories/privacy.ts";
import { surveysPrivacy } from "../../src/surveys/privacy.ts";

type Tree = { [key: string]: string | Tree };

/** Every text in a tree, the names of commands and options apart: those are no sentences. */
function texts(tree: Tree): string[] {
	return Object.entries(tree).flatMap(([key, value]) => {
		if (typeof value !== "string") return texts(value);
		return key === "name" ? [] : [value];
	});
}

/** Every text in three languages, wherever it is in what ships. */
function localized(value: unknown, language: Language): string[] {
	const parsed = Localized.safeParse(value);
	if (parsed.success) return [parsed.data[language]];
	return typeof value === "object" && value !== null
		? Object.values(value).flatMap((part) => localized(part, language))
		: [];
}

const unused = undefined as never;
const contracts = [
	groupsPrivacy({ drafts: unused }),
	handoversPrivacy({ store: unused, handovers: unused }),
	introductionsPrivacy({ store: unused, introductions: unused }),
	membersPrivacy({ store: unused, waiting: unused, members: unused }),
	outboxPrivacy({ outbox: unused, resources: unused }),
	sessionsPrivacy({ store: unused, sessions: unused }),
	preventionPrivacy({ store: unused, hits: unused }),
	surveysPrivacy,
	recordingsPrivacy({ store: unused, consents: unused, recordings: unused }),
	storiesPrivacy({ store: unused, stories: unused }),
	groundRulesPrivacy({ store: unused, groundRules: unused }),
	companyPrivacy({ store: unused, company: unused }),
];
const files = ["data/programmes", "data/instruments", "data/automod", "data/thoughts"].flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".json"))
		.map((name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as unknown),
);

/** Everything that people read in a language, without commands and places to fill. */
function read(language: Language): string[] {
	const all = [
		...texts(resources[language]),
		...localized(
			contracts.map(({ keeps }) => keeps),
			language,
		),
		...localized(files, language),
	];
	expect(all.length).toBeGreaterThan(500);
	return all.map((text) => text.replaceAll(/`[^`]*`|\{\{\w+\}\}/g, ""));
}

describe("one thing has one name", () => {
	it.each([
		["fi", /\b(sessio|istunto|kokoontumi|fasilitaattori|vetäjä|lempinim)/i],
		["sv", /\b(session|möte|sammankomst|ledar(e|en|na)\b|sakkunnig|blankett|nickname)/i],
		["en", /\b(session|gathering|leaders?\b|moderator)/i],
	] as const)("in %s", (language, other) => {
		expect(read(language).filter((text) => other.test(text))).toEqual([]);
	});
});

/** The commands of a language as they are typed, e.g. "/tapaaminen lisää". */
function typed(language: Language): Set<string> {
	const named = new Set<string>();
	for (const [key, command] of Object.entries(resources[language].commands as Record<string, Tree>)) {
		if (key === "choices") continue;
		named.add(`/${String(command.name)}`);
		for (const part of Object.values(command)) {
			if (typeof part !== "string") named.add(`/${String(command.name)} ${String(part.name)}`);
		}
	}
	return named;
}

it.each(Language.options)("%s names commands as they are called in it", (language) => {
	const { commands: _, ...said } = resources[language];
	const mentioned = texts(said).flatMap((text) =>
		[...text.matchAll(/`(\/[^`]+)`/g)].map(([, command]) => command ?? ""),
	);
	expect(mentioned.length).toBeGreaterThan(10);
	expect(mentioned.filter((command) => !typed(language).has(command))).toEqual([]);
	// A command that is not marked as one would not be seen by the test.
	const bare = texts(said).map((text) => text.replaceAll(/`[^`]*`/g, ""));
	expect(bare.filter((text) => /(^|\s)\/\p{L}/u.test(text))).toEqual([]);
});
