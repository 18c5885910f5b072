import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostile } from "../safety/hostile.ts";
import { forged } from "../safety/servers.ts";
import type { Person } from "../sandbox/index.ts";
import { carersGroup, crewOf, memberOf, type Play, play, said } from "../support/play.ts";
import { automodOf, crowd, pausedUntil, STAFF, t } from "./stage.ts";

const room = t("messages:room.introductions.name");
const post = t("replies:buttons.introduction-post");

async function member(): Promise<Play & { person: Person }> {
	const at = await play();
	await carersGroup(at, await crewOf(at));
	return { ...at, person: await memberOf(at, "Mustikka") };
}

/** Writes an introduction and looks at it before it is posted. */
async function introduced({ stage, person }: Play & { person: Person }, text: string) {
	const form = (await stage.press(person, t("messages:button.introduce"), { in: room })).form;
	if (!form) throw new Error("no form");
	const [first] = form.fields.filter(({ kind }) => kind === "text");
	if (!first) throw new Error("no field");
	form.fill({ [first.label]: text });
	return stage.answered(() => form.send());
}

describe("what tells who somebody is, before it is posted", () => {
	it("is pointed out privately, and is theirs to post", async () => {
		const at = await member();
		const answer = await introduced(at, "Soita 040 123 4567, asun Koulukatu 5:ssä");
		expect(answer.private).toBe(true);
		expect(answer.text).toContain("puhelinnumero ja katuosoite");
		expect(answer.text).toContain(t("prevention:personal.choose"));
		expect(said(at.person, room)).not.toContain("040");
		await at.stage.answered(() => answer.press(post));
		expect(said(at.person, room)).toContain("040 123 4567");
	});

	it("a personal identity code is never posted, whatever is pressed", async () => {
		const at = await member();
		const fine = await introduced(at, "Hei vain");
		// The old preview's button is kept, and something else is written meanwhile.
		const answer = await introduced(at, "Tunnukseni on 131052-308T");
		expect(answer.text).toContain(t("prevention:personal.never"));
		expect(answer.message?.buttons.map(({ label }) => label)).not.toContain(post);
		const again = await at.stage.answered(() => fine.press(post));
		expect(again.text).toContain(t("prevention:personal.never"));
		expect(said(at.person, room)).not.toContain("131052");
		const changed = await introduced(at, "Tunnukseni on salaisuus");
		expect(changed.text).not.toContain(t("prevention:personal.never"));
	});

	it("nothing is pointed out where there is nothing", async () => {
		const at = await member();
		const answer = await introduced(at, "Hoidan äitiäni, joka on 84-vuotias.");
		expect(answer.text).not.toContain("Katso tätä");
	});
});

it("a crowd with hostile names, let in and removed by forms: nobody is called and nothing breaks", async () => {
	const at = await play();
	const crew = await crewOf(at);
	const names = fc.sample(hostile(32), 200).map((name, index) => `${name.slice(0, 27)}${index}`);
	for (const name of names) await at.sandbox.person(name);
	await at.stage.settle();
	const told = crew.anna.read("henkilökunta").at(-1);
	expect(told?.text).toContain(t("prevention:burst.counts", { waiting: 200, in: 0, out: 0 }));
	expect(told?.raw.mention_everyone).toBe(false);
	for (let left = 200; left > 0; left -= 25) {
		const form = (await at.stage.press(crew.anna, t("prevention:button.each"), { in: "henkilökunta" })).form;
		const list = form?.fields.find(({ label }) => label === t("prevention:each.in"));
		const shown = list?.options?.map(({ label }) => label) ?? [];
		expect(shown).toHaveLength(25);
		for (const label of shown) expect(label.length).toBeLessThanOrEqual(100);
		form?.fill({ [t("prevention:each.in")]: [...new Set(shown)] });
		const answer = await at.stage.answered(() => form?.send() ?? Promise.reject(new Error("no form")));
		expect(answer.text).toContain(t("prevention:burst.told-in", { count: 25 }));
	}
	expect(crew.anna.read("henkilökunta").at(-1)?.text).toContain(
		t("prevention:burst.counts", { waiting: 0, in: 200, out: 0 }),
	);
	expect(at.logged.filter((line) => line.startsWith("error"))).toEqual([]);
});

it("participants who forge the staff's buttons change nothing", async () => {
	const at = await play();
	const crew = await crewOf(at);
	await carersGroup(at, crew);
	const people = await crowd(at, 10);
	const person = people[0] ?? crew.owner;
	const standing = () => [
		crew.owner.read(STAFF).map(({ text }) => text),
		pausedUntil(at),
		people.map(({ inServer, roles }) => [inServer, ...roles]),
		automodOf(at).names(),
	];
	const before = standing();
	expect(before[1]).not.toBeNull();
	for (const [id, refused] of [
		["burst-in-all:1", "only-staff"],
		["burst-each:1", "only-staff"],
		["burst-out-yes:1", "only-staff"],
		["burst-end:1", "only-staff"],
		["automod-apply", "only-coordinators"],
		["automod-remove-yes", "only-coordinators"],
	] as const) {
		const answer = await forged(person, "tervetuloa", t("messages:button.join"), id, at);
		expect(answer.text).toBe(t(`replies:common.${refused}`));
	}
	expect(standing()).toEqual(before);
});
