import { describe, expect, it } from "vitest";
import { openDatabase } from "../../data/database.ts";
import type { Sandbox } from "../sandbox/index.ts";
import { tablesWith } from "../support/database.ts";
import { carersGroup, crewOf, memberOf, play, said, setupOptions, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";

const group = "Omaishoitajien piiri";

describe("who sees and may do what", () => {
	const rooms = ["välkommen", "presentera-dig", "diskussion", "frågor-till-experten", "inspelningar"];

	it("is as it should be for an outsider, a member, a facilitator and a visiting expert", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri, "sv-SE");
		await carersGroup(piiri, crew);
		const outsider = await piiri.sandbox.person("Utomstående", { locale: "sv-SE" });
		const member = await memberOf(piiri, "Blåbär", "sv-SE");
		const expert = await piiri.sandbox.person("Expert", { locale: "sv-SE" });
		const [first] = await crew.anna.autocomplete("/session expert", "session", "munhälsa");
		await piiri.stage.command(crew.anna, "/session expert", {
			session: first?.value ?? "",
			name: "munhygienist Sara",
			account: { user: expert },
		});
		const sees = (person: typeof member) =>
			person
				.channels()
				.filter(({ name }) => name !== "general" && name !== group)
				.map(({ name }) => name)
				.toSorted();
		const writes = (person: typeof member) =>
			person
				.channels()
				.filter(({ name, canWrite }) => rooms.includes(name) && canWrite)
				.map(({ name }) => name)
				.toSorted();
		const all = [...rooms, "Talrummet"].toSorted();
		const talk = ["diskussion", "frågor-till-experten"];

		// A week before nobody has announced the meeting yet: the expert is still outside.
		for (const person of [outsider, expert]) expect(sees(person)).toEqual(["välkommen"]);
		await until(piiri, "2026-10-05T12:00:00Z");
		expect(sees(outsider)).toEqual(["välkommen"]);
		expect(writes(outsider)).toEqual([]);
		expect(said(outsider, "välkommen")).toMatch(/Våra gemensamma regler/);
		expect(() => outsider.read("diskussion")).toThrow();
		await expect(outsider.write("välkommen", "Hej")).rejects.toThrow();
		expect(outsider.events()).toEqual([]);
		expect(sees(member)).toEqual(all);
		expect(writes(member)).toEqual(talk);
		for (const room of rooms) expect(member.read(room).length, room).toBeGreaterThan(0);
		await member.write("diskussion", "Hej!");
		expect(sees(expert)).toEqual([...talk, "välkommen", "Talrummet"].toSorted());
		expect(writes(expert)).toEqual(talk);
		expect(sees(crew.anna)).toEqual([...all, "henkilökunta"].toSorted());
		expect(writes(crew.anna)).toEqual(rooms.toSorted());

		crew.anna.joinVoice("Talrummet");
		for (const person of [outsider, member]) expect(() => person.joinVoice("Talrummet")).toThrow();
		// The expert tries the room out before the doors open.
		expert.joinVoice("Talrummet");
		await until(piiri, "2026-10-08T14:50:00Z");
		member.joinVoice("Talrummet");
		expect(() => outsider.joinVoice("Talrummet")).toThrow();
		await until(piiri, "2026-10-09T17:00:00Z");
		expect(sees(expert)).toEqual(["välkommen"]);
		expect(sees(member)).toEqual(all);
	});
});

