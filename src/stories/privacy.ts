import type { PrivacyContract } from "../privacy/model.ts";
import { iso } from "../shared/time.ts";
import type { StoryStore } from "./ports.ts";
import type { StoryService } from "./service.ts";

/** A story is its teller's: they see all of it, and it goes with them. */
export function storiesPrivacy({
	store,
	stories,
}: {
	store: StoryStore;
	stories: Pick<StoryService, "forgetPerson">;
}): PrivacyContract {
	return {
		feature: "stories",
		keeps: [
			{
				table: "stories",
				what: {
					fi: "Onnistumistarina, jonka kerroit, mihin sitä saa käyttää, ja koordinaattorin siitä muokkaama teksti.",
					sv: "Den framgångsberättelse du skrev, vad den får användas till och texten som koordinatorn gjort av den.",
					en: "The success story that you told, what it may be used for, and the text that the coordinator made of it.",
				},
				until: {
					fi: "Vuoden ajan, tai kunnes otat sen takaisin, lähdet ryhmästä tai ryhmä arkistoidaan. Jo tehdyistä raporteista emme saa sitä pois.",
					sv: "I ett år, eller tills du tar tillbaka den, lämnar gruppen eller gruppen arkiveras. Ur rapporter som redan gjorts kan vi inte ta bort den.",
					en: "For a year, or until you take it back, leave the group or the group is archived. We cannot take it out of reports that were made before.",
				},
			},
		],
		async export(tx, userId) {
			const stories = await store.ofPerson(tx, userId);
			if (stories.length === 0) return {};
			return {
				stories: stories.map(({ groupId, text, uses, tags, redacted, accepted, toldAt, expiresAt }) => ({
					groupId,
					change: text.change,
					meaning: text.meaning,
					people: text.people,
					uses,
					tags,
					redacted: redacted ?? "",
					...(accepted !== null && { accepted }),
					toldAt: iso(toldAt),
					expiresAt: iso(expiresAt),
				})),
			};
		},
		erase: (tx, userId, now) => stories.forgetPerson(tx, userId, now),
	};
}
