import type { PrivacyContract } from "../privacy/model.ts";

/**
 * Nothing of surveys can be looked up by person: that is the point of them. So there is nothing to export, and
 * nothing to erase before the key of the marks is destroyed with the survey's closing.
 */
export const surveysPrivacy: PrivacyContract = {
	feature: "surveys",
	keeps: [
		{
			table: "survey_marks",
			what: {
				fi: "Salattu merkki siitä, että olet jo vastannut kyselyyn. Se estää vastaamasta kahdesti. Siitä ei näe vastauksiasi, eikä meillä ole listaa vastanneista, joten emme voi näyttää merkkiä tai poistaa sitä erikseen.",
				sv: "En krypterad markering om att du redan har svarat på enkäten. Den hindrar att någon svarar två gånger. Den visar inte dina svar, och vi har ingen lista över dem som har svarat. Därför kan vi inte visa markeringen eller radera den särskilt.",
				en: "An encrypted mark that you have answered a survey. It keeps anyone from answering twice. It does not show your answers, and we have no list of who has answered, so we can neither show the mark nor erase it on its own.",
			},
			until: {
				fi: "Kunnes kysely sulkeutuu, viimeistään kolmen vuorokauden kuluttua. Silloin kaikki merkit ja niiden avain tuhotaan.",
				sv: "Tills enkäten stängs, senast efter tre dygn. Då förstörs alla markeringar och nyckeln till dem.",
				en: "Until the survey closes, after three days at the latest. Then all marks and the key to them are destroyed.",
			},
		},
		{
			table: "ballots",
			what: {
				fi: "Vastaukset ilman nimeä, aikaa tai muuta tietoa siitä, kuka vastasi. Emme voi löytää niistä sinun vastauksiasi. Discord välittää lomakkeen, joten siltä osin pätevät Discordin omat ehdot.",
				sv: "Svar utan namn, tid eller annat om vem som svarat. Vi kan inte hitta just dina svar. Discord förmedlar formuläret, och för den delen gäller Discords egna villkor.",
				en: "Answers without a name, a time or anything else about who answered. We cannot find yours among them. Discord carries the form, and for that part Discord's own terms hold.",
			},
			until: {
				fi: "Vastauksista kootaan yhteenveto, jos niitä on tarpeeksi. Jos ei ole, ne poistetaan heti, kun kysely sulkeutuu.",
				sv: "Av svaren görs en sammanfattning om de är tillräckligt många. Annars raderas de genast när enkäten stängs.",
				en: "They become a summary if there are enough of them. If not, they are erased as soon as the survey closes.",
			},
		},
	],
	export: () => Promise.resolve({}),
	erase: () => Promise.resolve(),
};
