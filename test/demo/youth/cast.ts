import type { Language } from "../../../src/shared/language.ts";
import type { Locale } from "../../sandbox/index.ts";

/** Somebody who is on duty in the youth room. */
export interface Supervisor {
	/** The name of their account. */
	name: string;
	publicName: string;
	organisation: string;
	locale?: Locale;
	/** How they are there: by pressing that they are here, or by stepping into the staff's voice room. */
	comes?: "voice";
	/** How they asked to be reminded; absent: in the staff channel, as it is for everybody. */
	reminders?: "dm" | "off";
	closedDms?: boolean;
	/** Has not gone through everything that newcomers go through, until this date. */
	newUntil?: string;
	/** Leaves the whole server, without a word, on this date. */
	vanishesOn?: string;
}

/** What happens to one opening. Times are before or after its start unless said otherwise. */
export type Incident =
	/** Somebody gives their shift up so long before. `found`: somebody takes it when asked. */
	| { kind: "ill"; hoursBefore: number; found: true }
	| { kind: "ill"; hoursBefore: number; found: "late" | "called-off" | "override" | "never" }
	| { kind: "late"; minutes: number }
	/** Leaves so long before the end; somebody steps in so much later, or nobody does. */
	| { kind: "early"; minutesBeforeEnd: number; standInAfter: number | null }
	| { kind: "swap"; way: "for-theirs" | "named" | "all" | "declined" | "withdrawn" | "forbidden" }
	/** The coordinator calls it off the day before. */
	| { kind: "called-off"; reason: string };

export interface Theme {
	date: string;
	title: string;
	professional: string;
}

/** What happens to people's safety at one opening each; "at-night" hours before it. */
export type SafetyScene =
	/** AutoMod stops one message, another is reported: hidden, and its writer reminded. */
	| "reminded"
	/** Reported by the button: listening only; answers, and it stays. */
	| "listening"
	/** Timed out; leaves and comes back to be rid of it. */
	| "timed-out"
	/** Out of the server: two of the staff agree. */
	| "out"
	/** Comes back by another account under another nickname. */
	| "again"
	/** The other one may only listen, answers, and it is lifted. */
	| "lifted"
	/** A report and a hidden message, and nothing more. */
	| "hidden"
	| "at-night"
	| "help"
	| "unanswered"
	| "burst";

/** Those who disturb, tell of it and need somebody; with what they write. */
export interface SafetyCast {
	scenes: SafetyScene[];
	/** What the coordinator is called. */
	coordinatorName: string;
	/** Two who disturb on purpose, and the first of them under another nickname. */
	disrupters: { first: string; second: string; again: string };
	/** Names of those who report, taken in turn. */
	reporters: string[];
	/** What AutoMod stops, and what it does not. */
	caught: string;
	abuse: string[];
	/** In the night, in the hours, when nobody comes, and when only one of the staff is there. */
	inNeed: [string, string, string, string];
	needs: [string, string, string, string];
	crowd: number;
	words: {
		report: string;
		outcome: string;
		word: string;
		reasons: string;
		appeal: string;
		decision: string;
		answer: string;
	};
}

/** A youth server and its summer. Dates are ISO, times "HH:MM" on the wall. */
export interface YouthCast {
	language: Language;
	place: string;
	coordinator: string;
	supervisors: Supervisor[];
	/** Who is there on which weekday (1 = Monday), by name, as the summer begins. */
	regulars: Record<number, [string, string]>;
	young: { name: string; nickname: string }[];
	/** The group for the autumn that the young may join. */
	autumnGroup: { name: string; startDate: string; madeOn: string } | null;
	/** ISO instant at which the sandbox's clock starts. */
	begins: string;
	from: string;
	until: string;
	opens: string;
	closes: string;
	closed: { date: string; reason: string }[];
	themes: Theme[];
	/** When the coordinator copies which week (its Monday) how many weeks forward. */
	copies: { on: string; week: string; weeks: number }[];
	incidents: Incident[];
	/** What they leave word of, taken in turn. */
	handovers: { talkedAbout: string; toFollow: string; needs: string }[];
	/** What the young write, taken in turn. */
	talk: string[];
	safety: SafetyCast;
	seed: number;
}

