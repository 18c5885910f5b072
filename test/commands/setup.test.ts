import { PermissionFlagsBits } from "discord.js";
import { describe, expect, it } from "vitest";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { carersGroup, crewOf, play, setupOptions } from "../support/play.ts";

describe("/piiri setup", () => {
	it("is for those who manage the server, and then for coordinators", async () => {
		const piiri = await play();
		const stranger = await piiri.sandbox.person("Satunnainen", { locale: "sv-SE" });
		const owner = await piiri.sandbox.owner();
		for (const role of ["Koordinaattori", "Ohjaaja"]) owner.createRole(role);
		owner.createChannel("henkilökunta", { private: ["Piiri"] });
		const refused = await piiri.stage.command(stranger, "/piiri setup", setupOptions);
		expect(refused).toMatchObject({ private: true });
		expect(refused.text).toMatch(
			/^Den som får hantera servern \(behörigheten Manage Server\) får ta Piiri i bruk/,
		);
		await piiri.stage.command(owner, "/piiri setup", setupOptions);
		owner.giveRole(stranger, "Koordinaattori");
		const again = await piiri.stage.command(stranger, "/piiri setup", { ...setupOptions, language: "sv" });
		expect(again.text).toMatch(/^### Sparat[\s\S]*\*\*Språk:\*\* svenska/);
	});

	it("says what is missing and where to give it, and nothing when it is given", async () => {
		const piiri = await play({ permissions: NEEDED_BITS & ~PermissionFlagsBits.ManageNicknames });
		const { coordinator, owner } = await crewOf(piiri);
		const before = owner.privateReplies().at(-1)?.text;
		expect(before).toMatch(/Korjattavaa[\s\S]*palvelimen asetukset|Palvelimen asetukset/i);
		piiri.sandbox.byHand.givePermission(PermissionFlagsBits.ManageNicknames);
		const after = await piiri.stage.command(coordinator, "/piiri setup", setupOptions);
		expect(after.text).not.toContain("Korjattavaa");
	});

	it("warns of a staff channel that everybody sees", async () => {
		const piiri = await play();
		const { coordinator } = await crewOf(piiri);
		const answer = await piiri.stage.command(coordinator, "/piiri setup", {
			...setupOptions,
			"staff-channel": { channel: "general" },
		});
		expect(answer.text).toMatch(/#general näkyy kaikille palvelimella/);
	});

	it.each([
		[{ zone: "Europe/Helsingfors" }, /^En tunne aikavyöhykettä ”Europe\/Helsingfors”/],
		[{ "facilitator-role": { role: "Koordinaattori" } }, /omat roolinsa/],
		[{ "facilitator-role": { role: "@everyone" } }, /^Roolin @everyone saavat kaikki/],
	])("does not take %o", async (change, text) => {
		const piiri = await play();
		const { coordinator } = await crewOf(piiri);
		const answer = await piiri.stage.command(coordinator, "/piiri setup", { ...setupOptions, ...change });
		expect(answer.text).toMatch(text);
	});

	it("finds time zones as they are typed", async () => {
		const piiri = await play();
		const owner = await piiri.sandbox.owner();
		const found = async (typed: string) =>
			(await owner.autocomplete("/piiri setup", "zone", typed)).map(({ value }) => value);
		expect((await found(""))[0]).toBe("Europe/Helsinki");
		expect(await found("stockh")).toEqual(["Europe/Stockholm"]);
		expect(await found("ei ole")).toEqual([]);
	});
});

describe("/piiri status", () => {
	it("tells what is set up and what comes next", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri);
		const empty = await piiri.stage.command(crew.coordinator, "/piiri status");
		expect(empty.text).toMatch(/Kaikki on kunnossa\.[\s\S]*Mitään ei ole suunnitteilla/);
		expect(empty.message?.buttons).toEqual([]);
		await carersGroup(piiri, crew);
		const status = await piiri.stage.command(crew.coordinator, "/piiri status");
		expect(status.text).toMatch(/Omaishoitajien piiri: Suun terveys, <t:\d+:F>/);
		expect(status.private).toBe(true);
	});

	it("says that a room was removed by hand, and brings it back, once", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri);
		await carersGroup(piiri, crew);
		const rooms = () =>
			crew.coordinator
				.channels()
				.map(({ name }) => name)
				.toSorted();
		const whole = rooms();
		piiri.sandbox.byHand.deleteChannel("keskustelu");
		const status = await piiri.stage.command(crew.coordinator, "/piiri status");
		expect(status.text).toMatch(/Korjattavaa[\s\S]*keskustelu/);
		const label = status.message?.buttons[0]?.label ?? "";
		const [first, second] = await Promise.all([status.press(label), status.press(label)]);
		expect([first.text, second.text].join()).toMatch(/Piiri palauttaa kaiken paikoilleen/);
		await piiri.stage.settle();
		expect(rooms()).toEqual(whole);
		expect((await piiri.stage.command(crew.coordinator, "/piiri status")).text).toContain(
			"Kaikki on kunnossa.",
		);
	});

	it("says that Piiri's role is below the group's role", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri);
		await carersGroup(piiri, crew);
		piiri.sandbox.byHand.moveBotRole("@everyone");
		const status = await piiri.stage.command(crew.coordinator, "/piiri status");
		expect(status.text).toMatch(/Korjattavaa[\s\S]*rooli/);
	});

	it("is not for facilitators, nor before the set-up", async () => {
		const piiri = await play();
		const early = await piiri.stage.command(await piiri.sandbox.owner(), "/piiri status");
		expect(early.text).toMatch(/^Piiri ei ole vielä käytössä tällä palvelimella/);
		const { anna } = await crewOf(piiri);
		const refused = await piiri.stage.command(anna, "/piiri status");
		expect(refused.text).toMatch(/^Tämä on koordinaattoreille/);
	});
});
