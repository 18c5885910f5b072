import type { PrivacyContract } from "../privacy/model.ts";
import type { UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { AppealService } from "./appeals.ts";
import type { Case, Step } from "./model.ts";
import type { CaseStore, StepStore } from "./ports.ts";
import type { ModerationService } from "./service.ts";

const recordFor = (months: number) => ({
	fi: `Kuukauden tapauksen sulkemisesta; ${months} kk, jos siinä päätettiin jostakin. Tätä et voi poistaa itse: muuten häiritsijäkin voisi pyyhkiä pois, mitä hänestä on päätetty.`,
	sv: `En månad efter att ärendet stängts; ${months} mån. om något beslutades. Det här kan du inte ta bort själv: annars kunde också den som stör sudda ut vad som beslutats.`,
	en: `A month after the case was closed; ${months} months if something was decided. You cannot erase this yourself: else whoever disturbs others could wipe away what was decided.`,
});
const reported = {
	fi: "Niin kauan kuin tapaus on muistissa. Kun pyydät unohtamaan tietosi tai lähdet palvelimelta, ilmoitus jää ilman sinua.",
	sv: "Så länge ärendet finns kvar. När du raderar dina uppgifter eller lämnar servern finns anmälan kvar utan dig.",
	en: "As long as the case is remembered. When you erase your data or leave the server, the report stays without you.",
};

/**
 * Of what others reported a person sees only what came of it, and when that was decided: neither that nor when somebody
 * reported, nor how many did, for who saw a message at that time may be one person only.
 */
export function moderationPrivacy(dependencies: {
	store: CaseStore;
	steps: Pick<StepStore, "ofPerson" | "ofCase">;
	appeals: Pick<AppealService, "ofPerson">;
	moderation: Pick<ModerationService, "forgetPerson" | "keepMonths">;
}): PrivacyContract {
	const record = recordFor(dependencies.moderation.keepMonths);
	const { store, steps, appeals, moderation } = dependencies;
	/** Those of which the person knows, because something was decided and told to them. */
	async function known(tx: Tx, userId: UserId): Promise<{ decided: Step[]; cases: Case[] }> {
		const decided = (await steps.ofPerson(tx, userId)).filter(
			({ state }) => state === "done" || state === "undone",
		);
		const about = await store.about(tx, userId);
		return { decided, cases: about.filter(({ id }) => decided.some(({ caseId }) => caseId === id)) };
	}
	return {
		feature: "moderation",
		keeps: [
			{
				table: "reports",
				what: {
					fi: "Ilmoitukset, jotka lähetit ohjaajille.",
					sv: "Anmälningar som du skickade till handledarna.",
					en: "Reports that you sent to the staff.",
				},
				until: reported,
			},
			{
				table: "report_drafts",
				what: {
					fi: "Viesti, josta alat ilmoittaa.",
					sv: "Meddelandet som du börjar anmäla.",
					en: "A message that you begin to report.",
				},
				until: { fi: "Enintään tunnin.", sv: "Högst en timme.", en: "An hour at most." },
			},
			{
				table: "report_pace",
				what: {
					fi: "Milloin olet ilmoittanut, jottei yksi ihminen täytä jonoa.",
					sv: "När du har anmält, så att en enda person inte fyller kön.",
					en: "When you reported, so that one person does not fill the line.",
				},
				until: { fi: "Enintään kaksi vuorokautta.", sv: "Högst två dygn.", en: "Two days at most." },
			},
			{
				table: "case_words",
				what: {
					fi: "Mitä ohjaajat ja sinä olette kirjoittaneet toisillenne tapauksesta.",
					sv: "Vad handledarna och du har skrivit till varandra om ett ärende.",
					en: "What the staff and you have written to each other about a case.",
				},
				until: reported,
			},
			{
				table: "steps",
				what: {
					fi: "Mitä sinua koskevaa on päätetty: mitä, milloin ja miksi. Siitä, mitä muut ovat ilmoittaneet, ei näytetä enempää, jottei ilmoittajaa voi päätellä.",
					sv: "Vad som beslutats om dig: vad, när och varför. Av det som andra anmält visas inte mer, så att ingen kan lista ut vem som anmälde.",
					en: "What was decided about you: what, when and why. Of what others reported no more is shown, so that nobody can work out who did.",
				},
				until: record,
			},
			{
				table: "appeals",
				what: {
					fi: "Vastauksesi siihen, mitä päätettiin, ja koordinaattorin vastaus.",
					sv: "Ditt svar på det som beslutades, och koordinatorns svar.",
					en: "Your answer to what was decided, and the coordinator's answer.",
				},
				until: record,
			},
			{
				table: "cases",
				what: {
					fi: "Tapaukset, jotka johtivat sinua koskevaan päätökseen, ja työntekijänä ne, jotka olet hoitanut.",
					sv: "Ärenden som ledde till ett beslut om dig, och som anställd de som du har skött.",
					en: "Cases that led to a decision about you and, if you work here, those that you handled.",
				},
				until: record,
			},
			{
				table: "case_messages",
				what: {
					fi: "Kopio viestistäsi, jonka vuoksi jotain päätettiin.",
					sv: "En kopia av ditt meddelande, om något beslutades på grund av det.",
					en: "A copy of your message, if something was decided because of it.",
				},
				until: record,
			},
		],
		async export(tx, userId) {
			const { decided, cases } = await known(tx, userId);
			const copies = (await Promise.all(cases.map(({ id }) => store.messages(tx, id)))).flat();
			const mine = await store.reportsBy(tx, userId);
			const words = await store.wordsWith(tx, userId);
			const answers = await appeals.ofPerson(tx, userId);
			const handled = (await store.all(tx)).filter(
				({ takenBy, closedBy }) => takenBy === userId || closedBy === userId,
			);
			const drafts = await store.draftsOf(tx, userId);
			return {
				...(mine.length > 0 && {
					reports: mine.map(({ reason, text, urgent, at }) => ({ reason, text, urgent, at: iso(at) })),
				}),
				...(drafts.length > 0 && { begunReports: drafts.map(({ madeAt }) => ({ madeAt: iso(madeAt) })) }),
				...(words.length > 0 && {
					words: words.map(({ direction, text, at }) => ({ direction, text, at: iso(at) })),
				}),
				...(decided.length > 0 && {
					decisions: decided.map(({ kind, reason, at, until, state }) => ({
						kind,
						reason,
						at: iso(at),
						...(until && { until: iso(until) }),
						state,
					})),
				}),
				...(copies.some(({ author }) => author === userId) && {
					messages: copies.flatMap(({ author, copy }) => (author === userId ? [copy] : [])),
				}),
				...(answers.length > 0 && {
					answers: answers.map(({ text, at, answer, outcome }) => ({
						text,
						at: iso(at),
						...(outcome && { outcome, answer }),
					})),
				}),
				...(handled.length > 0 && { casesHandled: handled.map(({ id }) => id) }),
			};
		},
		erase: (tx, userId, now) => moderation.forgetPerson(tx, userId, now),
	};
}
