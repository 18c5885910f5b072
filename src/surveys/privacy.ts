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
				fi: "Kunnes kysely sulkeutuu, viimeistään kymmenen vuorokauden kuluttua. Silloin kaikki merkit ja niiden avain tuhotaan.",
				sv: "Tills enkäten stängs, senast efter tio dygn. Då förstörs alla markeringar och nyckeln till dem.",
				en: "Until the survey closes, after ten days at the latest. Then all marks and the key to them are destroyed.",
			},
		},
		{
			table: "sealed_ballots",
			what: {
				fi: "Vastaukset salattuina, kun kysely on auki. Salausavain ei ole tietokannassa. Jokainen uusi vastaus salaa ja sekoittaa kaikki uudelleen, joten kukaan ei näe, mikä niistä on uusin.",
				sv: "Svaren i krypterad form medan enkäten är öppen. Nyckeln finns inte i databasen. Varje nytt svar krypterar och blandar om alla, så ingen ser vilket som är nyast.",
				en: "The answers in encrypted form while the survey is open. The key is not in the database. Each new answer encrypts and shuffles all of them anew, so nobody sees which is the newest.",
			},
			until: {
				fi: "Kunnes kysely sulkeutuu.",
				sv: "Tills enkäten stängs.",
				en: "Until the survey closes.",
			},
		},
		{
			table: "waiting_words",
			what: {
				fi: "Vapaat sanat kyselyistä, joihin vastasi liian harva. Niihin ei merkitä, mistä tapaamisesta ne ovat tai kuka ne kirjoitti.",
				sv: "Fria ord ur enkäter som för få svarade på. Det står inte vilken träff de gäller eller vem som skrev dem.",
				en: "Free words from surveys that too few answered. It is not noted which meeting they are about or who wrote them.",
			},
			until: {
				fi: "Tapaamissarjan loppuun. Silloin ne näytetään yhdessä, jos niitä on tarpeeksi.",
				sv: "Till slutet av serien. Då visas de tillsammans, om de är tillräckligt många.",
				en: "Until the end of the series. Then they are shown together, if there are enough of them.",
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
				fi: "Vastauksista kootaan yhteenveto, jos niitä on tarpeeksi. Jos ei ole, vain vapaat sanat jäävät odottamaan sarjan loppua.",
				sv: "Av svaren görs en sammanfattning om de är tillräckligt många. Annars får bara de fria orden vänta på seriens slut.",
				en: "They become a summary if there are enough of them. If not, only the free words wait for the end of the series.",
			},
		},
	],
	export: () => Promise.resolve({}),
	erase: () => Promise.resolve(),
};
