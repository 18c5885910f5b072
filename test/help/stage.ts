import { translator } from "../../src/shared/i18n.ts";
import type { Answer, Person } from "../sandbox/index.ts";
import { type Crew, type Play, said, until } from "../support/play.ts";
import { youthRoom } from "../support/youth.ts";

export const t = translator("fi");

/** Mondays from two to six: when the doors open, and an hour of a day when nobody is on duty. */
export const OPEN = "2026-10-05T11:00:00Z";
const QUIET = "2026-10-03T20:00:00Z";

export interface HelpStage {
	piiri: Play;
	crew: Crew;
	/** Somebody on the server who is in no group. */
	person: (name: string) => Promise<Person>;
	/** Opens a talk, and what they are told first. */
	ask: (person: Person, mode: "nickname" | "pseudonym", about?: string, danger?: "yes") => Promise<Answer>;
	/** Presses a button that opens a form, writes in its one field, and sends it. */
	write: (person: Person, button: string, field: string, text: string, where?: string) => Promise<Answer>;
}

/** A youth room with Anna and Bo; with `open`, both are there and its doors are open. */
export async function helpStage(open = true): Promise<HelpStage> {
	const { piiri, crew } = await youthRoom();
	if (open) {
		await until(piiri, OPEN);
		for (const each of [crew.anna, crew.bo])
			await piiri.stage.press(each, t("openings:button.here"), { in: "henkilökunta" });
	} else await until(piiri, QUIET);
	return stageOf(piiri, crew);
}

/** The same on what is there. */
export function stageOf(piiri: Play, crew: Crew): HelpStage {
	const { stage, sandbox } = piiri;
	return {
		piiri,
		crew,
		person: (name) => sandbox.person(name, { locale: "fi" }),
		async ask(person, mode, about = "", danger) {
			await stage.press(person, t("help:button.help"));
			return stage.fill(() => person.press(t(`help:button.${mode}`)), {
				...(about !== "" && { [t("help:form.about")]: about }),
				...(danger && { [t("help:form.danger")]: t(`help:form.danger-options.${danger}`) }),
			});
		},
		write: (person, button, field, text, where) =>
			stage.fill(() => person.press(button, where === undefined ? {} : { in: where }), { [field]: text }),
	};
}

/** The text of a private thread that the person sees; undefined when they see none of that name. */
export function inThread(person: Person, name: string): string | undefined {
	if (!person.threads().some((each) => each.name === name)) return undefined;
	return person
		.readThread(name)
		.map(({ text }) => text)
		.join("\n---\n");
}

/** The name of the one visitor's thread that somebody of the staff sees. */
export function visitorThread(person: Person): string {
	const all = person.threads().filter(({ parent }) => parent === "henkilökunta");
	const [first] = all;
	if (!first || all.length > 1) throw new Error(`one thread of a visitor, not ${all.length}`);
	return first.name;
}

export { said, until };
