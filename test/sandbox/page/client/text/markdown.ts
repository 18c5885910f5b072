/** Discord's markdown as a tree. What stands in it is only ever drawn as text. */

export type Inline =
	| { kind: "text"; text: string }
	| { kind: "strong" | "em" | "underline" | "strike" | "spoiler"; inside: Inline[] }
	| { kind: "code"; text: string }
	| { kind: "link"; href: string; inside: Inline[] }
	| { kind: "user" | "channel" | "role"; id: string }
	| { kind: "command"; name: string; id: string }
	| { kind: "everyone"; text: string }
	/** `seconds` since the epoch. */
	| { kind: "time"; seconds: number; style: string };

export interface Item {
	lines: Inline[][];
	inside: Block[];
}

export type Block =
	| { kind: "heading"; level: 1 | 2 | 3; inside: Inline[] }
	| { kind: "small"; inside: Inline[] }
	| { kind: "code"; text: string }
	| { kind: "quote"; inside: Block[] }
	| { kind: "list"; ordered: boolean; start: number; items: Item[] }
	| { kind: "text"; lines: Inline[][] };

const bullet = /^( *)(?:([-*])|(\d{1,3})\.) +(.*)$/;

export function parseBlocks(source: string): Block[] {
	const blocks: Block[] = [];
	const lines = source.replace(/\r\n?/g, "\n").split("\n");
	for (let at = 0; at < lines.length; at++) {
		const line = lines[at] ?? "";
		const fence = line.startsWith("```");
		const end = fence ? lines.findIndex((each, index) => index > at && each.trimEnd().endsWith("```")) : -1;
		if (fence && line.length > 6 && line.trimEnd().endsWith("```")) {
			blocks.push({ kind: "code", text: line.trimEnd().slice(3, -3) });
			continue;
		}
		if (end > 0) {
			const last = (lines[end] ?? "").trimEnd().slice(0, -3);
			const body = [...lines.slice(at + 1, end), ...(last === "" ? [] : [last])];
			blocks.push({ kind: "code", text: body.join("\n") });
			at = end;
			continue;
		}
		if (line.startsWith(">>> ")) {
			const rest = [line.slice(4), ...lines.slice(at + 1)].join("\n");
			blocks.push({ kind: "quote", inside: parseBlocks(rest) });
			break;
		}
		if (line.startsWith("> ")) {
			const from = at;
			while (lines[at + 1]?.startsWith("> ")) at++;
			const inner = lines.slice(from, at + 1).map((each) => each.slice(2));
			blocks.push({ kind: "quote", inside: parseBlocks(inner.join("\n")) });
			continue;
		}
		if (bullet.test(line)) {
			const from = at;
			while (goesOn(line, lines[at + 1] ?? "")) at++;
			blocks.push(list(lines.slice(from, at + 1)));
			continue;
		}
		blocks.push(...plain(line, blocks));
	}
	return blocks.filter((block) => block.kind !== "text" || block.lines.some((line) => line.length > 0));
}

