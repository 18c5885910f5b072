import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { translator } from "../../src/shared/i18n.ts";

interface Clock {
	now: string;
	next: { at: string; what: string; about: string }[];
}

/** Whether what comes next is of the first meeting, and this. */
function isNext({ next: [first] }: Pick<Clock, "next">, what: string): boolean {
	return first?.what === what && first.about === "Suun terveys";
}

interface Entry {
	who: string;
	what: string;
	check: string;
}

/** `npm run sandbox` as its user starts it, and the control interface of its page. */
async function started() {
	const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, "sandbox.ts")], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const exited = once(child, "exit");
	onTestFinished(async () => {
		child.kill("SIGTERM");
		await exited;
	});
	if (!child.stdout) throw new Error("No output");
	const [line] = await once(createInterface(child.stdout), "line");
	const address = /http:\S+/.exec(String(line))?.[0] ?? "";
	const { origin, searchParams } = new URL(address);
	const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
		const response = await fetch(`${origin}/control/${path}`, {
			method,
			headers: { "x-piiri-token": searchParams.get("token") ?? "" },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
		return (await response.json()) as T;
	};
	return { address, origin, ask, child, exited };
}

test("npm run sandbox: the page is served, the bot dies and comes back, and a session is lived through", async () => {
	const { address, origin, ask, child, exited } = await started();
	const page = await (await fetch(address)).text();
	for (const [, path = ""] of page.matchAll(/(?:src|href)="(\/[^"]+)"/g))
		expect((await fetch(`${origin}${path}`)).status, path).toBe(200);
	expect(page).toContain("/page/main.js");

	const people = await ask<{ role: string }[]>("GET", "people");
	const roles = new Set(people.map(({ role }) => role));
	expect(roles).toEqual(
		new Set(["participant", "newcomer", "facilitator", "expert", "coordinator", "owner"]),
	);
	expect(await ask("GET", "situation")).toMatchObject({ language: "fi", invite: expect.any(String) });

	await ask("POST", "clock", { speed: 0 });
	expect(await ask("POST", "bot", { do: "kill" })).toMatchObject({ alive: false });
	const standing = await ask<Clock>("GET", "clock");
	expect(standing.next).toContainEqual(
		expect.objectContaining({ what: "session.remind-day", about: "Suun terveys" }),
	);
	expect(await ask("POST", "bot", { do: "restart" })).toMatchObject({ alive: true });

	let clock = standing;
	for (let jumps = 0; !isNext(clock, "survey.close") && jumps < 90; jumps++)
		clock = await ask<Clock>("POST", "clock", { next: true });
	expect(clock.next[0]).toMatchObject({ what: "survey.close", about: "Suun terveys" });

	child.kill("SIGTERM");
	expect(await exited).toEqual([0, null]);
});

test("those whom nobody plays answer the survey, and its summary comes", async () => {
	const { ask, origin } = await started();
	await ask("POST", "clock", { speed: 0 });
	const jumpPast = async (what: string) => {
		for (let found = false; !found; ) {
			const { next } = await ask<Clock>("GET", "clock");
			found = isNext({ next }, what);
			await ask<Clock>("POST", "clock", { next: true });
		}
	};
	await jumpPast("session.end");
	const log = () => ask<Entry[]>("GET", "log?after=0");
	await expect.poll(async () => asked(await log()), { timeout: 20_000 }).toBeGreaterThanOrEqual(12);
	const people = await ask<{ role: string; userToken: string }[]>("GET", "people");
	const token = people.find(({ role }) => role === "coordinator")?.userToken ?? "";
	const read = async (path: string) =>
		(await fetch(`${origin}/api/v10${path}`, { headers: { authorization: token } })).json();
	const { guildId } = await ask<{ guildId: string }>("GET", "situation");
	const channels = (await read(`/guilds/${guildId}/channels`)) as { id: string; name: string }[];
	const room = channels.find(({ name }) => name === "koosteet")?.id;
	let summary = "";
	// Two surveys belong to the first meeting: that of the beginning, and its own.
	for (let closed = 0; closed < 2; closed++) {
		await jumpPast("survey.close");
		summary = JSON.stringify(await read(`/channels/${room}/messages`));
	}
	expect(summary).toContain("Suun terveys");
	expect(summary).toContain(translator("fi")("messages:summary.count", { count: 6 }));
	expect(summary).toContain("image/png");
	expect((await log()).filter(({ check }) => check === "breach")).toEqual([]);
});

/** How often somebody has pressed or sent something. */
function asked(entries: Entry[]): number {
	return entries.filter(({ what }) => what === "INTERACTION_CREATE").length;
}
