/** What can go wrong between a client and its voice server. */
import { once } from "node:events";
import { entersState, VoiceConnectionStatus as Status, type VoiceConnection } from "@discordjs/voice";
import { ChannelType, Events, PermissionFlagsBits as P } from "discord.js";
import { VoiceCloseCodes } from "discord-api-types/voice/v8";
import { expect, test } from "vitest";
import { energyDb, opusSound } from "../../support/audio.ts";
import type { Person, Sandbox } from "../index.ts";
import { expectNoViolations } from "../testing.ts";
import { inChannel, join, listen, ready, unlisten, withChannel } from "./testing.ts";

/** One second of the person's tone of 300 Hz reaches the bot. */
async function expectHeard(sandbox: Sandbox, connection: VoiceConnection, person: Person): Promise<void> {
	await unlisten(connection, person);
	const packets = listen(connection, person);
	await sandbox.voice.talk(1, [{ who: person, hz: 300 }]);
	expect(packets).toHaveLength(50);
	expect(energyDb(opusSound(packets), 300)).toBeGreaterThan(-15);
}

/** Resolves when the connection has left Ready and come back to it, and keys are shared. */
async function back(sandbox: Sandbox, connection: VoiceConnection, fault: () => unknown): Promise<Status[]> {
	const seen: Status[] = [];
	const left = new Promise<void>((resolve) => {
		connection.on("stateChange", (_, { status }) => {
			seen.push(status);
			resolve();
		});
	});
	await fault();
	await left;
	await ready(sandbox, connection);
	return seen;
}

test("a cut connection is resumed, and what was missed is sent again", async () => {
	const { sandbox, connection, people } = await inChannel("Aino");
	const seen = await back(sandbox, connection, async () => {
		sandbox.voice.cut();
		(await sandbox.person("Esa")).joinVoice("Puhe");
	});
	expect(seen).toEqual([Status.Connecting, Status.Ready]);
	expect(connection.voicePrivacyCode).toBe(sandbox.voice.privacyCode(await sandbox.person("Esa")));
	await expectHeard(sandbox, connection, await sandbox.person("Esa"));
	await expectHeard(sandbox, connection, people[0]);
	expectNoViolations(sandbox);
});

test("a crashed voice server is resumed", async () => {
	const { sandbox, connection, people } = await inChannel("Aino");
	await back(sandbox, connection, () => sandbox.voice.closeWith(VoiceCloseCodes.VoiceServerCrashed));
	await expectHeard(sandbox, connection, people[0]);
});

test("a session that is forgotten is begun anew", async () => {
	const { sandbox, connection, people } = await inChannel("Aino", "Esa");
	const seen = await back(sandbox, connection, () => sandbox.voice.cut({ resumable: false }));
	expect(seen).toContain(Status.Signalling);
	await expectHeard(sandbox, connection, people[0]);
	expectNoViolations(sandbox);
});

test("while the connection is cut, people go on, and what they say arrives all the same", async () => {
	const { sandbox, connection, people } = await inChannel("Aino");
	const packets = listen(connection, people[0]);
	await sandbox.voice.talk(2, [{ who: people[0], hz: 300 }], {
		each: (second) => {
			if (second === 1) sandbox.voice.cut();
		},
	});
	expect(packets).toHaveLength(100);
});

for (const gap of [false, true]) {
	test(`the call moves to another voice server, ${gap ? "after a gap" : "at once"}`, async () => {
		const { sandbox, connection, people } = await inChannel("Aino", "Esa");
		const before = sandbox.voice.privacyCode(people[0]);
		const seen = await back(sandbox, connection, () => sandbox.voice.moveServer({ gap }));
		expect(seen.includes(Status.Disconnected)).toBe(gap);
		expect(connection.voicePrivacyCode).not.toBe(before);
		await expectHeard(sandbox, connection, people[0]);
		await expectHeard(sandbox, connection, people[1]);
		expectNoViolations(sandbox);
	});
}

