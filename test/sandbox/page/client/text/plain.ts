/** The words of a message without marks, for a screen reader's notice and for short lines. */
import { type Component, type Message, Part } from "../discord/model.ts";
import { type Block, type Inline, parseBlocks } from "./markdown.ts";
import { formatTime } from "./when.ts";

/** @param nameOf the name of a person by id */
export function plainText(message: Message, nameOf: (id: string) => string): string {
	const sources = [message.content];
	const walk = (parts: Component[] = []): void => {
		for (const part of parts) {
			if (part.type === Part.text) sources.push(part.content ?? "");
			walk(part.components);
		}
	};
	walk(message.components);
	const words = sources.flatMap((source) => parseBlocks(source)).map((block) => blockWords(block, nameOf));
	return words.join(" ").replace(/\s+/g, " ").trim();
}

function blockWords(block: Block, nameOf: (id: string) => string): string {
	const inline = (parts: Inline[]): string => parts.map((part) => inlineWords(part, nameOf)).join("");
	const lines = (all: Inline[][]) => all.map(inline).join(" ");
	switch (block.kind) {
		case "code":
			return block.text;
		case "quote":
			return block.inside.map((inner) => blockWords(inner, nameOf)).join(" ");
		case "list":
			return block.items
				.map((item) =>
					[lines(item.lines), ...item.inside.map((inner) => blockWords(inner, nameOf))].join(" "),
				)
				.join(", ");
		case "text":
			return lines(block.lines);
		default:
			return inline(block.inside);
	}
}

function inlineWords(part: Inline, nameOf: (id: string) => string): string {
	switch (part.kind) {
		case "text":
		case "code":
		case "everyone":
			return part.text;
		case "user":
			return `@${nameOf(part.id)}`;
		case "command":
			return `/${part.name}`;
		case "time":
			return part.style === "R" ? "" : formatTime(part.seconds * 1_000, part.style);
		case "channel":
		case "role":
		case "spoiler":
			return "…";
		default:
			return part.inside.map((inner) => inlineWords(inner, nameOf)).join("");
	}
}
