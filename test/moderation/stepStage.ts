import type { StepKind } from "../../src/moderation/model.ts";
import type { LENGTHS } from "../../src/moderation/stepRules.ts";
import { translator } from "../../src/shared/i18n.ts";
import type { Answer, Person } from "../sandbox/index.ts";
import { type Crew, carersGroup, crewOf, memberOf, type Play, play } from "../support/play.ts";

export const t = translator("fi");
export const discussion = t("messages:room.discussion.name");
export const voice = t("messages:room.voice.name");

export interface StepStage {
	piiri: Play;
	crew: Crew;
	/** A member of the group. */
	mustikka: Person;
	/** Somebody of the staff takes a step about a person, in the group's discussion. */
	take: (by: Person, about: Person, kind: StepKind, words?: Words) => Promise<Answer>;
}

interface Words {
	length?: (typeof LENGTHS)[number];
	reason?: string;
}

/** A carers' group with a member, and staff who may do everything that Piiri asks for. */
export async function stepStage(options: Parameters<typeof play>[0] = {}): Promise<StepStage> {
	const piiri = await play(options);
	const crew = await crewOf(piiri);
	await carersGroup(piiri, crew);
	const mustikka = await memberOf(piiri, "Mustikka");
	return {
		piiri,
		crew,
		mustikka,
		take: (by, about, kind, words = {}) =>
			piiri.stage.fill(
				() => by.command("/step take", { person: { user: about } }, { in: discussion }),
				filled(kind, words),
			),
	};
}

/** The form of a step, filled. */
export function filled(kind: StepKind, { length = 60, reason = "Kolmas huuto tänään." }: Words = {}) {
	return {
		[t("moderation:step.form.kind")]: [t(`moderation:step.choice.${kind}`)],
		[t("moderation:step.form.length")]: [t(`moderation:step.length.${length}`)],
		[t("moderation:step.form.reason")]: reason,
	};
}

/** What stands in the case's thread, for somebody in it. */
export function inThread(person: Person, number = 1): string {
	return person
		.readThread(t("moderation:case.title", { number }))
		.map(({ text }) => text)
		.join("\n---\n");
}

/** What a person was told privately in threads and direct messages. */
export function toldTo(person: Person): string {
	const name = t("moderation:step.notice.thread");
	const said = person.threads().some((thread) => thread.name === name) ? person.readThread(name) : [];
	return [...said, ...person.dms()].map(({ text }) => text).join("\n---\n");
}

export function canWrite(person: Person, room: string): boolean {
	return person.channels().some((each) => each.name === room && each.canWrite);
}
