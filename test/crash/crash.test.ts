import { expect, test } from "vitest";
import { few } from "./cast.ts";
import { differences } from "./compare.ts";
import { series, summerOf } from "./pieces.ts";
import { heldAgainst, playThrough } from "./run.ts";
import { days } from "./youthCast.ts";

/** A reduced `npm run test:crash`: ten deaths. */
test("a series comes out the same however the bot dies, at commits or at random points", async () => {
	const undisturbed = await playThrough(series(few), () => {});
	expect(undisturbed).toMatchObject({ kills: 0, lost: [], duplicates: [], wrong: [] });

	const atCommits = await playThrough(series(few), () => {}, { at: "commits", every: 30, limit: 5 });
	expect(atCommits.kills).toBe(5);
	expect({ ...heldAgainst(undisturbed, atCommits), wrong: atCommits.wrong }).toEqual(nothing);

	const atRandom = await playThrough(series(few), () => {}, { at: "random", seed: 2, gap: 25, kills: 5 });
	expect(atRandom.kills).toBeGreaterThanOrEqual(5);
	expect({ ...heldAgainst(undisturbed, atRandom), wrong: atRandom.wrong }).toEqual(nothing);
}, 300_000);

test("the doors are what the rule says, and every shift is whose it is, however the bot dies", async () => {
	const place = summerOf(days);
	const undisturbed = await playThrough(place, () => {});
	expect(undisturbed).toMatchObject({ kills: 0, lost: [], duplicates: [], wrong: [] });

	const atCommits = await playThrough(place, () => {}, { at: "commits", every: 40, limit: 4 });
	expect(atCommits.kills).toBe(4);
	expect({ ...heldAgainst(undisturbed, atCommits), wrong: atCommits.wrong }).toEqual(nothing);
}, 300_000);

const nothing = { lost: [], duplicates: [], wrong: [] };

test("what is missing and what is there too often is told", () => {
	const expected = { room: ["a", "b", "b"], events: ["one"] };
	const actual = { room: ["b", "a", "c"], events: ["one", "one"] };
	expect(differences(expected, actual)).toEqual([
		{ missing: true, line: "room: missing b" },
		{ missing: false, line: "room: more than in the undisturbed run c" },
		{ missing: false, line: "events: more than in the undisturbed run one" },
	]);
});
