import { describe, expect, it } from "vitest";
import { contents } from "../support/database.ts";
import { memberOf } from "../support/play.ts";
import { forged, twoServers } from "./servers.ts";

describe("a button forged to point at another server", () => {
	it("shows nothing and changes nothing, whoever presses it", async () => {
		const { database, here, there, theirs } = await twoServers();
		for (const name of ["Mustikka", "Karpalo"]) await memberOf(here, name);
		const stranger = await memberOf(there, "Lakka");
		const before = await contents(database.transact);
		const everybody = [
			"join",
			"wait",
			"leave",
			"leave-yes",
			"reminders-off",
			"introduce",
			"introduction-post",
		];
		for (const action of [...everybody, "introduction-remove", "wait-stop", "survey"]) {
			const answer = await forged(stranger, "tervetuloa", "Liity ryhmään", `${action}:1`, there);
			expect(answer.form, action).toBeUndefined();
			expect(answer, action).toMatchObject({ kind: "message", private: true });
			expect(answer.text, action).not.toContain("Omaishoitajien piiri");
		}
		const staffs = [
			"session-start:1",
			"session-end:1",
			"group-archive-yes:1",
			"group-create:x",
			"group-discard:x",
		];
		for (const customId of staffs) {
			const answer = await forged(theirs.coordinator, "tervetuloa", "Liity ryhmään", customId, there);
			expect(answer.text, customId).not.toContain("Omaishoitajien piiri");
			const refused = await forged(stranger, "tervetuloa", "Liity ryhmään", customId, there);
			expect(refused.text, customId).toMatch(/^Tämä on (?:ohjaajille|koordinaattoreille)/);
		}
		expect(await contents(database.transact)).toEqual(before);
	});

	it("that means nothing is an old button", async () => {
		const { database, there } = await twoServers();
		const stranger = await memberOf(there, "Lakka");
		const before = await contents(database.transact);
		const ids = [
			"join",
			"join:0",
			"join:-1",
			"join:1e3",
			"join:1:2",
			`join:${"9".repeat(40)}`,
			"toString",
			"__proto__:1",
		];
		for (const customId of [...ids, "join-form:2:1", "survey-form:1", "introduce-form:2", "x".repeat(100)]) {
			const answer = await forged(stranger, "tervetuloa", "Liity ryhmään", customId, there);
			expect(answer.text, customId).toMatch(/^Tämä nappi ei ole enää käytössä/);
		}
		expect(await contents(database.transact)).toEqual(before);
	});
});

describe("somebody on two servers", () => {
	it("has a name on each, sees all that is kept on them, and leaving one leaves the other be", async () => {
		const { here, there } = await twoServers();
		const mustikka = await memberOf(here, "Mustikka");
		const away = await there.sandbox.person("Mustikka");
		await there.stage.fill(() => away.press("Liity ryhmään"), {
			"Nimimerkkisi ryhmässä": "Juolukka",
			"Yhteiset pelisäännöt": ["Olen lukenut pelisäännöt ja hyväksyn ne"],
		});
		expect([mustikka.displayName, away.displayName]).toEqual(["Mustikka", "Juolukka"]);
		expect([mustikka.roles, away.roles]).toEqual([["Omaishoitajien piiri"], ["Toinen piiri"]]);
		const all = (await here.stage.command(mustikka, "/my-data")).text;
		expect(all).toMatch(/Omaishoitajien piiri[\s\S]*Mustikka[\s\S]*Toinen piiri[\s\S]*Juolukka/);
		away.leaveServer();
		await here.stage.settle();
		const left = (await here.stage.command(mustikka, "/my-data")).text;
		expect(left).toMatch(/Mustikka/);
		expect(left).not.toMatch(/Toinen piiri|Juolukka/);
		expect(mustikka.roles).toEqual(["Omaishoitajien piiri"]);
	});

	it("is forgotten on both when they erase everything", async () => {
		const { here, there } = await twoServers();
		const mustikka = await memberOf(here, "Mustikka");
		const away = await memberOf(there, "Mustikka");
		const shown = await there.stage.command(away, "/my-data");
		const ask = await there.stage.answered(() => shown.press("Poista kaikki"));
		await there.stage.answered(() => ask.press("Kyllä, poista kaikki"));
		expect([mustikka.roles, away.roles]).toEqual([[], []]);
		expect((await here.stage.command(mustikka, "/my-data")).text).toMatch(/^Piiri ei tiedä sinusta mitään/);
	});
});

describe("a server's coordinator", () => {
	it("is offered, told of and asked about their own groups alone", async () => {
		const { here, there, crew, theirs } = await twoServers();
		expect((await here.stage.command(crew.coordinator, "/group list")).text).not.toContain("Toinen piiri");
		expect((await there.stage.command(theirs.coordinator, "/piiri status")).text).not.toContain(
			"Omaishoitajien piiri",
		);
		const offered = await theirs.coordinator.autocomplete("/session list", "group", "");
		expect(offered.map(({ name }) => name)).toEqual(["Toinen piiri"]);
		for (const [command, options] of [
			["/session list", { group: "1" }],
			["/group archive", { group: "1" }],
			["/session cancel", { session: "1" }],
		] as const) {
			const answer = await there.stage.command(theirs.coordinator, command, options);
			expect(answer.text).toMatch(/^Valitse (?:ryhmä|tapaaminen) listasta/);
		}
	});
});
