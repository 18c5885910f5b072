import type { Ground } from "./ground.ts";

/**
 * Groups of five in which all answer and four tell each other what they wrote. They take their own answers from what is
 * published and look whether the fifth's step is left over.
 * @returns how many fifths could be worked out
 */
export async function fourOfFive(it: Ground, groups: number): Promise<{ groups: number; recovered: number }> {
	let recovered = 0;
	it.people(5);
	for (let group = 0; group < groups; group++) {
		const survey = await it.open();
		const steps = Array.from({ length: 5 }, () => 1 + Math.floor(Math.random() * 5));
		for (const [person, heard] of steps.entries()) await it.answer(survey.id, person, { heard });
		await it.close(survey.id);
		const told = await it.transact((tx) => it.surveys.summary(tx, survey.id));
		if (told.kind !== "shown") continue;
		for (const item of told.items) {
			if (item.type === "choices" || item.release.kind === "withheld") continue;
			const left = item.release.groups.map(({ cells, count }) => {
				return { cells, count: count - steps.slice(0, 4).filter((step) => cells.includes(step - 1)).length };
			});
			if (left.some(({ cells, count }) => cells.length === 1 && count === 1)) recovered++;
		}
	}
	it.people(12);
	return { groups, recovered };
}
