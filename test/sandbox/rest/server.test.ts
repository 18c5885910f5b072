import { REST, Routes } from "discord.js";
import { expect, test } from "vitest";
import { expectNoViolations, refusal, sandboxFor } from "../testing.ts";
import { ALL_PERMISSIONS } from "../world/permissions.ts";

async function setting(pace = 1_000) {
	const sandbox = await sandboxFor({ pace });
	await sandbox.inviteBot(ALL_PERMISSIONS);
	const general = [...sandbox.world.guild(sandbox.guild.id).channels.values()][0]?.id ?? "";
	const rest = new REST({ api: sandbox.api, retries: 0 }).setToken(sandbox.token);
	const send = (content: string) => rest.post(Routes.channelMessages(general), { body: { content } });
	const raw = (path: string, init: RequestInit = {}) =>
		fetch(`${sandbox.api}/v10${path}`, {
			...init,
			headers: {
				authorization: `Bot ${sandbox.token}`,
				"content-type": "application/json",
				...(init.headers as Record<string, string>),
			},
		});
	const contents = () => sandbox.world.channel(general).messages.map((one) => one.content);
	return { sandbox, rest, general, send, raw, contents };
}

test("what is not covered is refused loudly", async () => {
	const { sandbox, raw } = await setting();
	const answer = await raw(`/guilds/${sandbox.guild.id}/emojis`);
	expect(answer.status).toBe(501);
	expect(sandbox.violations()).toMatchObject([
		{ where: "route", what: `GET /guilds/${sandbox.guild.id}/emojis` },
	]);
});

test("an unknown key in a request is a violation, and Discord passes it over", async () => {
	const { sandbox, raw, general } = await setting();
	const answer = await raw(`/channels/${general}/messages`, {
		method: "POST",
		body: JSON.stringify({ content: "hei", contnet: "virhe" }),
	});
	expect(answer.status).toBe(200);
	expect(sandbox.violations()).toMatchObject([
		{ where: "request", detail: expect.stringContaining("contnet") },
	]);
});

test("a body against the schema meets 50035 with the tree of its errors", async () => {
	const { sandbox, raw } = await setting();
	const answer = await raw(`/guilds/${sandbox.guild.id}/channels`, {
		method: "POST",
		body: JSON.stringify({ name: "x".repeat(101) }),
	});
	expect(await answer.json()).toEqual({
		code: 50_035,
		message: "Invalid Form Body",
		errors: {
			name: { _errors: [{ code: "BASE_TYPE_MAX_LENGTH", message: "Must be 100 or fewer in length." }] },
		},
	});
});

test("a wrong token meets 401, which is counted", async () => {
	const { sandbox, raw } = await setting();
	expect(
		(await raw("/users/@me", { headers: { authorization: "Bot väärä".replace("ää", "aa") } })).status,
	).toBe(401);
	expect(sandbox.invalidRequests).toBe(1);
});

test("rate limits have Discord's headers, and discord.js waits by them", async () => {
	const { sandbox, raw, general, send, contents } = await setting(5);
	const post = () =>
		raw(`/channels/${general}/messages`, { method: "POST", body: JSON.stringify({ content: "x" }) });
	const answers = [];
	for (let sent = 0; sent < 6; sent += 1) answers.push(await post());
	expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200, 429]);
	const [first, last] = [answers[0]?.headers, answers[5]?.headers];
	expect([first?.get("x-ratelimit-limit"), first?.get("x-ratelimit-remaining")]).toEqual(["5", "4"]);
	expect([last?.get("x-ratelimit-scope"), Number(last?.get("retry-after"))]).toEqual(["user", 1]);
	expect(await answers[5]?.json()).toMatchObject({ global: false, retry_after: expect.any(Number) });
	expect(await refusal(send("odotti"))).toBe(null);
	expect(contents().at(-1)).toBe("odotti");
	expectNoViolations(sandbox);
});

test("faults: an answer of 500, a lost answer after the work, hooks before and after", async () => {
	const { sandbox, send, contents } = await setting();
	sandbox.faults.next({ method: "POST", path: /messages$/ }, { status: 500 });
	expect(await refusal(send("ei"))).not.toBe(null);
	sandbox.faults.next({}, { loseAnswer: true });
	expect(await refusal(send("tehty"))).not.toBe(null);
	const seen: number[] = [];
	sandbox.faults.next({}, { before: () => void seen.push(contents().length) });
	sandbox.faults.next({}, { after: () => void seen.push(contents().length) });
	await send("kolmas");
	expect(seen).toEqual([1, 2]);
	expect(contents()).toEqual(["tehty", "kolmas"]);
	sandbox.faults.next({ times: 2 }, { status: 429, retryAfter: 0.05 });
	expect(await refusal(send("neljäs"))).toBe(null);
	expect(sandbox.faults.pending).toBe(0);
	expectNoViolations(sandbox);
});

test("a snapshot of two runs is the same, whatever the ids", async () => {
	const run = async () => {
		const { sandbox, send, general } = await setting();
		const person = await sandbox.person("Mustikka");
		await send(`Hei <@${person.id}>, katso <#${general}> <t:1790000000:F>`);
		await person.write("general", "Moi");
		return sandbox.snapshot();
	};
	const [one, two] = [await run(), await run()];
	expect(one).toEqual(two);
	const general = one.guilds[0]?.channels.find((channel) => channel.name === "general");
	expect(general?.messages.map((message) => message.text)).toEqual([
		"Hei @Mustikka, katso #general <time>",
		"Moi",
	]);
});
