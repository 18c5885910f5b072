/** Which bytes of a file are asked for: from the first to before `to`. */
export type Range = { kind: "all" } | { kind: "part"; from: number; to: number } | { kind: "unsatisfiable" };

/**
 * Reads a `Range` header (RFC 9110, 14.2). One range is answered; what is malformed, of another unit or of several
 * ranges counts as not said, which the standard allows.
 */
export function rangeOf(header: string | undefined, size: number): Range {
	const [, first, last] = header?.trim().match(/^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i) ?? [];
	if (first === undefined || last === undefined || (first === "" && last === "")) return { kind: "all" };
	if (first === "") {
		const length = Math.min(Number(last), size);
		return length > 0 ? { kind: "part", from: size - length, to: size } : { kind: "unsatisfiable" };
	}
	const from = Number(first);
	if (last !== "" && Number(last) < from) return { kind: "all" };
	if (from >= size) return { kind: "unsatisfiable" };
	return { kind: "part", from, to: last === "" ? size : Math.min(Number(last) + 1, size) };
}
