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
				fi: "Vapaat sanat kyselyistä, joihin vastasi liian harva. Niiden mukana on vain kysymys, johon ne vastaavat, ei tapaamista, aikaa eikä kirjoittajaa. Jos kyselyyn olisi voinut vastata vain muutama, sanoja ei säilytetä lainkaan.",
				sv: "Fria ord ur enkäter som för få svarade på. Med dem sparas bara frågan som de svarar på, inte träffen, tiden eller vem som skrev dem. Om bara några få hade kunnat svara sparas orden inte alls.",
				en: "Free words from surveys that too few answered. With them stands only the question that they answer, not the meeting, the time or who wrote them. Where only a few could have answered, the words are not kept at all.",
			},
			until: {
				fi: "Tapaamissarjan loppuun. Jos niitä on silloin tarpeeksi ja useammalta kuin kahdelta, ne jäävät sarjan yhteenvetoon. Muuten ne poistetaan.",
				sv: "Till slutet av serien. Är de då tillräckligt många och av fler än två personer blir de kvar i seriens sammandrag. Annars raderas de.",
				en: "Until the end of the series. If there are then enough of them, from more than two people, they stay in the summary of the series. Otherwise they are deleted.",
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
				fi: "Vastauksista kootaan yhteenveto, jos niitä on tarpeeksi. Jos ei ole, luvut poistetaan, ja enintään vapaat sanat jäävät odottamaan sarjan loppua.",
				sv: "Av svaren görs en sammanfattning om de är tillräckligt många. Annars raderas siffrorna, och på sin höjd får de fria orden vänta på seriens slut.",
				en: "They become a summary if there are enough of them. If not, the figures are deleted, and at most the free words wait for the end of the series.",
			},
		},
	],
	export: () => Promise.resolve({}),
	erase: () => Promise.resolve(),
};
