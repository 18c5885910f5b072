import { describe, expect, it } from "vitest";
import type { Person } from "../sandbox/index.ts";
import { said, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { youthRoom } from "../support/youth.ts";

const board = { in: "henkilökunta" };
const MONDAY = "2026-10-05";

/** A youth room on a Monday, and somebody young who looks at it. */
async function afternoon(options: Parameters<typeof youthRoom>[0] = {}) {
	const youth = await youthRoom(options);
	const { piiri, crew } = youth;
	const young = await piiri.sandbox.person("Pihla");
	const room = (name: string) =>
		young.channels().find((each) => each.category === "Nuorten huone" && each.name === name);
	return {
		...youth,
		young,
		card: () => said(young, "auki-vai-kiinni"),
		/** What stands there beside the pinned desk. */
		talk: () =>
			young
				.read("keskustelu")
				.filter(({ pinned }) => !pinned)
				.map(({ text }) => text)
				.join("\n---\n"),
		isOpen: () => {
			const doors = [room("keskustelu")?.canWrite, room("Puhehuone")?.canConnect];
			expect(new Set(doors).size).toBe(1);
			return doors[0];
		},
		/** To a time of the Monday, in UTC; in October Finland is three hours ahead of it. */
		at: (time: string) => until(piiri, `${MONDAY}T${time}Z`),
		here: (person: Person) => piiri.stage.press(person, "Olen paikalla", board),
		async leave(person: Person) {
			const { form } = await piiri.stage.press(person, "Lähden nyt", board);
			form?.cancel();
			await piiri.stage.settle();
		},
		staff: [crew.anna, crew.bo] as const,
	};
}

describe("an afternoon, seen by somebody young", () => {
	it("opens with two, says who is there, warns before the end, and says when it is open next", async () => {
		const { young, card, talk, isOpen, at, here, staff } = await afternoon();
		const [anna, bo] = staff;
		await at("10:40:00");
		expect(card()).toMatch(
			/^## Nuorten huone\n\*\*Nyt suljettu\*\*\nAvaamme seuraavan kerran <t:1791198000:F>/,
		);
		await here(anna);
		await at("11:00:00");
		expect(isOpen()).toBe(false);
		expect(card()).toMatch(/Suljettu juuri nyt[\s\S]*liian vähän/);
		expect(talk()).toMatch(/^### Emme ole vielä auki\n[\s\S]*<t:1791802800:F>/);
		await expect(young.write("keskustelu", "moi")).rejects.toThrow();
		expect(() => young.joinVoice("Puhehuone")).toThrow();

		await at("11:05:00");
		await here(bo);
		expect(isOpen()).toBe(true);
		expect(talk()).toBe("");
		expect(card()).toMatch(/Auki, ovet menevät kiinni klo <t:1791212400:t>/);
		expect(card()).toMatch(/Päivystämässä:\*\* Anna \(Talo\) ja Bo \(Talo\)/);
		expect(card()).not.toMatch(/Ohjaaja|\d{17}/);
		await young.write("keskustelu", "moi");
		young.joinVoice("Puhehuone");

		await at("14:49:00");
		expect(talk()).not.toMatch(/Suljemme pian/);
		await at("14:50:00");
		expect(talk()).toMatch(/### Suljemme pian\n.*<t:1791212400:R>/);
		await at("15:00:00");
		expect(isOpen()).toBe(false);
		expect(anna.voiceMembers("Puhehuone")).toEqual([]);
		expect(talk()).toBe("moi");
		expect(card()).toMatch(/Nyt suljettu\*\*\nAvaamme seuraavan kerran <t:1791802800:F>/);
		expect(card()).not.toMatch(/Päivystämässä/);
	});

	it("stays open for five minutes when one has to go, then closes kindly and opens when somebody comes", async () => {
		const { talk, isOpen, at, here, leave, staff } = await afternoon();
		const [anna, bo] = staff;
		await at("10:50:00");
		await here(anna);
		await here(bo);
		await at("12:00:00");
		await leave(bo);
		expect(said(anna, "henkilökunta")).toMatch(/Päivystäjiä on liian vähän: Nuorten huone\nPaikalla on 1/);
		await at("12:04:59");
		expect(isOpen()).toBe(true);
		expect(talk()).toBe("");
		await at("12:05:00");
		expect(isOpen()).toBe(false);
		expect(talk()).toMatch(
			/^### Suljimme ovet hetkeksi\n.*ei johdu kenestäkään täällä[\s\S]*<t:1791802800:F>/,
		);
		await at("12:20:00");
		await here(bo);
		expect(isOpen()).toBe(true);
		expect(talk()).toBe("");
		expect(said(anna, "henkilökunta")).not.toMatch(/Päivystäjiä on liian vähän/);
	});

	it("opens with one when the coordinator says why, and not when that one has gone", async () => {
		const { piiri, crew, card, talk, isOpen, at, here, leave } = await afternoon();
		const reason = "Naapurissa on työpari";
		await at("11:10:00");
		const open = async () => {
			const form = formOf(await piiri.stage.press(crew.coordinator, "Avaa vähemmillä", board));
			form.fill({ "Miksi tämä on tänään turvallista?": reason });
			return piiri.stage.answered(() => form.send());
		};
		await open();
		expect(isOpen()).toBe(false);
		await here(crew.anna);
		await open();
		expect(isOpen()).toBe(true);
		expect(said(crew.anna, "henkilökunta")).toContain(reason);
		expect(card() + talk()).not.toContain(reason);
		await leave(crew.anna);
		await at("11:16:00");
		expect(isOpen()).toBe(false);
	});
});

describe("a supervisor who leaves the server while on duty", () => {
	it.each([
		["and is heard", false],
		["while the connection is lost", true],
	])("%s, is not on duty any more: five minutes later the doors are closed", async (_, unheard) => {
		const { piiri, crew, card, isOpen, at, here } = await afternoon();
		await at("10:50:00");
		await here(crew.anna);
		await here(crew.bo);
		await at("12:00:00");
		const connected = new Promise((resolve) => piiri.app.client.once("shardReady", resolve));
		if (unheard) {
			piiri.sandbox.faults.refuseResume();
			piiri.sandbox.faults.dropGateway();
		}
		crew.bo.leaveServer();
		if (unheard) await connected;
		await piiri.stage.settle();
		expect(card()).toMatch(/Päivystämässä:\*\* Anna \(Talo\)$/m);
		await at("12:04:59");
		expect(isOpen()).toBe(true);
		await at("12:05:00");
		expect(isOpen()).toBe(false);
		expect(said(crew.anna, "henkilökunta")).toMatch(/Anna Ohjaaja\. Tarvitaan vielä 1\./);
	});
});

describe("when the facilitators' role is deleted while the doors are open", () => {
	it.each([
		["the hour ends", "15:00:00", false],
		["too few remain", "12:05:00", true],
	])("they close all the same as %s", async (_, time, leaves) => {
		const { piiri, crew, isOpen, at, here, leave } = await afternoon();
		await at("10:50:00");
		await here(crew.anna);
		await here(crew.bo);
		await at("12:00:00");
		if (leaves) await leave(crew.bo);
		piiri.sandbox.byHand.deleteRole("Ohjaaja");
		await at(time);
		expect(isOpen()).toBe(false);
	});
});

describe("hours on the nights on which the clocks change", () => {
	it.each([
		[
			"in autumn 3–5 is three hours",
			"2026-10-23T09:00:00Z",
			["2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"],
		],
		[
			"in spring 3–5 begins at four",
			"2026-03-27T09:00:00Z",
			["2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"],
		],
	])("%s: the doors follow the wall", async (_, now, [opens, closes]) => {
		const { piiri, crew, ask, isOpen, here } = await afternoon({ hours: false, now });
		await ask("/hours add", { place: "Nuorten huone", weekday: 7, opens: "3", closes: "5" });
		const justBefore = (instant = "") => new Date(Date.parse(instant) - 1000).toISOString();
		await until(piiri, justBefore(opens));
		await here(crew.anna);
		await here(crew.bo);
		expect(isOpen()).toBe(false);
		await until(piiri, opens ?? "");
		expect(isOpen()).toBe(true);
		await until(piiri, justBefore(closes));
		expect(isOpen()).toBe(true);
		await until(piiri, closes ?? "");
		expect(isOpen()).toBe(false);
	});
});
