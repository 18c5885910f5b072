import { describe, expect, it } from "vitest";
import { openDatabase } from "../../data/database.ts";
import { temporaryPath } from "../support/database.ts";
import { carersGroup, crewOf, memberOf, type Play, play, said, startedOn, until } from "../support/play.ts";
import { formOf, Stage } from "../support/stage.ts";

/** A carers' group on Thursdays at 18:00 (15:00 UTC), first on 8 October, on a database that outlives a process. */
async function opened(change: Parameters<typeof carersGroup>[2] = {}) {
	const path = temporaryPath();
	const piiri = await play({ database: await openDatabase(path) });
	const crew = await crewOf(piiri, "en-GB");
	await carersGroup(piiri, crew, change);
	return { piiri, crew, path, mustikka: await memberOf(piiri, "Mustikka", "en-GB") };
}

/** Piiri is away until an instant; `meanwhile` happens unheard. */
async function away(
	{ piiri: { sandbox, app }, path }: { piiri: Play; path: string },
	instant: string,
	meanwhile: () => void = () => undefined,
): Promise<Play> {
	await app.stop();
	meanwhile();
	sandbox.clock.advanceTo(Date.parse(instant));
	const again = await startedOn(sandbox, {}, await openDatabase(path));
	const piiri = { sandbox, ...again, stage: new Stage(sandbox, { ...again.app, alive: true }) };
	await piiri.stage.settle();
	return piiri;
}

const count = (text: string, part: RegExp) => text.match(new RegExp(part, "g"))?.length ?? 0;

describe("Piiri was away", () => {
	it("over a meeting: nobody is blamed or reminded, and the next is told of", async () => {
		const it = await opened();
		await until(it.piiri, "2026-10-07T09:00:00Z");
		const piiri = await away(it, "2026-10-10T09:00:00Z");
		const talk = said(it.mustikka, "discussion");
		expect(count(talk, /a technical fault kept the voice room closed/)).toBe(2);
		expect(talk).not.toMatch(/two facilitators were not available|Reminder|survey on the meeting/);
		expect(talk).toMatch(/Meeting 2: Support and benefits\n\*\*Coming up/);
		expect(it.mustikka.channels().find(({ name }) => name === "Voice room")?.canConnect).toBe(false);
		expect(it.mustikka.events()).toHaveLength(3);
		expect((await piiri.stage.command(it.crew.coordinator, "/piiri status")).text).toMatch(/as it should be/);
		// And it goes on as planned.
		await until(piiri, "2026-10-15T15:05:00Z");
		expect(said(it.mustikka, "discussion")).toMatch(/The meeting is on/);
	});

	it("over two meetings: both are told of once, and the third is held", async () => {
		const it = await opened({ weeks: 3 });
		await until(it.piiri, "2026-10-07T09:00:00Z");
		const piiri = await away(it, "2026-10-17T09:00:00Z");
		expect(count(said(it.mustikka, "discussion"), /\*\* did not happen this time/)).toBe(2);
		await until(piiri, "2026-10-22T15:05:00Z");
		expect(count(said(it.mustikka, "discussion"), /The meeting is on/)).toBe(1);
	});

	it("when a meeting ended: the room locks at once, the expert is out, and the survey gets its three days", async () => {
		const it = await opened();
		const anna = await it.piiri.sandbox.person("Salla Asiantuntija");
		const [first] = await it.crew.coordinator.autocomplete("/session expert", "session", "1 · ");
		const visit = { session: first?.value ?? "", name: "Salla", account: { user: anna } };
		await it.piiri.stage.command(it.crew.coordinator, "/session expert", visit);
		await until(it.piiri, "2026-10-08T15:30:00Z");
		const rooms = () => anna.channels().map(({ name }) => name);
		expect(rooms()).toContain("discussion");
		await away(it, "2026-10-11T09:00:00Z");
		expect(it.mustikka.channels().find(({ name }) => name === "Voice room")?.canConnect).toBe(false);
		expect(rooms()).not.toContain("discussion");
		expect(said(it.mustikka, "discussion")).toContain(`<t:${Date.parse("2026-10-14T09:00:00Z") / 1000}:F>`);
	});

	it("when a survey should have closed: it closes before anybody can answer, and the summary comes once", async () => {
		const it = await opened();
		const people = [it.mustikka];
		for (const name of ["Karpalo", "Lakka", "Puolukka", "Vadelma", "Juolukka"]) {
			people.push(await memberOf(it.piiri, name, "en-GB"));
		}
		await until(it.piiri, "2026-10-08T16:35:00Z");
		for (const each of people.slice(0, 5)) {
			const form = formOf(await it.piiri.stage.press(each, "Answer the survey"));
			await form.fill({ [form.fields[0]?.label ?? ""]: "Strongly agree" }).send();
		}
		const late = formOf(await it.piiri.stage.press(people[5] ?? it.mustikka, "Answer the survey"));
		const piiri = await away(it, "2026-10-12T09:00:00Z");
		expect((await late.fill({ [late.fields[0]?.label ?? ""]: "Strongly agree" }).send()).text).toMatch(
			/^This survey has closed/,
		);
		await piiri.stage.settle();
		const summaries = it.crew.anna
			.read("henkilökunta")
			.filter(({ images }) => images.length > 0)
			.map(({ text }) => text);
		expect(summaries).toHaveLength(1);
		expect(summaries[0]).toMatch(/5 answers/);
	});

	it("when an offer ran out, and the next in line left: the place is offered to who is there", async () => {
		const it = await opened({ capacity: 2 });
		const karpalo = await memberOf(it.piiri, "Karpalo", "en-GB");
		const waiting = [];
		for (const name of ["Lakka", "Puolukka", "Vadelma"]) {
			const person = await it.piiri.sandbox.person(name, { locale: "en-GB" });
			const full = await it.piiri.stage.press(person, "Join the group");
			await it.piiri.stage.answered(() => full.press("Join the waiting list"));
			waiting.push(person);
		}
		const [lakka, puolukka, vadelma] = waiting;
		karpalo.leaveServer();
		await it.piiri.stage.settle();
		expect(waiting.map((each) => each.dms().length)).toEqual([1, 0, 0]);
		const { faults, world } = it.piiri.sandbox;
		let told = 0;
		await away(it, "2026-10-05T09:00:00Z", () => {
			puolukka?.leaveServer();
			// Who is there is slow to learn: nothing is offered before it is known.
			faults.next({ method: "GET", path: /\/members$/ }, { delayMs: 200 });
			world.on(({ t, d }) => {
				// An offer, or a word to the staff that one could not be made.
				if (t === "MESSAGE_CREATE" && /place for you|piiri status/.test(JSON.stringify(d))) told++;
			});
		});
		expect(lakka?.dms()).toEqual([]);
		expect(puolukka?.dms()).toEqual([]);
		expect(vadelma?.dms().map(({ text }) => text)).toEqual([
			expect.stringMatching(/There is a place for you/),
		]);
		expect(told).toBe(1);
	});
});

