import { GatewayOpcodes, MessageFlags, PermissionFlagsBits } from "discord.js";
import { expect, test } from "vitest";
import { answering, expectNoViolations, sandboxFor, withCommand } from "../testing.ts";
import { channelId, Window, windowOf } from "./testing.ts";

/** A server with a room for staff and a door for each. */
async function server() {
	const sandbox = await sandboxFor();
	const owner = await sandbox.owner();
	owner.createRole("Ohjaajat");
	owner.createChannel("henkilökunta", { private: ["Ohjaajat"] });
	const mustikka = await sandbox.person("Mustikka");
	const outi = await sandbox.person("Outi", { locale: "sv-SE" });
	owner.giveRole(outi, "Ohjaajat");
	const [general, staff] = [channelId(sandbox, "general"), channelId(sandbox, "henkilökunta")];
	return { sandbox, owner, mustikka, outi, general, staff };
}

function names(channels: unknown): string[] {
	return (channels as { name: string }[]).map(({ name }) => name);
}

test("a client is told who it is and what the person sees, with their permissions", async () => {
	const { sandbox, mustikka, outi, staff } = await server();
	const one = await windowOf(sandbox, mustikka);
	const two = await windowOf(sandbox, outi);
	expect(two.first("READY").user).toMatchObject({ id: outi.id, locale: "sv-SE" });
	expect(names(one.first("GUILD_CREATE").channels)).toEqual(["general"]);
	expect(names(two.first("GUILD_CREATE").channels)).toEqual(["general", "henkilökunta"]);
	const [general] = one.first("GUILD_CREATE").channels as { permissions: string }[];
	expect(BigInt(general?.permissions ?? 0) & PermissionFlagsBits.SendMessages).not.toBe(0n);
	expect(BigInt(general?.permissions ?? 0) & PermissionFlagsBits.ManageChannels).toBe(0n);
	expect(names((await one.request("GET", `/guilds/${sandbox.guild.id}/channels`)).body)).toEqual(["general"]);
	for (const path of [`/channels/${staff}`, `/channels/${staff}/messages`])
		expect(await one.request("GET", path)).toMatchObject({ status: 403, body: { code: 50_001 } });
	expectNoViolations(sandbox);
});

test("what is written reaches those who see the place, and only them", async () => {
	const { sandbox, mustikka, outi, general, staff } = await server();
	const [one, two] = [await windowOf(sandbox, mustikka), await windowOf(sandbox, outi)];
	expect((await two.request("POST", `/channels/${staff}/messages`, { content: "salaa" })).status).toBe(200);
	expect((await two.request("POST", `/channels/${general}/messages`, { content: "kaikille" })).status).toBe(
		200,
	);
	await two.until("MESSAGE_CREATE", ({ content }) => content === "kaikille");
	await one.until("MESSAGE_CREATE", ({ content }) => content === "kaikille");
	expect(one.heard.filter(({ t }) => t === "MESSAGE_CREATE")).toHaveLength(1);
	const listed = await one.request("GET", `/channels/${general}/messages?limit=10`);
	expect(listed.body.map(({ content }) => content)).toEqual(["kaikille"]);
	expect(await one.request("POST", `/channels/${staff}/messages`, { content: "x" })).toMatchObject({
		status: 403,
	});
	expectNoViolations(sandbox);
});

test("a channel comes into sight with a role, changes with an overwrite and goes again", async () => {
	const { sandbox, owner, mustikka, staff } = await server();
	const window = await windowOf(sandbox, mustikka);
	owner.giveRole(mustikka, "Ohjaajat");
	const come = await window.until("CHANNEL_CREATE");
	expect(come).toMatchObject({ id: staff, name: "henkilökunta" });
	const deny = PermissionFlagsBits.SendMessages.toString();
	sandbox.world.channels.setOverwrite(owner.id, staff, mustikka.id, { type: 1, allow: "0", deny });
	const changed = await window.until("CHANNEL_UPDATE");
	expect(BigInt(String(come.permissions)) & PermissionFlagsBits.SendMessages).not.toBe(0n);
	expect(BigInt(String(changed.permissions)) & PermissionFlagsBits.SendMessages).toBe(0n);
	owner.takeRole(mustikka, "Ohjaajat");
	expect(await window.until("CHANNEL_DELETE")).toMatchObject({ id: staff });
	expectNoViolations(sandbox);
});

