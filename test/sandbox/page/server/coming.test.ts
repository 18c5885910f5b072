import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { startSandbox } from "../../index.ts";
import { type BotHandle, servePage } from "./index.ts";

const idle: BotHandle = {
	alive: true,
	start: async () => {},
	kill: async () => {},
	next: async () => null,
	tick: async () => {},
	jobs: () => [],
	outbox: () => [],
};

/** A page that is served and not yet opened, and a window that has asked it everything. */
async function coming() {
	const sandbox = await startSandbox({ start: "2026-09-01T09:00:00Z" });
	onTestFinished(() => sandbox.close());
	const page = servePage(
		sandbox,
		Promise.resolve(async () => ({ contentType: "text/html", data: "<!doctype html>" })),
	);
	const { origin, searchParams } = new URL(page.address);
	const token = searchParams.get("token") ?? "";
	const asked = fetch(`${origin}/control/people`, { headers: { "x-piiri-token": token } });
	const socket = new WebSocket(`${origin.replace("http", "ws")}/control/events?token=${token}`, { origin });
	const looks = new Promise<string>((resolve) => {
		socket.once("message", (raw) => resolve(String(raw)));
		socket.once("error", ({ message }) => resolve(message));
	});
	return { page, asked, looks, socket };
}

test("a page is there before what it shows: a window waits, and is answered once it is opened", async () => {
	const { page, asked, looks, socket } = await coming();
	onTestFinished(() => page.close());
	expect((await fetch(page.address)).status).toBe(200);
	expect(socket.readyState).toBe(WebSocket.CONNECTING);
	page.open({ bot: idle, people: [], zone: "Europe/Helsinki", language: "fi" });
	expect(await (await asked).json()).toEqual([]);
	expect(JSON.parse(await looks)).toMatchObject({ type: "clock" });
});

test("a page that is closed before it was opened lets go of those who wait", async () => {
	const { page, asked, looks } = await coming();
	await fetch(page.address);
	const failed = expect(asked).rejects.toThrow();
	await page.close();
	await failed;
	expect(await looks).toMatch(/hang up|reset/);
});