describe("/piiri setup, run again and again", () => {
	it("duplicates nothing, and changes nothing that is as it should be", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri, "en-GB");
		await carersGroup(piiri, crew);
		await memberOf(piiri, "Cloudberry", "en-GB");
		await until(piiri, "2026-10-08T15:10:00Z");
		const standing = () => {
			const snapshot = piiri.sandbox.snapshot();
			for (const { channels } of snapshot.guilds)
				for (const channel of channels)
					channel.messages = channel.messages.filter(({ onlyFor }) => onlyFor === null);
			return snapshot;
		};
		const before = standing();
		for (let times = 0; times < 3; times++) {
			const again = await piiri.stage.command(crew.coordinator, "/piiri setup", {
				...setupOptions,
				language: "en",
			});
			expect(again.text).toMatch(/^### Saved/);
		}
		expect(standing()).toEqual(before);
	});

	it("gives the rooms to another role when one is chosen", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri);
		await carersGroup(piiri, crew);
		crew.owner.createRole("Uudet ohjaajat");
		const newcomer = await piiri.sandbox.person("Celia");
		crew.owner.giveRole(newcomer, "Uudet ohjaajat");
		await piiri.stage.command(crew.coordinator, "/piiri setup", {
			...setupOptions,
			"facilitator-role": { role: "Uudet ohjaajat" },
		});
		const sees = (person: typeof newcomer) => person.channels().some(({ name }) => name === "keskustelu");
		expect([sees(newcomer), sees(crew.anna)]).toEqual([true, false]);
	});
});

describe("the waiting list", () => {
	it("is offered in turn, each with a deadline: who does not answer is passed by, in private", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri);
		await carersGroup(piiri, crew, { capacity: 2 });
		const leaver = await memberOf(piiri, "Mustikka");
		await memberOf(piiri, "Puolukka");
		const names = ["Karpalo", "Lakka", "Mesimarja"];
		const waiting = await Promise.all(names.map((name) => piiri.sandbox.person(name)));
		const [karpalo, lakka, mesimarja] = waiting;
		if (!karpalo || !lakka || !mesimarja) throw new Error("three wait");
		lakka.closeDms();
		for (const person of waiting) {
			const full = await piiri.stage.press(person, "Liity ryhmään");
			await piiri.stage.answered(() => full.press("Jonoon"));
		}
		const ask = await piiri.stage.press(leaver, "Poistu ryhmästä");
		await piiri.stage.answered(() => ask.press("Lähden ryhmästä"));
		const offers = () => [karpalo.dms().length, lakka.threads().length, mesimarja.dms().length];
		expect(offers()).toEqual([1, 0, 0]);
		expect(karpalo.dms()[0]?.text).toMatch(/tähän asti: <t:1791018000:F>/);
		// Nobody else gets in meanwhile.
		expect((await piiri.stage.press(await piiri.sandbox.person("Uusi"), "Liity ryhmään")).text).toMatch(
			/täynnä/,
		);
		await until(piiri, "2026-10-03T08:59:00Z");
		expect(offers()).toEqual([1, 0, 0]);
		await until(piiri, "2026-10-03T09:00:00Z");
		expect(offers()).toEqual([0, 1, 0]);
		const thread = lakka.threads()[0]?.name ?? "";
		expect(mesimarja.threads()).toEqual([]);
		await piiri.stage.press(lakka, "En tarvitse paikkaa", { in: thread });
		expect(mesimarja.dms()[0]?.text).toMatch(/tähän asti: <t:1791190800:F>/);
		await piiri.stage.fill(() => mesimarja.press("Otan paikan", { in: "dm" }), {
			"Nimimerkkisi ryhmässä": "Mesimarja",
			"Yhteiset pelisäännöt": ["Olen lukenut pelisäännöt ja hyväksyn ne"],
		});
		expect(mesimarja.roles).toEqual([group]);
		expect([karpalo.roles, lakka.roles]).toEqual([[], []]);
		// Who was passed by may queue again, at the end.
		expect((await piiri.stage.press(karpalo, "Liity ryhmään")).text).toMatch(/täynnä/);
	});
});

