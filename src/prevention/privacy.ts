import type { PrivacyContract } from "../privacy/model.ts";
import { iso } from "../shared/time.ts";
import type { ArrivalStore, HitStore } from "./ports.ts";

/**
 * Who came to a server with many others at once, and what AutoMod stopped. Who waits to be let in and erases their own data
 * goes on waiting: else erasing would open the door.
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
				table: "newcomers",
				what: {
					fi: "Jos tulit palvelimelle samaan aikaan hyvin monen muun kanssa: milloin tulit ja että odotat henkilökunnan hyväksyntää.",
					sv: "Om du kom till servern samtidigt som väldigt många andra: när du kom och att du väntar på personalens godkännande.",
					en: "If you came to the server at the same time as very many others: when you came, and that you wait for the staff to let you in.",
				},
				until: {
					fi: "Kunnes henkilökunta vastaa, lähdet palvelimelta tai seitsemän päivää on kulunut. Odotusta et voi poistaa itse.",
					sv: "Tills personalen svarar, du lämnar servern eller sju dagar har gått. Väntan kan du inte själv ta bort.",
					en: "Until the staff answer, you leave the server, or seven days have passed. You cannot remove the waiting yourself.",
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
			const waiting = await store.ofPerson(tx, userId);
			const stopped = await hits.ofPerson(tx, userId);
			return {
				...(waiting.length > 0 && {
					newcomer: waiting.map(({ at, state }) => ({ cameAt: iso(at), waits: state === "held" })),
				}),
				...(stopped.length > 0 && {
					stoppedMessages: stopped.map(({ count, lastAt }) => ({ stopped: count, stoppedAt: iso(lastAt) })),
				}),
			};
		},
		// Nothing: see what is said of each.
		async erase() {},
	};
}
