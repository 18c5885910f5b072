import { readFileSync } from "node:fs";
import { join } from "node:path";
import debrief from "../../../data/instruments/facilitator-debrief.json" with { type: "json" };
import seriesEnd from "../../../data/instruments/series-end.json" with { type: "json" };
import seriesStart from "../../../data/instruments/series-start.json" with { type: "json" };
import carers from "../../../data/programmes/carers.json" with { type: "json" };
import type { Language } from "../../../src/shared/language.ts";

const EXAMPLE = join(import.meta.dirname, "../../../data/instruments/examples/ten-items.json");

/** What the coordinator brings as files. */
export const files = {
	/** Of a licensed scale. */
	licensed: readFileSync(EXAMPLE),
	/** In three parts, with a question of every type, one of which needs an answer. */
	own: file(own()),
	/** The same with mistakes. */
	wrong: file({ ...own(), title: { fi: "Käynti", en: "Visit" }, colour: "blue", lead: 1 }),
};

/** What the first meeting is about. */
export const theme: Record<Language, string> = carers.themes[0]?.title ?? { fi: "", sv: "", en: "" };

/** What surveys are called. */
export const titles = {
	start: seriesStart.title,
	end: seriesEnd.title,
	debrief: debrief.title,
	visit: own().title,
} satisfies Record<string, Record<Language, string>>;

/** What the coordinator writes as a survey. */
export const written: Record<Language, { title: string; question: string; options: string }> = {
	fi: { title: "Kahvihetken kysely", question: "Tulisitko kahville uudelleen?", options: "Kyllä\nEhkä\nEn" },
	sv: {
		title: "Enkät om kaffestunden",
		question: "Skulle du komma på kaffe igen?",
		options: "Ja\nKanske\nNej",
	},
	en: {
		title: "The cup of coffee",
		question: "Would you come for a coffee again?",
		options: "Yes\nMaybe\nNo",
	},
};

/** What is told in a small success story, and what is made of it. */
export const stories: Record<Language, { change: string; meaning: string; redacted: string }> = {
	fi: {
		change: "Pyysin ensimmäistä kertaa naapuria avuksi, ja hän tuli.",
		meaning: "En ole enää yksin kaiken kanssa. Nukuin sen yön hyvin.",
		redacted: "Pyysin ensimmäistä kertaa apua, ja sitä tuli. En ole enää yksin kaiken kanssa.",
	},
	sv: {
		change: "Jag bad för första gången grannen om hjälp, och hon kom.",
		meaning: "Jag är inte längre ensam med allt. Den natten sov jag gott.",
		redacted: "Jag bad för första gången om hjälp och fick den. Jag är inte längre ensam med allt.",
	},
	en: {
		change: "I asked a neighbour for help for the first time, and she came.",
		meaning: "I am no longer alone with everything. I slept well that night.",
		redacted: "I asked for help for the first time, and it came. I am no longer alone with everything.",
	},
};

/** What the group said, and what was done. */
export const feedback: Record<Language, { said: string; did: string }> = {
	fi: {
		said: "Aloitus kello 18 on monelle liian aikaisin.",
		did: "Seuraava sarja alkaa kello 18.30, ja ovi aukeaa jo varttia ennen.",
	},
	sv: {
		said: "Klockan 18 är för tidigt för många.",
		did: "Nästa serie börjar klockan 18.30, och dörren öppnas redan en kvart före.",
	},
	en: {
		said: "Six o'clock is too early for many.",
		did: "The next series begins at half past six, and the doors open a quarter before.",
	},
};

function file(content: object): Buffer {
	return Buffer.from(JSON.stringify(content, null, "\t"));
}

function own() {
	const option = (key: string, fi: string, sv: string, en: string) => ({ key, text: { fi, sv, en } });
	const agree = (key: string, fi: string, sv: string, en: string) => ({
		...option(key, fi, sv, en),
		type: "agree",
	});
	return {
		key: "visit-in-full",
		title: { fi: "Asiantuntijan käynti", sv: "Expertens besök", en: "The expert's visit" },
		steps: [
			{ fi: "Täysin eri mieltä", sv: "Helt av annan åsikt", en: "Strongly disagree" },
			{ fi: "Jokseenkin eri mieltä", sv: "Delvis av annan åsikt", en: "Somewhat disagree" },
			{ fi: "Siltä väliltä", sv: "Varken eller", en: "In between" },
			{ fi: "Jokseenkin samaa mieltä", sv: "Delvis av samma åsikt", en: "Somewhat agree" },
			{ fi: "Täysin samaa mieltä", sv: "Helt av samma åsikt", en: "Strongly agree" },
		],
		items: [
			{
				...agree(
					"clear",
					"Asiantuntijaa oli helppo ymmärtää",
					"Experten var lätt att förstå",
					"The expert was easy to understand",
				),
				required: true,
			},
			agree(
				"answered",
				"Sain vastauksia kysymyksiini",
				"Jag fick svar på mina frågor",
				"I got answers to my questions",
			),
			agree(
				"use",
				"Voin käyttää kuulemaani omassa arjessani jo tällä viikolla",
				"Jag kan använda det jag hörde i min egen vardag redan den här veckan",
				"I can use what I heard in my own daily life already this week",
			),
			agree(
				"calm",
				"Uskalsin kysyä sen, mitä halusin",
				"Jag vågade fråga det jag ville",
				"I dared to ask what I wanted",
			),
			{
				...option(
					"length",
					"Oliko alustus sopivan pituinen?",
					"Var inledningen lagom lång?",
					"Was the opening talk the right length?",
				),
				type: "choice",
				options: [
					option("short", "Liian lyhyt", "För kort", "Too short"),
					option("right", "Sopiva", "Lagom", "Just right"),
					option("long", "Liian pitkä", "För lång", "Too long"),
				],
			},
			{
				...option("how", "Miten olit mukana?", "Hur var du med?", "How did you take part?"),
				type: "choices",
				options: [
					option("heard", "Kuuntelin", "Jag lyssnade", "I listened"),
					option("spoke", "Puhuin", "Jag pratade", "I spoke"),
					option("wrote", "Kirjoitin", "Jag skrev", "I wrote"),
				],
			},
			{
				...option(
					"again",
					"Haluaisitko tavata asiantuntijan uudelleen?",
					"Skulle du vilja träffa experten igen?",
					"Would you like to meet the expert again?",
				),
				type: "scale",
				ends: {
					low: { fi: "en lainkaan", sv: "inte alls", en: "not at all" },
					high: { fi: "hyvin mielelläni", sv: "mycket gärna", en: "very much" },
				},
			},
			agree("pace", "Vauhti sopi minulle", "Takten passade mig", "The pace suited me"),
			agree("sound", "Kuulin hyvin", "Jag hörde bra", "I could hear well"),
			agree("time", "Keskustelulle jäi aikaa", "Det fanns tid för samtal", "There was time to talk"),
			{
				...option(
					"more",
					"Mistä haluaisit kuulla lisää?",
					"Vad vill du höra mer om?",
					"What would you like to hear more about?",
				),
				type: "words",
				maxLength: 600,
			},
		],
	};
}