const kaupunki = "Kaupungin nuorisopalvelut";
const seurakunta = "Seurakunnan nuorisotyö";
const tuki = "Nuorten tuki ry";
const mieli = "Mielen hyvinvointi ry";
const etsivä = "Etsivä nuorisotyö";
const kaverit = "Kaveriksi ry";

const supervisors: Supervisor[] = [
	{ name: "Aino Aalto", publicName: "Aino", organisation: kaupunki },
	{ name: "Bertta Berg", publicName: "Bertta", organisation: seurakunta, locale: "sv-SE" },
	{ name: "Daniel Dahl", publicName: "Daniel", organisation: tuki, locale: "sv-SE", reminders: "dm" },
	{ name: "Eemeli Eskola", publicName: "Eemeli", organisation: kaverit, newUntil: "2026-07-13" },
	{ name: "Fatima Farah", publicName: "Fatima", organisation: mieli, reminders: "dm" },
	{ name: "Helmi Heino", publicName: "Helmi", organisation: kaupunki },
	{ name: "Ilmari Ikonen", publicName: "Ilmari", organisation: etsivä, reminders: "off" },
	{ name: "Jere Jokela", publicName: "Jere", organisation: tuki, reminders: "dm", closedDms: true },
	{ name: "Kaisu Kettunen", publicName: "Kaisu", organisation: seurakunta },
	{ name: "Leevi Lahti", publicName: "Leevi", organisation: kaverit },
	{ name: "Minttu Malin", publicName: "Minttu", organisation: mieli },
	{ name: "Noel Niemi", publicName: "Noel", organisation: etsivä },
	{ name: "Sami Salo", publicName: "Sami", organisation: kaupunki, comes: "voice" },
	{ name: "Vilma Virta", publicName: "Vilma", organisation: tuki, vanishesOn: "2026-07-08" },
];

