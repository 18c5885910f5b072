import { expect, it } from "vitest";
import { carersGroup, crewOf, memberOf, play, said, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";

const names = ["Mustikka", "Karpalo", "Lakka", "Puolukka", "Vadelma", "Mesimarja"];

/** A meeting whose survey six people answered has closed; the coordinator has a channel of their own. */
async function closed() {
	const piiri = await play();
	const crew = await crewOf(piiri);
	crew.owner.createChannel("koosteet", { private: ["Koordinaattori", "Piiri"] });
	await piiri.stage.command(crew.owner, "/piiri setup", {
		language: "fi",
		zone: "Europe/Helsinki",
		"coordinator-role": { role: "Koordinaattori" },
		"facilitator-role": { role: "Ohjaaja" },
		"staff-channel": { channel: "henkilökunta" },
		"coordinator-channel": { channel: "koosteet" },
	});
	await carersGroup(piiri, crew, { weeks: 3 });
	const members = [];
	for (const name of names) members.push(await memberOf(piiri, name));
	const [mustikka] = members;
	if (!mustikka) throw new Error("nobody joined");
	await until(piiri, "2026-10-08T16:31:00Z");
	for (const [index, person] of members.entries()) {
		const form = formOf(await piiri.stage.press(person, "Vastaa kyselyyn"));
		const [heard, , , , words] = form.fields;
		const step = index % 2 === 0 ? "Täysin samaa mieltä" : "Jokseenkin samaa mieltä";
		form.fill({ [heard?.label ?? ""]: step, [words?.label ?? ""]: `Salaisuus ${index}` });
		await piiri.stage.answered(() => form.send());
	}
	await until(piiri, "2026-10-11T16:31:00Z");
	return { piiri, crew, mustikka };
}

it("facilitators read what the group said; the group what the coordinator releases, until it is taken back", async () => {
	const { piiri, crew, mustikka } = await closed();
	const { coordinator, anna } = crew;
	const told = said(coordinator, "koosteet");
	expect(told).toContain("Täysin samaa mieltä: 3");
	expect(told).toContain("> Salaisuus 0");
	const staff = said(anna, "henkilökunta");
	expect(staff).toMatch(/## Mitä ryhmä sanoi: [\s\S]*> Salaisuus 0/);
	expect(staff).not.toContain("Julkaise ryhmälle");
	const group = () => said(mustikka, "keskustelu");
	expect(group()).not.toContain("Mitä sanoimme yhdessä");

	expect((await piiri.stage.press(coordinator, "Julkaise ryhmälle")).text).toMatch(/^Julkaistu\./);
	expect(group()).toMatch(/## Mitä sanoimme yhdessä: [\s\S]*Täysin samaa mieltä: 3/);
	expect(group()).not.toContain("Salaisuus");
	const picture = mustikka.read("keskustelu").find(({ images }) => images.length > 0);
	expect(picture?.images[0]?.alt).toContain("täysin samaa mieltä 3");
	expect(said(coordinator, "koosteet")).toContain("Voit vetää sen takaisin.");

	expect((await piiri.stage.press(coordinator, "Vedä takaisin ryhmältä")).text).toMatch(
		/^Vedetty takaisin\./,
	);
	expect(group()).not.toContain("Mitä sanoimme yhdessä");
	expect((await piiri.stage.press(coordinator, "Julkaise ryhmälle")).text).toMatch(/^Julkaistu\./);
});

it("one summary of the series comes when the series and all its surveys are over, with words that had waited", async () => {
	const { piiri, crew } = await closed();
	const { coordinator, anna } = crew;
	const of = (what: string) => said(coordinator, "koosteet").split(what).length - 1;
	await until(piiri, "2026-10-22T17:00:00Z");
	expect(of("## Sarjan yhteenveto")).toBe(0);
	await until(piiri, "2026-11-05T17:00:00Z");
	expect(of("## Sarjan yhteenveto: Omaishoitajien piiri")).toBe(1);
	expect(said(coordinator, "koosteet")).toContain("tuloksia voitiin näyttää näin monesta: 1");
	expect(said(anna, "henkilökunta")).not.toContain("Sarjan yhteenveto");
});
