import type { PrivacyContract } from "../privacy/model.ts";
import type { HandoverStore } from "./ports.ts";
import type { HandoverService } from "./service.ts";

/** Of a handover only the draft says whose it is. */
export function handoversPrivacy(dependencies: {
	store: HandoverStore;
	handovers: Pick<HandoverService, "forgetPerson">;
}): PrivacyContract {
	const { store, handovers } = dependencies;
	return {
		feature: "handovers",
		keeps: [
			{
				table: "handover_drafts",
				what: {
					fi: "Vuoron jälkeen kirjoittamasi viesti, jossa oli jotain korjattavaa. Valmiissa viestissä ei ole nimeäsi.",
					sv: "Det du skrev efter en tur och som behövde rättas till. I det som lämnas över står inte ditt namn.",
					en: "What you wrote after a shift that needed a change. What is handed over does not hold your name.",
				},
				until: {
					fi: "Kunnes korjaat sen, kuitenkin enintään kaksi vuorokautta.",
					sv: "Tills du rättar till det, dock högst två dygn.",
					en: "Until you put it right, two days at most.",
				},
			},
		],
		async export(tx, userId) {
			const drafts = await store.draftsOf(tx, userId);
			return drafts.length > 0
				? { handoverDrafts: drafts.map(({ text, madeAt }) => ({ ...text, madeAt })) }
				: {};
		},
		erase: (tx, userId, now) => handovers.forgetPerson(tx, userId, now),
	};
}
