import type { PrivacyContract } from "../privacy/model.ts";
import { iso } from "../shared/time.ts";
import type { OpeningStore } from "./ports.ts";
import type { OpeningService } from "./service.ts";

/** Those who are on duty at places. Visitors leave no trace in openings. */
export function openingsPrivacy({
	store,
	openings,
}: {
	store: OpeningStore;
	openings: Pick<OpeningService, "forgetPerson">;
}): PrivacyContract {
	return {
		feature: "openings",
		keeps: [
			{
				table: "opening_slots",
				what: {
					fi: "Päivystysvuorosi.",
					sv: "Dina jourpass.",
					en: "Your shifts on duty at places with opening hours.",
				},
				until: year,
			},
			{
				table: "on_duty",
				what: {
					fi: "Että olet paikalla päivystämässä tai päivystäjien puhehuoneessa.",
					sv: "Att du är på plats som jourhavande eller i de jourhavandes röstkanal.",
					en: "That you are on duty now, or in the voice room of those on duty.",
				},
				until: {
					fi: "Kunnes lähdet paikalta tai aukioloaika päättyy.",
					sv: "Tills du går eller öppettiden är slut.",
					en: "Until you leave or the opening hours end.",
				},
			},
			{
				table: "openings",
				what: {
					fi: "Että annoit avata ovet vajaalla päivystyksellä, ja perustelusi.",
					sv: "Att du lät dörrarna öppnas med för få jourhavande, och din motivering.",
					en: "That you let the doors open with too few on duty, and the reason you gave.",
				},
				until: year,
			},
		],
		async export(tx, userId) {
			const known = await store.naming(tx, userId);
			const present = await store.presentOf(tx, userId);
			return {
				...(known.length > 0 && {
					openings: known.map(({ date, startsAt, endsAt, supervisors, override }) => ({
						date,
						startsAt: iso(startsAt),
						endsAt: iso(endsAt),
						onDuty: supervisors.includes(userId),
						letOpenBecause: override?.by === userId ? override.reason : null,
					})),
				}),
				...(present.length > 0 && {
					here: present.map(({ placeId, byButton, byVoice }) => ({ placeId, byButton, byVoice })),
				}),
			};
		},
		erase: (tx, userId, now) => openings.forgetPerson(tx, userId, now),
	};
}

const year = {
	fi: "Vuoden ajan, tai kunnes lähdet palvelimelta tai pyydät poistamaan tietosi.",
	sv: "I ett år, eller tills du lämnar servern eller ber att få dina uppgifter raderade.",
	en: "For a year, or until you leave the server or ask for your data to be erased.",
};
