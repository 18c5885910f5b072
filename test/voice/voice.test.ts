import { expect, test } from "vitest";
import { cast } from "./evening.ts";
import { held, run } from "./run.ts";

/** The evening in short; `npm run test:voice` has its ten minutes. */
const SECONDS = 20;

test("nobody is in a recording but for the moments to which they said yes, and a voice taken out is gone", {
	timeout: 120_000,
}, async () => {
	const figures = await run(SECONDS, 0.02, (lived, files) => {
		// The same files, held against people who had said otherwise: what would be a leak is found, and what would be missing.
		const otherwise = cast(SECONDS).map((speaker) => {
			if (speaker.name.startsWith("Bo")) return { ...speaker, says: [] };
			return speaker.name === "Refuses" ? { ...speaker, says: [{ at: 0, answer: "yes" as const }] } : speaker;
		});
		const found = held(lived, files, otherwise, SECONDS);
		expect(found.leaked).toBeGreaterThanOrEqual(17);
		expect(found.missing).toBeGreaterThanOrEqual(16);
	});
	expect(figures).toMatchObject({ speakers: 6, leaked: 0, missing: 0 });
	const [anna, bo, refuses, silent, withdraws, late] = figures.heardDb;
	for (const heard of [anna, bo, withdraws, late]) expect(heard).toBeGreaterThan(-25);
	expect([refuses, silent]).toEqual([null, null]);
	expect(figures.lossPct).toBeGreaterThan(0.5);
	expect(figures.lossPct).toBeLessThan(6);
});
