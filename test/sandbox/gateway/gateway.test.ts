import { on, once } from "node:events";
import { ChannelType, Events, GatewayIntentBits as I, Status } from "discord.js";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { type Sandbox, startSandbox } from "../index.ts";
import { clientAt, expectNoViolations, ready, sandboxFor, withBot } from "../testing.ts";

const properties = { os: "linux", browser: "x", device: "x" };

interface Frame {
	op: number;
	d: Record<string, unknown>;
}

interface Raw {
	send(text: string): void;
	tell(op: number, d: unknown): void;
	next(): Promise<Frame>;
	closed: Promise<number>;
}

/** A connection without a client, after hello. */
async function connect(sandbox: Sandbox): Promise<Raw> {
	const address = sandbox.api.replace("http", "ws").replace("/api", "/gateway");
	const socket = new WebSocket(`${address}?v=10&encoding=json`);
	const frames = on(socket, "message");
	const next = async () => {
		const { value } = await frames.next();
		return JSON.parse(String(value?.[0])) as Frame;
	};
	const closed = once(socket, "close").then(([code]) => code as number);
	expect(await next()).toMatchObject({ op: 10, d: { heartbeat_interval: 41_250_000 } });
	const send = (text: string) => socket.send(text);
	return { send, tell: (op, d) => send(JSON.stringify({ op, d })), next, closed };
}

test("the client logs in, is ready and knows its server", async () => {
	const { sandbox, client } = await withBot();
	expect(client.user.id).toBe(sandbox.applicationId);
	expect(client.guilds.cache.get(sandbox.guild.id)?.name).toBe("Yhdistys");
	expect(client.guilds.cache.get(sandbox.guild.id)?.channels.cache.size).toBeGreaterThan(0);
	expectNoViolations(sandbox);
});

test("a wrong token is refused, by REST and by the gateway", async () => {
	const sandbox = await sandboxFor();
	const wrong = clientAt(sandbox).login(sandbox.token.replace(/..$/, "xx"));
	await expect(wrong).rejects.toThrow(/token/i);
	const socket = await connect(sandbox);
	socket.tell(2, { token: "wrong", intents: 1, properties });
	expect(await socket.closed).toBe(4004);
});

test("heartbeats are acknowledged; a resume of an unknown session is invalid", async () => {
	const sandbox = await sandboxFor();
	const socket = await connect(sandbox);
	socket.tell(1, null);
	expect(await socket.next()).toMatchObject({ op: 11 });
	socket.tell(6, { token: sandbox.token, session_id: "unknown", seq: 1 });
	expect(await socket.next()).toMatchObject({ op: 9, d: false });
});

test("sequence numbers run without holes, and one from the future closes with 4007", async () => {
	const sandbox = await sandboxFor();
	await sandbox.inviteBot(0n);
	const socket = await connect(sandbox);
	socket.tell(2, { token: sandbox.token, intents: 1, properties });
	const first = await socket.next();
	expect(first).toMatchObject({ op: 0, t: "READY", s: 1 });
	expect(await socket.next()).toMatchObject({ op: 0, t: "GUILD_CREATE", s: 2 });
	const again = await connect(sandbox);
	again.tell(6, { token: sandbox.token, session_id: first.d.session_id, seq: 99 });
	expect(await again.closed).toBe(4007);
});

test("what a faulty client sends closes the connection with Discord's code, and is recorded", async () => {
	const sandbox = await sandboxFor();
	const faults: [number, (socket: Raw) => void][] = [
		[4001, (socket) => socket.tell(31, { guild_ids: [] })],
		[4002, (socket) => socket.send("not JSON")],
		[4002, (socket) => socket.send(JSON.stringify({ op: 1, d: "x".repeat(4_096) }))],
		[4003, (socket) => socket.tell(8, { guild_id: sandbox.guild.id, query: "", limit: 0 })],
		[4010, (socket) => socket.tell(2, { token: sandbox.token, intents: 1, properties, shard: [1, 1] })],
		[4013, (socket) => socket.tell(2, { token: sandbox.token, intents: 1 << 30, properties })],
		[
			4005,
			(socket) => {
				for (let times = 0; times < 2; times++)
					socket.tell(2, { token: sandbox.token, intents: 1, properties });
			},
		],
	];
	for (const [code, fault] of faults) {
		const socket = await connect(sandbox);
		fault(socket);
		expect(await socket.closed).toBe(code);
	}
	expect(sandbox.violations()).toHaveLength(faults.length);
});

test("more than 120 commands in the window close with 4008", async () => {
	const sandbox = await sandboxFor({ pace: 1 });
	const socket = await connect(sandbox);
	for (let times = 0; times < 121; times++) socket.tell(1, null);
	expect(await socket.closed).toBe(4008);
});

test("a privileged intent that is not switched on closes the connection with 4014", async () => {
	const sandbox = await sandboxFor();
	await sandbox.inviteBot(0n);
	await expect(ready(clientAt(sandbox, { intents: [I.Guilds, I.GuildMembers] }), sandbox)).rejects.toThrow(
		/disallowed intents/i,
	);
});

