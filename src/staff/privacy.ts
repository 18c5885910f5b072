import type { PrivacyContract } from "../privacy/model.ts";
import type { StaffStore } from "./ports.ts";
import type { StaffService } from "./service.ts";

/** Those who work on a server. Organisations are no persons. */
export function staffPrivacy({
	store,
	staff,
}: {
	store: Pick<StaffStore, "ofPerson">;
	staff: Pick<StaffService, "forgetPerson">;
}): PrivacyContract {
	return {
		feature: "staff",
		keeps: [
			{
				table: "staff",
				what: {
					fi: "Julkinen nimesi, organisaatiosi, tehtäväsi, perehdytyksesi vaiheet ja se, miten sinua muistutetaan.",
					sv: "Ditt offentliga namn, din organisation, dina uppgifter, stegen i din introduktion och hur du blir påmind.",
					en: "Your public name, your organisation, your duties, the steps of your induction and how you are reminded.",
				},
				until: {
					fi: "Kunnes sinut poistetaan henkilökunnasta, lähdet palvelimelta tai pyydät poistamaan tietosi.",
					sv: "Tills du tas bort från personalen, du lämnar servern eller du ber att få dina uppgifter raderade.",
					en: "Until you are taken off the staff, you leave the server, or you ask for your data to be erased.",
				},
			},
		],
		async export(tx, userId) {
			const known = await store.ofPerson(tx, userId);
			if (known.length === 0) return {};
			return {
				staff: known.map(({ organisation, ...member }) => ({
					...member,
					organisation: organisation?.name ?? null,
				})),
			};
		},
		erase: (tx, userId, now) => staff.forgetPerson(tx, userId, now),
	};
}
