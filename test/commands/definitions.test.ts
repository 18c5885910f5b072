import { describe, expect, it } from "vitest";
import { definition } from "../../commands/definition.ts";
import { slashCommands } from "../../commands/index.ts";
import { play, startedOn } from "../support/play.ts";

interface Node {
	name: string;
	name_localizations?: Record<string, string>;
	description?: string;
	description_localizations?: Record<string, string>;
	options?: Node[];
	choices?: Node[];
	required?: boolean;
}
const commands = slashCommands.map(definition) as Node[];
/** Every list of things that stand beside each other. */
const lists = (nodes: Node[]): Node[][] => [
	nodes,
	...nodes.flatMap(({ options = [], choices = [] }) => [
		...lists(options),
		...(choices.length ? [choices] : []),
	]),
];
const named = lists(commands).flat();

describe("slash commands", () => {
	it("have names and descriptions as Discord takes them, in every language", () => {
		const tree = named.filter(({ description }) => description !== undefined);
		for (const node of tree) {
			const names = [node.name, ...Object.values(node.name_localizations ?? {})];
			const descriptions = [node.description, ...Object.values(node.description_localizations ?? {})];
			expect(names.length + descriptions.length, node.name).toBe(6);
			for (const name of names) {
				expect(name).toMatch(/^[-_'\p{L}\p{N}]{1,32}$/u);
				expect(name).toBe(name.toLowerCase());
			}
			for (const text of descriptions) expect(text?.length, text).toBeLessThanOrEqual(100);
		}
	});

	it("give no name twice beside each other, in no language", () => {
		for (const list of lists(commands)) {
			for (const locale of [undefined, "fi", "sv-SE"]) {
				const names = list.map((node) => (locale ? node.name_localizations?.[locale] : node.name));
				expect(new Set(names).size, names.join()).toBe(names.length);
			}
		}
	});

	it("have the required options first, and at most 25", () => {
		for (const { options = [] } of named) {
			const required = options.map(({ required = false }) => required);
			expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
			expect(options.length).toBeLessThanOrEqual(25);
		}
	});

	it("are told to Discord when they have changed, and only then", async () => {
		const { sandbox, logged } = await play();
		const told = "info: the slash commands were told to Discord {}";
		expect(logged).toContain(told);
		const again = await startedOn(sandbox);
		expect(again.logged).not.toContain(told);
		await again.app.client.application?.commands.set([{ name: "old", description: "from an older version" }]);
		expect((await startedOn(sandbox)).logged).toContain(told);
	});
});
