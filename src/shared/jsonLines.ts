/**
 * The line, from 1, on which the value at `path` begins in a JSON text; of a value that is not there, the line of
 * the nearest thing around it. `text` must be valid JSON.
 */
export function lineOf(text: string, path: readonly PropertyKey[]): number {
	let at = skip(text, 0);
	for (const step of path) {
		const next = child(text, at, step);
		if (next === undefined) break;
		at = next;
	}
	return text.slice(0, at).split("\n").length;
}

/** Where a member of the object or list at `at` begins. The last one counts when a name is there twice. */
function child(text: string, at: number, step: PropertyKey): number | undefined {
	const list = text[at] === "[";
	if (!list && text[at] !== "{") return undefined;
	let found: number | undefined;
	let index = 0;
	for (let here = skip(text, at + 1); text[here] !== "]" && text[here] !== "}"; index++) {
		let name: unknown = index;
		if (!list) {
			const end = endOf(text, here);
			name = JSON.parse(text.slice(here, end));
			here = skip(text, end);
		}
		if (name === step) found = here;
		here = skip(text, endOf(text, here));
	}
	return found;
}

/** Past blanks, commas and colons. */
function skip(text: string, from: number): number {
	let at = from;
	while (at < text.length && /[\s,:]/.test(text.charAt(at))) at++;
	return at;
}

/** The end of the value that begins at `from`, however deep it is. */
function endOf(text: string, from: number): number {
	const token = /"(?:[^"\\]|\\.)*"|[[{]|[\]}]|[^\s,:"[\]{}]+/y;
	let depth = 0;
	let at = from;
	do {
		token.lastIndex = skip(text, at);
		const [found = ""] = token.exec(text) ?? [];
		if (found === "") return text.length;
		if (found === "[" || found === "{") depth++;
		if (found === "]" || found === "}") depth--;
		at = token.lastIndex;
	} while (depth > 0);
	return at;
}