test("of lost packets as many are missing as are counted, and the same ones after the same seed", async () => {
	const { sandbox, client, connection, people } = await inChannel("Aino");
	const { network } = sandbox.voice;
	const count = () => ({ ...network.forwarded(client.user.id, people[0].id) });
	const packets = listen(connection, people[0]);
	network.loss = 0.1;
	const lost: number[] = [];
	for (const _ of [1, 2]) {
		network.seed(7);
		const before = count().lost;
		await sandbox.voice.talk(10, [{ who: people[0], hz: 300 }]);
		lost.push(count().lost - before);
	}
	expect(lost[0]).toBe(lost[1]);
	expect(lost[0]).toBeGreaterThan(25);
	expect(lost[0]).toBeLessThan(80);
	expect(packets).toHaveLength(count().packets);
	expect(count().packets + count().lost).toBe(1_000);
});

test("packets come twice, out of order, or not at all", async () => {
	const { sandbox, client, connection, people } = await inChannel("Aino");
	const { network } = sandbox.voice;
	const order: number[] = [];
	const { state } = connection;
	if (state.status !== Status.Ready || !("udp" in state.networking.state)) throw new Error("Not ready");
	state.networking.state.udp.on("message", (packet: Buffer) => order.push(packet.readUInt16BE(2)));
	network.duplicates = 0.2;
	network.reordering = 0.2;
	await sandbox.voice.talk(2, [{ who: people[0], hz: 300 }]);
	const count = network.forwarded(client.user.id, people[0].id);
	expect(order).toHaveLength(count.packets);
	expect(order.length - new Set(order).size).toBe(count.duplicated);
	const behind = order.filter((sequence, index) => index > 0 && sequence < (order[index - 1] ?? 0));
	expect(behind).toHaveLength(count.reordered);
	expect(Math.min(count.duplicated, count.reordered)).toBeGreaterThan(5);
	network.duplicates = network.reordering = 0;
	network.down = true;
	await sandbox.voice.talk(1, [{ who: people[0], hz: 300 }]);
	expect(order).toHaveLength(count.packets);
	network.down = false;
	await sandbox.voice.talk(1, [{ who: people[0], hz: 300 }]);
	expect(order).toHaveLength(count.packets);
});

test("a packet that cannot be decrypted end to end is left out; one that is not its server's ends the stream", async () => {
	const { sandbox, connection, people } = await inChannel("Aino");
	const [aino] = people;
	const packets = listen(connection, aino);
	sandbox.voice.network.spoil(3);
	await sandbox.voice.talk(1, [{ who: aino, hz: 300 }]);
	expect(packets).toHaveLength(47);
	const broken = once(connection.receiver.subscribe(aino.id), "error");
	sandbox.voice.network.spoil(1, "transport", aino.id);
	await sandbox.voice.talk(0.4, [{ who: aino, hz: 300 }]);
	expect((await broken)[0]).toBeInstanceOf(Error);
	await expectHeard(sandbox, connection, aino);
});

test("a bot that can decrypt nothing any more is added to the group anew", async () => {
	const { sandbox, connection, people } = await inChannel("Aino", "Esa");
	const [aino] = people;
	listen(connection, aino);
	const before = connection.voicePrivacyCode;
	sandbox.voice.network.spoil(40, "endToEnd", aino.id);
	await sandbox.voice.talk(1, [{ who: aino, hz: 300 }]);
	await sandbox.voice.settled();
	expect(connection.voicePrivacyCode).not.toBe(before);
	expect(connection.voicePrivacyCode).toBe(sandbox.voice.privacyCode(aino));
	await expectHeard(sandbox, connection, aino);
	expectNoViolations(sandbox);
});

