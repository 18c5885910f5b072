import type { Language } from "../../src/shared/language.ts";
import type { Locale } from "../sandbox/index.ts";

/** How one participant takes part. Sessions are numbers 1–8. */
export interface Participant {
	name: string;
	nickname: string;
	locale: Locale;
	/** Absent: comes at the beginning. Otherwise before this session. */
	arrivesBefore?: number;
	/** Presses "leave" after this session. */
	leavesAfter?: number;
	/** Leaves the whole server, without a word, after this session. */
	vanishesAfter?: number;
	closedDms?: boolean;
	/** Answers to the programme's prompts; absent: does not introduce themself. */
	introduction?: string[];
	editsIntroduction?: string[];
	takesIntroductionAway?: boolean;
	remindersOff?: boolean;
	/** How they are there: in the voice room, or only reading and writing. */
	way: "speaks" | "listens" | "writes";
	/** Sessions they miss. */
	misses: number[];
	answersSurveys: boolean;
}

export interface Cast {
	programme: string;
	groupName: string;
	language: Language;
	coordinator: string;
	facilitators: [string, string];
	standIn: string;
	/** One a session. */
	experts: string[];
	participants: Participant[];
	/** How many the group takes; who comes later waits. */
	capacity: number;
	/** ISO instant at which the sandbox's clock starts. */
	begins: string;
	/** First possible day, ISO; then every week on `weekday` (1 = Monday). */
	startDate: string;
	weekday: number;
	time: string;
	/** The session that is moved, how many days, and the new hour. */
	moved: { session: number; days: number; time: string };
	/** The session in which a facilitator is ill and the stand-in comes. */
	ill: number;
	/** Free words of the survey, taken in turn. */
	words: string[];
	/** What people write in the discussion, taken in turn. */
	talk: string[];
}

const carers: Cast = {
	programme: "carers",
	groupName: "Omaishoitajien syksy",
	language: "fi",
	coordinator: "Koordinaattori Kaisa",
	facilitators: ["Ohjaaja Outi", "Ohjaaja Olli"],
	standIn: "Ohjaaja Oona",
	experts: [
		"suuhygienisti Anna",
		"sosiaalityöntekijä Bengt",
		"toimintaterapeutti Cecilia",
		"palotarkastaja Daniel",
		"psykologi Eeva",
		"palveluohjaaja Fanni",
		"työterveyshoitaja Göran",
		"muistihoitaja Helka",
	],
	capacity: 10,
	begins: "2026-09-07T09:00:00Z",
	startDate: "2026-10-01",
	weekday: 4,
	time: "18:00",
	moved: { session: 3, days: 4, time: "17:30" },
	ill: 5,
	participants: [
		{
			name: "Marjatta V",
			nickname: "Mustikka",
			locale: "fi",
			introduction: ["Miehestäni, jolla on muistisairaus.", "Mustikkametsästä ja radiosta.", "Juttuseuraa."],
			editsIntroduction: ["Miehestäni.", "Mustikkametsästä, radiosta ja lapsenlapsista.", "Juttuseuraa."],
			way: "speaks",
			misses: [],
			answersSurveys: true,
		},
		{
			name: "Pentti L",
			nickname: "Puolukka",
			locale: "fi",
			introduction: ["", "Hiihtämisestä.", ""],
			way: "speaks",
			misses: [3],
			answersSurveys: true,
		},
		// Never says a word, and that is taking part.
		{ name: "Aino H", nickname: "Hiljainen", locale: "fi", way: "listens", misses: [], answersSurveys: true },
		{
			name: "Birgitta S",
			nickname: "Blåklint",
			locale: "sv-SE",
			introduction: ["Min mor.", "Havet.", ""],
			way: "speaks",
			misses: [6],
			answersSurveys: true,
		},
		{
			name: "Tapio K",
			nickname: "Kanerva 🌿",
			locale: "fi",
			remindersOff: true,
			way: "writes",
			misses: [2, 7],
			answersSurveys: true,
		},
		// Never answers a survey.
		{
			name: "Raili M",
			nickname: "Raitapaita",
			locale: "fi",
			introduction: ["Aikuisesta tyttärestäni.", "", "Vinkkejä."],
			takesIntroductionAway: true,
			way: "speaks",
			misses: [],
			answersSurveys: false,
		},
		{ name: "Farah A", nickname: "نرگس", locale: "en-GB", way: "listens", misses: [1], answersSurveys: true },
		// Leaves half-way.
		{
			name: "Leena P",
			nickname: "Lokki",
			locale: "fi",
			introduction: ["Isästäni.", "Merestä.", "Hengähdystaukoa."],
			leavesAfter: 4,
			way: "speaks",
			misses: [],
			answersSurveys: true,
		},
		// Leaves the server without a word.
		{
			name: "Veikko T",
			nickname: "Visakoivu",
			locale: "fi",
			vanishesAfter: 3,
			way: "listens",
			misses: [2],
			answersSurveys: true,
		},
		{
			name: "Irma R",
			nickname: "Iltatähti",
			locale: "fi",
			introduction: ["Puolisostani.", "Neulomisesta.", "Toivoa."],
			way: "speaks",
			misses: [4],
			answersSurveys: true,
		},
		// Has closed their direct messages; the group is full, so they wait from the beginning.
		{
			name: "Sirpa N",
			nickname: "Suopursu",
			locale: "fi",
			closedDms: true,
			way: "writes",
			misses: [],
			answersSurveys: true,
		},
		// Arrives in week 4, when the group is full.
		{
			name: "Jorma E",
			nickname: "Jänö",
			locale: "fi",
			arrivesBefore: 4,
			way: "speaks",
			misses: [],
			answersSurveys: true,
		},
	],
	words: [
		"Kiitos, tätä minä tarvitsin.",
		"Oli hyvä kuulla, etten ole ainoa.",
		"Saisi olla pidempi.",
		"Tack för att jag fick bara lyssna.",
		"Asiantuntija puhui selkeästi.",
	],
	talk: [
		"Hei kaikki, täällä ollaan.",
		"Tuo on niin tuttua.",
		"Kiitos, että joku sanoi tuon ääneen.",
		"Meillä auttoi yövalo.",
	],
};

