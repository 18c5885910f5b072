import { ButtonStyle, ComponentType } from "discord.js";
import { describe, expect, it } from "vitest";
import { customId } from "../../src/discord/customIds.ts";
import { GroupId } from "../../src/shared/ids.ts";
import type { WorldSnapshot } from "../sandbox/index.ts";
import { carersGroup, crewOf, play } from "../support/play.ts";

const plan = {
	name: "Omaishoitajien piiri",
	programme: "carers",
	"start-date": "2026-10-08",
	weekday: 4,
	time: "18.00",
};

/** The server's rooms and roles, without what is written and without the forged message's room. */
const roomsOf = ({ guilds }: WorldSnapshot) =>
	guilds.map(({ channels, roles }) => ({
		roles,
		channels: channels.map(({ messages, ...room }) => ({
			...room,
			messages: room.name === "general" || messages,
		})),
	}));

describe("/group create", () => {
	it("shows every date on the wall clock of the zone, also after the clocks change, and makes nothing yet", async () => {
		const piiri = await play();
		const { coordinator } = await crewOf(piiri);
		const before = piiri.sandbox.snapshot();
		const preview = await piiri.stage.command(coordinator, "/group create", plan);
		expect(preview.private).toBe(true);
		const dates = preview.text.match(/^\d+\. .*/gm) ?? [];
		expect(dates).toHaveLength(8);
		expect(dates[0]).toMatch(/^1\. to 8\.10\.2026 klo 18\.00 · Suun terveys/);
		expect(dates.every((line) => line.includes("klo 18.00"))).toBe(true);
		expect(preview.text).toMatch(/Ovet aukeavat vasta, kun ohjaajia on kaksi/);
		const after = await preview.press("Hylkää");
		expect(after).toMatchObject({ kind: "update", text: "Suunnitelma hylättiin. Mitään ei tehty." });
		expect(roomsOf(piiri.sandbox.snapshot())).toEqual(roomsOf(before));
	});

	it("makes one group when Create is pressed twice at once, and says so", async () => {
		const piiri = await play();
		const { coordinator } = await crewOf(piiri);
		const preview = await piiri.stage.command(coordinator, "/group create", plan);
		const answers = await Promise.all([preview.press("Luo ryhmä"), preview.press("Luo ryhmä")]);
		expect(answers.every(({ kind }) => kind === "update")).toBe(true);
		await piiri.stage.settle();
		const named = coordinator.channels().filter(({ name }) => name === "Omaishoitajien piiri");
		expect(named).toHaveLength(1);
	});

	it.each([
		[{ "start-date": "joskus" }, /En ymmärrä päivää ”joskus”\. Kirjoita se näin: 5\.11\.2026/],
		[{ time: "iltakuudelta" }, /En ymmärrä kellonaikaa ”iltakuudelta”/],
		[{ "start-date": "1.9.2026" }, /Ensimmäinen tapaaminen olisi ollut to 3\.9\.2026 klo 18\.00/],
		[{ zone: "Moon/Base" }, /En tunne aikavyöhykettä ”Moon\/Base”/],
		[{ programme: "does-not-exist" }, /Ohjelmaa ”does-not-exist” ei ole/],
		[{ name: "   " }, /Nimessä voi olla enintään 60 merkkiä/],
	])("does not take %o", async (change, text) => {
		const piiri = await play();
		const { coordinator } = await crewOf(piiri);
		const answer = await piiri.stage.command(coordinator, "/group create", { ...plan, ...change });
		expect(answer.text).toMatch(text);
		expect(answer.message?.buttons).toEqual([]);
	});

	it("does not take a name twice, nor the same facilitator twice", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri);
		await carersGroup(piiri, crew);
		const answer = await piiri.stage.command(crew.coordinator, "/group create", {
			...plan,
			"facilitator-1": { user: crew.anna },
			"facilitator-2": { user: crew.anna },
		});
		expect(answer.text).toMatch(/Ryhmä nimeltä Omaishoitajien piiri on jo olemassa/);
		expect(answer.text).toMatch(/Ohjaajien pitää olla kaksi eri ihmistä/);
	});

	it("shows a name with markdown, mentions and right-to-left letters as it was written", async () => {
		const piiri = await play();
		const { coordinator } = await crewOf(piiri);
		const name = "**שלום** @everyone 🌿";
		const preview = await piiri.stage.command(coordinator, "/group create", { ...plan, name });
		expect(preview.text).toContain("\\*\\*שלום\\*\\* \\@everyone 🌿");
		await preview.press("Luo ryhmä");
		await piiri.stage.settle();
		expect(coordinator.channels().some((channel) => channel.name === name)).toBe(true);
	});

	it("offers programmes in the reader's language, to coordinators only", async () => {
		const piiri = await play();
		const { coordinator, anna } = await crewOf(piiri);
		coordinator.setLocale("sv-SE");
		const offered = await coordinator.autocomplete("/group create", "programme", "");
		expect(offered.map(({ value }) => value).toSorted()).toEqual([
			"carers",
			"empty",
			"gamers",
			"young-people",
		]);
		expect(await anna.autocomplete("/group create", "programme", "")).toEqual([]);
	});
});

