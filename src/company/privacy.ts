import type { PrivacyContract } from "../privacy/model.ts";
import { iso } from "../shared/time.ts";
import type { CompanyStore } from "./ports.ts";
import type { CompanyService } from "./service.ts";

export function companyPrivacy({
	store,
	company,
}: {
	store: Pick<CompanyStore, "ofPerson" | "seeking">;
	company: Pick<CompanyService, "forgetPerson">;
}): PrivacyContract {
	return {
		feature: "company",
		keeps: [
			{
				table: "company_requests",
				what: {
					fi: "Että pyysit seuraa tapaamiseen, ja kuka lupasi olla seuranasi.",
					sv: "Att du bad om sällskap till en träff, och vem som lovade vara med dig.",
					en: "That you asked for company into a meeting, and who said they would be with you.",
				},
				until: {
					fi: "Kunnes tapaaminen on ohi tai perut pyynnön.",
					sv: "Tills träffen är över eller du tar tillbaka din önskan.",
					en: "Until the meeting is over, or you take it back.",
				},
			},
			{
				table: "company_seekers",
				what: {
					fi: "Että haluaisit seuraa juuri nyt, ja missä.",
					sv: "Att du gärna vill ha sällskap just nu, och var.",
					en: "That you would like company now, and where.",
				},
				until: {
					fi: "Tunnin painalluksestasi.",
					sv: "En timme efter att du tryckt.",
					en: "For an hour after you pressed.",
				},
			},
		],
		async export(tx, userId) {
			const { asked, taken } = await store.ofPerson(tx, userId);
			const seeking = await store.seeking(tx, userId);
			return {
				...(asked.length > 0 && {
					companyAsked: asked.map(({ sessionId, takenBy, askedAt }) => ({
						meeting: sessionId,
						answered: takenBy !== null,
						at: iso(askedAt),
					})),
				}),
				...(taken.length > 0 && { companyGiven: taken.map(({ sessionId }) => ({ meeting: sessionId })) }),
				...(seeking.length > 0 && {
					companyNow: seeking.map(({ home, until }) => ({ home, until: iso(until) })),
				}),
			};
		},
		erase: (tx, userId, now) => company.forgetPerson(tx, userId, now),
	};
}