test("with a channel comes what goes on in it: its events, with one's interest, and who is there", async () => {
	const { sandbox, owner, mustikka, outi } = await server();
	const { world, guild } = sandbox;
	owner.createChannel("työhuone", { type: 2, private: ["Ohjaajat"] });
	const room = channelId(sandbox, "työhuone");
	const event = world.scheduledEvents.create(owner.id, guild.id, {
		name: "Neuvottelu",
		channel_id: room,
		entity_type: 2,
		privacy_level: 2,
		scheduled_start_time: "2026-09-02T09:00:00Z",
	});
	world.scheduledEvents.setInterested(outi.id, guild.id, event.id, true);
	outi.joinVoice("työhuone");
	const window = await windowOf(sandbox, mustikka);
	expect(window.first("GUILD_CREATE").guild_scheduled_events).toEqual([]);
	owner.giveRole(mustikka, "Ohjaajat");
	const told = await window.until("GUILD_SCHEDULED_EVENT_CREATE");
	expect(told).toMatchObject({ id: event.id, user_count: 1, interested: false });
	const there = await window.until("VOICE_STATE_UPDATE");
	expect(there).toMatchObject({ user_id: outi.id, channel_id: room });
	const again = await windowOf(sandbox, outi);
	expect(again.first("GUILD_CREATE").guild_scheduled_events).toMatchObject([{ interested: true }]);
	expectNoViolations(sandbox);
});

test("somebody outside looks at an invite, joins by it and leaves", async () => {
	const { sandbox, owner, mustikka, general } = await server();
	const { code } = sandbox.world.invites.create(owner.id, general, {});
	const uusi = await sandbox.person("Uusi", { in: "outside" });
	const [window, other] = [await windowOf(sandbox, uusi), await windowOf(sandbox, mustikka)];
	expect(await window.request("GET", `/channels/${general}/messages`)).toMatchObject({ status: 403 });
	expect((await window.request("GET", `/invites/${code}`)).body).toMatchObject({
		guild: { name: "Yhdistys" },
	});
	expect((await window.request("POST", `/invites/${code}`)).body).toMatchObject({ new_member: true });
	expect(await window.until("GUILD_CREATE")).toMatchObject({ id: sandbox.guild.id });
	await other.until("GUILD_MEMBER_ADD");
	expect((await window.request("DELETE", `/users/@me/guilds/${sandbox.guild.id}`)).status).toBe(204);
	expect(await window.until("GUILD_DELETE")).toEqual({ id: sandbox.guild.id });
	await other.until("GUILD_MEMBER_REMOVE");
	expect(await window.request("POST", "/invites/vanhentunut")).toMatchObject({
		status: 404,
		body: { code: 10_006 },
	});
	expectNoViolations(sandbox);
});

test("voice: one is seen where others see the room, and may not enter where there is no Connect", async () => {
	const { sandbox, owner, mustikka, outi } = await server();
	owner.createChannel("ääni", { type: 2 });
	owner.createChannel("työhuone", { type: 2, private: ["Ohjaajat"] });
	const [one, two] = [await windowOf(sandbox, mustikka), await windowOf(sandbox, outi)];
	const go = (window: Window, name: string | null) =>
		window.send(GatewayOpcodes.VoiceStateUpdate, {
			guild_id: sandbox.guild.id,
			channel_id: name && channelId(sandbox, name),
			self_mute: true,
			self_deaf: false,
		});
	go(two, "ääni");
	const there = { channel_id: channelId(sandbox, "ääni"), user_id: outi.id, self_mute: true };
	expect(await one.until("VOICE_STATE_UPDATE")).toMatchObject(there);
	go(two, "työhuone");
	await two.until("VOICE_STATE_UPDATE", (d) => d.channel_id === channelId(sandbox, "työhuone"));
	expect(
		await one.until("VOICE_STATE_UPDATE", () => true, one.told().indexOf("VOICE_STATE_UPDATE") + 1),
	).toMatchObject({
		channel_id: null,
		user_id: outi.id,
	});
	go(one, "työhuone");
	go(one, "ääni");
	expect(await two.until("VOICE_STATE_UPDATE", (d) => d.user_id === mustikka.id)).toMatchObject({
		channel_id: channelId(sandbox, "ääni"),
	});
	expectNoViolations(sandbox);
});

