import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { carersGroup, crewOf, memberOf, play, said, until } from "../support/play.ts";

/** An English-speaking group, on Thursdays at six from 8 October, and a member. */
async function opened(change: Parameters<typeof carersGroup>[2] = {}, start?: string) {
	const piiri = await play(start === undefined ? {} : { start });
	const crew = await crewOf(piiri, "en-GB");
	await carersGroup(piiri, crew, change);
	const member = await memberOf(piiri, "Cloudberry", "en-GB");
	const choose = async (theme: string) =>
		String((await crew.anna.autocomplete("/session move", "session", theme))[0]?.value ?? "");
	const command = (name: string, options: Parameters<typeof member.command>[1]) =>
		piiri.stage.command(crew.anna, `/session ${name}`, options);
	const texts = () => said(member, "discussion");
	const connects = () => member.channels().find(({ name }) => name === "Voice room")?.canConnect;
	/** The events ahead: theme, and the time on the wall. */
	const events = () =>
		member
			.events()
			.filter(({ status }) => status === 1)
			.map(({ name, scheduled_start_time: at }) => [
				name.split(": ")[1],
				Temporal.Instant.from(at).toZonedDateTimeISO("Europe/Helsinki").toPlainDateTime().toString(),
			]);
	return { piiri, crew, member, choose, command, texts, connects, events };
}

