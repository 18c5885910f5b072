import type { Page } from "playwright-core";

/** A thing as a screen reader meets it. */
export interface Node {
	role: string;
	name: string;
	/** Of a heading. */
	level?: number;
}

const CONTROLS = [
	"button",
	"link",
	"textbox",
	"combobox",
	"checkbox",
	"radio",
	"tab",
	"option",
	"img",
	"dialog",
];
/** Those of which there may be several only when they are called differently. */
const PARTS = ["banner", "navigation", "main", "complementary", "region", "dialog", "tablist", "listbox"];

/** What of the page can be heard now, in order: only the window that lies over it, if one does. */
export async function read(page: Page): Promise<Node[]> {
	const dialog = page.getByRole("dialog");
	const root = (await dialog.count()) > 0 ? dialog.last() : page.locator("body");
	const lines = (await root.ariaSnapshot()).split("\n");
	return lines.flatMap((line) => {
		const text = line
			.trim()
			.replace(/^- '(.*)'(:.*)?$/, (_, quoted: string) => `- ${quoted.replaceAll("''", "'")}`);
		const found = text.match(/^- ([a-z]+)(?: "((?:[^"\\]|\\.)*)")?(.*)$/);
		if (!found) return [];
		const [, role = "", name = "", rest = ""] = found;
		const level = rest.match(/\[level=(\d)\]/)?.[1];
		return [{ role, name, ...(level && { level: Number(level) }) }];
	});
}

/** What would leave somebody who only hears the page at a loss: nothing when all is well. */
export function confusing(nodes: readonly Node[]): string[] {
	const nameless = nodes.filter(({ role, name }) => CONTROLS.includes(role) && name.trim() === "");
	const parts = nodes.filter(({ role }) => PARTS.includes(role)).map(({ role, name }) => `${role} "${name}"`);
	const headings = nodes.filter(({ role }) => role === "heading");
	const skipped = headings.filter(({ level = 0 }, index) => {
		const before = headings[index - 1]?.level;
		return before !== undefined && level > before + 1;
	});
	return [
		...nameless.map(({ role }) => `a ${role} without a name`),
		...parts.filter((part, index) => parts.indexOf(part) !== index).map((part) => `twice: ${part}`),
		...headings.filter(({ name }) => name === "").map(({ level }) => `an empty heading of level ${level}`),
		...skipped.map(({ name, level }) => `the heading "${name}" of level ${level} after a much higher one`),
	];
}

/** The names of all of a role. */
export function named(nodes: readonly Node[], role: string): string[] {
	return nodes.filter((node) => node.role === role).map(({ name }) => name);
}