describe("an offer that still stands in direct messages", () => {
	it("lets nobody in, nor into the line, who has left the server", async () => {
		const it = await opened({ capacity: 2 });
		const karpalo = await memberOf(it.piiri, "Karpalo", "en-GB");
		const lakka = await it.piiri.sandbox.person("Lakka", { locale: "en-GB" });
		const full = await it.piiri.stage.press(lakka, "Join the group");
		await it.piiri.stage.answered(() => full.press("Join the waiting list"));
		karpalo.leaveServer();
		await it.piiri.stage.settle();
		it.piiri.sandbox.faults.next({ method: "DELETE", path: /\/messages\// }, { status: 500 });
		lakka.leaveServer();
		await it.piiri.sandbox.idle();
		await it.piiri.app.settled();
		const answer = await lakka.press("I'll take the place");
		expect(answer.form).toBeUndefined();
		expect(answer.text).toMatch(/^You are not on the server any more.*\*\*Join the group\*\* again/);
	});
});

describe("Discord that takes one thing of a group for hours", () => {
	it("is told of in the status, and what waits behind it comes when that passes", async () => {
		const it = await opened();
		const { sandbox, stage } = it.piiri;
		const status = async () => (await it.crew.coordinator.command("/piiri status")).text;
		sandbox.faults.next({ method: "PUT", path: /\/roles\//, times: 8 }, { status: 500 });
		const karpalo = await memberOf(it.piiri, "Karpalo", "en-GB");
		expect(karpalo.roles).toEqual([]);
		await until(it.piiri, "2026-10-01T10:30:00Z");
		expect(await status()).toMatch(/has not taken something[^\n]*HTTP 500/);
		await until(it.piiri, "2026-10-01T13:00:00Z");
		await stage.settle();
		expect(karpalo.roles).toEqual(["Omaishoitajien piiri"]);
		expect(await status()).toMatch(/as it should be/);
	});
});
