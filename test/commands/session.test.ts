import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { carersGroup, crewOf, memberOf, play } from "../support/play.ts";

async function opened() {
	const piiri = await play();
	const crew = await crewOf(piiri);
	await carersGroup(piiri, crew);
	const { anna } = crew;
	const choices = (typed: string) => anna.autocomplete("/session move", "session", typed);
	const first = (await choices("suun"))[0]?.value ?? "";
	const command = (name: string, options: Parameters<typeof anna.command>[1] = {}) =>
		piiri.stage.command(anna, `/session ${name}`, { session: first, ...options });
	const until = (instant: string) =>
		piiri.stage.until(Temporal.Instant.from(instant).toZonedDateTimeISO("Europe/Helsinki"));
	return { piiri, crew, anna, choices, first, command, until };
}

describe("a session is chosen", () => {
	it("by number, theme, date and group, the next first", async () => {
		const { choices } = await opened();
		const all = await choices("");
		expect(all).toHaveLength(8);
		expect(all[0]?.name).toMatch(/^1 · Suun terveys.* · to 8\.10\.2026 klo 18\.00 · Omaishoitajien piiri$/);
		expect(await choices("ei mikään")).toEqual([]);
	});

	it("not by a number of another kind, nor by a participant", async () => {
		const { piiri, command, first } = await opened();
		for (const session of ["999", "-1", "Suun terveys", "1e3"]) {
			expect((await command("start", { session })).text).toMatch(/^Valitse tapaaminen listasta/);
		}
		const mustikka = await memberOf(piiri, "Mustikka");
		const refused = await piiri.stage.command(mustikka, "/session cancel", { session: first });
		expect(refused.text).toBe("Tämä on ohjaajille ja koordinaattoreille.");
		expect(await mustikka.autocomplete("/session cancel", "session", "")).toEqual([]);
	});
});

describe("/session move", () => {
	it.each([
		[{ date: "9.10." }, /^Suun terveys.* siirrettiin\./],
		[{ date: "9.10.2026", time: "klo 17.30" }, /^Suun terveys.* siirrettiin\./],
		[{ date: "8.10." }, /^Tapaaminen on jo silloin/],
		[{ date: "15.10." }, /^Ryhmällä on silloin jo /],
		[{ date: "1.9.2026" }, /^ti 1\.9\.2026 klo 18\.00 on jo mennyt/],
		[{ date: "perjantaina" }, /^En ymmärrä päivää ”perjantaina”/],
		[{ date: "9.10.", time: "25" }, /^En ymmärrä kellonaikaa ”25”/],
		[
			{ date: "28.3.2027", time: "3.30" },
			/^Kelloja siirretään sinä päivänä eteenpäin, eikä kello ole silloin lainkaan 3\\?\.30/,
		],
	])("%o", async (options, text) => {
		const { command } = await opened();
		expect((await command("move", options)).text).toMatch(text);
	});
});

describe("a session", () => {
	it("is started and ended by its facilitators, by command or by the staff's buttons", async () => {
		const { piiri, anna, command, until } = await opened();
		expect((await command("start")).text).toMatch(/^Vielä on liian aikaista aloittaa\. Ovet aukeavat <t:/);
		expect((await command("end")).text).toMatch(/^Tapaaminen ei ole käynnissä/);
		await until("2026-10-08T14:50:00Z");
		const started = await piiri.stage.press(anna, "Aloita tapaaminen", { in: "henkilökunta" });
		expect(started.text).toMatch(/^Suun terveys.* on alkanut/);
		expect((await command("start")).text).toBe("Tapaaminen on jo käynnissä.");
		expect((await command("cancel")).text).toMatch(/^Tapaaminen on käynnissä\. Lopeta se/);
		expect((await command("move", { date: "9.10." })).text).toMatch(/sitä ei enää siirretä/);
		expect((await command("facilitators")).text).toMatch(/ohjaajia pitää olla kaksi/);
		await until("2026-10-08T15:30:00Z");
		const ended = await piiri.stage.press(anna, "Lopeta tapaaminen", { in: "henkilökunta" });
		expect(ended.text).toMatch(/päättyi\. Kiitos, että ohjasitte!/);
		expect((await command("end")).text).toMatch(/on jo ohi tai peruttu/);
	});

	it("is cancelled, added, and given facilitators and an expert", async () => {
		const { piiri, anna, crew, command } = await opened();
		expect((await command("cancel")).text).toMatch(/peruttiin\. Ryhmälle kerrotaan/);
		expect((await command("cancel")).text).toMatch(/on jo ohi tai peruttu/);
		const added = await piiri.stage.command(anna, "/session add", {
			group: "Omaishoitajien piiri",
			theme: "Avoin ilta",
			date: "9.10.",
		});
		expect(added.text).toMatch(/^Avoin ilta lisättiin: <t:/);
		const [session] = await anna.autocomplete("/session expert", "session", "avoin");
		const of = (name: string, options: Parameters<typeof anna.command>[1]) =>
			command(name, { session: session?.value ?? "", ...options });
		const stranger = await piiri.sandbox.person("Sijainen");
		const named = await of("facilitators", {
			"facilitator-1": { user: anna },
			"facilitator-2": { user: stranger },
		});
		expect(named.text).toMatch(/ohjaajat: @Anna Ohjaaja ja @Sijainen\.\n@Sijainen: ilman roolia @Ohjaaja/);
		const one = await of("facilitators", { "facilitator-1": { user: crew.bo } });
		expect(one.text).toMatch(/Ovet aukeavat vasta, kun ohjaajia on kaksi/);
		const same = await of("facilitators", {
			"facilitator-1": { user: anna },
			"facilitator-2": { user: anna },
		});
		expect(same.text).toBe("Ohjaajien pitää olla kaksi eri ihmistä.");
		expect((await of("expert", { account: { user: stranger } })).text).toMatch(
			/^Kerro myös asiantuntijan nimi/,
		);
		const expert = await of("expert", { name: "suuhygienisti Sari", account: { user: stranger } });
		expect(expert.text).toMatch(/vierailee suuhygienisti Sari\.\n@Sijainen näkee ryhmän huoneet/);
		expect((await of("expert", {})).text).toMatch(/ei nyt vieraile asiantuntijaa/);
		const list = await piiri.stage.command(anna, "/session list", { group: "Omaishoitajien piiri" });
		expect(list.text).toMatch(/\*\*1\. Suun terveys.*\*\* · .* · peruttu/);
		expect(list.text).toMatch(/\*\*9\. Avoin ilta\*\* · .* · suunniteltu|ilmoitettu/);
	});

	it("does not open its doors with one facilitator, and says so to who presses start", async () => {
		const { command, anna, until } = await opened();
		await command("facilitators", { "facilitator-1": { user: anna } });
		await until("2026-10-08T15:00:00Z");
		expect((await command("start")).text).toMatch(
			/^Ovet pysyvät kiinni, kunnes tapaamisella on kaksi ohjaajaa/,
		);
	});
});
