import { expect, it } from "vitest";
import { until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { youthRoom } from "../support/youth.ts";

const onBoard = { in: "henkilökunta" };
/** A quarter of an hour before a Monday's opening. */
const BEFORE = "2026-10-05T10:45:00Z";

async function monday(at = BEFORE) {
	const youth = await youthRoom();
	const { piiri, crew } = youth;
	await until(piiri, at);
	const here = (person = crew.anna) => piiri.stage.press(person, "Olen paikalla", onBoard);
	const leave = (person = crew.anna) => piiri.stage.press(person, "Lähden nyt", onBoard);
	return { ...youth, here, leave };
}

it("who comes is told how many are here, and when the doors open", async () => {
	const { piiri, crew, here } = await monday();
	const first = await here();
	expect(first.private).toBe(true);
	expect(first.text).toMatch(
		/^Olet nyt päivystämässä: Nuorten huone.*\nOtit vuorosta tyhjän paikan\. Kiitos!\nPaikalla 1\/2\./,
	);
	expect((await here()).text).toMatch(/^Päivystät jo: Nuorten huone\.\nPaikalla 1\/2/);
	await until(piiri, "2026-10-05T11:01:00Z");
	expect((await here(crew.bo)).text).toMatch(/\nOvet ovat auki klo <t:\d+:t> asti\.$/);
});

it("who comes too early is told when to come", async () => {
	const { here } = await monday("2026-10-05T09:00:00Z");
	expect((await here()).text).toMatch(/^Nuorten huone ei ole nyt auki.* puoli tuntia ennen.*: <t:\d+:F>\.$/);
});

it("a place that is not theirs, another duty, and nobody of the staff are refused kindly", async () => {
	const { piiri, crew, ask, here } = await monday("2026-10-05T09:00:00Z");
	await ask("/hours place", { name: "Kahvila" });
	const anna = { user: { user: crew.anna } };
	await ask("/staff add", { ...anna, place: "Kahvila" });
	const bo = { user: { user: crew.bo } };
	await ask("/staff add", { ...bo, supervisor: false });
	await until(piiri, BEFORE);
	const at = { ...onBoard, containing: "Nuorten huone" };
	expect((await piiri.stage.press(crew.anna, "Olen paikalla", at)).text).toMatch(
		/^Työskentelet muualla kuin paikassa Nuorten huone/,
	);
	expect((await piiri.stage.press(crew.bo, "Olen paikalla", at)).text).toMatch(
		/^Olet työntekijä, mutta et päivystäjänä/,
	);
	await ask("/staff remove", bo);
	expect((await here(crew.bo)).text).toMatch(/^Et ole vielä Piirin työntekijälistalla/);
});

it("who leaves has left at once, and may hand over in the form that opens", async () => {
	const { piiri, crew, here, leave } = await monday("2026-10-05T11:00:00Z");
	await here(crew.anna);
	await here(crew.bo);
	const form = formOf(await leave());
	expect(form.texts.join("\n")).toMatch(
		/^Et enää päivystä: Nuorten huone\. Kiitos!\nPäivystäjiä on liian vähän/,
	);
	form.cancel();
	await piiri.stage.settle();
	const again = await leave();
	expect(again.text).toMatch(/^Et ollut päivystämässä: Nuorten huone\.$/);
	const handover = formOf(await again.press("Kirjoita seuraavalle vuorolle"));
	const kept = await handover.fill({ "Mistä puhuttiin?": "Kesätöistä", Aiheet: ["Opinnot ja työ"] }).send();
	expect(kept.text).toMatch(/^Kiitos! Seuraava vuoro lukee sen/);
});

it("nobody leaves who was not on duty; before the hour there is nothing to hand over", async () => {
	const { crew, leave } = await monday();
	const answer = await leave(crew.bo);
	expect(answer.text).toBe("Et ollut päivystämässä: Nuorten huone.");
	expect(answer.message?.buttons).toEqual([]);
});
