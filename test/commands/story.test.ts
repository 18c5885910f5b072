import { expect, it } from "vitest";
import { carersGroup, crewOf, memberOf, play, said, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";

const TELL = "Kerro pieni onnistumistarina";
const tick = "Haluan kertoa tämän. Se tallennetaan, kunnes otan sen takaisin, enintään vuodeksi.";
const filled = {
	"Mikä pieni asia muuttui?": "Uskalsin soittaa siskolle **Marjalle**",
	"Suostumus kertomiseen": [tick],
};

/** The series is over; Mustikka and Puolukka were in it. */
async function over() {
	const piiri = await play();
	const crew = await crewOf(piiri);
	await carersGroup(piiri, crew, { weeks: 2 });
	const mustikka = await memberOf(piiri, "Mustikka");
	const puolukka = await memberOf(piiri, "Puolukka");
	await until(piiri, "2026-10-16T12:00:00Z");
	return { piiri, crew, mustikka, puolukka };
}

it("is told, allowed, redacted, said yes to, shown to the group, and taken back", async () => {
	const { piiri, crew, mustikka, puolukka } = await over();
	const { stage } = piiri;
	const opened = await stage.press(mustikka, TELL);
	const form = formOf(opened);
	expect(form.title).toBe("Pieni onnistumistarina");
	const told = await stage.answered(() => form.fill(filled).send());
	expect(told).toMatchObject({ private: true });
	expect(told.text).toMatch(/^### Kiitos, että kerroit[\s\S]*mukaelma haastattelumenetelmästä/);
	expect(said(crew.coordinator, "henkilökunta")).not.toContain("onnistumistarina");
	expect((await stage.command(crew.coordinator, "/story list", { group: "1" })).text).toContain(
		"ei ole tarinoita",
	);

	const uses = formOf(await stage.answered(() => told.press("Valitse, mihin saa käyttää")));
	const labels = uses.fields.at(-1)?.options?.map(({ label }) => label) ?? [];
	expect(labels).toEqual(["Raportti rahoittajalle", "Näytetään ryhmälle", "Verkkosivu"]);
	const set = await stage.answered(() => uses.fill({ "Annan luvan": labels.slice(0, 2) }).send());
	expect(set.text).toContain("Raportti rahoittajalle · Näytetään ryhmälle");

	expect(said(crew.coordinator, "henkilökunta")).toContain("Joku kertoi onnistumistarinan");
	expect(said(crew.coordinator, "henkilökunta")).not.toMatch(/Mustikka.*onnistumistarina|siskolle/);
	const read = await stage.command(crew.coordinator, "/story read", { story: "1" });
	expect(read.text).toContain("Uskalsin soittaa siskolle \\*\\*Marjalle");
	expect(read.text).not.toContain("Mustikka");
	const redact = formOf(await stage.answered(() => read.press("Muokkaa ja luokittele")));
	redact.fill({
		"Teksti, jota käytettäisiin": "Uskalsin soittaa läheiselle",
		"Mistä tarina kertoo": ["Toivo"],
	});
	expect((await stage.answered(() => redact.send())).text).toContain("Kysyin kertojalta");
	expect(
		(await stage.command(crew.coordinator, "/story read", { story: "1" })).message?.buttons,
	).toHaveLength(1);

	const asked = mustikka.dms().at(-1);
	expect(asked?.text).toContain("Uskalsin soittaa läheiselle");
	const mine = await stage.command(mustikka, "/my-stories");
	expect((await stage.answered(() => mine.press("Kyllä, näin saa käyttää"))).text).toMatch(
		/^Kiitos! Tarinaa saa/,
	);

	const show = await stage.command(crew.coordinator, "/story read", { story: "1" });
	expect((await stage.answered(() => show.press("Näytä ryhmälle"))).text).toContain("ryhmän keskustelussa");
	expect(said(puolukka, "keskustelu")).toContain("Uskalsin soittaa läheiselle");
	expect(said(puolukka, "keskustelu")).not.toMatch(/siskolle/);

	const again = await stage.press(mustikka, TELL);
	expect(again.text).toContain("Näin sitä käytettäisiin");
	const sure = await stage.answered(() => again.press("Ota takaisin"));
	expect((await stage.answered(() => sure.press("Kyllä, ota takaisin"))).text).toContain("poistettu");
	expect(said(puolukka, "keskustelu")).not.toContain("läheiselle");
	expect((await stage.command(mustikka, "/my-stories")).text).toContain("Et ole kertonut");
	expect(piiri.logged.join("\n")).not.toMatch(/siskolle|läheiselle|Mustikka/);
});

it("is nothing for those outside the group, and nothing is kept of an empty one", async () => {
	const { piiri, crew, mustikka } = await over();
	const { stage } = piiri;
	expect((await stage.press(crew.anna, TELL)).text).toContain("Vain ryhmän jäsen");
	const empty = formOf(await stage.press(mustikka, TELL)).fill({ "Suostumus kertomiseen": [tick] });
	expect((await stage.answered(() => empty.send())).text).toContain("mitään ei tallennettu");
	expect((await stage.command(mustikka, "/my-stories")).text).toContain("Et ole kertonut");
});
