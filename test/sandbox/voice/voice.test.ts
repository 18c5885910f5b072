import { expect, test } from "vitest";
import { energyDb, opusSound } from "../../support/audio.ts";
import { expectNoViolations } from "../testing.ts";
import { decrypted, inChannel, listen } from "./testing.ts";

test("the bot joins encrypted end to end and hears each person by themself", async () => {
	const { sandbox, connection, people } = await inChannel("Aino", "Esa");
	const [aino, esa] = people;
	const of = { aino: listen(connection, aino), esa: listen(connection, esa) };
	expect(connection.voicePrivacyCode).toMatch(/^\d{30}$/);
	expect(connection.voicePrivacyCode).toBe(sandbox.voice.privacyCode(aino));
	const sent = await sandbox.voice.talk(2, [
		{ who: aino, hz: 300 },
		{ who: esa, hz: 500, from: 1 },
	]);
	expect([...sent.values()]).toEqual([100, 50]);
	expect([of.aino.length, of.esa.length]).toEqual([100, 50]);
	const sounds = { aino: opusSound(of.aino), esa: opusSound(of.esa) };
	expect(energyDb(sounds.aino, 300)).toBeGreaterThan(-15);
	expect(energyDb(sounds.aino, 500)).toBeLessThan(-60);
	expect(energyDb(sounds.esa, 500)).toBeGreaterThan(-15);
	expect(energyDb(sounds.esa, 300)).toBeLessThan(-60);
	expect(decrypted(connection, esa)).toBe(45);
	expectNoViolations(sandbox);
});
