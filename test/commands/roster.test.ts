import { describe, expect, it } from "vitest";
import type { Person } from "../sandbox/index.ts";
import { carersGroup, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { youthRoom } from "../support/youth.ts";

const board = { in: "henkilökunta" };
/** The youth room's first Mondays. */
const [first, second] = ["ma 5.10.2026 klo 14.00 · Nuorten huone", "ma 12.10.2026 klo 14.00 · Nuorten huone"];
const which = "Mikä vuoroistasi?";
const wanted = "Mitkä vuorot otat?";

async function rostered() {
	const youth = await youthRoom();
	const { piiri, crew } = youth;
	const press = (person: Person, label: string) => piiri.stage.press(person, label, board);
	const take = async (person: Person, ...shifts: string[]) => {
		const form = formOf(await press(person, "Ota vuoro")).fill({ [wanted]: shifts });
		return piiri.stage.answered(() => form.send());
	};
	const mine = async (person: Person) => (await press(person, "Omat vuorot")).text;
	const has = async (person: Person) => ((await mine(person)).match(/Nuorten huone/g) ?? []).length;
	const shift = async (label: string) =>
		(await youth.offered("/roster assign", "shift")).find(({ name }) => name === label)?.value ?? "";
	return { ...youth, press, take, mine, has, shift, anna: crew.anna, bo: crew.bo };
}

describe("on the board", () => {
	it("shifts are taken, the soonest first, several at once, and given up", async () => {
		const { press, take, mine, anna, piiri } = await rostered();
		const form = formOf(await press(anna, "Ota vuoro"));
		expect(form.fields[0]?.options?.map(({ label }) => label).slice(0, 2)).toEqual([first, second]);
		expect(form.fields[1]?.value).toEqual(["Työntekijöiden kanavalla"]);
		const taken = await take(anna, first, second);
		expect(taken.text).toMatch(/^Vuoro on sinun: \*\*<t:.*Nuorten huone\. Kiitos!\nVuoro on sinun: /);
		expect(await mine(anna)).toMatch(/Nuorten huone\n {2}- @Anna Ohjaaja · \*\*1 puuttuu/);
		const give = formOf(await press(anna, "Luovu vuorosta")).fill({ [which]: first });
		const given = await piiri.stage.answered(() => give.send());
		expect(given.text).toMatch(/^Luovuit vuorosta .*\nVuorosta puuttuu nyt väkeä\. Piiri etsii tekijää\.$/);
		expect(await mine(anna)).not.toContain("<t:1791198000:F>");
	});

	it("one's own shifts come as a calendar file", async () => {
		const { press, take, anna } = await rostered();
		await take(anna, first);
		const answer = await press(anna, "Omat vuorot");
		const [file] = answer.message?.files ?? [];
		expect(file?.name).toBe("piiri.ics");
		expect(file?.data.toString()).toMatch(/DTSTART;TZID=Europe\/Helsinki:20261005T140000/);
	});

	it("says kindly when there is nothing to choose", async () => {
		const { press, anna, bo, ask } = await rostered();
		for (const button of ["Luovu vuorosta", "Vaihda vuoro"]) {
			expect((await press(anna, button)).text).toBe("Sinulla ei ole tulevia vuoroja.");
		}
		await ask("/staff add", { user: { user: bo }, supervisor: false, facilitator: true });
		expect((await press(bo, "Ota vuoro")).text).toMatch(/^Juuri nyt ei ole vuoroa, jonka voisit ottaa/);
		await ask("/staff remove", { user: { user: bo } });
		expect((await press(bo, "Ota vuoro")).text).toMatch(/^Et ole vielä Piirin työntekijälistalla/);
	});

	it("is for staff", async () => {
		const { piiri, crew, anna, press } = await rostered();
		crew.owner.takeRole(anna, "Ohjaaja");
		await expect(press(anna, "Ota vuoro")).rejects.toThrow("sees no");
		const form = formOf(await piiri.stage.press(crew.bo, "Ota vuoro", board)).fill({ [wanted]: first });
		crew.owner.takeRole(crew.bo, "Ohjaaja");
		expect((await form.send()).text).toBe("Tämä on ohjaajille ja koordinaattoreille.");
	});

	it("the second of two who take the last slot is thanked", async () => {
		const { piiri, crew, take, ask, shift, press, anna, bo, has } = await rostered();
		await ask("/staff add", { user: { user: crew.coordinator }, supervisor: true, name: "Kaisa" });
		const kaisa = { user: { user: crew.coordinator } };
		await ask("/staff induction", { ...kaisa, rules: true, voice: true, safety: true });
		await take(anna, first);
		const form = formOf(await press(bo, "Ota vuoro")).fill({ [wanted]: first });
		await ask("/roster assign", { shift: await shift(first), ...kaisa });
		const late = await piiri.stage.answered(() => form.send());
		expect(late.text).toMatch(/^Joku ehti ensin: .* on täynnä\. Kiitos/);
		expect(await has(bo)).toBe(0);
	});
});

describe("a swap", () => {
	it("with everybody stays the owner's until somebody accepts; nobody else accepts then", async () => {
		const { piiri, press, take, has, anna, bo } = await rostered();
		await take(anna, first);
		const form = formOf(await press(anna, "Vaihda vuoro"));
		expect(form.fields[1]?.options?.map(({ label }) => label)).toEqual(["Kaikilta", "Bo · Talo"]);
		form.fill({ [which]: first, "Keneltä kysytään?": "Kaikilta" });
		const offered = await piiri.stage.answered(() => form.send());
		expect(offered.text).toMatch(/^Kaikilta kysytään.* Se on sinun, kunnes joku hyväksyy\.$/);
		expect([await has(anna), await has(bo)]).toEqual([1, 0]);
		expect((await press(anna, "Hyväksyn")).text).toMatch(/^Tämä on oma tarjouksesi/);
		expect((await press(bo, "Peru tarjous")).text).toMatch(/^Vain tarjouksen tekijä/);
		expect((await press(bo, "Hyväksyn")).text).toMatch(/^Vaihdettu\. Sinulla on nyt .*Nuorten huone/);
		expect([await has(anna), await has(bo)]).toEqual([0, 1]);
	});

	it("with a named person asks what would be had in return, shift for shift", async () => {
		const { piiri, press, take, mine, anna, bo } = await rostered();
		await take(anna, first);
		await take(bo, second);
		const form = formOf(await press(anna, "Vaihda vuoro"));
		form.fill({ [which]: first, "Keneltä kysytään?": "Bo · Talo" });
		const ask = await piiri.stage.answered(() => form.send());
		expect(ask.text).toMatch(/Sen saisi @Bo Ohjaaja\. Valitse, otatko vastineeksi/);
		const back = formOf(await ask.press("Valitse"));
		expect(back.fields[0]?.options?.map(({ label }) => label)).toEqual(["En mitään vastineeksi", second]);
		back.fill({ "Minkä hänen vuoroistaan ottaisit?": second });
		const offered = await piiri.stage.answered(() => back.send());
		expect(offered.text).toMatch(/^Vuoroa .* tarjotaan nyt: @Bo Ohjaaja/);
		const accepted = await press(bo, "Hyväksyn");
		expect(accepted.text).toMatch(/^Vaihdettu\. .*\nVastineeksi annoit vuoron /);
		expect(await mine(anna)).toContain("<t:1791802800:F>");
		expect(await mine(bo)).toContain("<t:1791198000:F>");
	});

	it("may be declined, withdrawn, or stopped by the coordinator", async () => {
		const { piiri, crew, press, take, has, anna, bo } = await rostered();
		await take(anna, first);
		const offer = async (to: string) => {
			const form = formOf(await press(anna, "Vaihda vuoro"));
			form.fill({ [which]: first, "Keneltä kysytään?": to });
			return piiri.stage.answered(() => form.send());
		};
		// Bo has no shift, so nothing could be had in return.
		expect((await offer("Bo · Talo")).text).toMatch(/tarjotaan nyt: @Bo Ohjaaja/);
		expect((await offer("Bo · Talo")).text).toMatch(/^Olet jo tarjonnut sitä vuoroa/);
		expect((await press(bo, "Ei kiitos")).text).toBe("Selvä. Kysyjälle kerrotaan.");
		await offer("Kaikilta");
		expect((await press(anna, "Peru tarjous")).text).toMatch(/^Tarjous on peruttu/);
		await offer("Kaikilta");
		expect((await press(bo, "Estä vaihto")).text).toMatch(/^Tämä on koordinaattoreille/);
		expect((await press(crew.coordinator, "Estä vaihto")).text).toMatch(/^Vaihto on estetty/);
		expect(await has(anna)).toBe(1);
	});
});

describe("cover", () => {
	it("is taken from the message that asks for it", async () => {
		const { piiri, crew, press, has, anna } = await rostered();
		await until(piiri, "2026-10-04T12:00:00Z");
		expect((await press(anna, "Otan tämän vuoron")).text).toMatch(/^Vuoro on sinun/);
		expect((await press(anna, "Otan tämän vuoron")).text).toBe("Vuoro on jo sinun.");
		expect(await has(anna)).toBe(1);
		await until(piiri, "2026-10-05T08:00:00Z");
		await expect(press(anna, "Peru aukiolo")).resolves.toMatchObject({
			text: expect.stringMatching(/^Tämä on koordinaattoreille/),
		});
		const ask = await press(crew.coordinator, "Peru aukiolo");
		expect(ask.text).toMatch(/^## Perutaanko .*Nuorten huone\?\nOvet pysyvät silloin kiinni/);
		const done = await piiri.stage.answered(() => ask.press("Kyllä, tee niin"));
		expect(done.text).toMatch(/peruttiin\. Siitä kerrotaan kaikille\.$/);
	});

	it("is not taken alone by somebody who has not been inducted", async () => {
		const { piiri, press, ask, anna, has } = await rostered();
		await ask("/staff induction", { user: { user: anna }, safety: false });
		await until(piiri, "2026-10-04T12:00:00Z");
		const refused = await press(anna, "Otan tämän vuoron");
		expect(refused.text).toMatch(/^Perehdytyksesi on kesken, eikä vuorossa ole vielä ketään perehdytettyä/);
		expect(await has(anna)).toBe(0);
	});

	it("of a meeting is postponed after a question that says the new date", async () => {
		const { piiri, crew, press, ask } = await rostered();
		await carersGroup(piiri, crew, { "facilitator-1": { user: crew.anna }, weeks: 2 });
		const [session] = await crew.coordinator.autocomplete("/session facilitators", "session", "");
		await ask("/session facilitators", {
			session: session?.value ?? "",
			"facilitator-1": { user: crew.anna },
		});
		await until(piiri, "2026-10-08T12:30:00Z");
		const question = await press(crew.coordinator, "Siirrä tapaaminen");
		expect(question.text).toMatch(/^## Siirretäänkö .*\nUusi aika olisi <t:1792681200:F>/);
		const done = await piiri.stage.answered(() => question.press("Kyllä, tee niin"));
		expect(done.text).toMatch(/siirrettiin\. Nyt: <t:1792681200:F>\. Ryhmälle kerrotaan\.$/);
	});
});

describe("/roster", () => {
	it("shows a week, to staff", async () => {
		const { piiri, take, anna } = await rostered();
		await take(anna, first);
		const show = (options = {}) => piiri.stage.command(anna, "/roster show", options);
		expect((await show()).text).toMatch(
			/^## Vuorot ma 28\.9\.2026 – su 4\.10\.2026\nSillä viikolla ei ole vuoroja/,
		);
		expect((await show({ week: "7.10." })).text).toMatch(
			/Nuorten huone\n.*@Anna Ohjaaja · \*\*1 puuttuu\*\*$/,
		);
		expect((await show({ week: "ensi" })).text).toMatch(/^En ymmärrä päivää ”ensi”/);
	});

	it("assigns, also in somebody's place, and releases", async () => {
		const { ask, shift, crew, anna, bo, has } = await rostered();
		const on = { shift: await shift(first) };
		const assign = (user: Person, more = {}) => ask("/roster assign", { ...on, user: { user }, ...more });
		expect((await assign(anna)).text).toMatch(/^@Anna Ohjaaja saa vuoron .* Hänelle kerrotaan\.$/);
		expect((await assign(anna)).text).toBe("@Anna Ohjaaja on jo tässä vuorossa.");
		expect((await assign(crew.coordinator)).text).toMatch(/ei ole työntekijöissä/);
		const instead = await assign(bo, { "instead-of": { user: anna } });
		expect(instead.text).toMatch(/^@Bo Ohjaaja saa vuoron/);
		expect([await has(anna), await has(bo)]).toEqual([0, 1]);
		const release = (user: Person) => ask("/roster release", { ...on, user: { user } });
		expect((await release(anna)).text).toBe("@Anna Ohjaaja ei ole tässä vuorossa.");
		expect((await release(bo)).text).toMatch(
			/^@Bo Ohjaaja vapautettiin vuorosta .*\nVuorosta puuttuu nyt väkeä/,
		);
		expect((await ask("/roster release", { shift: "opening/999", user: { user: bo } })).text).toMatch(
			/^Valitse vuoro listasta/,
		);
	});

	it("copies a week forward, and tells the shares", async () => {
		const { ask, take, anna, bo } = await rostered();
		await take(anna, first);
		await take(bo, first);
		expect((await ask("/roster copy", { week: "5.10.", weeks: 2 })).text).toMatch(
			/^4 paikkaa vuoroissa täytettiin/,
		);
		expect((await ask("/roster copy", { week: "5.10.", weeks: 2 })).text).toMatch(/^Mitään ei kopioitu/);
		const shares = await ask("/roster fairness", { from: "1.10.", until: "31.10." });
		expect(shares.text).toMatch(/^## Miten vuorot jakautuvat\nto 1\.10\.2026 – la 31\.10\.2026\n/);
		expect(shares.text).toMatch(/- \*\*Anna\*\* · 3 vuoroa, 12 h\n- \*\*Bo\*\* · 3 vuoroa, 12 h/);
		expect(shares.text).toMatch(/\*\*Järjestöittäin\*\*\n- \*\*Talo\*\* · 6 vuoroa, 24 h$/);
		expect((await ask("/roster fairness", { from: "31.10.", until: "1.10." })).text).toMatch(
			/^Viimeinen päivä on ennen ensimmäistä/,
		);
	});

	it("makes room for more facilitators and for helpers", async () => {
		const { piiri, crew, ask } = await rostered();
		await carersGroup(piiri, crew);
		const [session] = await crew.coordinator.autocomplete("/roster slots", "session", "");
		const slots = (options: object) => ask("/roster slots", { session: session?.value ?? "", ...options });
		expect((await slots({ facilitators: 3, helpers: 1 })).text).toMatch(
			/ohjaajia mahtuu nyt 3, apuohjaajia 1\.$/,
		);
		const week = await piiri.stage.command(crew.anna, "/roster show", { week: "8.10." });
		expect(week.text).toMatch(/\*\*1 puuttuu\*\* · apuohjaajalle 1 paikka/);
	});

	it("tells the figures, as a table and as a picture with its words", async () => {
		const { piiri, press, anna, bo, ask } = await rostered();
		await until(piiri, "2026-10-05T11:00:00Z");
		for (const person of [anna, bo]) await press(person, "Olen paikalla");
		await until(piiri, "2026-10-05T16:00:00Z");
		const figures = await ask("/roster figures", { from: "1.10.", until: "11.10." });
		expect(figures.text).toMatch(
			/\*\*Aukiolot:\*\* suunniteltu 4 h, auki 4 h, kiinni päivystäjien puutteen vuoksi 0 h/,
		);
		expect(figures.text).toMatch(/- \*\*Talo\*\* · 2 vuoroa, 8 h/);
		expect(figures.text).toMatch(/- ma 5\.10\.2026 alkaen: suunniteltu 4 h, auki 4 h, kiinni 0 h/);
		const [image] = figures.message?.images ?? [];
		expect(image?.alt).toMatch(/^Aukiolot/);
		expect(image?.data.subarray(1, 4).toString()).toBe("PNG");
	});
});

describe("a meeting", () => {
	it("is not led by somebody who has a shift at that time", async () => {
		const { piiri, crew, ask, offered, anna } = await rostered();
		await ask("/hours add", { place: "Nuorten huone", weekday: 4, opens: "17", closes: "20" });
		const [shift] = await offered("/roster assign", "shift", "to 8.10.");
		await ask("/roster assign", { shift: shift?.value ?? "", user: { user: anna } });
		await carersGroup(piiri, crew, {
			"facilitator-1": { user: crew.bo },
			"facilitator-2": { user: crew.coordinator },
		});
		const [session] = await offered("/session facilitators", "session");
		const named = await ask("/session facilitators", {
			session: session?.value ?? "",
			"facilitator-1": { user: anna },
		});
		expect(named.text).toMatch(
			/^@Anna Ohjaaja on silloin jo toisessa vuorossa: .*Nuorten huone\. Valitse joku muu/,
		);
	});
});

describe("/group create", () => {
	it("warns of a facilitator without the role", async () => {
		const { piiri, ask } = await rostered();
		const stranger = await piiri.sandbox.person("Sijainen");
		const preview = await ask("/group create", {
			name: "Uusi",
			programme: "carers",
			"start-date": "8.10.2026",
			weekday: 4,
			time: "18",
			"facilitator-1": { user: stranger },
		});
		expect(preview.text).toMatch(/@Sijainen: ilman roolia @Ohjaaja/);
	});
});