/** A heading, a small line, or a line that goes on with the text before it. */
function plain(line: string, blocks: Block[]): Block[] {
	const heading = /^(#{1,3}) +(.+)$/.exec(line);
	if (heading) {
		const level = (heading[1]?.length ?? 1) as 1 | 2 | 3;
		return [{ kind: "heading", level, inside: parseInline(heading[2] ?? "") }];
	}
	if (line.startsWith("-# ")) return [{ kind: "small", inside: parseInline(line.slice(3)) }];
	const before = blocks.at(-1);
	const inside = parseInline(line);
	if (before?.kind === "text") {
		before.lines.push(inside);
		return [];
	}
	return [{ kind: "text", lines: [inside] }];
}

/** Whether the line belongs to the list that the first one began: deeper, or of the same kind. */
function goesOn(first: string, line: string): boolean {
	const [begun, next] = [bullet.exec(first), bullet.exec(line)];
	if (!begun || !next) return false;
	const deeper = (next[1]?.length ?? 0) > (begun[1]?.length ?? 0);
	return deeper || (next[2] === undefined) === (begun[2] === undefined);
}

function list(lines: string[]): Block {
	const first = bullet.exec(lines[0] ?? "");
	const depth = first?.[1]?.length ?? 0;
	const items: Item[] = [];
	for (let at = 0; at < lines.length; at++) {
		const match = bullet.exec(lines[at] ?? "");
		items.push({ lines: [parseInline(match?.[4] ?? "")], inside: [] });
		const from = at + 1;
		while ((bullet.exec(lines[at + 1] ?? "")?.[1]?.length ?? 0) > depth) at++;
		if (at >= from) items.at(-1)?.inside.push(list(lines.slice(from, at + 1)));
	}
	const ordered = first?.[3] !== undefined;
	return { kind: "list", ordered, start: Number(first?.[3] ?? 1), items };
}

const pairs = [
	["**", "strong"],
	["__", "underline"],
	["~~", "strike"],
	["||", "spoiler"],
	["*", "em"],
	["_", "em"],
] as const;

const special: readonly [RegExp, (match: RegExpExecArray) => Inline][] = [
	[/^<@!?(\d+)>/, ([, id = ""]) => ({ kind: "user", id })],
	[/^<@&(\d+)>/, ([, id = ""]) => ({ kind: "role", id })],
	[/^<#(\d+)>/, ([, id = ""]) => ({ kind: "channel", id })],
	[/^<\/([^:>]{1,100}):(\d+)>/, ([, name = "", id = ""]) => ({ kind: "command", name, id })],
	[
		/^<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/,
		([, seconds, style = "f"]) => ({ kind: "time", seconds: Number(seconds), style }),
	],
	[/^<a?:(\w+):\d+>/, ([, name = ""]) => ({ kind: "text", text: `:${name}:` })],
	[/^<(https?:\/\/[^\s>]+)>/, ([, href = ""]) => link(href)],
	[/^https?:\/\/[^\s<>]*[^\s<>.,:;"')\]]/, ([href]) => link(href)],
	[/^@(?:everyone|here)\b/, ([text]) => ({ kind: "everyone", text })],
	[/^(`{1,2})(.+?)\1(?!`)/, ([, , text = ""]) => ({ kind: "code", text: text.replace(/^ (.+) $/, "$1") })],
	[
		/^\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s>)]+)>?(?: "[^"]*")?\)/,
		([, text = "", href = ""]) => ({ kind: "link", href, inside: parseInline(text) }),
	],
];

function link(href: string): Inline {
	return { kind: "link", href, inside: [{ kind: "text", text: href }] };
}

export function parseInline(source: string): Inline[] {
	const parts: Inline[] = [];
	const say = (text: string) => {
		const last = parts.at(-1);
		if (last?.kind === "text") last.text += text;
		else parts.push({ kind: "text", text });
	};
	for (let at = 0; at < source.length; ) {
		const here = source[at] ?? "";
		const rest = source.slice(at);
		if (here === "\\" && /^\\[^\p{L}\p{N}\s]/u.test(rest)) {
			const escaped = String.fromCodePoint(rest.codePointAt(1) ?? 0);
			say(escaped);
			at += 1 + escaped.length;
			continue;
		}
		const found = "<h@`[".includes(here) ? firstSpecial(rest) : null;
		if (found) {
			parts.push(found.part);
			at += found.length;
			continue;
		}
		const pair = paired(source, at);
		if (pair) {
			parts.push({ kind: pair.kind, inside: parseInline(pair.inner) });
			at = pair.end;
			continue;
		}
		say(here);
		at += 1;
	}
	return parts;
}

function firstSpecial(rest: string): { part: Inline; length: number } | null {
	for (const [pattern, make] of special) {
		const match = pattern.exec(rest);
		if (match) return { part: make(match), length: match[0].length };
	}
	return null;
}

function paired(source: string, at: number) {
	for (const [mark, kind] of pairs) {
		if (!source.startsWith(mark, at)) continue;
		const from = at + mark.length;
		if (mark.length === 1 && /\s/.test(source[from] ?? " ")) continue;
		if (mark === "_" && /\w/.test(source[at - 1] ?? " ")) continue;
		const end = closing(source, from, mark);
		if (end > from) return { kind, inner: source.slice(from, end), end: end + mark.length };
	}
	return null;
}

/** Where the mark closes: not escaped, not inside a longer mark, and `_` not inside a word. */
function closing(source: string, from: number, mark: string): number {
	for (let at = from; at < source.length; at++) {
		if (source[at] === "\\") {
			at++;
			continue;
		}
		if (!source.startsWith(mark, at)) continue;
		if (mark.length === 1 && source[at + 1] === mark) {
			at++;
			continue;
		}
		if (mark === "_" && /\w/.test(source[at + 1] ?? " ")) continue;
		if (mark === "*" && /\s/.test(source[at - 1] ?? " ")) continue;
		// "***" closes the inner mark first.
		if (mark.length === 2 && source[at + 2] === mark[0] && source.startsWith(mark, at + 1)) continue;
		return at;
	}
	return -1;
}
