import type { PrivacyContract } from "../privacy/model.ts";
import type { IntroductionStore } from "./ports.ts";
import type { IntroductionService } from "./service.ts";

/** What people told of themselves. */
export function introductionsPrivacy(dependencies: {
	store: IntroductionStore;
	introductions: Pick<IntroductionService, "forget">;
}): PrivacyContract {
	const { store, introductions } = dependencies;
	return {
		feature: "introductions",
		keeps: [
			{
				table: "introductions",
				what: {
					fi: "Esittelysi: luonnos ja se, minkä julkaisit ryhmälle.",
					sv: "Din presentation: utkastet och det som du har visat för gruppen.",
					en: "Your introduction: the draft, and what you posted to the group.",
				},
				until: {
					fi: "Kunnes poistat sen, lähdet ryhmästä tai tapaamiset päättyvät. Luonnos häviää vuorokaudessa tai kahdessa.",
					sv: "Tills du tar bort den, lämnar gruppen eller träffarna är slut. Ett utkast försvinner inom två dygn.",
					en: "Until you take it away, leave the group or the meetings are over. A draft is gone within two days.",
				},
			},
		],
		async export(tx, userId) {
			const all = await store.ofPerson(tx, userId);
			return all.length > 0 ? { introductions: all } : {};
		},
		async erase(tx, userId, now) {
			for (const { groupId } of await store.ofPerson(tx, userId)) {
				await introductions.forget(tx, groupId, userId, now);
			}
		},
	};
}
