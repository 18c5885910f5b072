import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { APIAutoModerationRule } from "discord.js";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { planAutomod } from "../../src/discord/automod.ts";
import { AutomodError, loadAutomod } from "../../src/prevention/automod.ts";
import type { Settings } from "../../src/setup/model.ts";
import { ChannelId, GuildId, RoleId } from "../../src/shared/ids.ts";
import { loadShipped } from "../../src/shipped.ts";
import { matchRule } from "../sandbox/world/autoModMatch.ts";
import { guilty, innocent } from "./words.ts";

const { automod: rules } = loadShipped();
const settings: Settings = {
	guildId: GuildId.parse("100000000000000001"),
	language: "fi",
	zone: "Europe/Helsinki",
	coordinatorRoleId: RoleId.parse("300000000000000001"),
	facilitatorRoleId: RoleId.parse("300000000000000002"),
	staffChannelId: ChannelId.parse("400000000000000001"),
	coordinatorChannelId: ChannelId.parse("400000000000000002"),
};
const botId = "500000000000000001";
const none = { botId, known: new Map<string, string>() };

type Present = Partial<APIAutoModerationRule>;
/** The rules as Discord would answer them, made by us. */
function made(present: readonly APIAutoModerationRule[] = []): APIAutoModerationRule[] {
	return planAutomod(rules, settings, present, none).steps.map(
		({ body }, index) =>
			({
				trigger_metadata: {},
				...body,
				id: `60000000000000000${index}`,
				creator_id: botId,
				guild_id: settings.guildId,
			}) as APIAutoModerationRule,
	);
}
const foreign = (id: number, change: Present = {}) =>
	({
		id: `70000000000000000${id}`,
		guild_id: settings.guildId,
		creator_id: "800000000000000001",
		name: "Piiri: roskaviestit",
		trigger_type: 1,
		trigger_metadata: { keyword_filter: ["x"] },
		actions: [],
		enabled: true,
		exempt_roles: [],
		exempt_channels: [],
		...change,
	}) as unknown as APIAutoModerationRule;

describe("the rules that ship", () => {
	it("are what Discord allows", () => {
		expect(rules.map(({ key }) => key)).toEqual([
			"mentions",
			"invites",
			"spam",
			"words-fi",
			"words-sv",
			"words-en",
		]);
		for (const { refusal, name } of rules) {
			for (const text of Object.values(refusal)) expect(text.length).toBeLessThanOrEqual(150);
			for (const text of Object.values(name)) expect(text.length).toBeLessThanOrEqual(100);
		}
	});

	/** What the lists together meet in a text. */
	function met(text: string): string[] {
		return made().flatMap((rule) => {
			const match = rule.trigger_type === 1 ? matchRule(rule, text, 0) : undefined;
			return match ? [`${match.keyword}: ${match.content}`] : [];
		});
	}

	it.each(innocent)("let through: %s", (text) => expect(met(text)).toEqual([]));
	it.each(guilty)("stop: %s", (text) => expect(met(text)).not.toEqual([]));
});

describe("what was authored", () => {
	function folder(files: Record<string, unknown>): string {
		const path = mkdtempSync(join(tmpdir(), "piiri-automod-"));
		onTestFinished(() => rmSync(path, { recursive: true, force: true }));
		for (const [name, content] of Object.entries(files))
			writeFileSync(
				join(path, `${name}.json`),
				JSON.stringify({ key: name, ...rule, ...(content as object) }),
			);
		return path;
	}
	const three = (text: string) => ({ fi: text, sv: text, en: text });
	const rule = { order: 1, name: three("Sanat"), refusal: three("Ei.") };
	const keyword = (change: object) => ({
		trigger: { kind: "keyword", keywords: ["sana*"], patterns: [], allowed: [], ...change },
	});

	it.each([
		["a star in the middle", keyword({ keywords: ["sa*na"] }), "trigger.keywords[0]"],
		["a word of more than 60", keyword({ keywords: ["a".repeat(61)] }), "trigger.keywords[0]"],
		[
			"more than 1,000 words",
			keyword({ keywords: Array.from({ length: 1001 }, (_, i) => `sana${i}`) }),
			"keywords",
		],
		["a word twice", keyword({ keywords: ["sana", "Sana"] }), "trigger.keywords[1]"],
		["nothing at all", keyword({ keywords: [] }), "trigger.keywords"],
		["a pattern that is none", keyword({ patterns: ["("] }), "trigger.patterns[0]"],
		[
			"more than ten patterns",
			keyword({ patterns: Array.from({ length: 11 }, (_, i) => `a${i}`) }),
			"patterns",
		],
		["a pattern of more than 260", keyword({ patterns: ["a".repeat(261)] }), "trigger.patterns[0]"],
		[
			"more than 100 let through",
			keyword({ allowed: Array.from({ length: 101 }, (_, i) => `a${i}`) }),
			"allowed",
		],
		["a refusal that Discord cuts", { ...keyword({}), refusal: three("x".repeat(151)) }, "refusal.fi"],
		["more than 50 mentions", { trigger: { kind: "mention-spam", most: 51, raidProtection: true } }, "most"],
		["an unknown kind", { trigger: { kind: "profile" } }, "trigger.kind"],
	])("says where the mistake is: %s", (_, content, path) => {
		expect(() => loadAutomod(folder({ words: content }))).toThrow(AutomodError);
		expect(() => loadAutomod(folder({ words: content }))).toThrow(path);
	});

	it("more rules of a kind than Discord allows are refused", () => {
		const names = ["a", "b", "c", "d", "e", "f", "g"];
		const seven = Object.fromEntries(names.map((name) => [name, keyword({})]));
		expect(() => loadAutomod(folder(seven))).toThrow("7 rules");
		expect(
			loadAutomod(folder({ a: keyword({}), b: { ...keyword({}), order: 0 } })).map(({ key }) => key),
		).toEqual(["b", "a"]);
	});
});

