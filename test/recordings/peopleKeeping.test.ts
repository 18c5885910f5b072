import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Person } from "../sandbox/index.ts";
import { said, until } from "../support/play.ts";
import { begun, ended, type Meeting, meeting, STAFF, secondsOf, talk, yes } from "./meeting.ts";

const CARDS = "tallenteet";

/** A meeting in which these have said yes, and have spoken for two seconds each. */
async function recorded(...names: string[]): Promise<Meeting> {
	const held = await meeting(names);
	await begun(held);
	await yes(held, ...held.members);
	await talk(held, 2, ...held.members);
	return held;
}

describe("afterwards", () => {
	test("a session that ends ends its recording, which is put together and gets a card", async () => {
		const held = await recorded("Aino");
		const { stage, anna, members, files } = held;
		const [aino] = members as [Person];
		await stage.press(anna, "Tauko tallennukseen", { in: STAFF });
		await until(held, "2026-10-08T17:00:00Z");
		await stage.settle();
		expect(held.told()).toContain("Valmis: ryhmä voi kuunnella sen");
		expect(said(aino, CARDS)).toContain("1 · Suun terveys");
		expect(said(aino, CARDS)).toContain("Puheenvuoro");
		expect(await held.recording()).toMatchObject({ state: "ready", endedAt: expect.anything() });
		expect(files()).toHaveLength(2);
	});

	test("where nobody said yes, staff read that nobody was recorded, and nothing is kept", async () => {
		const held = await meeting(["Aino"]);
		const { stage, anna, members, files } = held;
		const [aino] = members as [Person];
		await begun(held);
		await talk(held, 2, aino);
		await stage.press(anna, "Lopeta tallennus");
		await stage.settle();
		expect(held.told()).toContain("Päättynyt. Ketään ei tallennettu");
		expect(await held.recording()).toMatchObject({ state: "empty", key: null, mix: null });
		expect(said(aino, CARDS)).not.toContain("Suun terveys");
		expect(files()).toEqual([]);
	});

	test("it is announced a week before it goes, and then tracks, mix, key and card are gone", async () => {
		const held = await recorded("Aino");
		const { stage, anna, members, files } = held;
		const [aino] = members as [Person];
		await stage.press(anna, "Lopeta tallennus");
		await stage.settle();
		expect(said(aino, CARDS)).not.toContain("Tallenne poistetaan pian");
		await until(held, "2026-11-01T12:00:00Z");
		expect(said(aino, CARDS)).toContain("Tallenne poistetaan pian");
		expect(files()).toHaveLength(2);
		await until(held, "2026-11-08T12:00:00Z");
		expect(said(aino, CARDS)).not.toMatch(/Tallenne poistetaan pian|1 · Suun terveys/);
		expect(await held.recording()).toMatchObject({ state: "deleted", key: null, mix: null });
		expect(files()).toEqual([]);
	});

	test("a voice that is taken out while it is recorded is gone, and the others stay", async () => {
		const held = await recorded("Aino", "Esa");
		const { stage, members, files } = held;
		const [aino, esa] = members as [Person, Person];
		const before = (await held.tracks()).find(({ userId }) => userId === aino.id);
		const no = await stage.press(aino, "Älä tallenna minua");
		const asked = await stage.answered(() => no.press("Poista ääneni"));
		const out = await stage.answered(() => asked.press("Tästä tallenteesta"));
		expect(out.text).toContain("Äänesi on poistettu 1 tallenteesta");
		await talk(held, 2, aino, esa);
		const found = await ended(held);
		expect(found.tracks.map(({ userId }) => userId)).toEqual([esa.id]);
		expect(found.folder).not.toContain(before?.file);
		expect(existsSync(`${held.dataDir}/recordings/${before?.file}`)).toBe(false);
		expect(secondsOf(found, esa)).toBe(4);
		expect(files()).toHaveLength(2);
	});

	test.each([
		[
			"who leaves the group",
			async ({ stage }: Meeting, who: Person) => {
				const asked = await stage.press(who, "Poistu ryhmästä");
				await stage.answered(() => asked.press("Lähden ryhmästä"));
			},
		],
		[
			"who erases their own data",
			async ({ stage }: Meeting, who: Person) => {
				await stage.command(who, "/my-data");
				await stage.press(who, "Poista kaikki");
				await stage.press(who, "Kyllä, poista kaikki");
			},
		],
	])("the voice of %s goes, while it runs or after", async (_, leave) => {
		const held = await recorded("Aino", "Esa");
		const { stage, anna, members } = held;
		const [aino, esa] = members as [Person, Person];
		await leave(held, aino);
		await stage.settle();
		expect((await held.tracks()).map(({ userId }) => userId)).toEqual([esa.id]);
		await stage.press(anna, "Lopeta tallennus");
		await stage.settle();
		expect(held.files()).toHaveLength(2);
		await leave(held, esa);
		await stage.settle();
		expect(await held.tracks()).toEqual([]);
		expect(held.files()).toEqual([]);
		expect(await held.recording()).toMatchObject({ state: "empty", key: null });
	});
});
