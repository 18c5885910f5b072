import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Person } from "../sandbox/index.ts";
import { carersGroup, crewOf, memberOf, play, said, until } from "../support/play.ts";

const room = "Puhehuone";

/** A carers' group whose first session is going on, with its staff and these members in the voice room. */
async function meeting(...names: string[]) {
	const dataDir = mkdtempSync(join(tmpdir(), "piiri-recordings-"));
	onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
	const ground = await play({ config: { dataDir } });
	const { sandbox, app } = ground;
	const crew = await crewOf(ground);
	await carersGroup(ground, crew);
	const members: Person[] = [];
	for (const name of names) members.push(await memberOf(ground, name));
	await until(ground, "2026-10-08T15:00:00Z");
	for (const person of [crew.anna, crew.bo, ...members]) person.joinVoice(room);
	await sandbox.idle();
	await app.settled();
	const files = () => readdirSync(join(dataDir, "recordings"));
	return { ...ground, ...crew, members, files, dataDir };
}

describe("a meeting is recorded", () => {
	test("of those who said yes, and nobody else", async () => {
		const { stage, sandbox, anna, members, files, app } = await meeting("Aino", "Esa");
		const [aino, esa] = members as [Person, Person];
		const begun = await stage.press(anna, "Aloita tallennus");
		expect(begun.text).toContain("Tallennus alkaa heti");
		await app.settled();
		await stage.settle();
		expect(said(anna, "henkilökunta")).toContain("● Päällä");
		await stage.press(aino, "Ääneni saa tallentaa");
		await stage.press(esa, "Älä tallenna minua");
		await app.settled();
		await sandbox.voice.talk(4, [
			{ who: aino, hz: 300 },
			{ who: esa, hz: 700 },
		]);
		expect(files()).toHaveLength(1);
	});
});
