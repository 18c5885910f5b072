import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { carersGroup, crewOf, memberOf, play, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { every, text } from "./instruments.ts";

async function opened() {
	const piiri = await play();
	const crew = await crewOf(piiri);
	await carersGroup(piiri, crew);
	const command = (line: string, options: Parameters<typeof crew.anna.command>[1] = {}) =>
		piiri.stage.command(crew.coordinator, `/survey ${line}`, options);
	const bring = (content: string | Buffer, name = "own.json") =>
		command("import", { file: { attachment: { name, data: Buffer.from(content) } } });
	const group = () => crew.coordinator.autocomplete("/survey plan", "group", "").then((all) => all[0]?.value);
	return { piiri, crew, command, bring, group };
}

const own = { ...every, key: "our-own", title: text("Oma kysely") };
const licensed = readFileSync("data/instruments/examples/ten-items.json");

describe("/survey import", () => {
	it("shows what was brought, lets it be tried without storing, and keeps it when told to", async () => {
		const { command, bring, crew } = await opened();
		const shown = await bring(JSON.stringify(own));
		expect(shown).toMatchObject({ private: true });
		expect(shown.text).toContain("## Oma kysely");
		expect(shown.text).toContain("5\\. Free (omin sanoin)");
		const tried = formOf(await shown.press("Kokeile"));
		expect(tried.fields).toHaveLength(5);
		const done = await tried.send();
		expect(done.text).toBe("Siinä kaikki. Mitään täyttämääsi ei tallennettu.");
		expect((await done.press("Ota käyttöön")).text).toContain("**Oma kysely** on nyt valittavissa");
		expect((await command("list")).text).toContain("- Oma kysely (5 kohtaa, oma)");
		const offered = await crew.coordinator.autocomplete("/survey preview", "survey", "oma");
		expect(offered).toEqual([{ name: "Oma kysely (oma)", value: "our-own" }]);
		expect(formOf(await command("preview", { survey: "our-own" })).fields).toHaveLength(5);
	});

	it("of a licensed scale shows its terms and asks for its confirmation first", async () => {
		const { bring, command } = await opened();
		const shown = await bring(licensed);
		expect(shown.text).toContain("### Lisenssi:");
		const confirm = formOf(await shown.press("Ota käyttöön"));
		const [tick] = confirm.fields;
		expect(tick?.required).toBe(true);
		const kept = await confirm.fill({ [tick?.label ?? ""]: ["Kyllä, vahvistan yllä sanotun"] }).send();
		expect(kept.text).toContain("on nyt valittavissa");
		const changed = JSON.parse(licensed.toString("utf8"));
		changed.items.reverse();
		expect((await bring(JSON.stringify(changed))).text).toMatch(/^`ten-items` on lisensoitu/);
		expect((await command("list")).text).toContain("lisensoitu");
	});

	it.each([
		["no JSON", "kahvi", /\$: is not JSON/],
		["nothing", "", /\$: is not JSON/],
		["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]), /\$: is not JSON/],
		["the depth of a hundred thousand lists", "[".repeat(100_000), /not JSON/],
		["as many that are closed", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, /\$: /],
		[
			"deep where text should be",
			JSON.stringify(own).replace('"Oma kysely"', `${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}`),
			/title/,
		],
		[
			"a missing language",
			JSON.stringify({ ...own, title: { fi: "Oma", en: "Own" } }, null, 1),
			/- rivi \d+, title\.sv: is missing/,
		],
		[
			"a loop",
			JSON.stringify({
				...own,
				scores: [{ key: "sum", title: text("s"), items: ["sum"], method: "sum", range: { min: 1, max: 5 } }],
			}),
			/this score itself: a loop/,
		],
		["the key of one that ships", JSON.stringify({ ...own, key: "after-session" }), /tulee jo kysely/],
		["a key too long for a button", JSON.stringify({ ...own, key: "a".repeat(41) }), /rivi 1, key: /],
	])("refuses %s, and says why", async (_, content, reason) => {
		const { bring, command } = await opened();
		const refused = await bring(content);
		expect(refused).toMatchObject({ private: true });
		expect(refused.text).toMatch(reason);
		expect(refused.text.length).toBeLessThan(4000);
		expect(() => refused.press("Ota käyttöön")).toThrow("buttons: none");
		expect((await command("list")).text).not.toContain("oma)");
	});

	it("does not even fetch a file of 5 MB, and counts what is more than ten problems", async () => {
		const { bring, piiri } = await opened();
		const large = await bring(Buffer.alloc(5 * 1024 * 1024, 0x20));
		expect(large.text).toBe("Tiedosto on liian suuri: 5120 KiB. Enintään 256 KiB. Mitään ei luettu.");
		const many = { ...own, items: Array.from({ length: 25 }, (_, n) => ({ key: `${n}`, type: "words" })) };
		const told = await bring(JSON.stringify(many));
		expect(told.text.match(/^- /gm)).toHaveLength(10);
		expect(told.text).toMatch(/Ja \d+ muuta\.$/);
		expect(piiri.logged.join("\n")).not.toContain("own.json");
	});

	it("shows what somebody else wrote as plain text", async () => {
		const { bring } = await opened();
		const told = await bring(JSON.stringify({ ...own, "**@everyone** [x](https://a.b)": 1 }));
		expect(told.text).not.toMatch(/[^\\]\*\*@everyone|\]\(https:\/\//);
	});
});

describe("/survey write", () => {
	it("goes on question by question, is put right, tried out and kept", async () => {
		const { command } = await opened();
		const began = await command("write", { title: "Illan kysely" });
		expect(began.text).toContain("**Illan kysely**: 0/10 kysymystä");
		const form = formOf(await began.press("Kirjoita kysymys"));
		const [type, asked, options] = form.fields.map(({ label }) => label);
		const choice = { [type ?? ""]: "yksi vaihtoehdoista", [asked ?? ""]: "Tuletko taas?" };
		const wrong = await form.fill({ ...choice, [options ?? ""]: "Kyllä" }).send();
		expect(wrong.text).toContain("- Kahdesta kymmeneen eri vaihtoehtoa, yksi riville.");
		const again = formOf(await wrong.press("Korjaa kysymys"));
		expect(again.fields.map(({ value }) => value)).toContain("Tuletko taas?");
		const right = await again.fill({ [options ?? ""]: "Kyllä\nEi" }).send();
		expect(right.text).toContain("1\\. Tuletko taas? (yksi vaihtoehdoista)");
		const back = formOf(await right.press("Muuta viimeistä"));
		const changed = await back.fill({ [asked ?? ""]: "Tuletko uudelleen?" }).send();
		expect(changed.text).toContain("1\\. Tuletko uudelleen?");
		const tried = formOf(await changed.press("Kokeile"));
		expect(tried.fields.map(({ label }) => label)).toEqual(["Tuletko uudelleen?"]);
		expect((await changed.press("Ota käyttöön")).text).toContain("**Illan kysely** on nyt valittavissa");
		expect((await command("remove", { survey: "own-illan-kysely" })).text).toMatch(
			/ei ole enää valittavissa/,
		);
	});

	it("stops without keeping anything", async () => {
		const { command } = await opened();
		const began = await command("write", { title: "Illan kysely" });
		expect((await began.press("Lopeta")).text).toBe("Lopetettu. Mitään ei säilytetty.");
	});
});

describe("what is asked when", () => {
	it("is chosen for a group, and is for coordinators only", async () => {
		const { command, group, crew } = await opened();
		const refused = await crew.anna.command("/survey list");
		expect(refused.text).toMatch(/koordinaattor/i);
		const id = String(await group());
		const none = await command("plan", {
			occasion: "Ohjaajilta jokaisen tapaamisen jälkeen",
			survey: "~",
			group: id,
		});
		expect(none.text).toContain("**Ohjaajilta jokaisen tapaamisen jälkeen**: ei kysytä");
		expect((await command("list")).text).toContain("- Ohjaajilta jokaisen tapaamisen jälkeen: ei kysytä");
		const unknown = await command("plan", { occasion: "Sarjan lopussa", survey: "no-such", group: id });
		expect(unknown.text).toMatch(/^Sellaista kyselyä ei ole/);
		const server = await command("plan", { occasion: "Sarjan lopussa", survey: "~" });
		expect(server.text).toMatch(/^Valitse myös ryhmä/);
	});

	it("says in the first message how often, once; reminds in the channel a day before closing", async () => {
		const { piiri, crew } = await opened();
		const mustikka = await memberOf(piiri, "Mustikka");
		const said = () => mustikka.read("keskustelu").map(({ text: words }) => words);
		await until(piiri, "2026-10-08T16:35:00Z");
		expect(said().filter((words) => words.includes("Tässä sarjassa sinulta kysytään"))).toHaveLength(1);
		const staff = crew.anna.read("henkilökunta").map(({ text: words }) => words);
		expect(staff.some((words) => words.includes("Ryhmän kysely on auki"))).toBe(true);
		const reminded = () => said().filter((words) => words.startsWith("Kysely on auki vielä vuorokauden"));
		await until(piiri, "2026-10-10T16:35:00Z");
		expect(reminded()).toHaveLength(1);
		expect(reminded()[0]).toContain(
			"asti: **Miltä tapaaminen tuntui?** (Suun terveys). Jos olet jo vastannut",
		);
		await until(piiri, "2026-10-11T16:35:00Z");
		expect(reminded()).toEqual([]);
		const after = crew.anna.read("henkilökunta").map(({ text: words }) => words);
		expect(after.some((words) => words.includes("Ryhmän kysely on auki"))).toBe(false);
	});

	it("the debrief is for those who led, in the staff channel", async () => {
		const { piiri, crew } = await opened();
		await memberOf(piiri, "Mustikka");
		await until(piiri, "2026-10-08T16:35:00Z");
		const form = formOf(await piiri.stage.press(crew.anna, "Kerro, miten sujui"));
		expect(form.fields.length).toBeGreaterThan(0);
		const refused = await piiri.stage.press(crew.coordinator, "Kerro, miten sujui");
		expect(refused.text).toMatch(/jäsenille/);
	});
});
