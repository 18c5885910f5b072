import { expect, test } from "vitest";
import { shuffle, verdict } from "./chance.ts";
import { DOUBT, leaks, linkTwice, solve } from "./run.ts";

/** Milliseconds: seconds by themselves, longer on a machine with much else to do. */
const PATIENCE = 120_000;

test(
	"nobody with the files of every moment lays ballots beside voters better than chance",
	async () => {
		const linked = await linkTwice(30);
		expect(linked.traces).toBe(0);
		expect(linked.persons).toBeGreaterThan(150);
		expect(linked.pValue).toBeGreaterThanOrEqual(DOUBT);
	},
	PATIENCE,
);

test(
	"nobody works out a cell of one or two from what is published",
	async () => {
		const { suppressed, recovered, examples } = await solve(300);
		expect(examples).toEqual([]);
		expect(suppressed).toBeGreaterThan(200);
		expect(recovered).toBe(0);
	},
	PATIENCE,
);

test(
	"the same attack catches leaks that are made on purpose",
	async () => {
		const found = await leaks(20);
		expect(found).toHaveLength(5);
		expect(found.filter(({ caught }) => !caught)).toEqual([]);
	},
	PATIENCE,
);

test("the test of chance takes guesses by lot for chance, and right ones not", () => {
	const surveys = (right: number) =>
		Array.from({ length: 200 }, () => {
			const truth = [0, 1, 2, 3, 4, 5, 6, 7];
			shuffle(truth);
			const guess = [...truth];
			if (Math.random() >= right) shuffle(guess);
			return { truth, byWay: { guess } };
		});
	const byLot = [1, 2, 3].map(() => verdict(surveys(0), 499).pValue);
	expect(Math.max(...byLot)).toBeGreaterThan(0.05);
	expect(verdict(surveys(0.1), 499)).toMatchObject({ pValue: 0.002, chance: 0.125 });
});
