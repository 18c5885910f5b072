import type { PrivacyContract } from "../privacy/model.ts";
import { iso } from "../shared/time.ts";
import type { GroundRulesStore } from "./ports.ts";
import type { GroundRulesService } from "./service.ts";

export function groundRulesPrivacy({
	store,
	groundRules,
}: {
	store: Pick<GroundRulesStore, "ofPerson" | "proposals">;
	groundRules: Pick<GroundRulesService, "forgetPerson">;
}): PrivacyContract {
	const asLong = {
		fi: "Niin kauan kuin olet ryhmässä.",
		sv: "Så länge du är med i gruppen.",
		en: "As long as you are in the group.",
	};
	const decided = {
		fi: "Kunnes ehdotuksesta päätetään, enintään 90 päivää.",
		sv: "Tills förslaget avgjorts, högst 90 dagar.",
		en: "Until the proposal is decided on, 90 days at most.",
	};
	return {
		feature: "groundRules",
		keeps: [
			{
				table: "ground_rule_acceptances",
				what: {
					fi: "Minkä version ryhmän säännöistä olet hyväksynyt ja milloin sinua on muistutettu uudesta.",
					sv: "Vilken version av gruppens regler du har godkänt och när du har påmints om en ny.",
					en: "Which version of the group's rules you have accepted, and when you were reminded of a new one.",
				},
				until: asLong,
			},
			{
				table: "ground_rule_proposals",
				what: {
					fi: "Säännöt, joita olet ehdottanut. Kukaan ei näe, että ne ovat sinun.",
					sv: "Regler som du har föreslagit. Ingen ser att de är dina.",
					en: "Rules that you have proposed. Nobody sees that they are yours.",
				},
				until: decided,
			},
			{
				table: "ground_rule_supports",
				what: {
					fi: "Mitä ehdotuksia kannatat. Kukaan ei näe sitä.",
					sv: "Vilka förslag du stöder. Ingen ser det.",
					en: "Which proposals you support. Nobody sees it.",
				},
				until: decided,
			},
		],
		async export(tx, userId) {
			const { accepted, supports } = await store.ofPerson(tx, userId);
			const proposals = await store.proposals(tx, { userId });
			return {
				...(accepted.length > 0 && {
					acceptedRules: accepted.map(({ home, version, acceptedAt, remindedAt }) => ({
						home,
						version,
						...(acceptedAt && { at: iso(acceptedAt) }),
						...(remindedAt && { remindedAt: iso(remindedAt) }),
					})),
				}),
				...(proposals.length > 0 && {
					proposedRules: proposals.map(({ home, text, proposedAt }) => ({ home, text, at: iso(proposedAt) })),
				}),
				...(supports.length > 0 && { supportedRules: supports }),
			};
		},
		erase: (tx, userId, now) => groundRules.forgetPerson(tx, userId, now),
	};
}
