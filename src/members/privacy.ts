import type { PrivacyContract } from "../privacy/model.ts";
import { iso } from "../shared/time.ts";
import type { MemberStore, WaitingStore } from "./ports.ts";
import type { MemberService } from "./service.ts";

/**
 * What is kept on members and on those who wait. Erasing is leaving every group and every line. The nickname on the
 * server is let be: without it, the name of the account would stand beside all that the person wrote.
 */
export function membersPrivacy(dependencies: {
	store: MemberStore;
	waiting: WaitingStore;
	members: Pick<MemberService, "forget" | "stopWaitingIn">;
}): PrivacyContract {
	const { store, waiting, members } = dependencies;
	return {
		feature: "members",
		keeps: [
			{
				table: "members",
				what: {
					fi: "Nimimerkkisi, milloin hyväksyit ryhmän pelisäännöt, haluatko muistutuksia ja millä kielellä luet. Nuorten ryhmissä myös ikäryhmäsi.",
					sv: "Ditt smeknamn, när du godkände gruppens regler, om du vill ha påminnelser och på vilket språk du läser. I grupper för unga också din åldersgrupp.",
					en: "Your nickname, when you accepted the ground rules, whether you want reminders and which language you read. In groups for young people also your age range.",
				},
				until: {
					fi: "Kunnes lähdet ryhmästä tai ryhmä arkistoidaan. Discord-palvelimelle nimimerkkisi jää, kunnes vaihdat sen itse.",
					sv: "Tills du lämnar gruppen eller gruppen arkiveras. På Discordservern blir ditt smeknamn kvar tills du själv byter det.",
					en: "Until you leave the group or the group is archived. On the Discord server your nickname stays until you change it yourself.",
				},
			},
			{
				table: "waiting",
				what: {
					fi: "Paikkasi jonossa täyteen ryhmään.",
					sv: "Din plats i kön till en full grupp.",
					en: "Your place in the line for a full group.",
				},
				until: {
					fi: "Kunnes saat paikan, poistut jonosta tai ryhmä arkistoidaan.",
					sv: "Tills du får en plats, lämnar kön eller gruppen arkiveras.",
					en: "Until you get a place, leave the line or the group is archived.",
				},
			},
			{
				table: "jobs",
				what: {
					fi: "Mihin saakka sinulle tarjottua paikkaa pidetään varattuna.",
					sv: "Hur länge en plats som du har erbjudits hålls ledig för dig.",
					en: "Until when a place that was offered to you is kept for you.",
				},
				until: {
					fi: "Kunnes vastaat tai aika päättyy.",
					sv: "Tills du svarar eller tiden går ut.",
					en: "Until you answer or the time is up.",
				},
			},
		],
		async export(tx, userId) {
			const memberships = await store.ofPerson(tx, userId);
			const lines = await waiting.ofPerson(tx, userId);
			return {
				...(memberships.length > 0 && {
					groups: memberships.map((each) => ({ ...each, consentedAt: iso(each.consentedAt) })),
				}),
				...(lines.length > 0 && {
					waiting: lines.map((each) => ({
						...each,
						offeredUntil: each.offeredUntil && iso(each.offeredUntil),
					})),
				}),
			};
		},
		async erase(tx, userId, now) {
			for (const { groupId } of await store.ofPerson(tx, userId)) {
				await members.forget(tx, groupId, userId, now);
			}
			for (const { groupId } of await waiting.ofPerson(tx, userId)) {
				await members.stopWaitingIn(tx, groupId, userId, now);
			}
		},
	};
}