describe("a group", () => {
	it("stands in /group list with its next meeting", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri);
		expect((await piiri.stage.command(crew.anna, "/group list")).text).toMatch(/Ryhmiä ei vielä ole/);
		await carersGroup(piiri, crew);
		const list = await piiri.stage.command(crew.anna, "/group list");
		expect(list.text).toMatch(
			/\*\*Omaishoitajien piiri\*\* · käynnissä · sarja 1 · torstaisin klo 18\.00 · seuraavaksi <t:/,
		);
	});

	it("is archived after a question, and then its rooms are gone", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri);
		await carersGroup(piiri, crew);
		const { coordinator } = crew;
		const [choice] = await coordinator.autocomplete("/group archive", "group", "omais");
		const ask = await piiri.stage.command(coordinator, "/group archive", { group: choice?.value ?? "" });
		expect(ask.text).toMatch(/Arkistoidaanko Omaishoitajien piiri\?/);
		await ask.press("En sittenkään");
		expect(coordinator.channels().some(({ name }) => name === "tervetuloa")).toBe(true);
		const again = await piiri.stage.command(coordinator, "/group archive", { group: "omaishoitajien PIIRI" });
		await piiri.stage.answered(() => again.press("Arkistoi ryhmä"));
		expect(coordinator.channels().some(({ name }) => name === "tervetuloa")).toBe(false);
		const gone = await piiri.stage.command(coordinator, "/group archive", { group: choice?.value ?? "" });
		expect(gone.text).toMatch(/^Valitse ryhmä listasta/);
	});

	it("does not continue while it meets", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri);
		await carersGroup(piiri, crew);
		const answer = await piiri.stage.command(crew.coordinator, "/group continue", {
			group: "Omaishoitajien piiri",
			programme: "gamers",
			"start-date": "7.1.2027",
		});
		expect(answer.text).toMatch(/^Omaishoitajien piiri tapaa vielä/);
	});
});

describe("a forged button", () => {
	it.each([
		[customId("group-archive-yes", GroupId.parse(1)), /^Tämä on koordinaattoreille/],
		[customId("restore"), /^Tämä on koordinaattoreille/],
		["session-start:1", /^Tämä on ohjaajille ja koordinaattoreille/],
		["session-start:1:2", /^Tämä nappi ei ole enää käytössä/],
		["join:99", /^Tätä ryhmää ei enää ole/],
		["join:abc", /^Tämä nappi ei ole enää käytössä/],
		["join-form:1", /^Tämä nappi ei ole enää käytössä/],
		["somebody-elses", /^Tämä nappi ei ole enää käytössä/],
		["constructor:1", /^Tämä nappi ei ole enää käytössä/],
	])("%s does nothing for a participant", async (forged, text) => {
		const piiri = await play();
		const crew = await crewOf(piiri);
		await carersGroup(piiri, crew);
		const before = roomsOf(piiri.sandbox.snapshot());
		const channel = crew.owner.channels().find(({ name }) => name === "general");
		await piiri.app.client.rest.post(`/channels/${channel?.id}/messages`, {
			body: {
				content: "forged",
				components: [
					{
						type: ComponentType.ActionRow,
						components: [
							{ type: ComponentType.Button, style: ButtonStyle.Danger, label: "Forged", custom_id: forged },
						],
					},
				],
			},
		});
		const stranger = await piiri.sandbox.person("Satunnainen");
		const answer = await piiri.stage.press(stranger, "Forged");
		expect(answer).toMatchObject({ private: true });
		expect(answer.text).toMatch(text);
		await piiri.stage.settle();
		expect(roomsOf(piiri.sandbox.snapshot())).toEqual(before);
	});
});
