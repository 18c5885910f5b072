import type { PrivacyContract } from "../privacy/model.ts";
import { iso } from "../shared/time.ts";
import type { ArrivalStore } from "./ports.ts";

/**
 * Who came to a server, for a minute; and who came with many others at once. Who waits to be let in and erases their
 * own data goes on waiting: else erasing would open the door.
 */
export function preventionPrivacy({ store }: { store: ArrivalStore }): PrivacyContract {
	return {
		feature: "prevention",
		keeps: [
			{
				table: "arrivals",
				what: {
					fi: "Milloin tulit palvelimelle. Jos samaan aikaan tuli hyvin monta muuta, myös se, että odotat henkilökunnan hyväksyntää.",
					sv: "När du kom till servern. Om väldigt många andra kom samtidigt, också att du väntar på personalens godkännande.",
					en: "When you came to the server. If very many others came at the same time, also that you wait for the staff to let you in.",
				},
				until: {
					fi: "Tavallisesti minuutteja, viimeistään vuorokausi. Jos odotat hyväksyntää, kunnes henkilökunta vastaa, lähdet palvelimelta tai seitsemän päivää on kulunut; odotusta et voi poistaa itse.",
					sv: "Vanligtvis några minuter, högst ett dygn. Om du väntar på godkännande, tills personalen svarar, du lämnar servern eller sju dagar har gått; väntan kan du inte själv ta bort.",
					en: "Usually some minutes, a day at most. If you wait to be let in, until the staff answer, you leave the server, or seven days have passed; you cannot remove the waiting yourself.",
				},
			},
		],
		async export(tx, userId) {
			const arrivals = await store.ofPerson(tx, userId);
			return arrivals.length === 0
				? {}
				: {
						arrivals: arrivals.map(({ guildId, at, state }) => ({
							guildId,
							at: iso(at),
							waits: state !== "seen",
						})),
					};
		},
		async erase(tx, userId) {
			for (const { guildId, state } of await store.ofPerson(tx, userId)) {
				if (state === "seen") await store.remove(tx, guildId, userId);
			}
		},
	};
}
