import type { PrivacyContract } from "../privacy/model.ts";
import { iso } from "../shared/time.ts";
import type { AccompanimentStore } from "./ports.ts";
import type { AccompanimentService } from "./service.ts";

/** A person sees what was offered to them; others only that they had a part. */
export function accompanimentPrivacy({
	store,
	accompaniments,
}: {
	store: Pick<AccompanimentStore, "naming">;
	accompaniments: Pick<AccompanimentService, "forgetPerson">;
}): PrivacyContract {
	return {
		feature: "accompaniment",
		keeps: [
			{
				table: "accompaniments",
				what: {
					fi: "Tarjous saattaa sinut toisen palvelun tai ryhmän luo, ja mitä sinusta silloin kerrottaisiin. Ohjaajana ja yhteyshenkilönä: missä olet mukana.",
					sv: "Ett erbjudande att följa dig till en annan tjänst eller grupp, och vad som då skulle berättas om dig. Som handledare och kontaktperson: var du är med.",
					en: "An offer to introduce you to another service or group, and what would be told of you. As a facilitator or contact: where you take part.",
				},
				until: {
					fi: "Sisältö ja se, ketä asia koskee, kunnes kieltäydyt tai asia päättyy, enintään 90 päivää. Ohjaajasta jää vuodeksi tieto, että hän tarjosi saattamista.",
					sv: "Innehållet och vem det gäller tills du säger nej eller det tar slut, högst 90 dagar. Om handledaren finns i ett år kvar att hen erbjöd det.",
					en: "Its content and who it is about until you say no or it ends, 90 days at most. Of the facilitator it is kept for a year that they offered.",
				},
			},
		],
		async export(tx, userId) {
			const all = await store.naming(tx, userId);
			if (all.length === 0) return {};
			return {
				accompaniments: all.map((each) => ({
					state: each.state,
					offeredAt: iso(each.offeredAt),
					...(each.userId === userId || each.offeredBy === userId
						? { service: each.service, contact: each.contact, words: each.words }
						: {}),
				})),
			};
		},
		erase: (tx, userId, now) => accompaniments.forgetPerson(tx, userId, now),
	};
}
