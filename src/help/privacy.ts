import type { PrivacyContract } from "../privacy/model.ts";
import { iso } from "../shared/time.ts";
import type { HelpStore } from "./ports.ts";
import { modeOf } from "./rules.ts";
import type { HelpService } from "./service.ts";

/** A person sees what they asked and wrote; of staff, to which talks they came and whom they found out for danger. */
export function helpPrivacy({
	store,
	help: { forgetting },
}: {
	store: Pick<HelpStore, "helped" | "unmaskingsBy">;
	help: Pick<HelpService, "forgetting">;
}): PrivacyContract {
	return {
		feature: "help",
		keeps: [
			{
				table: "help_requests",
				what: {
					fi: "Milloin pyysit apua ja mitä kirjoitit silloin. Jos pyysit sitä ilman nimeäsi, tieto siitä, kuka olet, on salattu.",
					sv: "När du bad om hjälp och vad du skrev då. Om du bad utan ditt namn är uppgiften om vem du är krypterad.",
					en: "When you asked for help and what you wrote then. If you asked without your name, who you are is encrypted.",
				},
				until: {
					fi: "30 päivää juttelun päättymisestä.",
					sv: "30 dagar efter att samtalet avslutats.",
					en: "30 days after the talk ended.",
				},
			},
			{
				table: "help_words",
				what: {
					fi: "Mitä sinä ja päivystäjät kirjoititte, kun juttelitte ilman nimeäsi.",
					sv: "Vad du och de jourhavande skrev när ni talade utan ditt namn.",
					en: "What you and those on duty wrote when you talked without your name.",
				},
				until: {
					fi: "30 päivää juttelun päättymisestä.",
					sv: "30 dagar efter att samtalet avslutats.",
					en: "30 days after the talk ended.",
				},
			},
			{
				table: "help_helpers",
				what: {
					fi: "Päivystäjänä: mihin juttuihin tulit mukaan.",
					sv: "Som jourhavande: vilka samtal du kom till.",
					en: "On duty: which talks you came to.",
				},
				until: {
					fi: "30 päivää juttelun päättymisestä.",
					sv: "30 dagar efter att samtalet avslutats.",
					en: "30 days after the talk ended.",
				},
			},
			{
				table: "help_unmaskings",
				what: {
					fi: "Päivystäjänä: milloin ja miksi selvitit hengenvaarassa, kuka joku on. Siinä ei lue, kenestä on kyse.",
					sv: "Som jourhavande: när och varför du vid livsfara tog reda på vem någon är. Där står inte vem det gäller.",
					en: "On duty: when and why you found out, in danger of life, who somebody is. It does not say who it was.",
				},
				until: {
					fi: "Vuoden. Tämä säilyy, vaikka poistaisit tietosi: muuten kukaan ei voisi tarkistaa, että niin sai tehdä.",
					sv: "Ett år. Detta finns kvar även om du raderar dina uppgifter: annars kunde ingen kontrollera att det fick göras.",
					en: "For a year. This stays although you erase your data: else nobody could check that it was right.",
				},
			},
		],
		async export(tx, userId) {
			const own = await forgetting.ofPerson(tx, userId);
			const helped = await store.helped(tx, userId);
			const found = await store.unmaskingsBy(tx, userId);
			return {
				...(own.length > 0 && {
					helpRequests: own.map(({ request, words }) => ({
						mode: modeOf(request),
						about: request.about,
						...(request.danger !== null && { danger: request.danger }),
						openedAt: iso(request.openedAt),
						...(request.closedAt && { closedAt: iso(request.closedAt) }),
						words: words.map(({ by, text }) => ({ by, text })),
					})),
				}),
				...(helped.length > 0 && { helpedIn: helped }),
				...(found.length > 0 && {
					foundOut: found.map((each) => ({
						at: iso(each.secondBy === userId && each.secondAt ? each.secondAt : each.firstAt),
						reason: each.secondBy === userId ? each.secondReason : each.firstReason,
					})),
				}),
			};
		},
		erase: (tx, userId, now) => forgetting.forgetPerson(tx, userId, now),
	};
}