describe("who leaves", () => {
	/** Everything that Piiri says to others, now. */
	const told = (sandbox: Sandbox) => {
		const { guilds, dms } = sandbox.snapshot();
		const places = [...guilds.flatMap(({ channels, threads }) => [...channels, ...threads]), ...dms];
		const messages = places.flatMap((place) => place.messages);
		return messages
			.filter(({ author, onlyFor }) => author === "Piiri" && onlyFor === null)
			.map(({ text }) => text)
			.join("\n");
	};

	it.each([
		["the group, by the button", "Poistu ryhmästä", "Lähden ryhmästä"],
		["everything, in My data", "Omat tietoni", "Poista kaikki"],
		["the server, without a word", null, null],
	] as const)(
		"%s is nowhere any more: not in the database, not in what Piiri says",
		async (_, first, second) => {
			const database = await openDatabase(":memory:");
			const { transact } = database;
			const piiri = await play({ database });
			const crew = await crewOf(piiri);
			await carersGroup(piiri, crew);
			const mustikka = await memberOf(piiri, "Metsämustikka");
			const other = await memberOf(piiri, "Puolukka");
			const write = "Kirjoita tai muokkaa esittelyäsi";
			const form = formOf(await piiri.stage.press(mustikka, write));
			const preview = await form.fill({ [form.fields[0]?.label ?? ""]: "Hoidan äitiäni" }).send();
			await piiri.stage.answered(() => preview.press("Julkaise"));
			// A draft that was not posted, too.
			const again = formOf(await piiri.stage.press(mustikka, write));
			await again.fill({ [again.fields[0]?.label ?? ""]: "Hoidan isääni" }).send();
			await until(piiri, "2026-10-07T16:00:00Z");
			expect(told(piiri.sandbox)).toMatch(
				/Metsämustikka[\s\S]*Hoidan äitiäni|Hoidan äitiäni[\s\S]*Metsämustikka/,
			);
			expect(await tablesWith(transact, mustikka.id)).toEqual([
				"ground_rule_acceptances",
				"introductions",
				"members",
				"resources",
			]);

			if (first === null) {
				mustikka.leaveServer();
				await piiri.stage.settle();
			} else {
				const shown = await piiri.stage.press(mustikka, first);
				const ask = first === "Omat tietoni" ? await shown.press(second) : shown;
				const yes = first === "Omat tietoni" ? "Kyllä, poista kaikki" : second;
				const gone = await piiri.stage.answered(() => ask.press(yes));
				expect(gone.text).toMatch(/poistettu/);
				expect(mustikka.roles).toEqual([]);
				expect(mustikka.channels().map(({ name }) => name)).not.toContain("keskustelu");
			}
			for (const trace of [mustikka.id, "Metsämustikka", "Hoidan"]) {
				expect(await tablesWith(transact, trace), trace).toEqual([]);
				expect(told(piiri.sandbox)).not.toContain(trace);
			}
			expect(told(piiri.sandbox)).toContain("Puolukka");
			expect(other.roles).toEqual([group]);
			expect(piiri.logged.join("\n")).not.toMatch(new RegExp(`${mustikka.id}|Metsämustikka|Hoidan`));
		},
	);
});

describe("a facilitator who leaves the server", () => {
	it.each([
		["and is heard", false],
		["while the connection is lost", true],
	])("%s, leads no longer: the doors wait for another, and the staff know", async (_, unheard) => {
		const piiri = await play();
		const crew = await crewOf(piiri, "en-GB");
		await carersGroup(piiri, crew);
		const member = await memberOf(piiri, "Cloudberry", "en-GB");
		await until(piiri, "2026-10-08T12:00:00Z");
		const connected = new Promise((resolve) => piiri.app.client.once("shardReady", resolve));
		if (unheard) {
			piiri.sandbox.faults.refuseResume();
			piiri.sandbox.faults.dropGateway();
		}
		crew.bo.leaveServer();
		if (unheard) await connected;
		await piiri.stage.settle();
		const card = () =>
			crew.anna.read("henkilökunta").findLast(({ text }) => text.includes("Oral health"))?.text;
		expect(card()).toMatch(/Facilitators are missing/);
		expect(card()).not.toContain("Bo");
		await until(piiri, "2026-10-08T14:50:00Z");
		const connects = () => member.channels().find(({ name }) => name === "Voice room")?.canConnect;
		expect(connects()).toBe(false);
		const celia = await piiri.sandbox.person("Celia");
		crew.owner.giveRole(celia, "Ohjaaja");
		const [session] = await crew.anna.autocomplete("/session facilitators", "session", "");
		await piiri.stage.command(crew.anna, "/session facilitators", {
			session: session?.value ?? "",
			"facilitator-1": { user: crew.anna },
			"facilitator-2": { user: celia },
		});
		expect(connects()).toBe(true);
	});
});
