import { describe, expect, it } from "vitest";
import { carersGroup, crewOf, memberOf, play, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { youthRoom } from "../support/youth.ts";

async function opened() {
	const piiri = await play();
	const crew = await crewOf(piiri);
	await carersGroup(piiri, crew);
	return { piiri, crew, mustikka: await memberOf(piiri, "Mustikka") };
}

describe("my data", () => {
	it("is seen in plain words, by command and by button", async () => {
		const { piiri, mustikka } = await opened();
		const form = formOf(await piiri.stage.press(mustikka, "Kirjoita tai muokkaa esittelyäsi"));
		await form.fill({ [form.fields[0]?.label ?? ""]: "Hei kaikille" }).send();
		const shown = await piiri.stage.command(mustikka, "/my-data");
		expect(shown.private).toBe(true);
		expect(shown.text).toMatch(
			/Ryhmä: Omaishoitajien piiri · Nimimerkki: Mustikka · Pelisäännöt hyväksytty: <t:\d+:F> · Muistutukset: kyllä · Kieli: suomi/,
		);
		expect(shown.text).toMatch(/Luonnos: Hei kaikille/);
		expect(shown.text).not.toMatch(/\d{17}/);
		const pressed = await piiri.stage.press(mustikka, "Omat tietoni");
		expect(pressed.text).toBe(shown.text);
		for (const locale of ["sv-SE", "en-GB"] as const) {
			mustikka.setLocale(locale);
			expect((await piiri.stage.command(mustikka, "/my-data")).text).toContain("Omaishoitajien piiri");
		}
	});

	it("is had as a file that only they see", async () => {
		const { piiri, mustikka } = await opened();
		const shown = await piiri.stage.command(mustikka, "/my-data");
		const answer = await shown.press("Tiedostona");
		expect(answer.private).toBe(true);
		const [file] = answer.message?.files ?? [];
		expect(file?.name).toBe("piiri.json");
		expect(JSON.parse(String(file?.data))).toMatchObject({
			members: { groups: [{ nickname: "Mustikka", userId: mustikka.id }] },
		});
	});

	it("is erased after a question, and then there is none", async () => {
		const { piiri, mustikka } = await opened();
		const ask = await (await piiri.stage.command(mustikka, "/my-data")).press("Poista kaikki");
		expect(ask.text).toMatch(/^## Poistetaanko kaikki\?[\s\S]*Nimimerkkisi jää palvelimelle/);
		const erased = await piiri.stage.answered(() => ask.press("Kyllä, poista kaikki"));
		expect(erased.text).toMatch(/^Kaikki on poistettu/);
		expect(erased.text).toMatch(/Nimimerkkisi jää palvelimelle/);
		expect(mustikka.displayName).toBe("Mustikka");
		expect(mustikka.roles).toEqual([]);
		const after = await piiri.stage.command(mustikka, "/my-data");
		expect(after.text).toMatch(/^Piiri ei tiedä sinusta mitään/);
		expect(after.message?.buttons).toEqual([]);
	});

	it("of a facilitator tells what they lead", async () => {
		const { piiri, crew } = await opened();
		const shown = await piiri.stage.command(crew.anna, "/my-data");
		expect(shown.text).toMatch(/Teema: Suun terveys.* · Alkaa: <t:\d+:F> · Ohjaat: kyllä/);
	});
});

it("of somebody on the staff tells what they do, where they have shifts, and what they are writing", async () => {
	const { piiri, crew } = await youthRoom();
	const { anna } = crew;
	await until(piiri, "2026-10-05T11:00:00Z");
	await piiri.stage.press(anna, "Olen paikalla", { in: "henkilökunta" });
	const form = formOf(await piiri.stage.press(anna, "Kirjoita seuraavalle vuorolle", { in: "henkilökunta" }));
	await form.fill({ "Mistä puhuttiin?": "Soita 040 123 4567", Aiheet: ["Ilot"] }).send();
	const shown = await piiri.stage.command(anna, "/my-data");
	expect(shown.text).toMatch(
		/### Sinä työntekijänä\n- Nimi, jonka muut näkevät: Anna · Tehtävät: ohjaaja \/ päivystäjä · Perehdytys: säännöt luettu/,
	);
	expect(shown.text).toMatch(/Muistutukset vuoroista: työntekijöiden kanavalla/);
	expect(shown.text).toMatch(/Alkaa: <t:\d+:F> · Päättyy: <t:\d+:F> · Sinun vuorosi: kyllä/);
	expect(shown.text).toMatch(/Puhuttiin: Soita 040 123 4567 · Aiheet: Ilot · Kirjoitettu: <t:/);
	const ask = await shown.press("Poista kaikki");
	await piiri.stage.answered(() => ask.press("Kyllä, poista kaikki"));
	expect((await piiri.stage.command(anna, "/my-data")).text).toMatch(/^Piiri ei tiedä sinusta mitään/);
});
