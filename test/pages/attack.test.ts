/** Those who should not hear a recording try to. */
import { connect } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contents } from "../audio/tracks.ts";
import { startedOn, until } from "../support/play.ts";
import { ask, Browser, type Got, recorded, type Scene, soundOn } from "./scene.ts";

/** What is told to whoever gets nothing: the same for all of them. */
function nothing({ status, text, headers }: Got) {
	const { date: _date, ...told } = headers;
	return { status, text, told };
}

/** Aino's page, opened in her browser. */
async function opened(scene: Scene) {
	const browser = new Browser(scene.url);
	const page = await browser.open(await scene.address(scene.aino));
	expect(page.status).toBe(200);
	return { browser, page, sound: soundOn(page) };
}

/** So that what can be listened to is only ever asked for by a full request line. */
function raw(url: string, text: string): Promise<string> {
	const { hostname, port } = new URL(url);
	const { promise, resolve } = Promise.withResolvers<string>();
	let got = "";
	const socket = connect(Number(port), hostname, () => socket.write(text));
	socket.on("data", (data) => {
		got += data.toString("latin1");
	});
	socket.on("error", () => resolve(got));
	socket.on("close", () => resolve(got));
	return promise;
}

describe("an address", () => {
	test("that is guessed, too old, of before a restart or of another browser, is answered alike", async () => {
		const scene = await recorded();
		const { address, aino, url, sandbox, app } = scene;
		const [used, old, before] = [await address(aino), await address(aino), await address(aino)];
		const first = new Browser(url);
		expect((await first.open(used)).status).toBe(200);

		const guessed = await ask(url, `/listen/${"A".repeat(150)}`);
		expect(guessed.status).toBe(404);
		const alike = [
			await ask(url, "/listen/"),
			await ask(url, "/nothing/here"),
			await ask(url, "/listen/at/1"),
		];
		alike.push(await new Browser(url).open(used));
		alike.push(await new Browser(url).open(used.slice(0, -3)));
		expect((await ask(url, new URL(old).pathname)).status).toBe(200);
		await until(scene, "2026-10-08T17:15:00Z");
		alike.push(await ask(url, new URL(old).pathname), await new Browser(url).open(old));
		for (const each of alike) expect(nothing(each)).toEqual(nothing(guessed));

		const page = await first.open(used);
		expect(nothing(page)).toEqual(nothing(guessed));
		await app.stop();
		const port = Number(new URL(url).port);
		await startedOn(sandbox, { listening: { url, host: "127.0.0.1", port } });
		expect(nothing(await new Browser(url).open(before))).toEqual(nothing(guessed));
	});

	test("opens again in the browser that opened it, and is not used up by what only looks", async () => {
		const { address, aino, url } = await recorded();
		const link = await address(aino);
		for (const method of ["GET", "HEAD", "GET"]) await ask(url, new URL(link).pathname, { method });
		const browser = new Browser(url);
		const [first, again] = [await browser.open(link), await browser.open(link)];
		expect([first.status, again.status]).toEqual([200, 200]);
		expect(again.at).toBe(first.at);
	});

	test("is not opened by a form on somebody else's site", async () => {
		const { address, aino, url } = await recorded();
		const path = new URL(await address(aino)).pathname;
		for (const site of ["cross-site", "same-site", "none"]) {
			const got = await ask(url, path, { method: "POST", headers: { "sec-fetch-site": site } });
			expect([got.status, got.headers["set-cookie"]]).toEqual([404, undefined]);
		}
	});

	test("is given to members only, and each for its own recording", async () => {
		const scene = await recorded();
		const { stage, sandbox, room, t } = scene;
		const outsider = await sandbox.person("Olli", { locale: "fi-FI" as "fi" });
		const pressed = stage.press(outsider, t("recordings:button.listen"), { in: room });
		await expect(pressed).rejects.toThrow();
	});
});

