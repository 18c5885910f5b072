import type { Window } from "../../browser/window.ts";
import type { Answer, Person } from "../../sandbox/index.ts";
import { type Filled, formOf } from "../../support/stage.ts";
import type { Visit } from "../visit.ts";

export const STAFF = "henkilökunta";
/** Where those read who coordinate. */
export const COORDINATORS = "koosteet";
/** Members of the group: who reports, who is reported, who asks for help under the nickname, and without a name. */
export const REPORTER = "Marjatta V";
export const REPORTED = "Veikko T";
export const CALLER = "Irma R";
export const VISITOR = "Aino H";

/** What people write themselves. */
const texts = {
	fi: {
		insult: "Oletpa sinä tyhmä. Pitäisit suusi kiinni.",
		report: "Hän nimittelee muita jo toista kertaa tänä iltana.",
		reason: "Kirjoitit toiselle, että hän on tyhmä. Täällä jokainen saa puhua rauhassa.",
		appeal: "Olin väsynyt, kun mieheni valvotti koko yön. Pyydän anteeksi.",
		answer: "Kiitos, että kerroit. Perumme päätöksen. Tervetuloa takaisin.",
		asks: "Hei, mitä siinä tapahtui? Kerro omin sanoin.",
		outcome: "Juteltiin molempien kanssa. Pyysi anteeksi.",
		told: "Kiitos, että kerroit. Olemme jutelleet hänen kanssaan.",
		need: "En ole nukkunut kolmeen yöhön, enkä jaksa enää.",
		staffSays: "Hei, täällä on Outi. Luin viestisi. Kerro lisää, jos jaksat.",
		danger: "Hän kirjoitti, ettei halua enää elää.",
		service: "Omaishoitajien neuvonta",
		contact: "Salla, joka auttaa hakemaan lomitusta",
		words: "Hän hoitaa miestään yksin ja tarvitsee levähdystä.",
		personal: "Soita minulle: 040 123 4567. Asun Koulukatu 5:ssä.",
		secret: "Tunnukseni on 131052-308T.",
		rule: "Annetaan hiljaisuudellekin tilaa.",
		question: "Miten puhdistan proteesin, kun toinen ei halua avata suutaan?",
		mark: "Proteesin puhdistus",
		youth: "Nuorten syksy",
	},
	sv: {
		insult: "Så dum du är. Du borde hålla tyst.",
		report: "Hen kallar andra saker redan för andra gången i kväll.",
		reason: "Du skrev till en annan att hen är dum. Här får alla tala i lugn och ro.",
		appeal: "Jag var trött, min man höll mig vaken hela natten. Jag ber om förlåtelse.",
		answer: "Tack för att du berättade. Vi upphäver beslutet. Välkommen tillbaka.",
		asks: "Hej, vad hände? Berätta med egna ord.",
		outcome: "Vi pratade med båda. Hen bad om ursäkt.",
		told: "Tack för att du berättade. Vi har talat med hen.",
		need: "Jag har inte sovit på tre nätter, och jag orkar inte mer.",
		staffSays: "Hej, det är Outi här. Jag läste ditt meddelande. Berätta mer om du orkar.",
		danger: "Hen skrev att hen inte vill leva längre.",
		service: "Rådgivningen för närståendevårdare",
		contact: "Salla, som hjälper att söka avlösning",
		words: "Hen vårdar sin man ensam och behöver vila.",
		personal: "Ring mig: 040 123 4567. Jag bor på Skolgatan 5.",
		secret: "Min beteckning är 131052-308T.",
		rule: "Vi ger också tystnaden plats.",
		question: "Hur rengör jag protesen när den andra inte vill öppna munnen?",
		mark: "Att rengöra protesen",
		youth: "Ungas höst",
	},
	en: {
		insult: "How stupid you are. You should shut up.",
		report: "He calls others names, for the second time tonight.",
		reason: "You wrote to somebody that they are stupid. Here everybody may speak in peace.",
		appeal: "I was tired, my husband kept me awake all night. I am sorry.",
		answer: "Thank you for telling us. We take the decision back. Welcome back.",
		asks: "Hello, what happened? Tell us in your own words.",
		outcome: "We talked with both. He said he was sorry.",
		told: "Thank you for telling us. We have talked with him.",
		need: "I have not slept for three nights, and I cannot go on.",
		staffSays: "Hello, this is Outi. I read what you wrote. Tell me more if you can.",
		danger: "They wrote that they do not want to live any more.",
		service: "Carers' advice line",
		contact: "Salla, who helps with applying for respite",
		words: "She cares for her husband alone and needs a rest.",
		personal: "Call me: 040 123 4567. I live at Koulukatu 5.",
		secret: "My code is 131052-308T.",
		rule: "We leave room for silence, too.",
		question: "How do I clean dentures when the other does not want to open their mouth?",
		mark: "Cleaning dentures",
		youth: "Young people in autumn",
	},
};

export function said({ language }: Visit): (typeof texts)["fi"] {
	return texts[language];
}

/** Opens a form by a button in somebody's window, takes its picture, and leaves it. */
export async function looksAt(visit: Visit, window: Window, button: string, state: string): Promise<void> {
	await window.press(button);
	await window.dialog.waitFor();
	await visit.shoot(window, state);
	await window.page.keyboard.press("Escape");
	await window.dialog.waitFor({ state: "detached" });
	await visit.stage.settle();
}

/** Somebody opens a form by a button, fills it by its labels and sends it; the answer stands in their window. */
export async function fills(
	visit: Visit,
	name: string,
	button: string,
	values: Filled,
	where?: Parameters<Person["press"]>[1],
): Promise<Answer> {
	const form = formOf(await visit.press(name, button, where));
	return visit.stage.answered(() => form.fill(values).send());
}

/** The name of the newest thread that somebody sees and `suits`. */
export async function threadOf(
	visit: Visit,
	name: string,
	suits: (name: string) => boolean,
): Promise<string> {
	const found = (await visit.person(name)).threads().findLast((thread) => suits(thread.name));
	if (!found) throw new Error(`${name} sees no such thread`);
	return found.name;
}

/** Enters the last room or thread of this name. */
export async function entersLast(window: Window, name: string): Promise<void> {
	await window.page.locator(`[data-channel="${name}"]`).last().click();
	await window.page.locator("#place", { hasText: name }).waitFor();
}
