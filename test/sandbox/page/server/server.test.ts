import { request } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import type { Sandbox } from "../../index.ts";
import { withBot } from "../../testing.ts";
import type { BotHandle, BotJob } from "./index.ts";
import { openPage } from "./index.ts";

const minute = 60_000;

/** A bot that keeps jobs and notes when it was told the time. */
class FakeBot implements BotHandle {
	alive = true;
	readonly ticks: string[] = [];
	due: BotJob[] = [];
	/** Called at a tick. */
	onTick = () => {};

	async start() {
		this.alive = true;
	}

	async kill() {
		this.alive = false;
	}

	async next() {
		const [first] = this.jobs();
		return first ? Date.parse(first.at) : null;
	}

	async tick(now: number) {
		this.ticks.push(new Date(now).toISOString());
		this.onTick();
		this.due = this.due.filter(({ at }) => Date.parse(at) > now);
	}

	jobs() {
		return [...this.due].sort((a, b) => a.at.localeCompare(b.at));
	}

	outbox() {
		return [];
	}
}

function job(kind: string, at: string, about = ""): BotJob {
	return { kind, at, about, attempts: 0, error: null };
}

/** A page of a sandbox at nine o'clock, its clock standing. */
async function served() {
	const { sandbox, client } = await withBot();
	const bot = new FakeBot();
	const mustikka = await sandbox.person("Mustikka", { locale: "sv-SE" });
	const owner = await sandbox.owner();
	owner.createRole("Ryhmä");
	owner.giveRole(mustikka, "Ryhmä");
	const page = await openPage(sandbox, {
		bot,
		people: [{ id: mustikka.id, name: "Mustikka", role: "participant" }],
		zone: "Europe/Helsinki",
		language: "fi",
		files: async (path) =>
			path === "index.html" ? { contentType: "text/html", data: "<!doctype html>" } : null,
	});
	onTestFinished(() => page.close());
	const { origin, searchParams } = new URL(page.address);
	const token = searchParams.get("token") ?? "";
	const control = async (
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	) => {
		const response = await fetch(`${origin}/control/${path}`, {
			method,
			headers: { "x-piiri-token": token, ...headers },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		const json = response.headers.get("content-type") === "application/json";
		return { status: response.status, body: json && text ? JSON.parse(text) : text };
	};
	await control("POST", "clock", { speed: 0 });
	return { sandbox, client, bot, page, origin, token, control, mustikka };
}

/** The status of a request with headers that fetch would not let one set. */
function statusOf(address: string, headers: Record<string, string>): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		const asked = request(address, { headers }, (response) => {
			response.resume();
			resolve(response.statusCode);
		});
		asked.on("error", reject);
		asked.end();
	});
}

/** "open", or the status with which the WebSocket was refused. */
function knock(address: string, headers: Record<string, string>): Promise<number | "open" | undefined> {
	return new Promise((resolve) => {
		const socket = new WebSocket(address, { headers });
		socket.on("open", () => {
			socket.close();
			resolve("open");
		});
		socket.on("unexpected-response", (_request, response) => resolve(response.statusCode));
		socket.on("error", () => {});
	});
}

/** What a window that looks on is told. */
function looking(origin: string, token: string) {
	const socket = new WebSocket(`${origin.replace("http", "ws")}/control/events?token=${token}`, { origin });
	const told: { type: string; [key: string]: unknown }[] = [];
	let wake = () => {};
	socket.on("message", (raw) => {
		told.push(JSON.parse(String(raw)));
		wake();
	});
	onTestFinished(() => socket.terminate());
	return async (type: string, suits: (event: Record<string, never>) => boolean = () => true) => {
		for (;;) {
			const found = told.find((one) => one.type === type && suits(one as never));
			if (found) return found;
			await new Promise<void>((resolve) => {
				wake = resolve;
			});
		}
	};
}

function secretive(sandbox: Sandbox) {
	return { host: new URL(sandbox.doors.url).host, authorization: `Bot ${sandbox.token}` };
}

