import { PermissionFlagsBits } from "discord.js";
import { describe, expect, it } from "vitest";
import { outboxStore } from "../../data/stores/outbox.ts";
import { problemText } from "../../src/discord/health.ts";
import type { Place } from "../../src/openings/model.ts";
import { translator } from "../../src/shared/i18n.ts";
import { RoleId } from "../../src/shared/ids.ts";
import type { Person, WorldSnapshot } from "../sandbox/index.ts";
import { id, Killed, type Stage, stage, withPlace } from "./stage.ts";

const said = (person: Person, room: string) =>
	person
		.read(room)
		.map(({ text }) => text)
		.join("\n---\n");
const standing = (on: Stage): WorldSnapshot => on.sandbox.snapshot();
const failed = (on: Stage) => on.transact((tx) => outboxStore.failed(tx));

/** What somebody may do in the rooms of the place, by their names. */
function rooms(person: Person): Record<string, boolean> {
	return Object.fromEntries(
		person
			.channels()
			.filter(({ category }) => category === "Nuorten tila")
			.map(({ name, canWrite, canConnect }) => [name, /huone$/i.test(name) ? canConnect : canWrite]),
	);
}

const status = (person: Person) => person.channels().find(({ name }) => name === "Puhehuone")?.status;

async function come(on: Stage, place: Place, ...people: Person[]): Promise<void> {
	for (const person of people) await on.openings.arrive(place.id, id(person), on.now());
	await on.settle();
}

async function go(on: Stage, place: Place, person: Person): Promise<void> {
	await on.openings.leave(place.id, id(person), on.now());
	await on.settle();
}

const shut = { "auki-vai-kiinni": false, keskustelu: false, Puhehuone: false };
const open = { "auki-vai-kiinni": false, keskustelu: true, Puhehuone: true };

