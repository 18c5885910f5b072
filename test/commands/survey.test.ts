import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { carersGroup, crewOf, memberOf, play } from "../support/play.ts";
import { formOf } from "../support/stage.ts";

const button = "Vastaa kyselyyn";

async function ended() {
	const piiri = await play();
	await carersGroup(piiri, await crewOf(piiri));
	const mustikka = await memberOf(piiri, "Mustikka");
	const until = (instant: string) =>
		piiri.stage.until(Temporal.Instant.from(instant).toZonedDateTimeISO("Europe/Helsinki"));
	await until("2026-10-08T16:35:00Z");
	return { piiri, mustikka, until };
}

describe("the survey", () => {
	it("is one private form that is answered once", async () => {
		const { piiri, mustikka } = await ended();
		const form = formOf(await piiri.stage.press(mustikka, button));
		expect(form.fields.map(({ kind, required }) => [kind, required])).toEqual([
			...Array(4).fill(["radio", false]),
			["text", false],
		]);
		const second = formOf(await piiri.stage.press(mustikka, button));
		const [first, words] = [form.fields[0], form.fields[4]];
		const fill = { [first?.label ?? ""]: "Täysin samaa mieltä", [words?.label ?? ""]: "Kiitos 🌿" };
		const thanks = await form.fill(fill).send();
		expect(thanks).toMatchObject({ private: true });
		expect(thanks.text).toMatch(/^Kiitos! Vastauksesi on tallessa ilman nimeäsi/);
		expect((await second.fill(fill).send()).text).toMatch(/^Olet jo vastannut/);
		expect((await piiri.stage.press(mustikka, button)).text).toMatch(/^Olet jo vastannut/);
		expect(piiri.logged.join("\n")).not.toMatch(/Kiitos|Mustikka|survey/);
	});

	it("keeps nothing of an empty form, nor of one sent after closing", async () => {
		const { piiri, mustikka, until } = await ended();
		const empty = formOf(await piiri.stage.press(mustikka, button));
		expect((await empty.send()).text).toMatch(/^Jätit kaiken tyhjäksi/);
		const late = formOf(await piiri.stage.press(mustikka, button));
		await until("2026-10-11T17:00:00Z");
		const [first] = late.fields;
		const answer = await late.fill({ [first?.label ?? ""]: "Täysin samaa mieltä" }).send();
		expect(answer.text).toMatch(/^Tämä kysely on jo sulkeutunut/);
	});

	it("is for members", async () => {
		const { piiri, mustikka } = await ended();
		const open = formOf(await piiri.stage.press(mustikka, button));
		const ask = await piiri.stage.press(mustikka, "Poistu ryhmästä");
		await piiri.stage.answered(() => ask.press("Lähden ryhmästä"));
		const answer = await open.fill({ [open.fields[0]?.label ?? ""]: "Siltä väliltä" }).send();
		expect(answer.text).toBe(
			"Tämä kysely on ryhmän jäsenille tai niille henkilökunnasta, joilta siinä kysytään.",
		);
	});
});
