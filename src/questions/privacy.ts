import type { PrivacyContract } from "../privacy/model.ts";
import type { QuestionStore } from "./ports.ts";
import type { QuestionService } from "./service.ts";

/** Only what was asked under a nickname is anybody's. */
export function questionsPrivacy({
	store,
	questions,
}: {
	store: Pick<QuestionStore, "ofPerson">;
	questions: Pick<QuestionService, "forgetPerson">;
}): PrivacyContract {
	return {
		feature: "questions",
		keeps: [
			{
				table: "questions",
				what: {
					fi: "Kysymykset, jotka lähetit asiantuntijalle nimimerkilläsi. Nimettömistä kysymyksistä ei tallenneta, kuka kysyi.",
					sv: "Frågor som du skickade till experten under ditt smeknamn. Av frågor utan namn sparas inte vem som frågade.",
					en: "Questions that you sent to the expert under your nickname. Of questions without a name, it is not kept who asked.",
				},
				until: {
					fi: "30 päivää tapaamisesta, tai kunnes otat kysymyksen takaisin tai lähdet ryhmästä. Kirjallisesti vastattu jää ryhmälle ilman nimimerkkiä.",
					sv: "30 dagar efter träffen, eller tills du tar tillbaka frågan eller lämnar gruppen. Det som fått ett skriftligt svar blir kvar utan smeknamn.",
					en: "30 days after the meeting, or until you take the question back or leave the group. What was answered in writing stays without the nickname.",
				},
			},
		],
		async export(tx, userId) {
			const mine = await store.ofPerson(tx, userId);
			if (mine.length === 0) return {};
			return { questions: mine.map(({ text, answer }) => ({ text, answer })) };
		},
		erase: (tx, userId, now) => questions.forgetPerson(tx, userId, now),
	};
}
