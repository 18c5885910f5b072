import type { PrivacyContract } from "../privacy/model.ts";
import type { DraftStore } from "./ports.ts";

/** Whom a group that is only being planned names as its facilitators. */
export function groupsPrivacy({ drafts }: { drafts: DraftStore }): PrivacyContract {
	return {
		feature: "groups",
		keeps: [
			{
				table: "group_drafts",
				what: {
					fi: "Että sinut on merkitty ohjaajaksi ryhmään, jota vasta suunnitellaan.",
					sv: "Att du står som handledare för en grupp som ännu planeras.",
					en: "That you are named as a facilitator of a group that is still being planned.",
				},
				until: {
					fi: "Enintään kaksi vuorokautta.",
					sv: "Högst två dygn.",
					en: "Two days at most.",
				},
			},
		],
		async export(tx, userId) {
			const naming = await drafts.naming(tx, userId);
			return naming.length > 0 ? { plannedGroups: naming.map(({ draft }) => draft.name) } : {};
		},
		async erase(tx, userId) {
			for (const kept of await drafts.naming(tx, userId)) {
				const facilitators = kept.draft.facilitators.filter((each) => each !== userId);
				await drafts.put(tx, { ...kept, draft: { ...kept.draft, facilitators } });
			}
		},
	};
}
