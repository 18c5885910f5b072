import { expect, test } from "vitest";
import { type Stage, stage, withGroup } from "./stage.ts";

/** What Piiri has standing in a room, as the owner of the server reads it. */
function read({ owner }: Stage, room: string): string[] {
	return owner
		.read(room)
		.filter(({ author }) => author === "Piiri")
		.map(({ text }) => text);
}
const one = (texts: string[], part: string): string => {
	const found = texts.filter((text) => text.includes(part));
	expect(found).toHaveLength(1);
	return found[0] ?? "";
};
/** A Discord time of a full hour. */
const time = (instant: string) => `<t:${Date.parse(instant) / 1000}:F>`;

test("the welcome tells the next meeting, and staff see the dates, as they now are", async () => {
	const on = await stage();
	const group = await withGroup(on);
	const [first, second, third] = await on.sessions.list(group.id);
	if (!first || !second || !third) throw new Error("three meetings were planned");
	const next = () => one(read(on, "tervetuloa"), "Tervetuloa:").match(/Seuraava tapaaminen:\*\* (\S+)/)?.[1];
	const dates = () => one(read(on, "henkilökunta"), "Ryhmä on valmis").match(/<t:\d+:F>/g);
	expect(one(read(on, "tervetuloa"), "Tervetuloa:")).toContain("Kellonaika on paikallista aikaa: Helsinki.");
	const planned = ["2026-09-10T15:00:00Z", "2026-09-17T15:00:00Z", "2026-09-24T15:00:00Z"].map(time);
	expect(next()).toBe(planned[0]);
	expect(dates()).toEqual(planned);

	const later = "2026-09-11T16:00:00Z";
	await on.sessions.move(first.id, first.startsAt.add({ hours: 25 }), on.now());
	await on.settle();
	expect(next()).toBe(time(later));
	expect(dates()).toEqual([time(later), ...planned.slice(1)]);

	await on.sessions.cancel(first.id, on.now());
	await on.settle();
	expect(next()).toBe(planned[1]);
	expect(dates()).toEqual(planned.slice(1));

	await on.until("2026-09-17T18:00:00Z");
	expect(next()).toBe(planned[2]);
	await on.sessions.cancel(third.id, on.now());
	await on.settle();
	expect(next()).toBeUndefined();
});

test("the thanks promise no closing that is past or called off; of an earlier series nothing stale stands", async () => {
	const on = await stage();
	const group = await withGroup(on, { weeks: 1 });
	const thanks = () => one(read(on, "keskustelu"), "Kiitos, että olit mukana");
	await on.until("2026-09-10T17:00:00Z");
	expect(thanks()).toMatch(/Kirjoittaminen päättyy <t:/);
	await on.until("2026-09-25T00:00:00Z");
	expect(thanks()).not.toContain("Kirjoittaminen päättyy");
	expect(thanks()).toContain("Mitä seuraavaksi");

	const plan = { programme: "gamers", startDate: "2026-10-01", weeks: 1, facilitators: [] };
	const outcome = await on.groups.continueWith(group.id, plan, on.now());
	expect(outcome.kind).toBe("continued");
	await on.settle();
	// The other programme's words on what comes next are not put in its mouth.
	expect(thanks()).not.toContain("Mitä seuraavaksi");
	expect(read(on, "keskustelu").join()).toContain("Ryhmä jatkuu");
	expect(read(on, "keskustelu").join()).not.toContain("huoneet on suljettu");
	expect(one(read(on, "henkilökunta"), "on valmis")).toMatch(/Uusi sarja on valmis/);
});

test("continued before it closed, the thanks no longer say when it closes", async () => {
	const on = await stage();
	const group = await withGroup(on, { weeks: 1 });
	await on.until("2026-09-11T12:00:00Z");
	const plan = { programme: "carers", startDate: "2026-09-17", weeks: 1, facilitators: [] };
	await on.groups.continueWith(group.id, plan, on.now());
	await on.settle();
	expect(one(read(on, "keskustelu"), "Kiitos, että olit mukana")).not.toContain("Kirjoittaminen päättyy");
});

test("nothing that names who led stands for staff when the group is archived", async () => {
	const on = await stage();
	const group = await withGroup(on);
	await on.until("2026-09-12T12:00:00Z");
	expect(read(on, "henkilökunta").join()).toContain("Leena");
	await on.groups.archive(group.id, on.now());
	await on.settle();
	expect(read(on, "henkilökunta").join()).not.toMatch(/Leena|Olli/);
});