test("the page is shown at its own address with its token only, and lets nothing foreign in", async () => {
	const { page, origin, token } = await served();
	const shown = await fetch(page.address);
	expect(shown.status).toBe(200);
	const policy = shown.headers.get("content-security-policy") ?? "";
	expect(policy).toContain("default-src 'none'");
	expect(policy).not.toMatch(/unsafe|https?:|\*/);
	for (const address of [
		origin,
		`${origin}/?token=`,
		`${origin}/?token=${token}x`,
		`${origin}/?token=${"x".repeat(32)}`,
	])
		expect((await fetch(address)).status).toBe(403);
	const refused = await fetch(origin);
	expect(await refused.text()).toContain("npm run sandbox");
	expect(refused.headers.get("content-security-policy")).toBe(policy);
	expect((await fetch(`${origin}/page/nothing.css`)).status).toBe(404);
	expect((await fetch(`${origin}/favicon.ico`)).status).toBe(404);
});

test("another host or origin is refused on every path, the bot's own requests are not", async () => {
	const { sandbox, page, origin, token } = await served();
	const { port } = new URL(origin);
	const own = secretive(sandbox);
	const paths = [
		page.address,
		`${origin}/page/main.js`,
		`${origin}/control/clock`,
		`${origin}/api/v10/users/@me`,
	];
	for (const address of paths) {
		const headers = { ...own, "x-piiri-token": token };
		for (const host of [`localhost:${port}`, `piiri.example:${port}`, "127.0.0.1"])
			expect(await statusOf(address, { ...headers, host }), host).toBe(403);
		for (const foreign of ["https://piiri.example", `http://localhost:${port}`, "null"])
			expect(await statusOf(address, { ...headers, origin: foreign }), foreign).toBe(403);
	}
	expect(await statusOf(`${origin}/api/v10/users/@me`, own)).toBe(200);
	expect(await statusOf(`${origin}/api/v10/users/@me`, { ...own, origin })).toBe(200);
	expect(sandbox.violations()).toEqual([]);
});

test("a WebSocket from elsewhere, or without the token, is refused", async () => {
	const { origin, token } = await served();
	const address = origin.replace("http", "ws");
	const gateway = `${address}/gateway?v=10&encoding=json`;
	expect(await knock(gateway, { origin })).toBe("open");
	expect(await knock(gateway, {})).toBe("open");
	expect(await knock(gateway, { origin: "https://piiri.example" })).toBe(403);
	expect(await knock(`${address}/control/events?token=${token}`, { origin })).toBe("open");
	expect(await knock(`${address}/control/events?token=${token}`, { origin: "https://piiri.example" })).toBe(
		403,
	);
	expect(await knock(`${address}/control/events`, { origin })).toBe(403);
});

test("the control interface needs the token, and says what it does not understand", async () => {
	const { origin, control } = await served();
	expect((await fetch(`${origin}/control/people`)).status).toBe(403);
	expect((await control("GET", "people", undefined, { "x-piiri-token": "vanha" })).status).toBe(403);
	expect(await control("GET", "nothing")).toMatchObject({ status: 404, body: { error: expect.any(String) } });
	expect(await control("POST", "clock", { speed: "fast" })).toMatchObject({ status: 400 });
	expect(await control("POST", "clock", { speed: -1 })).toMatchObject({ status: 400 });
	expect(await control("POST", "clock", { to: "tomorrow" })).toMatchObject({ status: 400 });
	expect(await control("POST", "clock", { to: "2026-08-31T09:00:00Z" })).toMatchObject({ status: 400 });
	expect(await control("POST", "people", { name: " ", locale: "fi" })).toMatchObject({ status: 400 });
	expect(await control("POST", "faults", { do: "takePermission", permission: "Fly" })).toMatchObject({
		status: 400,
	});
});

test("people have tokens with which their clients come, and new ones can be made", async () => {
	const { sandbox, origin, control, mustikka } = await served();
	const [one] = (await control("GET", "people")).body;
	expect(one).toMatchObject({ id: mustikka.id, name: "Mustikka", role: "participant", locale: "sv-SE" });
	const made = (await control("POST", "people", { name: "Uusi", locale: "en-GB" })).body;
	expect(made).toMatchObject({ name: "Uusi", role: "newcomer", locale: "en-GB" });
	expect((await control("GET", "people")).body).toHaveLength(2);
	expect((await control("POST", "people", { name: "Uusi", locale: "fi" })).status).toBe(409);
	const me = await fetch(`${origin}/api/v10/users/@me`, { headers: { authorization: made.userToken } });
	expect(await me.json()).toMatchObject({ id: made.id, locale: "en-GB" });
	const { body } = await control("GET", "situation");
	expect(body).toMatchObject({
		guildId: sandbox.guild.id,
		applicationId: sandbox.applicationId,
		invite: null,
	});
});

