import { PermissionFlagsBits } from "discord.js";
import { describe, expect, it } from "vitest";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { carersGroup, crewOf, memberOf, play, said, setupOptions, until } from "../support/play.ts";

const plan = { name: "Kretsen", programme: "carers", "start-date": "8.10.2026", weekday: 4, time: "18" };

describe("a mistake in a command says what to do, in the reader's language, and changes nothing", () => {
	it.each([
		["sv-SE", { zone: "Mars/Olympus" }, /^Jag känner inte till tidszonen ”Mars\/Olympus”\. Välj i listan/],
		[
			"en-GB",
			{ zone: "Mars/Olympus" },
			/^I do not know the time zone “Mars\/Olympus”\. Choose one from the list/,
		],
		["fi", { zone: "" }, /^En tunne aikavyöhykettä/],
	] as const)("/piiri setup: %s %o", async (locale, change, text) => {
		const piiri = await play();
		const { owner, coordinator } = await crewOf(piiri, locale);
		const answer = await piiri.stage.command(owner, "/piiri setup", { ...setupOptions, ...change });
		expect(answer).toMatchObject({ private: true });
		expect(answer.text).toMatch(text);
		expect((await piiri.stage.command(coordinator, "/piiri status")).text).toContain("Europe/Helsinki");
	});

	it.each([
		["sv-SE", { zone: "Mars/Olympus" }, /- Jag känner inte till tidszonen ”Mars\/Olympus”/],
		["en-GB", { zone: "Mars/Olympus" }, /- I do not know the time zone “Mars\/Olympus”/],
		[
			"sv-SE",
			{ "start-date": "1.9.2026" },
			/- Den första träffen skulle ha varit tors 3\.9\.2026 kl\. 18\.00.*senare/,
		],
		[
			"en-GB",
			{ "start-date": "1.9.2026" },
			/- The first meeting would have been Thu,? 3 Sept? 2026 at 18:00.*later start date/,
		],
		["sv-SE", { "start-date": "i morgon", time: "kväll" }, /datumet ”i morgon”[\s\S]*klockslaget ”kväll”/],
		[
			"en-GB",
			{ "start-date": "soon", time: "evening" },
			/“soon” is not a date[\s\S]*“evening” is not a time/,
		],
		["sv-SE", { programme: "stickning" }, /Programmet ”stickning” finns inte/],
		["en-GB", { programme: "knitting" }, /There is no programme “knitting”/],
	] as const)("/group create: %s %o", async (locale, change, text) => {
		const piiri = await play();
		const { coordinator } = await crewOf(piiri, locale);
		const before = coordinator.channels();
		const answer = await piiri.stage.command(coordinator, "/group create", { ...plan, ...change });
		expect(answer).toMatchObject({ private: true });
		expect(answer.text).toMatch(text);
		expect(answer.message?.buttons).toEqual([]);
		expect(coordinator.channels()).toEqual(before);
	});

	it.each([
		["sv-SE", "/session move", { date: "1.9.2026" }, /^tis 1\.9\.2026 kl\. 18\.00 har redan varit/],
		["en-GB", "/session move", { date: "1.9.2026" }, /^Tue,? 1 Sept? 2026.* is past/],
		["sv-SE", "/session move", { date: "15.10." }, /^Gruppen har då redan Stöd och förmåner/],
		[
			"en-GB",
			"/session move",
			{ date: "15.10." },
			/^At that time the group already has Support and benefits/,
		],
	] as const)("%s %s %o", async (locale, command, options, text) => {
		const piiri = await play();
		const crew = await crewOf(piiri, locale);
		await carersGroup(piiri, crew);
		const before = crew.anna.events();
		const [first] = await crew.anna.autocomplete(command, "session", "1 ");
		const answer = await piiri.stage.command(crew.anna, command, { session: first?.value ?? "", ...options });
		expect(answer.text).toMatch(text);
		expect(crew.anna.events()).toEqual(before);
	});

	it.each([
		["sv-SE", /skulle ha varit/],
		["en-GB", /The first meeting would have been/],
	] as const)("/group continue in the past: %s", async (locale, text) => {
		const piiri = await play();
		const crew = await crewOf(piiri, locale);
		await carersGroup(piiri, crew, { weeks: 1 });
		await until(piiri, "2026-10-09T12:00:00Z");
		const answer = await piiri.stage.command(crew.coordinator, "/group continue", {
			group: "Omaishoitajien piiri",
			programme: "gamers",
			"start-date": "2026-09-01",
		});
		expect(answer.text).toMatch(text);
		expect((await piiri.stage.command(crew.coordinator, "/group list")).text).toMatch(/seri(?:e|es) 1/);
	});
});

describe("Piiri, thrown out and invited again", () => {
	it("forgets who left meanwhile, and is set up again without anything double", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri);
		const invite = await carersGroup(piiri, crew);
		const stays = await memberOf(piiri, "Mustikka");
		const leaves = await memberOf(piiri, "Puolukka");
		await until(piiri, "2026-10-02T09:00:00Z");
		piiri.sandbox.byHand.removeBot();
		leaves.leaveServer();
		await until(piiri, "2026-10-02T12:00:00Z");
		await piiri.sandbox.inviteBot(NEEDED_BITS);
		await piiri.stage.settle();
		// The staff's channel let in the role that Piiri had before.
		const status = await piiri.stage.command(crew.coordinator, "/piiri status");
		expect(status.text).toMatch(/Huoneessa #henkilökunta Piiriltä puuttuu/);
		piiri.sandbox.byHand.allowInChannel("henkilökunta", PermissionFlagsBits.ViewChannel);
		const again = await piiri.stage.command(crew.coordinator, "/piiri setup", setupOptions);
		expect(again.text).not.toContain("Korjattavaa");
		leaves.join(invite);
		expect((await piiri.stage.command(leaves, "/my-data")).text).toMatch(/^Piiri ei tiedä sinusta mitään/);
		expect(said(crew.anna, "henkilökunta")).not.toContain("Puolukka");
		expect(stays.roles).toEqual(["Omaishoitajien piiri"]);
		const names = crew.coordinator.channels().map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(said(stays, "keskustelu").match(/## Tapaaminen 1/g)).toHaveLength(1);
	});
});
