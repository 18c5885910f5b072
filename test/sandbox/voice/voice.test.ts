/** Who hears whom in a call, and that it is encrypted end to end. */
import { once } from "node:events";
import { joinVoiceChannel, VoiceConnectionStatus } from "@discordjs/voice";
import { PermissionFlagsBits as P } from "discord.js";
import { expect, test } from "vitest";
import { energyDb, mixed, opusPackets, opusSound, sampleRate, tone } from "../../support/audio.ts";
import { expectNoViolations } from "../testing.ts";
import { decrypted, inChannel, join, listen, ready, unlisten, withChannel } from "./testing.ts";

/** What is said is louder than this, what is not said quieter than that: dB at a tone's frequency. */
const heard = -15;
const unheard = -60;

test("the bot hears each person by themself, encrypted end to end", async () => {
	const { sandbox, connection, people } = await inChannel("Aino", "Esa");
	const [aino, esa] = people;
	const of = { aino: listen(connection, aino), esa: listen(connection, esa) };
	expect(connection.voicePrivacyCode).toMatch(/^\d{30}$/);
	expect(connection.voicePrivacyCode).toBe(sandbox.voice.privacyCode(aino));
	expect(await connection.getVerificationCode(esa.id)).toMatch(/^\d{45}$/);
	const sent = await sandbox.voice.talk(2, [
		{ who: aino, hz: 300 },
		{ who: esa, hz: 500, from: 1, syllables: true },
	]);
	expect([...sent.values()]).toEqual([100, 50]);
	expect([of.aino.length, of.esa.length]).toEqual([100, 50]);
	const sounds = { aino: opusSound(of.aino), esa: opusSound(of.esa) };
	expect(energyDb(sounds.aino, 300)).toBeGreaterThan(heard);
	expect(energyDb(sounds.aino, 500)).toBeLessThan(unheard);
	expect(energyDb(sounds.esa, 500)).toBeGreaterThan(heard);
	expect(energyDb(sounds.esa, 300)).toBeLessThan(unheard);
	expectNoViolations(sandbox);
});

test("what was sent to the bot and what it looked into are two counts", async () => {
	const { sandbox, client, connection, people } = await inChannel("Aino", "Esa");
	const [aino, esa] = people;
	listen(connection, aino);
	await sandbox.voice.talk(1, [
		{ who: aino, hz: 300 },
		{ who: esa, hz: 500 },
	]);
	const { network } = sandbox.voice;
	expect(network.forwarded(client.user.id, esa.id)).toMatchObject({ packets: 50, lost: 0 });
	expect(network.forwarded(client.user.id, esa.id).bytes).toBeGreaterThan(50 * 40);
	// Five of the fifty are silence, which is never encrypted end to end.
	expect([decrypted(connection, aino), decrypted(connection, esa)]).toEqual([45, 0]);
});

test("the driven clock goes with the talk, and the timestamps with the clock", async () => {
	const { sandbox, connection, people } = await inChannel("Aino");
	const [aino] = people;
	const stamps: number[] = [];
	const { state } = connection;
	if (state.status !== VoiceConnectionStatus.Ready || !("udp" in state.networking.state)) throw new Error();
	state.networking.state.udp.on("message", (packet: Buffer) => stamps.push(packet.readUInt32BE(4)));
	const before = sandbox.clock.now();
	const seconds: number[] = [];
	await sandbox.voice.talk(2, [{ who: aino, hz: 300, to: 0.2 }], {
		each: (second) => void seconds.push(second),
	});
	expect(sandbox.clock.now() - before).toBe(2_000);
	expect(seconds).toEqual([0, 1]);
	await sandbox.voice.talk(0.1, [{ who: aino, hz: 300 }]);
	expect(stamps).toHaveLength(15);
	expect((stamps[9] ?? 0) - (stamps[0] ?? 0)).toBe(9 * 960);
	expect((stamps[10] ?? 0) - (stamps[0] ?? 0)).toBe(2 * sampleRate);
});

test("in real time a frame takes 20 ms", async () => {
	const { sandbox, connection, people } = await inChannel("Aino");
	const packets = listen(connection, people[0]);
	const before = performance.now();
	await sandbox.voice.talk(0.4, [{ who: people[0], hz: 300 }], { realTime: true });
	expect(performance.now() - before).toBeGreaterThanOrEqual(395);
	expect(packets).toHaveLength(20);
});

for (const commits of ["people", "clients"] as const) {
	test(`who comes late is heard, and who leaves shares the keys no more; ${commits} commit`, async () => {
		const { sandbox, client, channelId, people } = await withChannel("Aino", "Esa");
		const [aino, esa] = people;
		sandbox.voice.commits = commits;
		const connection = join(sandbox, client, channelId);
		await ready(sandbox, connection);
		const codes = new Set([connection.voicePrivacyCode]);
		const late = await sandbox.person("Late");
		late.joinVoice("Puhe");
		await sandbox.voice.settled();
		codes.add(connection.voicePrivacyCode);
		const of = { aino: listen(connection, aino), late: listen(connection, late) };
		await sandbox.voice.talk(1, [
			{ who: aino, hz: 300 },
			{ who: late, hz: 700 },
		]);
		expect(energyDb(opusSound(of.late), 700)).toBeGreaterThan(heard);
		esa.leaveVoice();
		await sandbox.voice.settled();
		codes.add(connection.voicePrivacyCode);
		expect(codes.size).toBe(3);
		expect(connection.voicePrivacyCode).toBe(sandbox.voice.privacyCode(late));
		await expect(connection.getVerificationCode(esa.id)).rejects.toThrow();
		await sandbox.voice.talk(1, [{ who: aino, hz: 300 }]);
		expect(of.aino).toHaveLength(100);
		expectNoViolations(sandbox);
	});
}