test("a newcomer is told to take part once they have a role, and those who look on hear of it", async () => {
	const { sandbox, origin, token, control, mustikka } = await served();
	const told = looking(origin, token);
	const { id } = (await control("POST", "people", { name: "Uusi", locale: "fi" })).body;
	const roles = async () => {
		const { body } = await control("GET", "people");
		return (body as { role: string }[]).map(({ role }) => role);
	};
	sandbox.world.members.add(sandbox.guild.id, id);
	expect(await roles()).toEqual(["participant", "newcomer"]);
	(await sandbox.owner()).giveRole(await sandbox.person("Uusi"), "Ryhmä");
	expect(await roles()).toEqual(["participant", "participant"]);
	await told("people", ({ people }: { people?: { role: string }[] }) => people?.[1]?.role === "participant");
	mustikka.leaveServer();
	expect(await roles()).toEqual(["newcomer", "participant"]);
});

test("time goes to a moment by way of everything that the bot has to do, and to what comes next", async () => {
	const { bot, control } = await served();
	bot.due = [
		job("session.start", "2026-09-01T12:00:00.000Z", "Suun terveys"),
		job("housekeeping", "2026-09-01T10:00:00.000Z"),
		job("session.doors", "2026-09-01T11:45:00.000Z", "Suun terveys"),
	];
	const { body } = await control("GET", "clock");
	expect(body).toMatchObject({ now: "2026-09-01T09:00:00.000Z", playing: false, speed: 0 });
	expect(body.next).toEqual([
		{ at: "2026-09-01T11:45:00.000Z", what: "session.doors", about: "Suun terveys" },
		{ at: "2026-09-01T12:00:00.000Z", what: "session.start", about: "Suun terveys" },
	]);
	expect((await control("POST", "clock", { next: true })).body.now).toBe("2026-09-01T11:45:00.000Z");
	expect(bot.ticks).toEqual(["2026-09-01T10:00:00.000Z", "2026-09-01T11:45:00.000Z"]);
	expect((await control("POST", "clock", { to: "2026-09-01T13:00:00Z" })).body.now).toBe(
		"2026-09-01T13:00:00.000Z",
	);
	expect(bot.ticks.slice(2)).toEqual(["2026-09-01T12:00:00.000Z"]);
	expect((await control("POST", "clock", { next: true })).body.now).toBe("2026-09-01T13:00:00.000Z");
});

test("a job that cannot be done does not hold time up; a dead bot is told nothing", async () => {
	const { bot, control } = await served();
	const stuck = job("survey.close", "2026-09-01T10:00:00.000Z");
	bot.onTick = () => {
		bot.due.push({ ...stuck, at: "2026-09-01T23:00:00.000Z" });
	};
	bot.tick = async (now) => {
		bot.ticks.push(new Date(now).toISOString());
	};
	bot.due = [stuck];
	await control("POST", "clock", { to: "2026-09-01T11:00:00Z" });
	expect(bot.ticks).toEqual(["2026-09-01T10:00:00.000Z", "2026-09-01T11:00:00.000Z"]);
	await control("POST", "bot", { do: "kill" });
	expect((await control("POST", "clock", { to: "2026-09-01T12:00:00Z" })).body.now).toBe(
		"2026-09-01T12:00:00.000Z",
	);
	expect(bot.ticks).toHaveLength(2);
});

test("a bot that dies while it is asked does not hold time up either", async () => {
	const { bot, control } = await served();
	bot.due = [job("session.start", "2026-09-01T10:00:00.000Z")];
	bot.tick = async () => {
		bot.alive = false;
		throw new Error("It died");
	};
	const { status, body } = await control("POST", "clock", { to: "2026-09-01T11:00:00Z" });
	expect([status, body.now]).toEqual([200, "2026-09-01T11:00:00.000Z"]);
});