test("a direct message reaches its two people, in a channel that comes with it", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const kataja = await sandbox.person("Kataja");
	const [one, two] = [await windowOf(sandbox, mustikka), await windowOf(sandbox, kataja)];
	await (await client.users.fetch(mustikka.id)).send("Vain sinulle");
	const channel = await one.until("CHANNEL_CREATE");
	expect(await one.until("MESSAGE_CREATE")).toMatchObject({
		content: "Vain sinulle",
		channel_id: channel.id,
	});
	expect((await one.request("GET", "/users/@me/channels")).body.map(({ id }) => id)).toEqual([channel.id]);
	expect((await two.request("GET", `/channels/${channel.id}/messages`)).status).toBe(403);
	expect(two.told()).not.toContain("MESSAGE_CREATE");
	expectNoViolations(sandbox);
});

test("an ephemeral answer reaches its person in both of their windows, and nobody else", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const kataja = await sandbox.person("Kataja");
	const [one, again] = [await windowOf(sandbox, mustikka), await windowOf(sandbox, mustikka)];
	const other = await windowOf(sandbox, kataja);
	const general = channelId(sandbox, "general");
	const [command] = (await one.request("GET", `/channels/${general}/application-command-index`)).body
		.application_commands as { id: string }[];
	const answered = answering(client, (i) => i.reply({ content: "Sinulle", flags: MessageFlags.Ephemeral }));
	expect((await one.interact(2, general, { id: command?.id, name: "hei", type: 1 })).status).toBe(204);
	await answered;
	for (const window of [one, again]) {
		expect(await window.until("MESSAGE_CREATE")).toMatchObject({ content: "Sinulle", flags: 64 });
		expect(await window.until("INTERACTION_SUCCESS")).toMatchObject({ nonce: "n2" });
	}
	await one.request("POST", `/channels/${general}/messages`, { content: "kaikille" });
	await other.until("MESSAGE_CREATE", ({ content }) => content === "kaikille");
	expect(other.heard.filter(({ t }) => t === "MESSAGE_CREATE")).toHaveLength(1);
	expect(other.told().filter((t) => t.startsWith("INTERACTION"))).toEqual([]);
	const listed = await one.request("GET", `/channels/${general}/messages`);
	expect(listed.body.map(({ content }) => content)).toEqual(["kaikille"]);
	expectNoViolations(sandbox);
});

test("a dropped window resumes and hears what it missed; a session of somebody else is not its own", async () => {
	const { sandbox, mustikka, outi, general } = await server();
	const first = await windowOf(sandbox, mustikka);
	const place = { session_id: first.sessionId, seq: first.sequence };
	await first.close();
	await outi.write("general", "Meni ohi");
	const second = new Window(sandbox, first.token, place);
	expect(await second.until("MESSAGE_CREATE")).toMatchObject({ content: "Meni ohi", channel_id: general });
	await second.until("RESUMED");
	const stranger = new Window(sandbox, sandbox.clients.tokenOf(outi.id), place);
	await stranger.until("invalid session");
	await Promise.all([second.close(), stranger.close()]);
	expectNoViolations(sandbox);
});

test("a stale token opens nothing, and people's clients may not do what only bots do", async () => {
	const { sandbox, mustikka } = await server();
	const stale = new Window(sandbox, "vanha.token");
	expect(await stale.closed).toBe(4004);
	expect(await stale.request("GET", "/users/@me")).toMatchObject({ status: 401, body: { code: 0 } });
	const window = await windowOf(sandbox, mustikka);
	const commands = `/applications/${sandbox.applicationId}/commands`;
	expect(await window.request("PUT", commands, [])).toMatchObject({ status: 403, body: { code: 20_002 } });
	const bots = await fetch(`${sandbox.api}/v10/users/@me`, {
		headers: { authorization: `Bot ${window.token}` },
	});
	expect(bots.status).toBe(401);
	expect(() => sandbox.clients.tokenOf(sandbox.applicationId)).toThrow("401");
	expectNoViolations(sandbox);
});

test("a body that Discord would refuse is refused, and is no fault of the bot's", async () => {
	const { sandbox, mustikka, general } = await server();
	const window = await windowOf(sandbox, mustikka);
	const answer = await window.request("POST", `/channels/${general}/messages`, { content: "x".repeat(4001) });
	expect(answer).toMatchObject({ status: 400, body: { code: 50_035 } });
	sandbox.faults.next({}, { status: 500 });
	expect((await window.request("GET", `/channels/${general}/messages`)).status).toBe(200);
	expect(sandbox.faults.pending).toBe(1);
	expectNoViolations(sandbox);
});