test("a channel that is full, or closed to the bot, stays silent to it", async () => {
	const { sandbox, client, channelId, people } = await withChannel("Aino", "Esa");
	const owner = await sandbox.owner();
	sandbox.byHand.takePermission(P.Administrator | P.MoveMembers);
	sandbox.world.channels.edit(owner.id, channelId, { user_limit: 2 });
	const connection = join(sandbox, client, channelId);
	const nothing = async () => {
		await sandbox.idle();
		expect(connection.state.status).toBe(Status.Signalling);
		expect(owner.voiceMembers("Puhe")).not.toContain("Piiri");
	};
	await nothing();
	people[1].leaveVoice();
	sandbox.byHand.denyInChannel("Puhe", P.Connect);
	connection.rejoin();
	await nothing();
	sandbox.byHand.allowInChannel("Puhe", P.Connect);
	connection.rejoin();
	await ready(sandbox, connection);
	await expectHeard(sandbox, connection, people[0]);
	expectNoViolations(sandbox);
});

test("moved by hand the bot is in the other call; disconnected by hand, or with the channel, it is in none", async () => {
	const { sandbox, client, channelId, connection, people } = await inChannel("Aino", "Esa");
	const owner = await sandbox.owner();
	const other = owner.createChannel("Toinen", { type: ChannelType.GuildVoice });
	people[1].joinVoice("Toinen");
	const move = (to: string | null) =>
		sandbox.world.voice.move(owner.id, sandbox.guild.id, client.user.id, to);
	await back(sandbox, connection, () => move(other));
	expect(connection.joinConfig.channelId).toBe(other);
	await expectHeard(sandbox, connection, people[1]);
	move(null);
	await entersState(connection, Status.Disconnected, 20_000);
	expect(connection.state).toMatchObject({ closeCode: VoiceCloseCodes.Disconnected });
	connection.rejoin({ ...connection.joinConfig, channelId });
	await ready(sandbox, connection);
	await expectHeard(sandbox, connection, people[0]);
	sandbox.byHand.deleteChannel("Puhe");
	await entersState(connection, Status.Disconnected, 20_000);
	expectNoViolations(sandbox);
});

test("who comes, is muted or goes in the middle of a talk is heard where they were there", async () => {
	const { sandbox, connection, people } = await inChannel("Aino");
	const late = await sandbox.person("Late");
	const of = { aino: listen(connection, people[0]), late: listen(connection, late) };
	await sandbox.voice.talk(
		4,
		[
			{ who: people[0], hz: 300 },
			{ who: late, hz: 700 },
		],
		{
			each: (second) => {
				if (second === 1) late.joinVoice("Puhe");
				if (second === 2) sandbox.voice.mute(people[0]);
				if (second === 3) late.leaveVoice();
			},
		},
	);
	expect([of.aino.length, of.late.length]).toEqual([100, 100]);
	expectNoViolations(sandbox);
});

test("while no voice server can be reached the bot is kept waiting; afterwards it hears again", async () => {
	const { sandbox, connection, people } = await inChannel("Aino", "Esa");
	const waiting = entersState(connection, Status.Connecting, 20_000);
	sandbox.voice.outage(true);
	await waiting;
	const packets = listen(connection, people[0]);
	await sandbox.voice.talk(5, [{ who: people[0], hz: 300 }]);
	expect([connection.state.status, packets.length]).toEqual([Status.Connecting, 0]);
	// Without a listener an error of the connection ends the process.
	const failed = once(connection, "error");
	await back(sandbox, connection, () => sandbox.voice.outage(false));
	expect((await failed)[0]).toBeInstanceOf(Error);
	await expectHeard(sandbox, connection, people[0]);
	expectNoViolations(sandbox);
});

test("a bot whose session at the gateway is lost is in the channel no more", async () => {
	const { sandbox, client, connection, people } = await inChannel("Aino");
	const again = once(client, Events.ShardReady);
	sandbox.faults.invalidSession();
	await entersState(connection, Status.Disconnected, 20_000);
	expect(people[0].voiceMembers("Puhe")).toEqual(["Aino"]);
	await again;
	connection.rejoin();
	await ready(sandbox, connection);
	await expectHeard(sandbox, connection, people[0]);
});

test("a bot that logs out leaves the channel", async () => {
	const { client, people } = await inChannel("Aino");
	await client.destroy();
	await expect.poll(() => people[0].voiceMembers("Puhe")).toEqual(["Aino"]);
});