/** Ten weeks of a summer, four hours each weekday. */
export const summer: YouthCast = {
	language: "fi",
	place: "Nuorten huone",
	coordinator: "Koordinaattori Kati",
	supervisors,
	regulars: {
		1: ["Aino Aalto", "Daniel Dahl"],
		2: ["Fatima Farah", "Sami Salo"],
		3: ["Helmi Heino", "Jere Jokela"],
		4: ["Ilmari Ikonen", "Vilma Virta"],
		5: ["Kaisu Kettunen", "Leevi Lahti"],
	},
	young: [
		{ name: "Pihla", nickname: "Pilvihattara" },
		{ name: "Otso", nickname: "Karhukainen" },
		{ name: "Lumi", nickname: "Lumikko" },
		{ name: "Nico", nickname: "Nikkeli" },
		{ name: "Senja", nickname: "Sinitiainen" },
	],
	autumnGroup: { name: "Syksyn pelipiiri", startDate: "2026-09-10", madeOn: "2026-07-15" },
	begins: "2026-05-18T05:00:00Z",
	from: "2026-06-01",
	until: "2026-08-07",
	opens: "14:00",
	closes: "18:00",
	closed: [{ date: "2026-06-19", reason: "Juhannusaatto" }],
	themes: [
		{ date: "2026-06-11", title: "Jaksaminen kesätöissä", professional: "psykologi Tuuli" },
		{ date: "2026-07-14", title: "Yksinäisyys", professional: "terveydenhoitaja Pekka" },
	],
	copies: [
		{ on: "2026-05-19", week: "2026-06-01", weeks: 2 },
		{ on: "2026-06-15", week: "2026-06-08", weeks: 5 },
		{ on: "2026-07-10", week: "2026-07-06", weeks: 4 },
	],
	incidents: [
		{ kind: "ill", hoursBefore: 220, found: true },
		{ kind: "ill", hoursBefore: 120, found: true },
		{ kind: "ill", hoursBefore: 60, found: true },
		{ kind: "ill", hoursBefore: 30, found: true },
		{ kind: "ill", hoursBefore: 20, found: true },
		{ kind: "ill", hoursBefore: 6, found: true },
		{ kind: "ill", hoursBefore: 2, found: true },
		{ kind: "ill", hoursBefore: 5, found: "late" },
		{ kind: "ill", hoursBefore: 26, found: "called-off" },
		{ kind: "ill", hoursBefore: 1, found: "override" },
		{ kind: "ill", hoursBefore: 1, found: "never" },
		{ kind: "late", minutes: 3 },
		{ kind: "late", minutes: 12 },
		{ kind: "late", minutes: 7 },
		{ kind: "late", minutes: 25 },
		{ kind: "late", minutes: 1 },
		{ kind: "late", minutes: 16 },
		{ kind: "early", minutesBeforeEnd: 45, standInAfter: 3 },
		{ kind: "early", minutesBeforeEnd: 90, standInAfter: 4 },
		{ kind: "early", minutesBeforeEnd: 30, standInAfter: null },
		{ kind: "early", minutesBeforeEnd: 120, standInAfter: 35 },
		{ kind: "early", minutesBeforeEnd: 3, standInAfter: null },
		{ kind: "swap", way: "for-theirs" },
		{ kind: "swap", way: "for-theirs" },
		{ kind: "swap", way: "named" },
		{ kind: "swap", way: "all" },
		{ kind: "swap", way: "all" },
		{ kind: "swap", way: "declined" },
		{ kind: "swap", way: "withdrawn" },
		{ kind: "swap", way: "forbidden" },
		{ kind: "called-off", reason: "Talossa on vesivahinko" },
	],
	handovers: [
		{ talkedAbout: "Kesätöistä ja niiden etsimisestä.", toFollow: "", needs: "Juttuseuraa iltapäiviin." },
		{
			talkedAbout: "Pelattiin yhdessä ja puhuttiin unesta.",
			toFollow: "Kysytään, miten nukuttaa.",
			needs: "",
		},
		{ talkedAbout: "Koulun alku jännittää.", toFollow: "Palataan aiheeseen.", needs: "Tietoa opinnoista." },
		{ talkedAbout: "", toFollow: "", needs: "Tekemistä yksinäisiin päiviin." },
	],
	talk: ["moi", "sama täällä", "jäin kuuntelemaan", "onko huomenna auki?", "kiitos kun jaksoitte"],
	safety: {
		scenes: [
			"reminded",
			"at-night",
			"listening",
			"timed-out",
			"help",
			"out",
			"burst",
			"again",
			"unanswered",
			"lifted",
		],
		coordinatorName: "Kati",
		disrupters: { first: "Rasmus", second: "Veeti", again: "Kesäkissa" },
		reporters: ["Otso", "Lumi", "Nico", "Senja"],
		caught: "Olet huora",
		abuse: [
			"Kukaan ei halua sinua tänne, häivy jo",
			"Hahhah, taas yksi itkupilli paikalla",
			"Te olette kaikki ihan säälittäviä",
			"Kukaan teistä ei pärjää missään",
			"Arvatkaa kuka tuli takaisin, senkin luuserit",
			"Turpa kiinni siellä",
		],
		inNeed: ["Enni", "Aatos", "Iida", "Toivo"],
		needs: [
			"En saa nukuttua, kun mietin kaikkea",
			"Kotona on taas riita",
			"Mikään ei tunnu miltään",
			"Kaveri ei vastaa enää",
		],
		crowd: 50,
		words: {
			report: "Tämä tuntui tosi pahalta",
			outcome: "Juteltiin, ja viesti on poissa",
			word: "Kiitos, että kerroit. Asia on hoidettu.",
			reasons: "Sanat satuttivat muita täällä",
			appeal: "En tarkoittanut sitä niin",
			decision: "Kiitos, että kirjoitit. Luin kaiken uudelleen.",
			answer: "Hei, täällä Kati. Olen tässä ja luen sinua.",
		},
	},
	seed: 2026,
};
