import type { PrivacyContract } from "../privacy/model.ts";
import { iso } from "../shared/time.ts";
import type { ArrivalStore, HitStore } from "./ports.ts";

/**
 * Who came to a server, for a minute; and who came with many others at once. Who waits to be let in and erases their
 * own data goes on waiting: else erasing would open the door.
 */
export function preventionPrivacy({
	store,
	hits,
}: {
	store: ArrivalStore;
	hits: Pick<HitStore, "ofPerson">;
}): PrivacyContract {
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
			{
				table: "automod_hits",
				what: {
					fi: "Kuinka monta kertaa Discordin suodatin pysäytti viestisi, millä säännöllä ja missä. Mitä kirjoitit, sitä ei tallenneta.",
					sv: "Hur många gånger Discords filter stoppade ditt meddelande, med vilken regel och var. Vad du skrev sparas inte.",
					en: "How many times Discord's filter stopped your message, by which rule and where. What you wrote is not kept.",
				},
				until: {
					fi: "30 päivää, tai kunnes lähdet palvelimelta. Tätä et voi poistaa itse: muuten häiritsijäkin voisi pyyhkiä pois jälkensä.",
					sv: "30 dagar, eller tills du lämnar servern. Det här kan du inte ta bort själv: annars kunde också den som stör sopa igen spåren.",
					en: "30 days, or until you leave the server. You cannot erase this yourself: else whoever disturbs others could wipe away the traces.",
				},
			},
		],
		async export(tx, userId) {
			const arrivals = await store.ofPerson(tx, userId);
			const stopped = await hits.ofPerson(tx, userId);
			return {
				...(arrivals.length > 0 && {
					arrivals: arrivals.map(({ at, state }) => ({ cameAt: iso(at), waits: state !== "seen" })),
				}),
				...(stopped.length > 0 && {
					stoppedMessages: stopped.map(({ count, lastAt }) => ({ stopped: count, stoppedAt: iso(lastAt) })),
				}),
			};
		},
		async erase(tx, userId) {
			for (const { guildId, state } of await store.ofPerson(tx, userId)) {
				if (state === "seen") await store.remove(tx, guildId, userId);
			}
		},
	};
}
