import { describe, expect, it } from "vitest";
import type { Locale } from "../sandbox/index.ts";
import { carersGroup, crewOf, type Play, play } from "../support/play.ts";
import { formOf } from "../support/stage.ts";

const join = "Liity ryhmään";
const nameLabel = "Nimimerkkisi ryhmässä";
const rules = "Yhteiset pelisäännöt";
const yes = "Olen lukenut pelisäännöt ja hyväksyn ne";

async function opened(change: Parameters<typeof carersGroup>[2] = {}) {
	const piiri = await play();
	const crew = await crewOf(piiri);
	const invite = await carersGroup(piiri, crew, change);
	return { piiri: { ...piiri, invite }, crew, invite };
}

async function person(piiri: Play, name: string, locale: Locale = "fi") {
	return piiri.sandbox.person(name, { locale });
}

const fill = (piiri: Play, who: Awaited<ReturnType<typeof person>>, nickname: string) =>
	piiri.stage.fill(() => who.press(join), { [nameLabel]: nickname, [rules]: [yes] });

describe("joining", () => {
	it("gives the role, the nickname and a private word on what happens next", async () => {
		const { piiri, invite } = await opened();
		const mustikka = await piiri.sandbox.person("Maija Meikäläinen", { in: "outside" });
		mustikka.join(invite);
		const form = formOf(await piiri.stage.press(mustikka, join));
		expect(form.texts[0]).toMatch(
			/Tule aina kun pääset[\s\S]*Yhteiset pelisäännöt[\s\S]*\d\. Puhu, kirjoita tai vain kuuntele/,
		);
		const answer = await piiri.stage.answered(() =>
			form.fill({ [nameLabel]: " Mustikka ", [rules]: [yes] }).send(),
		);
		expect(answer.private).toBe(true);
		expect(answer.text).toMatch(/^### Tervetuloa, Mustikka!\n\*\*Seuraavaksi:\*\* .*<t:\d+:F>/);
		expect(answer.text).toMatch(
			/Kuunteleminen riittää[\s\S]*paina \*\*Poistu ryhmästä\*\* täällä: #tervetuloa/,
		);
		expect(mustikka.displayName).toBe("Mustikka");
		expect(mustikka.roles).toEqual(["Omaishoitajien piiri"]);
	});

	it.each([
		["sv-SE", "Gå med i gruppen", "Ditt smeknamn i gruppen", "Gemensamma regler"],
		["en-GB", "Join the group", "Your nickname in the group", "Our ground rules"],
	] as const)("speaks the reader's language: %s", async (locale, title, nickname, ground) => {
		const { piiri } = await opened();
		const reader = await person(piiri, "Läsare", locale);
		const form = formOf(await piiri.stage.press(reader, join));
		expect(form.title).toBe(title);
		expect(form.fields[0]?.label).toBe(nickname);
		expect(form.fields[1]?.label.toLowerCase()).toContain(ground.slice(3).toLowerCase());
	});

	it.each([
		["x‍", /merkkejä, joita ei näe|liian lyhyt/],
		["@everyone", /ei voi kutsua ketään/],
		["maija@example.com", /sähköpostiosoite/],
		["040 123 4567", /puhelinnumero/],
		["www.esimerkki.fi", /verkko-osoite/],
		["131052-308T", /henkilötunnus/],
		["Annа Ohjаaja", /muistuttaa työntekijän nimeä Anna Ohjaaja/],
		["Piiri", /muistuttaa työntekijän nimeä Piiri/],
		["PUOLUKKA", /Jollakulla on jo samanlainen nimi: Puolukka/],
	])("does not take the nickname %s, and lets one try again", async (nickname, text) => {
		const { piiri } = await opened();
		await fill(piiri, await person(piiri, "Joku"), "Puolukka");
		const mustikka = await person(piiri, "Maija Meikäläinen");
		const refused = await fill(piiri, mustikka, nickname);
		expect(refused).toMatchObject({ private: true });
		expect(refused.text).toMatch(text);
		expect(mustikka.roles).toEqual([]);
		const again = formOf(await refused.press("Yritä uudelleen"));
		const joined = await piiri.stage.answered(() =>
			again.fill({ [nameLabel]: "Mustikka", [rules]: [yes] }).send(),
		);
		expect(joined).toMatchObject({ kind: "update" });
		expect(mustikka.displayName).toBe("Mustikka");
	});

	it.each(["🌿🌿", "שלום לך", "Åsa-Maija 2"])("takes the nickname %s", async (nickname) => {
		const { piiri } = await opened();
		const mustikka = await person(piiri, "Maija");
		const answer = await fill(piiri, mustikka, nickname);
		expect(answer.text).toContain("Tervetuloa");
		expect(mustikka.displayName).toBe(nickname);
	});

	it("may keep the name one already has on the server", async () => {
		const { piiri } = await opened();
		const mustikka = await person(piiri, "Mustikka");
		expect((await fill(piiri, mustikka, "Mustikka")).text).toContain("Tervetuloa, Mustikka");
	});

	it("tells the owner, whom no bot can rename, to change the name", async () => {
		const { piiri, crew } = await opened();
		const answer = await fill(piiri, crew.owner, "Mesimarja");
		expect(answer.text).toMatch(/Discord ei anna Piirin vaihtaa nimeäsi[\s\S]*Mesimarja/);
		expect(crew.owner.roles).toContain("Omaishoitajien piiri");
	});

	it("says so when one has already joined, also in a form sent twice", async () => {
		const { piiri } = await opened();
		const mustikka = await person(piiri, "Mustikka");
		const [one, two] = [
			formOf(await piiri.stage.press(mustikka, join)),
			formOf(await piiri.stage.press(mustikka, join)),
		];
		const send = (form: typeof one) => form.fill({ [nameLabel]: "Mustikka", [rules]: [yes] }).send();
		const texts = (await Promise.all([send(one), send(two)])).map(({ text }) => text.split("\n")[0]);
		expect(texts.toSorted()).toEqual([
			"### Tervetuloa, Mustikka!",
			"Olet jo ryhmässä Omaishoitajien piiri nimellä Mustikka.",
		]);
		expect((await piiri.stage.press(mustikka, join)).text).toMatch(/^Olet jo ryhmässä/);
	});

	it("gives the last place to one of two who ask at once", async () => {
		const { piiri } = await opened({ capacity: 2 });
		await fill(piiri, await person(piiri, "Ensimmäinen"), "Ensimmäinen");
		const both = await Promise.all(["Toinen", "Kolmas"].map((name) => person(piiri, name)));
		const forms = await Promise.all(both.map(async (who) => formOf(await piiri.stage.press(who, join))));
		const answers = await Promise.all(
			forms.map((form, index) => form.fill({ [nameLabel]: `Marja ${index}`, [rules]: [yes] }).send()),
		);
		await piiri.stage.settle();
		expect(answers.filter(({ text }) => text.includes("Tervetuloa"))).toHaveLength(1);
		expect(answers.filter(({ text }) => text.includes("on nyt täynnä"))).toHaveLength(1);
		expect(both.filter(({ roles }) => roles.length > 0)).toHaveLength(1);
	});

	it("does not take somebody who leaves the server while the form is being sent", async () => {
		const { piiri } = await opened();
		const mustikka = await person(piiri, "Mustikka");
		const form = formOf(await piiri.stage.press(mustikka, join));
		const leaves = { after: () => mustikka.leaveServer() };
		piiri.sandbox.faults.next({ method: "GET", path: /\/members$/ }, leaves);
		await form.fill({ [nameLabel]: "Mustikka", [rules]: [yes] }).send();
		await piiri.stage.settle();
		expect(piiri.sandbox.faults.pending).toBe(0);
		mustikka.join(piiri.invite);
		const again = await piiri.stage.press(mustikka, join);
		expect(again.kind).toBe("form");
	});
});

describe("the waiting list", () => {
	it("is joined, told one's place in, and left by buttons", async () => {
		const { piiri } = await opened({ capacity: 2 });
		for (const name of ["Ensimmäinen", "Toinen"]) await fill(piiri, await person(piiri, name), name);
		const [third, fourth] = [await person(piiri, "Kolmas"), await person(piiri, "Neljäs")];
		const full = await piiri.stage.press(third, join);
		expect(full.text).toMatch(/on nyt täynnä/);
		const waits = await piiri.stage.answered(() => full.press("Jonoon"));
		expect(waits.text).toMatch(/Numerosi on 1/);
		const next = await piiri.stage.press(fourth, join);
		expect(next.text).toMatch(/Jonossa on 1 ihminen/);
		await piiri.stage.answered(() => next.press("Jonoon"));
		expect((await piiri.stage.press(fourth, join)).text).toMatch(/Numerosi on 2/);
		const gone = await piiri.stage.answered(() => waits.press("Pois jonosta"));
		expect(gone).toMatchObject({ kind: "update" });
		expect(gone.text).toMatch(/^Et ole enää jonossa/);
		expect((await piiri.stage.press(fourth, join)).text).toMatch(/Numerosi on 1/);
	});

	it("offers a free place privately, and joining there is by the same form", async () => {
		const { piiri } = await opened({ capacity: 2 });
		const first = await person(piiri, "Ensimmäinen");
		await fill(piiri, first, "Ensimmäinen");
		await fill(piiri, await person(piiri, "Toinen"), "Toinen");
		const third = await person(piiri, "Kolmas");
		const full = await piiri.stage.press(third, join);
		await piiri.stage.answered(() => full.press("Jonoon"));
		const ask = await piiri.stage.press(first, "Poistu ryhmästä");
		await piiri.stage.answered(() => ask.press("Lähden ryhmästä"));
		expect(third.dms().at(-1)?.text).toMatch(/paikka ryhmässä Omaishoitajien piiri/);
		const joined = await piiri.stage.fill(() => third.press("Otan paikan", { in: "dm" }), {
			[nameLabel]: "Kolmas",
			[rules]: [yes],
		});
		expect(joined.text).toMatch(/Tervetuloa, Kolmas!/);
		expect(third.roles).toEqual(["Omaishoitajien piiri"]);
	});
});

describe("leaving", () => {
	it("asks first, and then forgets", async () => {
		const { piiri } = await opened();
		const mustikka = await person(piiri, "Maija");
		await fill(piiri, mustikka, "Mustikka");
		const ask = await piiri.stage.press(mustikka, "Poistu ryhmästä");
		expect(ask.text).toMatch(/^## Lähdetkö ryhmästä Omaishoitajien piiri\?/);
		const stays = await ask.press("En sittenkään");
		expect(stays.text).toBe("Selvä, mitään ei muutettu.");
		expect(mustikka.roles).toHaveLength(1);
		const again = await piiri.stage.press(mustikka, "Poistu ryhmästä");
		const asked = again.text;
		const left = await piiri.stage.answered(() => again.press("Lähden ryhmästä"));
		expect(left.text).toMatch(/^Olet lähtenyt ryhmästä/);
		for (const text of [asked, left.text]) {
			expect(text).toMatch(/Nimimerkkisi jää palvelimelle[\s\S]*vaihtaa sen itse: paina palvelimen nimeä/);
		}
		// The name stays: what was written would otherwise stand under the account's own.
		expect({ roles: mustikka.roles, name: mustikka.displayName }).toEqual({ roles: [], name: "Mustikka" });
	});
});
