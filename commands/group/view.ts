import { person, plain } from "../../src/discord/views/text.ts";
import type { DraftProblem } from "../../src/groups/model.ts";
import type { DraftOutcome } from "../../src/groups/service.ts";
import { NAME_LENGTH } from "../../src/groups/service.ts";
import type { Programme } from "../../src/programmes/model.ts";
import { ON_DUTY } from "../../src/sessions/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { isZone } from "../../src/shared/time.ts";
import { wallClock } from "../text.ts";

type Preview = Extract<DraftOutcome, { kind: "preview" }>;

/** What a group would be, with all its dates on the wall clock of its own zone. */
export function draftPreview({ draft, dates, titles }: Preview, programme: Programme, t: Translate): string {
	const { facilitators } = draft;
	return [
		t("replies:group.preview", { name: plain(draft.name) }),
		t("replies:group.facts", {
			programme: programme.name[t.language],
			language: t(`commands:choices.language.${draft.language}`),
			zone: draft.zone,
			minutes: draft.durationMinutes,
			capacity: draft.capacity,
			commitment: t(`commands:choices.commitment.${draft.commitment}`),
			recorded: t(draft.recorded ? "replies:common.yes" : "replies:common.no"),
			facilitators: facilitators.map((id) => person(id)).join(", ") || t("replies:group.nobody-yet"),
		}),
		...(facilitators.length < ON_DUTY ? [t("replies:group.one-facilitator")] : []),
		t("replies:group.dates", { count: dates.length }),
		dateLines(
			dates.map((date) => wallClock(date.toInstant(), draft.zone, t.language)),
			titles,
		),
	].join("\n");
}

/** Every date, with its title while there is room for all of the titles. */
function dateLines(dates: string[], titles: string[]): string {
	const numbered = dates.map((date, index) => `${index + 1}. ${date}`);
	const named = numbered.map((line, index) => `${line} · ${plain(titles[index] ?? "")}`).join("\n");
	return named.length <= 2500 ? named : numbered.join("\n");
}

/** Why a plan does not do, each with what to do. `zone`: of the group, to tell times in. */
export function problemsText(problems: DraftProblem[], zone: string, t: Translate): string {
	return [t("replies:group.invalid"), ...problems.map((problem) => `- ${sentence(problem, zone, t)}`)].join(
		"\n",
	);
}

function sentence(problem: DraftProblem, zone: string, t: Translate): string {
	switch (problem.kind) {
		case "unknown-zone":
			return t("replies:group.problem.unknown-zone", { zone: plain(problem.zone) });
		case "unknown-programme":
			return t("replies:group.problem.unknown-programme", { programme: plain(problem.programme) });
		case "bad-date":
			return t("replies:common.bad-date", { text: plain(problem.text) });
		case "bad-time":
			return t("replies:common.bad-time", { text: plain(problem.text) });
		case "start-in-past":
			return t("replies:group.problem.start-in-past", {
				when: wallClock(problem.at, isZone(zone) ? zone : "UTC", t.language),
			});
		case "name-taken":
			return t("replies:group.problem.name-taken", { name: plain(problem.name) });
		case "weeks-range":
		case "capacity-range":
		case "duration-range":
			return t(`replies:group.problem.${problem.kind}`, { min: problem.min, max: problem.max });
		case "name-length":
			return t("replies:group.problem.name-length", { max: NAME_LENGTH });
		case "same-facilitator":
			return t("replies:group.problem.same-facilitator");
	}
}
