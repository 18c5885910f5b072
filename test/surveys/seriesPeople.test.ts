import { expect, test } from "vitest";
import { said, until } from "../support/play.ts";
import { allAnswer, sevenMembers } from "./answered.ts";

const [SHARE, BACK] = ["Julkaise ryhmälle", "Vedä takaisin ryhmältä"];
const FRIENDLY = "Mitä sanoimme tässä sarjassa";

/** Two weeks, everything answered and closed. */
async function over() {
	const on = await sevenMembers();
	const { piiri, members } = on;
	await until(piiri, "2026-10-01T16:00:00Z");
	await allAnswer(piiri, members, "surveys:button.series-start", (index) => index % 2);
	for (const at of ["2026-10-08T17:30:00Z", "2026-10-15T17:30:00Z"]) {
		await until(piiri, at);
		await allAnswer(piiri, members, "messages:button.survey", (index) => 3 + (index % 2));
	}
	await allAnswer(piiri, members, "surveys:button.series-end", (index, options) => options - 1 - (index % 2));
	await until(piiri, "2026-10-22T18:00:00Z");
	return on;
}

test("the series' summary is given to the group, which reads its figures and nobody's words, and taken back", async () => {
	const { piiri, crew, members } = await over();
	const [reader] = members;
	if (!reader) throw new Error("nobody is there");
	const summary = () =>
		crew.coordinator.read("henkilökunta").find(({ text }) => text.startsWith("## Sarjan yhteenveto"));
	expect(summary()?.text).toMatch(/Alusta loppuun[\s\S]*Lopussa korkeampi/);
	expect(said(reader, "keskustelu")).not.toContain(FRIENDLY);

	const refused = await piiri.stage.press(crew.anna, SHARE, { in: "henkilökunta" });
	expect(refused.text).toMatch(/koordinaattoreille/);
	expect(said(reader, "keskustelu")).not.toContain(FRIENDLY);

	const shared = await piiri.stage.press(crew.coordinator, SHARE, { in: "henkilökunta" });
	expect(shared.text).toMatch(/^Julkaistu/);
	const seen = reader.read("keskustelu").filter(({ text }) => text.includes(FRIENDLY));
	expect(seen).toHaveLength(1);
	expect(seen[0]?.text).toMatch(/Lopussa korkeampi/);
	expect(seen[0]?.text).not.toMatch(/Sana \d|NPS/);
	expect(seen[0]?.images.every(({ alt }) => alt.length > 20)).toBe(true);
	expect(seen[0]?.images.length).toBeGreaterThan(0);
	expect(summary()?.buttons.map(({ label }) => label)).toEqual([BACK]);

	const back = await piiri.stage.press(crew.coordinator, BACK, { in: "henkilökunta" });
	expect(back.text).toMatch(/^Vedetty takaisin/);
	expect(said(reader, "keskustelu")).not.toContain(FRIENDLY);
	expect(summary()?.buttons.map(({ label }) => label)).toEqual([SHARE]);
});