describe("a page", () => {
	test("is nobody's without the cookie, with another's, or with one made up", async () => {
		const scene = await recorded();
		const { page, sound, browser } = await opened(scene);
		const other = new Browser(scene.url);
		await other.open(await scene.address(scene.esa));
		const [name] = browser.cookie?.split("=") ?? [];
		const refusal = nothing(await ask(scene.url, "/listen/at/none"));
		for (const cookie of [
			undefined,
			other.cookie,
			`${name}=`,
			`${name}=${"A".repeat(43)}`,
			`${name}=%00`,
			"=;;=",
		]) {
			for (const path of [page.at, sound]) {
				const got = await ask(scene.url, path, cookie === undefined ? {} : { headers: { cookie } });
				expect(nothing(got)).toEqual(refusal);
			}
			expect((await ask(scene.url, `${page.at}/state`, cookie ? { headers: { cookie } } : {})).status).toBe(
				404,
			);
		}
		expect((await browser.ask(page.at)).status).toBe(200);
	});

	test("ends when its person leaves the group, and an address of before opens nothing", async () => {
		const scene = await recorded();
		const { page, sound, browser } = await opened(scene);
		const unused = await scene.address(scene.aino);
		const { stage, aino, t } = scene;
		const asked = await stage.press(aino, t("messages:button.leave"));
		await stage.answered(() => asked.press(asked.message?.buttons[0]?.label ?? ""));
		await scene.ready();
		for (const path of [page.at, sound, `${page.at}/state`])
			expect((await browser.ask(path)).status).toBe(404);
		expect((await browser.open(unused)).status).toBe(404);
		expect((await new Browser(scene.url).open(unused)).status).toBe(404);
	});

	test("ends after twelve hours, and with the recording", async () => {
		const scene = await recorded();
		const { page, sound, browser } = await opened(scene);
		await until(scene, "2026-10-09T04:59:00Z");
		expect((await browser.ask(page.at)).status).toBe(200);
		await until(scene, "2026-10-09T05:00:00Z");
		expect((await browser.ask(page.at)).status).toBe(404);
		expect((await browser.ask(sound)).status).toBe(404);

		await until(scene, "2026-11-07T14:59:00Z");
		const later = await opened(scene);
		await until(scene, "2026-11-07T15:00:00Z");
		expect((await later.browser.ask(later.page.at)).status).toBe(404);
	});

	test("leads nowhere else, whatever the path or the host says", async () => {
		const scene = await recorded();
		const { page, browser, sound } = await opened(scene);
		const { mix } = (await scene.recording()) ?? {};
		const file = mix?.file ?? "";
		const tricks = [
			"/assets/../routes.ts",
			"/assets/..%2froutes.ts",
			"/assets/%2e%2e/%2e%2e/%2e%2e/.env",
			"/assets/..%5c..%5cpackage.json",
			"/assets/tsconfig.json",
			"/assets/__proto__",
			"/assets/constructor",
			`/assets/${file}`,
			`${page.at}/sound/../../../../${file}`,
			`${page.at}/sound/${file}`,
			`${page.at}/sound/-1`,
			`${page.at}/sound/00`,
			`${page.at}/sound/0%00`,
			`${page.at}/sound/1`,
			`/listen/at/${"%2e%2e/".repeat(5)}etc/passwd`,
			`/listen/at/__proto__`,
			`//${new URL(scene.url).host}${page.at}/../x`,
			`/listen/%E0%A4%A`,
		];
		for (const path of tricks) {
			const got = await browser.ask(path);
			expect([path, [400, 404].includes(got.status)]).toEqual([path, true]);
			expect(got.text).not.toMatch(/OggS|import |root:/);
		}
		const evil = await browser.ask(page.at, {
			headers: { host: "evil.example", "x-forwarded-host": "evil.example" },
		});
		expect(evil.text).not.toContain("evil");
		const entering = await new Browser(scene.url).ask(new URL(await scene.address(scene.aino)).pathname, {
			method: "POST",
			headers: { host: "evil.example" },
		});
		expect(entering.headers.location).toMatch(/^\/listen\/at\/[0-9a-f]{32}$/);
		for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "POST"])
			expect((await browser.ask(sound, { method })).status).toBe(404);
	});

	test("keeps to itself: no foreign script, no cache, no frame, no search engine", async () => {
		const scene = await recorded();
		const { page, browser, sound } = await opened(scene);
		const head = await browser.ask(sound, { method: "HEAD" });
		for (const { headers } of [page, head, await ask(scene.url, "/nothing")]) {
			expect(headers["cache-control"]).toBe("no-store");
			expect(headers["x-content-type-options"]).toBe("nosniff");
			expect(headers["referrer-policy"]).toBe("no-referrer");
			expect(headers["x-robots-tag"]).toContain("noindex");
			expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
			expect(headers["content-security-policy"]).not.toMatch(/unsafe|\*|https?:/);
			expect(headers["access-control-allow-origin"]).toBeUndefined();
		}
		expect(page.text).not.toMatch(/https?:\/\/|style=|onclick|<script>/);
		expect(head.headers["content-disposition"]).toBe("inline");
		const entered = await new Browser(scene.url).ask(new URL(await scene.address(scene.aino)).pathname, {
			method: "POST",
		});
		expect(entered.headers["set-cookie"]?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
	});
});