const gamers: Cast = {
	programme: "gamers",
	groupName: "Pelaajien piiri",
	language: "fi",
	coordinator: "Koordinaattori Kim",
	facilitators: ["Ohjaaja Nelli", "Ohjaaja Aku"],
	standIn: "Ohjaaja Iida",
	experts: [
		"pelipsykologi Lumi",
		"pelisuunnittelija Otso",
		"striimaaja Vilja",
		"e-urheilija Max",
		"pelikasvattaja Saana",
		"tutkija Tuure",
		"äänisuunnittelija Ella",
		"peliohjaaja Niilo",
	],
	capacity: 10,
	begins: "2027-01-18T09:00:00Z",
	// Crosses the change to summer time on 28 March.
	startDate: "2027-02-09",
	weekday: 2,
	time: "19:00",
	moved: { session: 3, days: 1, time: "18:00" },
	ill: 5,
	participants: [
		{
			name: "Eetu",
			nickname: "pikselipeikko",
			locale: "fi",
			introduction: ["Vanhoista roolipeleistä.", "", ""],
			way: "speaks",
			misses: [],
			answersSurveys: true,
		},
		{ name: "Sara", nickname: "Aavekettu", locale: "fi", way: "listens", misses: [], answersSurveys: true },
		{ name: "Linus", nickname: "Natthök", locale: "sv-SE", way: "speaks", misses: [5], answersSurveys: true },
		{
			name: "Jesse",
			nickname: "🎮 Jekku",
			locale: "fi",
			introduction: ["Autopeleistä.", "Öisin.", "Kavereita."],
			editsIntroduction: ["Autopeleistä ja palapeleistä.", "Öisin.", "Kavereita."],
			way: "speaks",
			misses: [],
			answersSurveys: true,
		},
		{
			name: "Amina",
			nickname: "Stardust",
			locale: "en-GB",
			way: "writes",
			misses: [2],
			answersSurveys: true,
		},
		{ name: "Onni", nickname: "Varjo", locale: "fi", way: "listens", misses: [], answersSurveys: false },
		{
			name: "Miro",
			nickname: "Hikari",
			locale: "fi",
			leavesAfter: 4,
			way: "writes",
			misses: [],
			answersSurveys: true,
		},
		{
			name: "Peppi",
			nickname: "Loot",
			locale: "fi",
			remindersOff: true,
			way: "speaks",
			misses: [1],
			answersSurveys: true,
		},
		{
			name: "Kasper",
			nickname: "Respawn",
			locale: "fi",
			vanishesAfter: 3,
			way: "listens",
			misses: [],
			answersSurveys: true,
		},
		{ name: "Ronja", nickname: "Myrsky", locale: "fi", way: "speaks", misses: [6], answersSurveys: true },
		{
			name: "Daniela",
			nickname: "Kuutamo",
			locale: "fi",
			closedDms: true,
			way: "listens",
			misses: [],
			answersSurveys: true,
		},
		{
			name: "Samu",
			nickname: "Uusi tässä",
			locale: "fi",
			arrivesBefore: 4,
			way: "speaks",
			misses: [],
			answersSurveys: true,
		},
	],
	words: [
		"Eka kerta kun puhuin mikkiin.",
		"Kiva oli.",
		"Saa jatkaa!",
		"Bra stämning.",
		"Ihan jees, jännitti vähän.",
	],
	talk: ["Moi!", "Sama täällä.", "Pelasin tuon läpi kolmesti.", "Saanko vain kuunnella tänään?"],
};

export const casts: Record<string, Cast> = { carers, gamers };
