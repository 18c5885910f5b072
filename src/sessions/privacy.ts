import type { PrivacyContract } from "../privacy/model.ts";
import type { SessionStore } from "./ports.ts";
import type { SessionService } from "./service.ts";

/** Those who lead sessions or visit them as experts. Participants leave no trace in sessions. */
export function sessionsPrivacy({
	store,
	sessions,
}: {
	store: SessionStore;
	sessions: SessionService;
}): PrivacyContract {
	return {
		feature: "sessions",
		keeps: [
			{
				table: "session_facilitators",
				what: {
					fi: "Tapaamiset, joita ohjaat tai joissa autat.",
					sv: "Träffar som du är handledare för eller hjälper till på.",
					en: "The meetings that you lead or help in.",
				},
				until,
			},
			{
				table: "sessions",
				what: {
					fi: "Tapaamiset, joissa vierailet asiantuntijana, ja nimi, jolla sinut esitellään.",
					sv: "Träffar som du besöker som expert, och namnet som du presenteras med.",
					en: "The meetings that you visit as an expert, and the name by which you are introduced.",
				},
				until,
			},
		],
		async export(tx, userId) {
			const known = await store.ofPerson(tx, userId);
			if (known.length === 0) return {};
			return {
				sessions: known.map(({ title, startsAt, facilitators, helpers, expert }) => ({
					title,
					startsAt: startsAt.toString(),
					leads: facilitators.includes(userId),
					helps: helpers.includes(userId),
					visitsAs: expert?.userId === userId ? expert.name : null,
				})),
			};
		},
		erase: (tx, userId, now) => sessions.forgetPerson(tx, userId, now),
	};
}

const until = {
	fi: "Kunnes ryhmä poistetaan Discordista, lähdet palvelimelta tai pyydät poistamaan tietosi.",
	sv: "Tills gruppen tas bort från Discord, du lämnar servern eller du ber att få dina uppgifter raderade.",
	en: "Until the group is removed from Discord, you leave the server, or you ask for your data to be erased.",
};
