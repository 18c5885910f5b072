import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rangeOf } from "../../src/pages/ranges.ts";

const part = (from: number, to: number) => ({ kind: "part", from, to });

describe("a Range header", () => {
	it.each([
		["bytes=0-", part(0, 100)],
		["bytes=0-0", part(0, 1)],
		["bytes=99-", part(99, 100)],
		["bytes=10-19", part(10, 20)],
		["bytes=90-400", part(90, 100)],
		["bytes=-10", part(90, 100)],
		["bytes=-400", part(0, 100)],
		["BYTES=5-6", part(5, 7)],
		[`bytes=0-${"9".repeat(400)}`, part(0, 100)],
		["bytes=100-", { kind: "unsatisfiable" }],
		["bytes=-0", { kind: "unsatisfiable" }],
		[`bytes=${"9".repeat(400)}-`, { kind: "unsatisfiable" }],
		[undefined, { kind: "all" }],
		["", { kind: "all" }],
		["bytes=-", { kind: "all" }],
		["bytes=9-3", { kind: "all" }],
		["bytes=--5", { kind: "all" }],
		["bytes=-5-", { kind: "all" }],
		["bytes=1.5-", { kind: "all" }],
		["bytes=0x0-0x5", { kind: "all" }],
		["bytes=0-1,5-6", { kind: "all" }],
		["bytes=0-,0-,0-,0-", { kind: "all" }],
		["seconds=0-5", { kind: "all" }],
	])("%s", (header, range) => {
		expect(rangeOf(header, 100)).toEqual(range);
	});

	it("of an empty file is never satisfied", () => {
		for (const header of ["bytes=0-", "bytes=-1", "bytes=0-0"])
			expect(rangeOf(header, 0)).toEqual({ kind: "unsatisfiable" });
	});

	it("never gives bytes that are not there, whatever it says", () => {
		const bound = fc.oneof(
			fc.bigInt({ min: -10n, max: 2n ** 80n }).map(String),
			fc.nat(200).map(String),
			fc.constant(""),
		);
		const header = fc.oneof(
			fc.tuple(bound, bound).map(([first, last]) => `bytes=${first}-${last}`),
			fc.string().map((text) => `bytes=${text}`),
			fc.string(),
		);
		fc.assert(
			fc.property(header, fc.nat(150), (text, size) => {
				const range = rangeOf(text, size);
				if (range.kind !== "part") return;
				expect(range.from).toBeGreaterThanOrEqual(0);
				expect(range.to).toBeGreaterThan(range.from);
				expect(range.to).toBeLessThanOrEqual(size);
			}),
		);
	});
});
