import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { Programme } from "../programmes/model.ts";
import type { UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import type { Session } from "./model.ts";
import { wantedFor } from "./rules.ts";

/** Weeks for which the programme has no theme. */
const unnamed: Record<Language, { title: string; description: string }> = {
	fi: { title: "Vapaa aihe", description: "Tapaamisen aiheesta sovitaan yhdessä." },
	sv: { title: "Fritt tema", description: "Vi kommer överens om temat tillsammans." },
	en: { title: "Open theme", description: "We choose the theme together." },
};

/** The title that session `number` of a group has when its programme is planned. */
export function plannedTitle(programme: Programme | undefined, number: number, language: Language): string {
	return programme?.themes[number - 1]?.title[language] ?? unnamed[language].title;
}

/** The sessions of a new series: a theme of the programme a date, in the group's language. */
export function plannedSessions(
	group: Group,
	programme: Programme | undefined,
	dates: Temporal.ZonedDateTime[],
	facilitators: UserId[],
): Omit<Session, "id">[] {
	return dates.map((date, index) => {
		const theme = programme?.themes[index];
		const expert = theme?.expert?.[group.language];
		return {
			groupId: group.id,
			series: group.series,
			number: index + 1,
			title: plannedTitle(programme, index + 1, group.language),
			description: theme?.description[group.language] ?? unnamed[group.language].description,
			expert: expert === undefined ? null : { name: expert, userId: null },
			startsAt: date.toInstant(),
			durationMinutes: group.durationMinutes,
			state: "planned",
			recorded: group.recorded,
			revision: 0,
			facilitators: [...new Set(facilitators)],
			facilitatorsWanted: wantedFor(facilitators),
			helpers: [],
			helpersWanted: 0,
			endedAt: null,
		};
	});
}

export interface WhatIsAdded {
	title: string;
	description: string;
	startsAt: Temporal.Instant;
	facilitators: UserId[];
}

/** One more session of the group's present series. */
export function addedSession(group: Group, number: number, what: WhatIsAdded): Omit<Session, "id"> {
	return {
		...what,
		groupId: group.id,
		series: group.series,
		number,
		expert: null,
		durationMinutes: group.durationMinutes,
		state: "planned",
		recorded: group.recorded,
		revision: 0,
		facilitators: [...new Set(what.facilitators)],
		facilitatorsWanted: wantedFor(what.facilitators),
		helpers: [],
		helpersWanted: 0,
		endedAt: null,
	};
}
