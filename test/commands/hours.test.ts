import { describe, expect, it } from "vitest";
import { until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { youthRoom } from "../support/youth.ts";

const place = "Nuorten huone";

describe("/hours place", () => {
	it("makes a place, says what comes next, and is changed", async () => {
		const { ask } = await youthRoom({ hours: false });
		expect((await ask("/hours list")).text).toMatch(
			/### Nuorten huone\nAvataan, kun paikalla on 2 päivystäjää · kiinni pyhäpäivinä\nEi vielä aukioloaikoja\. .*\nEi aukioloa seuraavien viiden viikon aikana\.$/,
		);
		const made = await ask("/hours place", { name: "Kahvila", supervisors: 3, holidays: "open" });
		expect(made.text).toMatch(
			/^Kahvila on tekeillä.*\nAvataan, kun paikalla on 3 päivystäjää · auki myös pyhäpäivinä\n.*`\/aukiolo lisää`/,
		);
		expect((await ask("/hours place", { name: "kahvila" })).text).toMatch(/on jo olemassa/);
		const changed = await ask("/hours edit", { place: "Kahvila", name: "Omaiskahvila" });
		expect(changed.text).toMatch(
			/^Omaiskahvila muutettiin\.\nAvataan, kun paikalla on 3 päivystäjää · auki myös/,
		);
		expect((await ask("/hours edit", { place: "Kahvila" })).text).toMatch(/^Valitse paikka listasta/);
	});

	it("is archived after a question, and is then gone", async () => {
		const { piiri, ask, offered } = await youthRoom();
		const question = await ask("/hours archive", { place });
		expect(question.text).toMatch(/^## Arkistoidaanko Nuorten huone\?/);
		const done = await piiri.stage.answered(() => question.press("Arkistoi paikka"));
		expect(done.text).toMatch(/^Nuorten huone on arkistoitu/);
		expect(await offered("/hours edit", "place")).toEqual([]);
		expect(await offered("/hours cancel", "opening")).toEqual([]);
		expect((await ask("/hours list")).text).toMatch(/Paikkoja ei vielä ole/);
	});

	it("is for coordinators; the list is for all staff", async () => {
		const { piiri, crew } = await youthRoom();
		const made = await piiri.stage.command(crew.anna, "/hours place", { name: "Oma" });
		expect(made.text).toMatch(/^Tämä on koordinaattoreille/);
		const list = await piiri.stage.command(crew.anna, "/hours list", { place });
		expect(list.text).toMatch(
			/### Nuorten huone\n.*\n- maanantaisin klo 14\.00–18\.00\n\*\*Seuraavaksi\*\*\n- <t:/,
		);
		expect(list.text).toContain("päivystäjiä 0/2");
		const young = await piiri.sandbox.person("Mustikka", { locale: "fi" });
		const refused = await piiri.stage.command(young, "/hours list");
		expect(refused.text).toBe("Tämä on ohjaajille ja koordinaattoreille.");
	});
});

describe("/hours add", () => {
	it("tells the next openings", async () => {
		const { ask } = await youthRoom({ hours: false });
		const added = await ask("/hours add", { place, weekday: 4, opens: "klo 14.30", closes: "18:00" });
		expect(added.text).toMatch(
			/^Nuorten huone on auki torstaisin klo 14\.30–18\.00\.\nSeuraavaksi: <t:\d+:F>, <t:\d+:F> ja <t:\d+:F>\.$/,
		);
	});

	it("tells of the day on which the clock jumps over the hour", async () => {
		const { ask } = await youthRoom({ hours: false });
		const added = await ask("/hours add", { place, weekday: 7, opens: "3", closes: "5" });
		expect(added.text).toMatch(/\nsu 28\.3\.2027 kelloja siirretään eteenpäin.* ovet aukeavat <t:\d+:t>/);
	});

	it("has a season", async () => {
		const { ask, offered } = await youthRoom({ hours: false });
		const season = { from: "1.6.", until: "15.8.2027" };
		const added = await ask("/hours add", { place, weekday: 1, opens: "14", closes: "18", ...season });
		expect(added.text).toMatch(/klo 14\.00–18\.00, ti 1\.6\.2027 – su 15\.8\.2027\.\nEi aukioloa seuraavien/);
		expect(await offered("/hours remove", "hours")).toHaveLength(1);
	});

	it.each([
		[{ opens: "18", closes: "14" }, /^Ovet sulkeutuisivat ennen kuin aukeavat/],
		[{ opens: "25", closes: "18" }, /^En ymmärrä kellonaikaa ”25”/],
		[{ opens: "14", closes: "kuudelta" }, /^En ymmärrä kellonaikaa ”kuudelta”/],
		[{ opens: "13", closes: "15" }, /^Silloin on jo auki: maanantaisin klo 14\.00–18\.00/],
		[{ opens: "9", closes: "10", from: "kesällä" }, /^En ymmärrä päivää ”kesällä”/],
		[{ opens: "9", closes: "10", from: "1.8.2027", until: "1.6.2027" }, /^Kausi päättyisi ennen kuin alkaa/],
		[{ opens: "9", closes: "10", place: "Kuu" }, /^Valitse paikka listasta/],
	])("says what is wrong: %o", async (options, text) => {
		const { ask, offered } = await youthRoom();
		expect((await ask("/hours add", { place, weekday: 1, ...options })).text).toMatch(text);
		expect(await offered("/hours remove", "hours")).toHaveLength(1);
	});
});

describe("/hours remove and exception", () => {
	it("removes hours, and tells which openings fall away that somebody had taken", async () => {
		const { piiri, crew, ask, offered } = await youthRoom();
		const [shift] = await offered("/roster assign", "shift");
		await ask("/roster assign", { shift: shift?.value ?? "", user: { user: crew.anna } });
		const [hours] = await offered("/hours remove", "hours", "maanantai");
		expect(hours?.name).toBe("Nuorten huone · maanantaisin klo 14.00–18.00");
		const removed = await ask("/hours remove", { hours: hours?.value ?? "" });
		expect(removed.text).toMatch(
			/ei ole enää auki maanantaisin.*\nYksi aukiolo, jolla oli jo päivystäjiä, peruttiin: <t:/,
		);
		expect((await ask("/hours remove", { hours: hours?.value ?? "" })).text).toMatch(/^Valitse aukioloaika/);
		await piiri.stage.settle();
		expect(await offered("/hours cancel", "opening")).toEqual([]);
	});

	it("closes a date, gives it other hours, and makes it usual again", async () => {
		const { ask, offered } = await youthRoom();
		const names = async () => (await offered("/hours cancel", "opening")).map(({ name }) => name);
		const on = (options: object) => ask("/hours exception", { place, date: "5.10.", ...options });
		expect(await names()).toContain("ma 5.10.2026 klo 14.00 · Nuorten huone");
		expect((await on({ reason: "Remontti" })).text).toBe("Nuorten huone on kiinni ma 5.10.2026.");
		expect(await names()).not.toContain("ma 5.10.2026 klo 14.00 · Nuorten huone");
		expect((await ask("/hours list")).text).toContain("- ma 5.10.2026: kiinni (Remontti)");
		expect((await on({ opens: "10", closes: "12" })).text).toMatch(/on auki 10\.00–12\.00\.$/);
		expect(await names()).toContain("ma 5.10.2026 klo 10.00 · Nuorten huone");
		expect((await on({ "as-usual": true })).text).toMatch(/on auki kuten yleensä\.$/);
		expect(await names()).toContain("ma 5.10.2026 klo 14.00 · Nuorten huone");
	});

	it.each([
		[{ date: "5.10.", opens: "10" }, /^Kirjoita sekä avaamis- että sulkemisaika/],
		[{ date: "5.10.", opens: "12", closes: "10" }, /^Ovet sulkeutuisivat ennen kuin aukeavat/],
		[{ date: "1.9.2026" }, /^Se päivä on jo mennyt/],
		[{ date: "huomenna" }, /^En ymmärrä päivää/],
		[
			{ date: "28.3.2027", opens: "3.30", closes: "5" },
			/eikä kello ole silloin lainkaan 3\\?\.30|03\\?[:.]30/,
		],
	])("says what is wrong: %o", async (options, text) => {
		const { ask } = await youthRoom();
		expect((await ask("/hours exception", { place, ...options })).text).toMatch(text);
	});
});

describe("an opening", () => {
	it("has a theme with a visiting professional, or none", async () => {
		const { ask, offered } = await youthRoom();
		const [first] = await offered("/hours theme", "opening");
		const opening = first?.value ?? "";
		const set = await ask("/hours theme", { opening, title: "Kesätyöt", professional: "Ohjaaja Sari" });
		expect(set.text).toMatch(/^Nuorten huone, <t:\d+:F>: Kesätyöt\. Se näkyy etukäteen\.$/);
		expect((await offered("/hours theme", "opening", "kesä"))[0]?.name).toContain("Kesätyöt");
		const nameless = await ask("/hours theme", { opening, professional: "Ohjaaja Sari" });
		expect(nameless.text).toMatch(/^Teemassa pitää olla jotain luettavaa/);
		expect((await ask("/hours theme", { opening })).text).toMatch(/nyt ilman teemaa\.$/);
		expect((await ask("/hours theme", { opening: "999", title: "x" })).text).toMatch(/^Valitse aukiolo/);
	});

	it("is called off once", async () => {
		const { ask, offered } = await youthRoom();
		const [first] = await offered("/hours cancel", "opening");
		const cancel = () => ask("/hours cancel", { opening: first?.value ?? "", reason: "Sairastuminen" });
		expect((await cancel()).text).toMatch(/aukiolo peruttiin\. Siitä kerrotaan kaikille\.$/);
		expect((await cancel()).text).toMatch(/se aukiolo on ohi tai peruttu\.$/);
	});

	it("opens with fewer when the coordinator says why, once somebody is here", async () => {
		const { piiri, crew, ask } = await youthRoom();
		const override = (reason = "Bo tulee pian") => ask("/hours override", { place, reason });
		expect((await override()).text).toMatch(/^Juuri nyt ei ole aukioloaikaa/);
		await until(piiri, "2026-10-05T11:05:00Z");
		expect((await override()).text).toMatch(/^Kukaan ei päivystä/);
		await piiri.stage.press(crew.anna, "Olen paikalla", { in: "henkilökunta" });
		const form = formOf(await piiri.stage.press(crew.coordinator, "Avaa vähemmillä", { in: "henkilökunta" }));
		form.fill({ "Miksi tämä on tänään turvallista?": "Bo tulee pian" });
		expect((await piiri.stage.answered(() => form.send())).text).toMatch(
			/^Ovet aukeavat ja ovat auki klo <t:/,
		);
		expect((await override()).text).toBe("Ovet ovat jo auki.");
	});
});