describe("the sound", () => {
	test("is given in pieces that are exactly those of the file", { timeout: 60_000 }, async () => {
		const scene = await recorded();
		const { browser, sound } = await opened(scene);
		const { mix } = (await scene.recording()) ?? {};
		const whole = await contents(`${scene.folder}/${mix?.file}`, scene.key);
		const size = whole.length;
		const get = (range: string, more = {}) => browser.ask(sound, { headers: { range, ...more } });
		await fc.assert(
			fc.asyncProperty(fc.nat(size - 1), fc.nat(size * 2), async (from, length) => {
				const got = await get(`bytes=${from}-${from + length}`);
				const to = Math.min(size, from + length + 1);
				expect(got.status).toBe(206);
				expect(got.headers["content-range"]).toBe(`bytes ${from}-${to - 1}/${size}`);
				expect(got.headers["content-length"]).toBe(String(to - from));
				expect(got.body.equals(whole.subarray(from, to))).toBe(true);
			}),
			{ numRuns: 25 },
		);
		expect((await get("bytes=-1000")).body.equals(whole.subarray(-1000))).toBe(true);
		const beyond = await get(`bytes=${size}-`);
		expect([beyond.status, beyond.headers["content-range"], beyond.body.length]).toEqual([
			416,
			`bytes */${size}`,
			0,
		]);
		for (const range of ["bytes=0-1,3-4", "bytes=5-1", "bytes=a-b", `bytes=${"0-,".repeat(2000)}`]) {
			const got = await get(range);
			expect([range, got.status, got.body.length]).toEqual([range, 200, size]);
		}
		expect((await get("bytes=0-9", { "if-range": '"other"' })).status).toBe(200);
		const head = await browser.ask(sound, { method: "HEAD", headers: { range: "bytes=0-9" } });
		expect([head.status, head.headers["content-length"], head.body.length]).toEqual([206, "10", 0]);
	});

	test("outlives browsers that hang up", async () => {
		const scene = await recorded();
		const { browser, sound } = await opened(scene);
		const { host } = new URL(scene.url);
		const text = `GET ${sound} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${browser.cookie}\r\n\r\n`;
		const { hostname, port } = new URL(scene.url);
		const sockets = Array.from({ length: 20 }, () => connect(Number(port), hostname));
		for (const socket of sockets) socket.on("error", () => {}).write(text);
		for (const socket of sockets) socket.destroy();
		expect((await browser.ask(sound)).status).toBe(200);
		await scene.takeOut(scene.esa);
		expect((await browser.ask(sound)).status).toBe(404);
		await turn();
		expect(scene.logged.filter((line) => line.startsWith("error"))).toEqual([]);
	});

	test("is sent to a page in few pieces at once, and the oldest give way", { timeout: 60_000 }, async () => {
		const scene = await recorded();
		// More than the system keeps for those who do not read.
		const size = 24 << 20;
		await scene.lengthen(size);
		const { browser, sound } = await opened(scene);
		const { hostname, port } = new URL(scene.url);
		const text = `GET ${sound} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nCookie: ${browser.cookie}\r\n\r\n`;
		const sockets = Array.from({ length: 10 }, () => {
			const socket = connect(Number(port), hostname, () => socket.write(text));
			const { promise: begun, resolve: begins } = Promise.withResolvers<void>();
			const { promise: got, resolve } = Promise.withResolvers<number>();
			socket.once("readable", begins).on("error", begins);
			socket.once("close", () => {
				begins();
				resolve(socket.bytesRead);
			});
			return { socket, begun, got };
		});
		await Promise.all(sockets.map(({ begun }) => begun));
		for (const { socket } of sockets) socket.resume();
		const whole = (await Promise.all(sockets.map(({ got }) => got))).filter((bytes) => bytes > size);
		expect(whole.length).toBeGreaterThan(0);
		expect(whole.length).toBeLessThanOrEqual(4);
	});

	test("is refused to those who send very much, or nonsense", async () => {
		const scene = await recorded();
		const { browser, page } = await opened(scene);
		const large = await browser.ask(page.at, { headers: { "x-much": "a".repeat(20_000) } });
		expect(large.status).toBe(431);
		expect(await raw(scene.url, "NONSENSE\r\n\r\n")).toContain("400 Bad Request");
		expect(await raw(scene.url, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).toContain("400 Bad Request");
		const post = "POST / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
		expect(await raw(scene.url, post)).toMatch(/^HTTP\/1.1 4\d\d/);
		expect((await browser.ask(page.at)).status).toBe(200);
	});
});
