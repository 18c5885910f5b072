import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../data/database.ts";
import { createApp } from "../../src/app.ts";
import { StartError } from "../../src/config.ts";
import { contents, ogg } from "../audio/tracks.ts";
import { energyDb, opusSound } from "../support/audio.ts";
import { configOf, said } from "../support/play.ts";
import { Browser, HZ, recorded, soundOn } from "./scene.ts";

/** What is heard, and what counts as not heard, in dB of a full sine. */
const HEARD = -40;
const NOTHING = -60;

async function loud(sound: Uint8Array, hz: number): Promise<number> {
	return energyDb(opusSound((await ogg(sound)).packets), hz);
}

describe("who could not be there", () => {
	test("presses Listen, opens the address, and hears what was said", async () => {
		const { aino, address, url, recording, folder, key, logged } = await recorded();
		const browser = new Browser(url);
		const link = await address(aino);
		const opening = await browser.ask(new URL(link).pathname);
		expect(opening.text).toContain('<form method="post">');
		const page = await browser.open(link);
		expect(page.status).toBe(200);
		expect(page.text).toContain('<html lang="fi">');
		expect(page.text).toContain("&lt;b&gt;Wheelchairs&lt;/b&gt; &amp; &quot;lifts&quot;");
		const sound = await browser.ask(soundOn(page));
		expect(sound.status).toBe(200);
		expect(sound.headers["content-type"]).toBe("audio/ogg; codecs=opus");
		const { mix } = (await recording()) ?? {};
		expect(sound.body.equals(await contents(join(folder, mix?.file ?? ""), key))).toBe(true);
		expect(await loud(sound.body, HZ.aino)).toBeGreaterThan(HEARD);
		expect(await loud(sound.body, HZ.esa)).toBeGreaterThan(HEARD);
		// The log tells neither the address nor who listened.
		expect(logged.join("\n")).not.toMatch(new RegExp(`${new URL(link).pathname.slice(8)}|${aino.id}`));
	});

	test("gets the page in their own language", async () => {
		const { esa, address, url } = await recorded();
		esa.setLocale("sv-SE");
		const page = await new Browser(url).open(await address(esa));
		expect(page.text).toContain('<html lang="sv">');
		expect(page.text).toContain("15 sekunder bakåt");
	});

	test("reads on the card how to set an address up, when there is none", async () => {
		const { aino, room } = await recorded({ served: false });
		expect(said(aino, room)).toContain("PIIRI_PUBLIC_URL");
		const buttons = aino.read(room).flatMap((message) => message.buttons.map(({ label }) => label));
		expect(buttons).not.toContain("Kuuntele");
		expect(buttons).toContain("Poista ääneni");
	});
});

describe("a voice that is taken out", () => {
	test("is gone from the page, and the rest is there", async () => {
		const { esa, aino, address, url, takeOut, files } = await recorded();
		const browser = new Browser(url);
		const page = await browser.open(await address(aino));
		const before = soundOn(page);
		await takeOut(esa);
		expect((await browser.ask(before)).status).toBe(404);
		const state = await browser.ask(`${page.at}/state`);
		expect(JSON.parse(state.text)).toEqual({ kind: "ready", version: 1 });
		const now = await browser.ask(soundOn(await browser.ask(page.at)));
		expect(await loud(now.body, HZ.aino)).toBeGreaterThan(HEARD);
		expect(await loud(now.body, HZ.esa)).toBeLessThan(NOTHING);
		expect(files()).toHaveLength(2);
	});
});

describe("where the coordinator wishes a file in the channel", () => {
	test("the cards that stand become files, and offer the page again", async () => {
		const { aino, room, crew, stage, ready } = await recorded();
		const wish = async (attached: boolean) => {
			const [group] = await stage.choices(crew.coordinator, "/recording plan", "group", "");
			const options = { group: String(group?.value), attached };
			const { text } = await stage.command(crew.coordinator, "/recording plan", options);
			await ready();
			const card = aino.read(room).findLast(({ buttons }) => buttons.length > 0);
			const labels = card?.buttons.map(({ label }) => label);
			return {
				told: text.includes("tiedostoina"),
				files: card?.files.length,
				listen: labels?.includes("Kuuntele"),
			};
		};
		expect(await wish(true)).toEqual({ told: true, files: 1, listen: false });
		expect(await wish(false)).toEqual({ told: false, files: 0, listen: true });
	});

	test("there is one, which changes when a voice is taken out, and goes with the recording", async () => {
		const { aino, esa, crew, room, takeOut, stage, ready, files, sandbox } = await recorded({
			attached: true,
		});
		const shown = () => aino.read(room).flatMap((message) => message.files);
		const [first, ...more] = shown();
		expect(more).toEqual([]);
		expect(first?.name).toBe("1.ogg");
		expect(await loud(first?.data ?? Buffer.alloc(0), HZ.esa)).toBeGreaterThan(HEARD);
		const buttons = aino.read(room).flatMap((message) => message.buttons.map(({ label }) => label));
		expect(buttons).not.toContain("Kuuntele");
		await takeOut(esa);
		const [second, ...others] = shown();
		expect(others).toEqual([]);
		expect(await loud(second?.data ?? Buffer.alloc(0), HZ.esa)).toBeLessThan(NOTHING);
		expect(await loud(second?.data ?? Buffer.alloc(0), HZ.aino)).toBeGreaterThan(HEARD);
		const [mine] = await stage.choices(crew.coordinator, "/recording remove", "recording", "");
		await stage.command(crew.coordinator, "/recording remove", { recording: String(mine?.value) });
		await ready();
		expect(shown()).toEqual([]);
		expect(files()).toEqual([]);
		expect(sandbox.violations()).toEqual([]);
	});
});

describe("the page's server", () => {
	test("says in one line when its port is taken", async () => {
		const { sandbox, url } = await recorded();
		const port = Number(new URL(url).port);
		const listening = { url, host: "127.0.0.1", port };
		const second = await createApp({
			config: configOf(sandbox, { listening }),
			database: await openDatabase(":memory:"),
			log: { info: () => {}, warn: () => {}, error: () => {} },
		});
		const why: unknown = await second.start().catch((error: unknown) => error);
		expect(why).toBeInstanceOf(StartError);
		expect(String(why)).toContain(`Port ${port} is taken by another program: set PIIRI_PORT`);
		expect(String(why)).not.toContain("\n");
	});

	test("ends with Piiri", async () => {
		const { app, url } = await recorded();
		expect((await new Browser(url).ask("/robots.txt")).text).toContain("Disallow: /");
		await app.stop();
		await expect(new Browser(url).ask("/robots.txt")).rejects.toThrow("ECONNREFUSED");
	});
});