describe("a meeting that is moved", () => {
	it("is told to the group, and its card, event, reminders and doors follow", async () => {
		const { piiri, choose, command, texts, connects, events } = await opened();
		await until(piiri, "2026-10-07T15:30:00Z");
		expect(texts()).toMatch(/Reminder: a meeting is coming up/);
		const session = await choose("oral");
		await command("move", { session, date: "10.10.", time: "14" });
		expect(texts()).toMatch(
			/The meeting has a new time\n\*\*Meeting 1: Oral health\*\* is now <t:1791630000:F>.*\nThe earlier time was <t:1791471600:F>/,
		);
		expect(texts()).not.toMatch(/Reminder:/);
		expect(texts()).toMatch(/## Meeting 1: Oral health[\s\S]*<t:1791630000:F>/);
		expect(events()).toEqual([
			["Oral health", "2026-10-10T14:00:00"],
			["Support and benefits", "2026-10-15T18:00:00"],
		]);
		await until(piiri, "2026-10-08T15:30:00Z");
		expect(connects()).toBe(false);
		await until(piiri, "2026-10-09T11:00:00Z");
		expect(texts().match(/Reminder: a meeting is coming up/g)).toHaveLength(1);
		await until(piiri, "2026-10-10T10:44:00Z");
		expect(connects()).toBe(false);
		await until(piiri, "2026-10-10T10:45:00Z");
		expect(connects()).toBe(true);
		expect(texts().match(/The meeting has a new time/g)).toHaveLength(1);
	});

	it("by months waits anew: its card goes, and another takes its place among the events", async () => {
		const { piiri, choose, command, texts, events } = await opened();
		await until(piiri, "2026-10-02T09:00:00Z");
		await command("move", { session: await choose("oral"), date: "7.1.2027" });
		expect(texts()).not.toMatch(/## Meeting 1/);
		expect(events()).toEqual([
			["Support and benefits", "2026-10-15T18:00:00"],
			["Assistive devices", "2026-10-22T18:00:00"],
		]);
		await until(piiri, "2026-12-31T16:00:00Z");
		expect(texts().match(/## Meeting 1/g)).toHaveLength(1);
		expect(texts()).not.toMatch(/Thank you for being here/);
	});
});

describe("a meeting that is cancelled", () => {
	it("is told to the group, with what comes next, and nothing of it happens", async () => {
		const { piiri, choose, command, texts, connects, events } = await opened();
		await until(piiri, "2026-10-08T14:50:00Z");
		expect(connects()).toBe(true);
		await command("cancel", { session: await choose("oral") });
		expect(texts()).toMatch(/The meeting is cancelled\n[\s\S]*Next meeting: <t:1792076400:F>/);
		expect(texts()).toMatch(/## Meeting 1: Oral health\n\*\*This meeting has been cancelled/);
		expect(texts()).not.toMatch(/Reminder:/);
		expect(connects()).toBe(false);
		expect(events().map(([theme]) => theme)).toEqual(["Support and benefits", "Assistive devices"]);
		await until(piiri, "2026-10-09T12:00:00Z");
		expect(texts()).not.toMatch(/survey on the meeting/i);
		expect(texts().match(/is cancelled\n/g)).toHaveLength(1);
	});

	it("as the last of the series ends the series", async () => {
		const { piiri, choose, command, texts } = await opened({ weeks: 1 });
		await until(piiri, "2026-10-02T09:00:00Z");
		await command("cancel", { session: await choose("oral") });
		expect(texts()).toMatch(/The meeting is cancelled/);
		expect(texts()).toMatch(/Thank you for being here/);
	});
});

describe("a meeting that is added", () => {
	it("is told to the group, with its card, event, doors and survey", async () => {
		const { piiri, crew, command, texts, connects, events } = await opened();
		await until(piiri, "2026-10-02T09:00:00Z");
		await command("add", {
			group: "Omaishoitajien piiri",
			theme: "Open evening",
			date: "6.10.",
			time: "17:30",
			description: "Bring a cup of tea.",
			"facilitator-1": { user: crew.anna },
			"facilitator-2": { user: crew.bo },
		});
		expect(texts()).toMatch(/A new meeting\n\*\*Meeting 9: Open evening\*\* is <t:1791297000:F>/);
		expect(texts()).toMatch(/## Meeting 9: Open evening\n.*\nBring a cup of tea/);
		expect(events().map(([theme]) => theme)).toEqual(["Open evening", "Oral health"]);
		await until(piiri, "2026-10-06T14:15:00Z");
		expect(connects()).toBe(true);
		await until(piiri, "2026-10-06T16:00:00Z");
		expect(texts()).toMatch(/The survey on the meeting \*\*Open evening\*\* is open/);
		expect(events().map(([theme]) => theme)).toEqual(["Oral health", "Support and benefits"]);
	});
});

describe("a group on Thursdays at 18:00 in Helsinki", () => {
	it.each([
		["to winter time", "2026-10-01T09:00:00Z", "15.10.2026"],
		["to summer time", "2027-03-10T09:00:00Z", "18.3.2027"],
	])("stays at 18:00 when the clocks change %s: events, reminders, doors, start", async (_, start, date) => {
		const { piiri, connects, events, texts } = await opened({ weeks: 3, "start-date": date }, start);
		const at = (day: Temporal.PlainDate, time: string) =>
			day.toZonedDateTime({ timeZone: "Europe/Helsinki", plainTime: Temporal.PlainTime.from(time) });
		const told: (string | undefined)[] = [];
		const [d, m, y] = date.split(".").map(Number);
		const first = new Temporal.PlainDate(y ?? 0, m ?? 0, d ?? 0);
		for (const week of [0, 1, 2]) {
			const day = first.add({ weeks: week });
			await piiri.stage.until(at(day.subtract({ days: 1 }), "17:59"));
			expect(texts()).not.toMatch(/Reminder: a meeting is coming up/);
			told.push(events()[0]?.[1]);
			await piiri.stage.until(at(day.subtract({ days: 1 }), "18:00"));
			expect(texts()).toMatch(/Reminder: a meeting is coming up/);
			await piiri.stage.until(at(day, "17:44"));
			expect(connects()).toBe(false);
			await piiri.stage.until(at(day, "17:45"));
			expect(connects()).toBe(true);
			await piiri.stage.until(at(day, "17:59"));
			expect(texts()).not.toMatch(/The meeting is on/);
			await piiri.stage.until(at(day, "18:00"));
			expect(texts()).toMatch(/The meeting is on/);
			await piiri.stage.until(at(day, "20:00"));
		}
		expect(told).toEqual([0, 1, 2].map((weeks) => `${first.add({ weeks })}T18:00:00`));
	});
});