describe("the rooms of a place", () => {
	it("are open to everybody exactly while enough are on duty, and say so", async () => {
		const on = await stage();
		const { place, leena, olli } = await withPlace(on);
		const guest = await on.sandbox.person("Mustikka");
		expect(rooms(guest)).toEqual(shut);
		expect(rooms(leena)).toEqual({ ...open, "Päivystäjien huone": true });
		expect(status(guest)).toBe("Suljettu");
		expect(said(guest, "auki-vai-kiinni")).toContain("Nyt suljettu");

		await on.until("2026-09-01T13:01:00Z");
		expect(rooms(guest)).toEqual(shut);
		expect(said(guest, "auki-vai-kiinni")).toContain("päivystäjiä on liian vähän");
		expect(said(guest, "keskustelu")).toContain("Emme ole vielä auki");
		expect(said(leena, "henkilökunta")).toContain("Päivystäjiä on liian vähän: Nuorten tila");

		await come(on, place, leena);
		expect(rooms(guest)).toEqual(shut);
		await come(on, place, olli);
		expect(rooms(guest)).toEqual(open);
		expect(status(guest)).toBe("Auki klo 20.00 asti");
		expect(said(guest, "auki-vai-kiinni")).toMatch(
			/Päivystämässä:\** Leena \(Nuorisotyö ry\) ja Olli \(Nuorisotyö ry\)/,
		);
		expect(said(guest, "keskustelu")).not.toMatch(/ovet|auki/);
		expect(said(leena, "henkilökunta")).not.toContain("Päivystäjiä on liian vähän");

		await on.until("2026-09-01T16:51:00Z");
		expect(said(guest, "keskustelu")).toContain("Suljemme pian");
		await on.until("2026-09-01T17:00:00Z");
		expect(rooms(guest)).toEqual(shut);
		expect(status(guest)).toBe("Suljettu");
		expect(said(guest, "keskustelu")).not.toMatch(/ovet|auki/);
		expect(said(guest, "auki-vai-kiinni")).toContain("Avaamme seuraavan kerran <t:1788872400:F>");
		expect(on.sandbox.violations()).toEqual([]);
		expect(await failed(on)).toEqual([]);
	});

	it("close kindly when too few remain, and nobody but staff stays in the voice room", async () => {
		const on = await stage();
		const { place, leena, olli } = await withPlace(on);
		const guest = await on.sandbox.person("Mustikka");
		await on.until("2026-09-01T13:01:00Z");
		await come(on, place, leena, olli);
		guest.joinVoice("Puhehuone");
		olli.joinVoice("Puhehuone");
		await on.sandbox.idle();

		await go(on, place, leena);
		expect(rooms(guest)).toEqual(open);
		expect(said(leena, "henkilökunta")).toContain("Ovet menevät kiinni");
		await on.until("2026-09-01T13:10:00Z");
		expect(rooms(guest)).toEqual(shut);
		expect(guest.voiceMembers("Puhehuone")).toEqual(["Olli"]);
		expect(said(guest, "keskustelu")).toContain("Suljimme ovet hetkeksi");
		expect(said(guest, "keskustelu")).toMatch(/avaamme seuraavan kerran/);

		await come(on, place, leena);
		expect(rooms(guest)).toEqual(open);
		expect(said(guest, "keskustelu")).not.toMatch(/ovet|auki/);
		await go(on, place, leena);
		await on.until("2026-09-01T17:00:00Z");
		expect(said(guest, "keskustelu")).toContain("Suljimme tavallista aiemmin");
		expect(on.sandbox.violations()).toEqual([]);
		expect(await failed(on)).toEqual([]);
	});

	it("are told of what comes, a theme with its guest and what is called off", async () => {
		const on = await stage();
		const { place } = await withPlace(on);
		const guest = await on.sandbox.person("Mustikka");
		const [, second] = await on.transact((tx) =>
			on.openings.between(tx, place.id, on.now(), on.now().add({ hours: 24 * 10 })),
		);
		if (!second) throw new Error("two openings were planned");
		await on.openings.setTheme(second.id, { title: "Yksinäisyys", professional: "psykologi Anna" }, on.now());
		await on.openings.setException(place.id, "2026-09-01", [], "Retkipäivä", on.now());
		await on.settle();
		const card = said(guest, "auki-vai-kiinni");
		expect(card).toContain("aiheena **Yksinäisyys** · vieraana psykologi Anna");
		expect(card).not.toMatch(/Avaamme seuraavan kerran <t:1788267600:F>/);
	});

	it("go with the place, and everything in them", async () => {
		const on = await stage();
		const { place, leena } = await withPlace(on);
		await on.until("2026-09-01T13:01:00Z");
		await on.openings.archivePlace(place.id, on.now());
		await on.settle();
		expect(on.owner.channels().map(({ name }) => name)).not.toContain("auki-vai-kiinni");
		expect(on.owner.channels().filter(({ category }) => category === "Nuorten tila")).toEqual([]);
		expect(JSON.stringify(standing(on))).not.toContain("Nuorten tila");
		expect(said(leena, "henkilökunta")).not.toContain("Päivystys");
		expect(await failed(on)).toEqual([]);
	});

	it("follow a new name, and keep one that was given by hand", async () => {
		const on = await stage();
		const { place } = await withPlace(on);
		const names = () => new Set(on.owner.channels().map(({ category }) => category));
		on.sandbox.byHand.renameChannel("Nuorten tila", "Meidän mesta");
		await on.openings.changePlace(place.id, { needs: 3 }, on.now());
		await on.settle();
		expect(names()).toContain("Meidän mesta");
		await on.openings.changePlace(place.id, { name: "Nuokku" }, on.now());
		await on.settle();
		expect(names()).toContain("Nuokku");
		expect(names()).not.toContain("Meidän mesta");
	});
});

/**
 * A day at the place: what stands in Discord at its moments. Left out is the roster's board, whose four weeks begin
 * when it is delivered, and the order of messages to staff, which come by several lanes.
 */
async function played(on: Stage): Promise<WorldSnapshot[]> {
	const moments: WorldSnapshot[] = [];
	const seen = () => {
		const snapshot = standing(on);
		for (const { name, messages } of snapshot.guilds.flatMap(({ channels }) => channels)) {
			if (name !== "henkilökunta") continue;
			const others = messages.filter(({ text }) => !text.includes("neljän viikon vuorot"));
			messages.splice(0, messages.length, ...others.toSorted((a, b) => a.text.localeCompare(b.text)));
		}
		moments.push(snapshot);
	};
	const { place, leena, olli } = await withPlace(on);
	// What is tried again takes its time; until then nothing else is due.
	await on.until("2026-09-01T12:30:00Z");
	seen();
	await on.until("2026-09-01T13:01:00Z");
	seen();
	await come(on, place, leena, olli);
	seen();
	await go(on, place, olli);
	await on.until("2026-09-01T13:10:00Z");
	seen();
	await on.until("2026-09-01T17:00:00Z");
	seen();
	await on.openings.archivePlace(place.id, on.now());
	await on.settle();
	seen();
	expect(on.sandbox.violations()).toEqual([]);
	expect(await failed(on)).toEqual([]);
	return moments;
}

