import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { carersGroup, memberOf, said, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { youthRoom } from "../support/youth.ts";

const onBoard = { in: "henkilökunta" };
const talked = "Mistä puhuttiin?";

/** Anna and Bo on duty at the youth room, at two on a Monday. */
async function onDuty(monday = "2026-10-05T11:00:00Z") {
	const youth = await youthRoom({ now: Temporal.Instant.from(monday).subtract({ hours: 24 }).toString() });
	const { piiri, crew } = youth;
	await until(piiri, monday);
	for (const person of [crew.anna, crew.bo]) await piiri.stage.press(person, "Olen paikalla", onBoard);
	const open = async () =>
		formOf(await piiri.stage.press(crew.anna, "Kirjoita seuraavalle vuorolle", onBoard));
	return { ...youth, open };
}

it("is read by the next shift when that begins, and by nobody before", async () => {
	const { piiri, crew, open } = await onDuty();
	const form = await open();
	expect(form.fields.map(({ required }) => required)).not.toContain(true);
	expect(form.fields.at(-1)?.options).toHaveLength(10);
	form.fill({ [talked]: "Kesätöistä ja **unesta**", Aiheet: ["Jaksaminen ja väsymys", "Terveys"] });
	expect((await form.send()).text).toMatch(/^Kiitos! Seuraava vuoro lukee sen alkaessaan/);
	await until(piiri, "2026-10-12T10:59:00Z");
	expect(said(crew.bo, "henkilökunta")).not.toContain("Kesätöistä");
	await until(piiri, "2026-10-12T11:01:00Z");
	const notes = crew.bo.read("henkilökunta").find(({ text }) => text.includes("Kesätöistä"));
	expect(notes?.text).toContain("Kesätöistä ja \\*\\*unesta");
	expect(notes?.text).not.toMatch(/Anna|Bo/);
});

it("that tells who somebody is comes back with what was written, to be put right", async () => {
	const { piiri, crew, open } = await onDuty();
	await carersGroup(piiri, crew);
	await memberOf(piiri, "Mustikka");
	const form = (await open()).fill({
		[talked]: "Mustikan kanssa juteltiin",
		"Mitä pitää seurata?": "Soita 040 123 4567",
		Aiheet: ["Ilot"],
	});
	const refused = await form.send();
	expect(refused.text).toMatch(
		/^### Ei vielä tallessa\n.*\n- osallistujan nimimerkki: Mustikan\n- puhelinnumero\nTekstisi on tallessa/,
	);
	const again = formOf(await refused.press("Korjaa viestiä"));
	expect(again.fields.map(({ value }) => value)).toEqual([
		"Mustikan kanssa juteltiin",
		"Soita 040 123 4567",
		undefined,
		["Ilot"],
	]);
	again.fill({ [talked]: "Erään kävijän kanssa juteltiin", "Mitä pitää seurata?": "" });
	expect((await again.send()).text).toMatch(/^Kiitos!/);
	expect((await open()).fields[0]?.value).toBeUndefined();
});

it("that holds nothing is not kept, and that is all right", async () => {
	const { open } = await onDuty();
	const form = await open();
	const empty = await form.send();
	expect(empty.text).toMatch(/^Jätit kaiken tyhjäksi/);
	expect(formOf(await empty.press("Korjaa viestiä")).title).toBe("Seuraavalle vuorolle");
});

it("is counted for the coordinator on the first of the month", async () => {
	const { piiri, crew, open } = await onDuty("2026-10-26T12:00:00Z");
	await (await open()).fill({ Aiheet: ["Yksinäisyys", "Ilot"] }).send();
	await (await open()).fill({ [talked]: "Toinen", Aiheet: ["Ilot"] }).send();
	await until(piiri, "2026-11-01T07:01:00Z");
	const told = said(crew.coordinator, "henkilökunta");
	expect(told).toMatch(/Mitä ihmiset tuntuivat tarvitsevan/);
	expect(told).toMatch(/Ilot: 2[\s\S]*Yksinäisyys: 1/);
});
