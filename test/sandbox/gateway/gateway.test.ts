import { once } from "node:events";
import { Events, GatewayIntentBits as I, Status } from "discord.js";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { clientAt, expectNoViolations, ready, sandboxFor, withBot } from "../testing.ts";

test("the client logs in, is ready and knows its server", async () => {
	const { sandbox, client } = await withBot();
	expect(client.user.id).toBe(sandbox.applicationId);
	expect(client.guilds.cache.get(sandbox.guild.id)?.name).toBe("Yhdistys");
	expect(client.guilds.cache.get(sandbox.guild.id)?.channels.cache.size).toBeGreaterThan(0);
	expectNoViolations(sandbox);
});

test("a wrong token is refused, by REST and by the gateway", async () => {
	const sandbox = await sandboxFor();
	await expect(clientAt(sandbox).login(sandbox.token.replace(/..$/, "xx"))).rejects.toThrow();
	const socket = new WebSocket(
		`${sandbox.api.replace("http", "ws").replace("/api", "/gateway")}?v=10&encoding=json`,
	);
	await once(socket, "message");
	const properties = { os: "linux", browser: "x", device: "x" };
	socket.send(JSON.stringify({ op: 2, d: { token: "wrong", intents: 1, properties } }));
	const [code] = await once(socket, "close");
	expect(code).toBe(4004);
});

test("a privileged intent that is not switched on closes the connection with 4014", async () => {
	const sandbox = await sandboxFor();
	await sandbox.inviteBot(0n);
	await expect(ready(clientAt(sandbox, { intents: [I.Guilds, I.GuildMembers] }), sandbox)).rejects.toThrow(
		/disallowed intents/i,
	);
});

test("an unknown opcode closes with 4001 and is recorded", async () => {
	const sandbox = await sandboxFor();
	const socket = new WebSocket(
		`${sandbox.api.replace("http", "ws").replace("/api", "/gateway")}?v=10&encoding=json`,
	);
	await once(socket, "message");
	socket.send(JSON.stringify({ op: 31, d: { guild_ids: [] } }));
	const [code] = await once(socket, "close");
	expect(code).toBe(4001);
	expect(sandbox.violations()).toHaveLength(1);
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