test("what an intent does not cover is not sent", async () => {
	const { sandbox, client } = await withBot({}, { intents: [I.Guilds] });
	let heard = 0;
	client.on(Events.MessageCreate, () => {
		heard += 1;
	});
	const owner = await sandbox.owner();
	await owner.write("general", "Hei");
	const made = once(client, Events.ChannelCreate);
	owner.createChannel("later");
	await made;
	expect(heard).toBe(0);
	expectNoViolations(sandbox);
});

test("without the Message Content intent, what people write comes empty unless it mentions the bot", async () => {
	const { sandbox, client } = await withBot();
	const owner = await sandbox.owner();
	const [plain] = await Promise.all([once(client, Events.MessageCreate), owner.write("general", "Salainen")]);
	expect(plain[0].content).toBe("");
	const mention = `Hei <@${client.user.id}>`;
	const [mentioning] = await Promise.all([
		once(client, Events.MessageCreate),
		owner.write("general", mention),
	]);
	expect(mentioning[0].content).toBe(mention);
});

test("members come in chunks, and GUILD_CREATE lists only the bot without presences", async () => {
	const privilegedIntents = I.GuildMembers;
	const { sandbox, client } = await withBot({ privilegedIntents }, { intents: [I.Guilds, I.GuildMembers] });
	await sandbox.person("Mustikka");
	const guild = client.guilds.cache.get(sandbox.guild.id);
	const members = await guild?.members.fetch();
	expect(members?.map((member) => member.displayName).sort()).toEqual(["Mustikka", "Omistaja", "Piiri"]);
	expectNoViolations(sandbox);
});

test("a dropped connection resumes, and what was missed is replayed", async () => {
	const { sandbox, client } = await withBot();
	const owner = await sandbox.owner();
	const resumed = once(client, Events.ShardResume);
	const heard = once(client, Events.ChannelCreate);
	sandbox.faults.dropGateway();
	owner.createChannel("meanwhile");
	const [, replayed] = await resumed;
	expect(replayed).toBeGreaterThanOrEqual(1);
	expect((await heard)[0].name).toBe("meanwhile");
	expectNoViolations(sandbox);
});

test("asked to reconnect, the client resumes", async () => {
	const { sandbox, client } = await withBot();
	const resumed = once(client, Events.ShardResume);
	sandbox.faults.reconnect();
	await resumed;
	expect(sandbox.botOnline).toBe(true);
});

test("a refused resume makes the client identify anew", async () => {
	const { sandbox, client } = await withBot();
	const again = once(client, Events.ShardReady);
	sandbox.faults.refuseResume();
	sandbox.faults.dropGateway();
	await again;
	expect(client.ws.status).toBe(Status.Ready);
	expectNoViolations(sandbox);
});

test("an invalid session makes the client identify anew; a resumable one resumes", async () => {
	const { sandbox, client } = await withBot();
	const resumed = once(client, Events.ShardResume);
	sandbox.faults.invalidSession(true);
	await resumed;
	const again = once(client, Events.ShardReady);
	sandbox.faults.invalidSession();
	await again;
	expectNoViolations(sandbox);
});

test("the bot hears nothing of messages in a channel that it may not see", async () => {
	const { sandbox, client } = await withBot({}, {}, 0n);
	const owner = await sandbox.owner();
	owner.createRole("Piilossa");
	owner.createChannel("hidden", { private: ["Piilossa"] });
	const heard: string[] = [];
	client.on(Events.MessageCreate, (message) => heard.push(message.channelId));
	await owner.write("hidden", "Ei boteille");
	const [shown] = await Promise.all([once(client, Events.MessageCreate), owner.write("general", "Kaikille")]);
	expect(heard).toEqual([shown[0].channelId]);
});

test("the bot joins a voice channel and is told its voice server", async () => {
	const { sandbox, client } = await withBot();
	const owner = await sandbox.owner();
	const [made] = await Promise.all([
		once(client, Events.ChannelCreate),
		owner.createChannel("Puhe", { type: ChannelType.GuildVoice }),
	]);
	const guild = client.guilds.cache.get(sandbox.guild.id);
	const joined = once(client, Events.VoiceStateUpdate);
	const server = once(client.ws, "VOICE_SERVER_UPDATE");
	const d = { guild_id: sandbox.guild.id, channel_id: made[0].id, self_mute: true, self_deaf: false };
	guild?.shard.send({ op: 4, d });
	expect((await joined)[1].id).toBe(client.user.id);
	expect((await server)[0]).toMatchObject({
		guild_id: sandbox.guild.id,
		endpoint: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
	});
	expect(owner.voiceMembers("Puhe")).toEqual(["Piiri"]);
	expectNoViolations(sandbox);
});

test("without a start it runs by the real clock", async () => {
	const sandbox = await startSandbox();
	expect(sandbox.clock.driven).toBe(false);
	expect(Math.abs(sandbox.clock.now() - Date.now())).toBeLessThan(1_000);
	await sandbox.close();
});