test("a playing clock moves by itself, and those who look on are told", async () => {
	const { origin, token, bot, control } = await served();
	const told = looking(origin, token);
	expect(await told("clock")).toMatchObject({ clock: { speed: 0 } });
	bot.due = [job("session.start", "2026-09-01T09:30:00.000Z")];
	await control("POST", "clock", { speed: (60 * minute) / 1000 });
	await told("clock", ({ clock }: { clock?: { now: string } }) => (clock?.now ?? "") > "2026-09-01T09:30");
	expect(bot.ticks).toEqual(["2026-09-01T09:30:00.000Z"]);
	await control("POST", "clock", { speed: 0 });
	const { now } = (await control("GET", "clock")).body;
	expect((await control("GET", "clock")).body.now).toBe(now);
});

test("the bot is killed and started again", async () => {
	const { origin, token, bot, control } = await served();
	const told = looking(origin, token);
	expect(await told("bot")).toMatchObject({ bot: { alive: true, startedAt: "2026-09-01T09:00:00.000Z" } });
	expect((await control("POST", "bot", { do: "kill" })).body).toMatchObject({
		alive: false,
		startedAt: null,
	});
	await told("bot", ({ bot: one }: { bot?: { alive: boolean } }) => one?.alive === false);
	bot.due = [job("session.start", "2026-09-01T09:00:00.000Z")];
	await control("POST", "clock", { to: "2026-09-01T10:00:00Z" });
	const { body } = await control("POST", "bot", { do: "restart" });
	expect(body).toMatchObject({ alive: true, startedAt: "2026-09-01T10:00:00.000Z", jobs: [] });
	expect(bot.ticks).toEqual(["2026-09-01T10:00:00.000Z"]);
});

test("the log tells requests and dispatches of the bot and of people, with what the contract says", async () => {
	const { sandbox, client, origin, token, control, mustikka } = await served();
	const told = looking(origin, token);
	await told("clock");
	const general = [...sandbox.world.guild(sandbox.guild.id).channels.keys()][0] ?? "";
	await client.rest.post(`/channels/${general}/messages`, { body: { content: "hei" } });
	await client.rest.post(`/channels/${general}/messages`, { body: { content: "hei", contnet: "x" } });
	await fetch(`${origin}/api/v10/users/@me`, {
		headers: { authorization: sandbox.clients.tokenOf(mustikka.id) },
	});
	const entries = (await control("GET", "log?after=0")).body as {
		who: string;
		what: string;
		check: string;
		n: number;
	}[];
	const seen = entries.map(({ who, what, check }) => `${who} ${what} ${check}`);
	expect(seen).toEqual([
		"Piiri MESSAGE_CREATE ok",
		`Piiri POST /channels/${general}/messages ok`,
		"Piiri MESSAGE_CREATE ok",
		`Piiri POST /channels/${general}/messages breach`,
		"Mustikka GET /users/@me ok",
	]);
	const [, second] = entries;
	expect((await control("GET", `log?after=${second?.n}`)).body).toHaveLength(3);
	expect(await told("log")).toMatchObject({
		entries: expect.arrayContaining([expect.objectContaining({ n: 1 })]),
	});
});

test("faults reach the bot, not the people", async () => {
	const { sandbox, client, control } = await served();
	const general = [...sandbox.world.guild(sandbox.guild.id).channels.keys()][0] ?? "";
	expect((await control("POST", "faults", { do: "failNext", status: 502 })).status).toBe(204);
	const send = () => client.rest.post(`/channels/${general}/messages`, { body: { content: "hei" } });
	await expect(send()).rejects.toMatchObject({ status: 502 });
	const before = sandbox.counts().gatewayEvents;
	expect((await control("POST", "faults", { do: "dropGateway" })).status).toBe(204);
	expect(sandbox.botOnline).toBe(false);
	await sandbox.online();
	expect(sandbox.counts().gatewayEvents).toBeGreaterThanOrEqual(before);
	const botRole = () => {
		const roles = [...sandbox.world.guild(sandbox.guild.id).roles.values()];
		return BigInt(roles.find(({ tags }) => tags?.bot_id)?.permissions ?? "0");
	};
	const manageRoles = 1n << 28n;
	for (const [order, held] of [
		["takePermission", 0n],
		["givePermission", manageRoles],
	] as const) {
		await control("POST", "faults", { do: order, permission: "ManageRoles" });
		expect(botRole() & manageRoles).toBe(held);
	}
});
