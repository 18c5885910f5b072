import { request } from "node:http";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import type { Sandbox } from "../../index.ts";
import { looking, served } from "./testing.ts";

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
