import type { PrivacyContract } from "../privacy/model.ts";
import type { SwapStore } from "./ports.ts";
import type { RosterService } from "./service.ts";

/** Who would like to swap a shift. The shifts themselves are sessions' and openings'. */
export function rostersPrivacy({
	swaps,
	rosters,
}: {
	swaps: Pick<SwapStore, "ofPerson">;
	rosters: Pick<RosterService, "forgetPerson">;
}): PrivacyContract {
	return {
		feature: "rosters",
		keeps: [
			{
				table: "swaps",
				what: {
					fi: "Vuorojen vaihdot, joita olet tarjonnut, joita sinulta on kysytty tai jotka olet hyväksynyt.",
					sv: "Byten av turer som du har erbjudit, blivit tillfrågad om eller godkänt.",
					en: "Swaps of shifts that you have offered, been asked for or accepted.",
				},
				until: {
					fi: "Kunnes vaihto on selvinnyt (päivän sisällä siitä), lähdet palvelimelta tai pyydät poistamaan tietosi.",
					sv: "Tills bytet är avgjort (inom en dag efter det), du lämnar servern eller du ber att få dina uppgifter raderade.",
					en: "Until the swap is settled (within a day of that), you leave the server, or you ask for your data to be erased.",
				},
			},
		],
		async export(tx, userId) {
			const known = await swaps.ofPerson(tx, userId);
			if (known.length === 0) return {};
			return {
				swaps: known.map(({ ref, returnRef, state, from, to, takenBy }) => ({
					...{ ref, returnRef, state },
					offered: from === userId,
					asked: to === userId,
					accepted: takenBy === userId,
				})),
			};
		},
		erase: (tx, userId, now) => rosters.forgetPerson(tx, userId, now),
	};
}