test("the bot comes first, people come, all leave, one comes again", async () => {
	const { sandbox, connection } = await inChannel();
	const [aino, esa] = [await sandbox.person("Aino"), await sandbox.person("Esa")];
	for (const round of [1, 2]) {
		aino.joinVoice("Puhe");
		esa.joinVoice("Puhe");
		await sandbox.voice.settled();
		expect(connection.voicePrivacyCode).toBe(sandbox.voice.privacyCode(aino));
		const packets = listen(connection, aino);
		await sandbox.voice.talk(1, [{ who: aino, hz: 300 }]);
		expect(packets, `round ${round}`).toHaveLength(50);
		expect(energyDb(opusSound(packets), 300)).toBeGreaterThan(heard);
		aino.leaveVoice();
		esa.leaveVoice();
		await sandbox.voice.settled();
		await unlisten(connection, aino);
	}
	expectNoViolations(sandbox);
});

test("two people at once are two sounds; mixed they are both there", async () => {
	const { sandbox, connection, people } = await inChannel("Aino", "Esa");
	const packets = people.map((person) => listen(connection, person));
	await sandbox.voice.talk(1, [
		{ who: people[0], hz: 300 },
		{ who: people[1], hz: 900 },
	]);
	const [one, other] = packets.map(opusSound);
	const mix = mixed(one ?? new Int16Array(), other ?? new Int16Array());
	expect(energyDb(mix, 300)).toBeGreaterThan(heard);
	expect(energyDb(mix, 900)).toBeGreaterThan(heard);
});

test("who is muted, or may not speak, is not sent on; nor is anything to a bot that is deaf", async () => {
	const { sandbox, client, connection, people } = await inChannel("Aino");
	const [aino] = people;
	const packets = listen(connection, aino);
	const frames = async () => (await sandbox.voice.talk(0.2, [{ who: aino, hz: 300 }])).get(aino.id);
	sandbox.voice.mute(aino);
	expect(await frames()).toBe(0);
	sandbox.voice.mute(aino, false);
	expect(await frames()).toBe(10);
	const owner = await sandbox.owner();
	sandbox.world.members.edit(owner.id, sandbox.guild.id, aino.id, { mute: true });
	expect(await frames()).toBe(0);
	sandbox.world.members.edit(owner.id, sandbox.guild.id, aino.id, { mute: false });
	connection.rejoin({ ...connection.joinConfig, selfDeaf: true });
	await once(client, "voiceStateUpdate");
	expect(await frames()).toBe(10);
	expect(packets).toHaveLength(10);
});

test("people hear what the bot plays", async () => {
	const { sandbox, client, connection, people } = await inChannel("Aino", "Esa");
	const [aino, esa] = people;
	const chime = opusPackets(tone(880, sampleRate / 2));
	for (const packet of chime) {
		connection.playOpusPacket(packet);
		await sandbox.voice.settled();
	}
	expect(sandbox.voice.heard(aino)).toHaveLength(chime.length);
	expect(energyDb(opusSound(sandbox.voice.heard(esa)), 880)).toBeGreaterThan(heard);
	expect(client.user.id).not.toBe(aino.id);
	expectNoViolations(sandbox);
});

test("without encryption end to end the same is heard", async () => {
	const { sandbox, client, channelId, people } = await withChannel("Aino");
	sandbox.voice.dave = 0;
	const connection = join(sandbox, client, channelId);
	await ready(sandbox, connection);
	const packets = listen(connection, people[0]);
	await sandbox.voice.talk(1, [{ who: people[0], hz: 300 }]);
	expect(connection.voicePrivacyCode).toBeUndefined();
	expect(energyDb(opusSound(packets), 300)).toBeGreaterThan(heard);
});

test("a client that cannot encrypt end to end is refused", async () => {
	const { sandbox, client, channelId } = await withChannel("Aino");
	const guild = client.guilds.cache.get(sandbox.guild.id);
	if (!guild) throw new Error("The bot is not in the server");
	const connection = joinVoiceChannel({
		channelId,
		guildId: guild.id,
		group: sandbox.api,
		daveEncryption: false,
		debug: true,
		adapterCreator: guild.voiceAdapterCreator,
	});
	const closed = new Promise((resolve) => {
		connection.on(VoiceConnectionStatus.Signalling, resolve);
	});
	await closed;
	expect(connection.rejoinAttempts).toBe(1);
	connection.destroy();
});

test("the status of the channel needs its permission", async () => {
	const { sandbox, client, channelId } = await inChannel("Aino");
	const told = once(client.ws, "VOICE_CHANNEL_STATUS_UPDATE");
	const route = `/channels/${channelId}/voice-status` as const;
	await client.rest.put(route, { body: { status: "● tallennus" } });
	expect((await told)[0]).toMatchObject({ id: channelId, status: "● tallennus" });
	sandbox.byHand.takePermission(P.SetVoiceChannelStatus | P.Administrator);
	sandbox.byHand.denyInChannel("Puhe", P.SetVoiceChannelStatus);
	await expect(client.rest.put(route, { body: { status: "" } })).rejects.toMatchObject({ code: 50013 });
});
