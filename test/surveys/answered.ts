import type { TextKey } from "../../src/shared/i18n.ts";
import { translator } from "../../src/shared/i18n.ts";
import { answerSurvey, fillIn } from "../demo/answering.ts";
import type { Person } from "../sandbox/index.ts";
import { type Crew, carersGroup, crewOf, memberOf, type Play, play } from "../support/play.ts";

const t = translator("fi");

/** A carers' group of seven who have joined, and of so many weeks. */
export async function sevenMembers(weeks = 2): Promise<{ piiri: Play; crew: Crew; members: Person[] }> {
	const piiri = await play();
	const crew = await crewOf(piiri);
	await carersGroup(piiri, crew, { weeks });
	const members: Person[] = [];
	for (const name of ["Mustikka", "Puolukka", "Vadelma", "Karpalo", "Hilla", "Juolukka", "Mansikka"]) {
		members.push(await memberOf(piiri, name));
	}
	return { piiri, crew, members };
}

/** They all answer the survey of this button: the option at `choose`, and each a text of their own. */
export async function allAnswer(
	{ stage }: Pick<Play, "stage">,
	people: readonly Person[],
	label: TextKey,
	choose: (index: number, options: number) => number,
): Promise<void> {
	for (const [index, person] of people.entries()) {
		const open = () => person.press(t(label));
		const done = await answerSurvey(stage, open, "fi", (form) =>
			fillIn(form, (options) => choose(index, options), `Sana ${index}`),
		);
		if (!done) throw new Error(`the survey of "${t(label)}" takes no answer`);
	}
}