describe("what is to be done", () => {
	it("on an empty server everything is new, then nothing is", () => {
		const plan = planAutomod(rules, settings, [], none);
		expect(plan.steps.every(({ present, noRoom }) => !present && !noRoom)).toBe(true);
		const again = planAutomod(rules, settings, made(), none);
		expect(again.steps.map(({ differences }) => differences)).toEqual(rules.map(() => []));
		expect(again).toMatchObject({ stale: [], others: 0 });
	});

	it("nobody else's rule is ever changed or removed, whatever it is called", () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.record({
						type: fc.constantFrom(1, 3, 4, 5, 6),
						name: fc.constantFrom(...made().map(({ name }) => name), "Oma"),
					}),
					{ maxLength: 10 },
				),
				fc.subarray(made()),
				(others, ourRules) => {
					const theirs = others.map(({ type, name }, id) =>
						foreign(id, { trigger_type: type, name } as Present),
					);
					const plan = planAutomod(rules, settings, [...theirs, ...ourRules], none);
					const touched = [...plan.stale, ...plan.steps.flatMap(({ present }) => present ?? [])];
					expect(touched.filter((each) => theirs.includes(each))).toEqual([]);
					// What is there afterwards is no more than Discord allows.
					for (const type of [1, 3, 5]) {
						const room = { 1: 6, 3: 1, 5: 1 }[type] ?? 0;
						const ofTheirs = theirs.filter(({ trigger_type }) => trigger_type === type).length;
						const ofOurs = plan.steps.filter(({ body, noRoom }) => body.trigger_type === type && !noRoom);
						expect(ofOurs.length).toBeLessThanOrEqual(Math.max(0, room - ofTheirs));
					}
				},
			),
		);
	});

	it("where there is little room the most important has it, and what is less important gives way", () => {
		const five = [1, 2, 3, 4, 5].map((id) => foreign(id));
		const words = made().filter(({ name }) => name.includes("englanti"));
		const plan = planAutomod(rules, settings, [...five, ...words], none);
		expect(plan.steps.filter(({ noRoom }) => !noRoom).map(({ rule }) => rule.key)).toEqual([
			"mentions",
			"invites",
			"spam",
		]);
		expect(plan.stale).toEqual(words);
	});

	it("tells what somebody changed by hand, and finds a rule again by its id when its name was changed", () => {
		const present = made();
		const [first] = present;
		if (!first) throw new Error("no rules");
		const changed = { ...first, name: "Toinen", enabled: false, exempt_roles: [], actions: [] };
		const known = new Map([[`automod/${settings.guildId}/mentions`, first.id]]);
		const plan = planAutomod(rules, settings, [changed, ...present.slice(1)], { botId, known });
		expect(plan.steps[0]?.differences).toEqual(["name", "off", "actions", "exempt"]);
		expect(plan.stale).toEqual([]);
		const words = present.map((each) =>
			each.name.includes("suomi")
				? { ...each, trigger_metadata: { keyword_filter: ["muuta"], regex_patterns: [], allow_list: [] } }
				: each,
		);
		const fi = planAutomod(rules, settings, words, none).steps[3];
		expect(fi?.differences).toEqual(["words"]);
		expect(fi?.removed).toEqual(["muuta"]);
		expect(fi?.added).toContain("huora*");
	});

	it("a rule that no longer ships is removed", () => {
		expect(planAutomod([], settings, made(), none).stale).toHaveLength(rules.length);
	});
});
