import { describe, expect, it } from "vitest";
import { FormRefused } from "../sandbox/index.ts";
import { type Crew, crewOf, type Play, play } from "../support/play.ts";
import { formOf } from "../support/stage.ts";

const onBoard = { in: "henkilökunta" };

async function opened() {
	const piiri = await play();
	const crew = await crewOf(piiri);
	const staff = (name: string, options: Parameters<typeof crew.anna.command>[1] = {}) =>
		piiri.stage.command(crew.coordinator, `/staff ${name}`, options);
	return { piiri, crew, staff };
}

const supervisor = ({ anna }: Crew) => ({
	user: { user: anna },
	supervisor: true,
	name: "Anna",
	organisation: "Nuorten talo",
});

describe("/staff", () => {
	it("adds, changes only what is given, lists and removes", async () => {
		const { crew, staff } = await opened();
		const added = await staff("add", supervisor(crew));
		expect(added.text).toMatch(/^@Anna Ohjaaja on nyt työntekijä\. Kaikki näkevät nimen Anna\./);
		expect(added.text).toMatch(/\nNuorten talo · päivystäjä · kaikki paikat · perehdytys 0\/3\n/);
		expect(added.text).toContain("`/työntekijät perehdytys`");
		const changed = await staff("add", { user: { user: crew.anna }, facilitator: true });
		expect(changed.text).toMatch(
			/tiedot muutettiin\. Kaikki näkevät nimen Anna\.\nNuorten talo · ohjaaja ja päivystäjä/,
		);
		const none = await staff("add", { user: { user: crew.anna }, organisation: "-", supervisor: false });
		expect(none.text).toMatch(/\nei järjestöä · ohjaaja · perehdytys 0\/3$/);
		const list = await staff("list");
		expect(list.text).toMatch(/^## Työntekijät\n- \*\*Anna\*\* \(@Anna Ohjaaja\) · ei järjestöä · ohjaaja/);
		expect((await staff("remove", { user: { user: crew.anna } })).text).toMatch(/ei ole enää työntekijä/);
		expect((await staff("remove", { user: { user: crew.anna } })).text).toMatch(/ei ole työntekijöissä/);
		expect((await staff("list")).text).toMatch(/Työntekijöitä ei vielä ole/);
	});

	it("offers the organisations that are there", async () => {
		const { crew, staff } = await opened();
		await staff("add", supervisor(crew));
		const offered = await crew.coordinator.autocomplete("/staff add", "organisation", "nuor");
		expect(offered).toEqual([{ name: "Nuorten talo", value: "Nuorten talo" }]);
		expect(await crew.anna.autocomplete("/staff add", "organisation", "")).toEqual([]);
	});

	it.each([
		[{}, /^Kerro, mitä hän tekee/],
		[{ supervisor: true, name: "@everyone" }, /^Nimi ei voi kutsua ketään/],
		[{ supervisor: true, name: "pete@esimerkki.fi" }, /^Nimessä näyttää olevan sähköpostiosoite/],
		[{ supervisor: true, place: "Kuu" }, /^Valitse paikka listasta/],
	])("says what is wrong: %o", async (options, text) => {
		const { crew, staff } = await opened();
		expect((await staff("add", { user: { user: crew.anna }, ...options })).text).toMatch(text);
		expect((await staff("list")).text).toMatch(/Työntekijöitä ei vielä ole/);
	});

	it("warns when somebody lacks the role that staff's buttons need", async () => {
		const { piiri, crew, staff } = await opened();
		const stranger = await piiri.sandbox.person("Sijainen");
		const added = await staff("add", { user: { user: stranger }, supervisor: true });
		expect(added.text).toMatch(/@Sijainen ei ole saanut roolia @Ohjaaja/);
		const coordinates = await staff("add", { user: { user: crew.anna }, coordinator: true });
		expect(coordinates.text).toMatch(/ei ole saanut roolia @Koordinaattori/);
		const expert = await staff("add", { user: { user: stranger }, supervisor: false, expert: true });
		expect(expert.text).not.toMatch(/roolia/);
	});

	it("is for coordinators", async () => {
		const { piiri, crew } = await opened();
		for (const name of ["list", "remove"]) {
			const options = name === "list" ? {} : { user: { user: crew.bo } };
			const refused = await piiri.stage.command(crew.anna, `/staff ${name}`, options);
			expect(refused.text).toMatch(/^Tämä on koordinaattoreille/);
		}
	});
});

describe("the induction", () => {
	it("is marked by the coordinator, step by step", async () => {
		const { crew, staff } = await opened();
		const anna = { user: { user: crew.anna } };
		expect((await staff("induction", anna)).text).toMatch(/ei ole työntekijöissä/);
		await staff("add", supervisor(crew));
		expect((await staff("induction", { ...anna, rules: true })).text).toMatch(
			/perehdytys on vielä kesken\.\n- säännöt luettu: kyllä\n- puhehuone kokeiltu: ei vielä/,
		);
		const finished = await staff("induction", { ...anna, voice: true, safety: true });
		expect(finished.text).toMatch(/^@Anna Ohjaaja on perehdytetty/);
		const taken = await staff("induction", { ...anna, safety: false });
		expect(taken.text).toMatch(/turvallisuusohjeet tutut: ei vielä$/);
	});

	it("is ticked by oneself", async () => {
		const { piiri, crew, staff } = await opened();
		await staff("add", supervisor(crew));
		const form = await formOn(piiri, crew, "Perehdytys");
		const [field] = form.fields;
		expect(field?.value).toBeUndefined();
		const label = field?.label ?? "";
		const some = form.fill({ [label]: ["Olen lukenut pelisäännöt"] });
		expect((await some.send()).text).toMatch(/^Tallessa\. Näin pitkällä olet:/);
		const again = await formOn(piiri, crew, "Perehdytys");
		expect(again.fields[0]?.value).toEqual(["Olen lukenut pelisäännöt"]);
		const all = field?.options?.map((option) => option.label) ?? [];
		expect((await again.fill({ [label]: all }).send()).text).toMatch(/Perehdytyksesi on valmis/);
	});
});

describe("reminders", () => {
	it("are chosen by oneself, preset to what they were", async () => {
		const { piiri, crew, staff } = await opened();
		await staff("add", supervisor(crew));
		const mine = await piiri.stage.press(crew.anna, "Omat vuorot", onBoard);
		expect(mine.text).toMatch(/Sinulla ei ole tulevia vuoroja\.\nMuistutukset: työntekijöiden kanavalla\.$/);
		const form = formOf(await mine.press("Muistutukset"));
		const how = "Miten haluat muistutukset?";
		expect(form.fields.map(({ value }) => value)).toEqual([["Työntekijöiden kanavalla"], ["suomi"]]);
		const set = await form.fill({ [how]: "Yksityisviestillä", "Millä kielellä?": "ruotsi" }).send();
		expect(set.text).toMatch(/^Piiri muistuttaa sinua vuoroista yksityisviestillä/);
		const again = await formOn(piiri, crew, "Muistutukset");
		expect(again.fields.map(({ value }) => value)).toEqual([["Yksityisviestillä"], ["ruotsi"]]);
		expect(() => again.fill({ [how]: "Kirjeellä" })).toThrow(FormRefused);
	});

	it("are for those on the staff", async () => {
		const { piiri, crew, staff } = await opened();
		await staff("add", supervisor(crew));
		const refused = await piiri.stage.press(crew.bo, "Omat vuorot", onBoard);
		expect(refused.text).toMatch(/^Et ole vielä Piirin työntekijälistalla/);
	});

	it("ask again for the role when the form is sent", async () => {
		const { piiri, crew, staff } = await opened();
		await staff("add", supervisor(crew));
		const form = await formOn(piiri, crew, "Muistutukset");
		crew.owner.takeRole(crew.anna, "Ohjaaja");
		expect((await form.send()).text).toBe("Tämä on ohjaajille ja koordinaattoreille.");
	});
});

async function formOn({ stage }: Play, { anna }: Crew, button: string) {
	const mine = await stage.press(anna, "Omat vuorot", onBoard);
	return formOf(await mine.press(button));
}
