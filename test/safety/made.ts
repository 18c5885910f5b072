import { type APIMessageTopLevelComponent, ComponentType } from "discord.js";
import { expect } from "vitest";
import type { View } from "../../src/discord/views/view.ts";

/** What a message says, all parts together. */
export function textOf({ container }: View): string {
	const texts: string[] = [];
	const walk = (parts: readonly unknown[]) => {
		for (const part of parts as (APIMessageTopLevelComponent & { components?: unknown[] })[]) {
			if (part.type === ComponentType.TextDisplay) texts.push(part.content);
			walk(part.components ?? []);
		}
	};
	walk([container.toJSON()]);
	expect(texts.every((text) => text.trim() !== "")).toBe(true);
	return texts.join("\n");
}

/** How often Discord would make something of the text: what is escaped it takes for words. */
export function made(text: string): Record<string, number> {
	const words = text.replaceAll(/\\[^0-9A-Za-z\s]/g, "·");
	const count = (pattern: RegExp) => words.match(pattern)?.length ?? 0;
	return {
		calls: count(/@everyone|@here|<@|<#|<\/|<id:/g),
		times: count(/<t:/g),
		emoji: count(/<a?:/g),
		links: count(/[a-z]:\/\/|\]\(/gi),
		headings: count(/^ *#{1,3} /gm),
		small: count(/^ *-# /gm),
		lists: count(/^ *(?:[-*+]|\d+\.) /gm),
		bold: count(/\*|__/g),
		hidden: count(/\|\|/g),
		code: count(/`/g),
		struck: count(/~~/g),
		// Whatever opens a direction also closes it.
		turned: count(/[\u202a-\u202e\u2066\u2067]/g) + count(/\u2068/g) - count(/\u2069/g),
		unseen: count(/[^\P{Cc}\n]|\u200b/gu),
	};
}