function isFirst(seen: Set<string>, key: string): boolean {
	if (seen.has(key)) return false;
	seen.add(key);
	return true;
}

describe("a place's day in Discord", () => {
	it("is the same when every answer is lost once, when Discord fails, and when the process dies at every commit", {
		timeout: 60_000,
	}, async () => {
		const undisturbed = await played(await stage());

		const losing = await stage();
		const lost = new Set<string>();
		losing.sandbox.faults.next(
			{
				times: Number.POSITIVE_INFINITY,
				match: ({ method, path, body }) =>
					method !== "GET" && isFirst(lost, `${method} ${path} ${JSON.stringify(body)}`),
			},
			{ loseAnswer: true },
		);
		expect(await played(losing)).toEqual(undisturbed);
		expect(lost.size).toBeGreaterThan(20);

		const failing = await stage();
		const refused = new Set<string>();
		failing.sandbox.faults.next(
			{
				times: Number.POSITIVE_INFINITY,
				match: ({ method, path, body }) => isFirst(refused, `${method} ${path} ${JSON.stringify(body)}`),
			},
			{ status: 502 },
		);
		expect(await played(failing)).toEqual(undisturbed);

		const dying = await stage();
		const died = new Set<string>();
		const { outbox } = dying.dependencies;
		dying.dependencies.outbox = {
			...outbox,
			done: (tx, rowId) => {
				if (isFirst(died, String(rowId))) throw new Killed("before the commit");
				return outbox.done(tx, rowId);
			},
		};
		expect(await played(dying)).toEqual(undisturbed);
		expect(died.size).toBeGreaterThan(15);
	});
});

describe("what is wrong at a place", () => {
	const t = translator("en");
	const problems = async (on: Stage, place: Place) => {
		const settings = await on.setup.get(place.guildId);
		if (!settings) throw new Error("not set up");
		return (await on.health.problems(settings)).map((problem) => problemText(t, problem));
	};

	it("is told in status and put right by restoring", async () => {
		const on = await stage();
		const { place } = await withPlace(on);
		expect(await problems(on, place)).toEqual([]);
		const before = standing(on);
		on.sandbox.byHand.deleteChannel("auki-vai-kiinni");
		on.sandbox.byHand.takePermission(PermissionFlagsBits.MoveMembers);
		expect(await problems(on, place)).toEqual([
			expect.stringMatching(/lacks the permission \*\*Move Members\*\*/),
			expect.stringMatching(/room \*\*open-or-closed\*\* of the place \*\*Nuorten tila\*\* has been removed/),
		]);
		on.sandbox.byHand.givePermission(PermissionFlagsBits.MoveMembers);
		await on.setup.repair(place.guildId, on.now());
		await on.settle();
		expect(await problems(on, place)).toEqual([]);
		expect(JSON.stringify(standing(on))).toBe(JSON.stringify(before));
	});

	it("leaves the doors as they are when the facilitators' role is gone, and says so", async () => {
		const on = await stage();
		const { place, leena, olli } = await withPlace(on);
		const guest = await on.sandbox.person("Mustikka");
		await on.until("2026-09-01T13:01:00Z");
		on.sandbox.byHand.deleteRole("Ohjaajat");
		await come(on, place, leena, olli);
		expect(rooms(guest)).toEqual(shut);
		expect((await failed(on)).map(({ effect }) => effect)).toEqual([
			{ kind: "place-room", placeId: place.id, room: "discussion" },
			{ kind: "place-room", placeId: place.id, room: "voice" },
		]);
		expect(await problems(on, place)).toEqual([
			expect.stringMatching(/facilitators' role has been removed/),
			expect.stringMatching(/^Discord refused 2 things: missing the role of the facilitators/),
		]);
		const help = () =>
			said(on.owner, "henkilökunta").match(/Piiri tarvitsee apua\n.*Nuorten tila.*`\/piiri tila`/g);
		expect(help()).toHaveLength(1);
		on.owner.createRole("Uudet ohjaajat");
		const roles = [...(on.sandbox.world.guilds.get(on.guildId)?.roles.values() ?? [])];
		const facilitatorRoleId = RoleId.parse(roles.find(({ name }) => name === "Uudet ohjaajat")?.id);
		const settings = await on.setup.get(on.guildId);
		if (settings) await on.setup.save({ ...settings, facilitatorRoleId }, on.now());
		await on.settle();
		expect(await problems(on, place)).toEqual([]);
		expect(help()).toBeNull();
		expect(rooms(guest)).toEqual(open);
	});
});
