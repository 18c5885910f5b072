import type { Language } from "../../src/shared/language.ts";

/** What people write themselves in the gallery, in its language. */
export interface Words {
	/** Of what somebody's life is. */
	introduction: string;
	/** A few words in a survey. */
	survey: string[];
	/** Said in the discussion. */
	talk: string[];
	/** Who open the themes. */
	experts: string[];
	/** A meeting that is added. */
	theme: string;
}

export const words: Record<Language, Words> = {
	fi: {
		introduction: "Äidistäni ja merestä.",
		survey: [
			"Kiitos, tätä minä tarvitsin.",
			"Oli hyvä kuulla, etten ole ainoa.",
			"Sain vinkin, jota kokeilen.",
			"Saisi olla pidempi.",
		],
		talk: ["Meillä auttoi pieni muistilappu jääkaapin ovessa.", "Sama täällä. Illat ovat vaikeimpia."],
		experts: ["suuhygienisti Anna", "sosiaalityöntekijä Bengt", "toimintaterapeutti Cecilia"],
		theme: "Kahvihetki",
	},
	sv: {
		introduction: "Om min mamma och om havet.",
		survey: [
			"Tack, det här behövde jag.",
			"Det var skönt att höra att jag inte är ensam.",
			"Jag fick ett tips som jag ska prova.",
			"Det fick gärna vara längre.",
		],
		talk: ["Hos oss hjälpte en liten minneslapp på kylskåpsdörren.", "Samma här. Kvällarna är svårast."],
		experts: ["munhygienist Anna", "socialarbetare Bengt", "ergoterapeut Cecilia"],
		theme: "Kaffestund",
	},
	en: {
		introduction: "Of my mother, and of the sea.",
		survey: [
			"Thank you, this is what I needed.",
			"It was good to hear that I am not the only one.",
			"I got a hint that I will try.",
			"It could be longer.",
		],
		talk: ["A small note on the fridge door helped us.", "Same here. The evenings are the hardest."],
		experts: ["dental hygienist Anna", "social worker Bengt", "occupational therapist Cecilia"],
		theme: "A cup of coffee",
	},
};
