import type { Language } from "../../../src/shared/language.ts";

/** What those who work at the places write themselves, in their language. */
export interface WorkWords {
	place: string;
	otherPlace: string;
	/** Of the first supervisor, and of the second. */
	organisations: [string, string];
	/** What a visit is about, and who visits. */
	theme: string;
	professional: string;
	/** Why a place is closed, why an opening is called off, and why it may open with fewer. */
	closedBecause: string;
	calledOffBecause: string;
	openBecause: string;
	/** Left for the next shift. */
	talkedAbout: string;
	toFollow: string;
	needs: string;
	/** The same, telling who somebody is. */
	naming: string;
}

export const workWords: Record<Language, WorkWords> = {
	fi: {
		place: "Nuorten tila",
		otherPlace: "Omaishoitajien kahvila",
		organisations: ["Nuorisotyö ry", "Omaishoitajat ry"],
		theme: "Uni ja jaksaminen",
		professional: "terveydenhoitaja Anna",
		closedBecause: "Jouluaatto",
		calledOffBecause: "Talossa on vesikatko",
		openBecause: "Ilta on rauhallinen, ja olen itse tavoitettavissa.",
		talkedAbout: "Kesätöistä ja siitä, miten unta saa takaisin.",
		toFollow: "Eräs kävijä jännittää huomista koetta.",
		needs: "Rauhallista juttuseuraa.",
		naming: "Soitin hänelle: 040 123 4567. @Mustikka jännittää koetta.",
	},
	sv: {
		place: "Ungdomsrummet",
		otherPlace: "Närståendevårdarnas café",
		organisations: ["Ungdomsarbete rf", "Närståendevårdarna rf"],
		theme: "Sömn och ork",
		professional: "hälsovårdare Anna",
		closedBecause: "Julafton",
		calledOffBecause: "Vattnet är avstängt i huset",
		openBecause: "Kvällen är lugn, och jag går själv att nå.",
		talkedAbout: "Om sommarjobb och om hur man får sova igen.",
		toFollow: "En besökare är nervös för morgondagens prov.",
		needs: "Lugnt sällskap.",
		naming: "Jag ringde: 040 123 4567. @Blåbär är nervös för provet.",
	},
	en: {
		place: "Youth room",
		otherPlace: "Carers' café",
		organisations: ["Youth Work", "Carers Together"],
		theme: "Sleep and coping",
		professional: "nurse Anna",
		closedBecause: "Christmas Eve",
		calledOffBecause: "There is no water in the house",
		openBecause: "The evening is calm, and I can be reached.",
		talkedAbout: "Summer jobs, and how to sleep again.",
		toFollow: "A visitor is nervous about tomorrow's exam.",
		needs: "Calm company.",
		naming: "I rang: 040 123 4567. @Blueberry is nervous about the exam.",
	},
};
