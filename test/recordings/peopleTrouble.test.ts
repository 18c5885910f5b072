import { ChannelType, OverwriteType, PermissionFlagsBits as P } from "discord.js";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { forged } from "../safety/servers.ts";
import type { Person } from "../sandbox/index.ts";
import { carersGroup, until } from "../support/play.ts";
import { begun, ended, inRoom, type Meeting, meeting, ROOM, STAFF, secondsOf, talk, yes } from "./meeting.ts";

const goesOn = "Itse tapaaminen jatkuu tavalliseen tapaan";

/** The bot does what is due, and time goes on a little. */
async function aWhile({ stage, sandbox, app }: Meeting, seconds = 30): Promise<void> {
	sandbox.clock.advanceTo(sandbox.clock.now() + seconds * 1_000);
	await app.tick();
	await stage.settle();
}

/** The coordinator has put it right, and says so. */
async function restored({ stage, coordinator }: Meeting): Promise<void> {
	await stage.command(coordinator, "/piiri status");
	await stage.press(coordinator, "Palauta puuttuvat");
	await stage.settle();
}

describe("nothing is recorded, staff are told, and the meeting goes on", () => {
	test.each([
		["enter the voice room", P.Connect, "ei pääse äänihuoneeseen"],
		["speak in it", P.Speak, "ei pääse äänihuoneeseen"],
		["write under its name", P.SetVoiceChannelStatus, "Ilmoitusta ei saada näkymään"],
	])("where Piiri may not %s; put right, it begins by itself", async (_, permission, text) => {
		const held = await meeting(["Aino"]);
		const { sandbox, owner, members, voiceRoom } = held;
		const [aino] = members as [Person];
		const { world, byHand } = sandbox;
		const before = world.channel(voiceRoom).overwrites.get(world.botId);
		const set = (allow: bigint, deny: bigint) =>
			world.channels.setOverwrite(owner.id, voiceRoom, world.botId, {
				type: OverwriteType.Member,
				allow: String(allow),
				deny: String(deny),
			});
		const { guild } = sandbox;
		const everyone = BigInt(world.guild(guild.id).roles.get(guild.id)?.permissions ?? 0) & ~permission;
		world.roles.edit(owner.id, guild.id, guild.id, { permissions: String(everyone) });
		byHand.takePermission(permission);
		set(BigInt(before?.allow ?? 0) & ~permission, permission);
		await begun(held);
		await aWhile(held);
		expect(held.told()).toContain(text);
		expect(held.told()).toContain(goesOn);
		await yes(held, aino);
		await talk(held, 2, aino);
		expect(await held.tracks()).toEqual([]);
		expect(inRoom(aino)).not.toContain("● Tallennus on päällä");
		byHand.givePermission(permission);
		set(BigInt(before?.allow ?? 0) | permission, BigInt(before?.deny ?? 0));
		await restored(held);
		await aWhile(held);
		expect(held.told()).toContain("● Päällä");
		await talk(held, 2, aino);
		expect(await held.tracks()).toHaveLength(1);
	});

	test("where the room is full; with room for one more it begins by itself", async () => {
		const held = await meeting(["Aino"]);
		const { sandbox, owner, anna, members } = held;
		const [aino] = members as [Person];
		sandbox.byHand.takePermission(P.MoveMembers);
		sandbox.byHand.denyInChannel(ROOM, P.MoveMembers);
		sandbox.world.channels.edit(owner.id, held.voiceRoom, { user_limit: 3 });
		await begun(held);
		expect(held.told()).toContain("Äänihuone on täynnä");
		expect(held.told()).toContain(goesOn);
		sandbox.world.channels.edit(owner.id, held.voiceRoom, { user_limit: 4 });
		sandbox.byHand.givePermission(P.MoveMembers);
		sandbox.byHand.allowInChannel(ROOM, P.MoveMembers);
		await restored(held);
		await aWhile(held);
		expect(held.told()).toContain("● Päällä");
		expect(anna.voiceMembers(ROOM)).toContain("Piiri");
		await yes(held, aino);
		await talk(held, 2, aino);
		expect(await held.tracks()).toHaveLength(1);
	});

	test("with one of two staff; when the other is back it goes on by itself, with the notice", async () => {
		const held = await meeting(["Aino"]);
		const { stage, sandbox, bo, members } = held;
		const [aino] = members as [Person];
		await begun(held);
		await yes(held, aino);
		await talk(held, 2, aino);
		bo.leaveVoice();
		await stage.settle();
		expect(held.told()).toContain("pitää olla kaksi tapaamisen ohjaajaa");
		expect(inRoom(aino)).toContain("paikalla pitää olla kaksi tapaamisen ohjaajaa");
		await talk(held, 3, aino);
		const chimes = sandbox.voice.heard(aino).length;
		bo.joinVoice(ROOM);
		await stage.settle();
		expect(held.told()).toContain("● Päällä");
		expect(sandbox.voice.heard(aino).length).toBeGreaterThan(chimes);
		await talk(held, 2, aino);
		expect(secondsOf(await ended(held), aino)).toBe(4);
	});

	test.each([
		["removed from the room", () => null],
		[
			"moved to another",
			({ owner }: Meeting) => owner.createChannel("Toinen huone", { type: ChannelType.GuildVoice }),
		],
	])("when Piiri was %s by hand; a facilitator lets it come back", async (_, where) => {
		const held = await meeting(["Aino"]);
		const { stage, sandbox, owner, anna, members } = held;
		const [aino] = members as [Person];
		await begun(held);
		await yes(held, aino);
		await talk(held, 2, aino);
		const { botId } = sandbox.world;
		sandbox.world.voice.move(owner.id, sandbox.guild.id, botId, where(held));
		await stage.settle();
		expect(held.told()).toContain("Piiri poistettiin äänihuoneesta tai siirrettiin muualle");
		expect(held.told()).toContain(goesOn);
		await talk(held, 3, aino);
		await aWhile(held);
		expect((await held.recording())?.state).toBe("paused");
		await stage.press(anna, "Jatka tallennusta");
		await stage.settle();
		expect(held.told()).toContain("● Päällä");
		await talk(held, 2, aino);
		expect(secondsOf(await ended(held), aino)).toBe(4);
	});

	test("when the disk is nearly full, before and in the middle", async () => {
		const disk = { free: 100 * 1024 * 1024 };
		const held = await meeting(["Aino"], () => ({ free: async () => disk.free }));
		const { stage, anna, members } = held;
		const [aino] = members as [Person];
		await begun(held);
		expect(held.told()).toContain("Levy on melkein täynnä");
		expect(held.told()).toContain(goesOn);
		disk.free = 1024 ** 3;
		await stage.press(anna, "Jatka tallennusta");
		await stage.settle();
		await yes(held, aino);
		await talk(held, 2, aino);
		disk.free = 0;
		await aWhile(held);
		expect(held.told()).toContain("Levy on melkein täynnä");
		await talk(held, 3, aino);
		expect(secondsOf(await ended(held), aino)).toBe(2);
	});

	test("when the connection is lost; it is tried again by itself", { timeout: 60_000 }, async () => {
		const held = await meeting(["Aino"]);
		const { stage, sandbox, members } = held;
		const [aino] = members as [Person];
		await begun(held);
		await yes(held, aino);
		await talk(held, 2, aino);
		sandbox.voice.outage(true);
		await aWhile(held, 1);
		await aWhile(held, 16);
		expect(held.told()).toContain("Yhteys äänihuoneeseen katkesi");
		expect(held.told()).toContain(goesOn);
		sandbox.voice.outage(false);
		await stage.settle();
		await aWhile(held);
		expect(held.told()).toContain("● Päällä");
		await talk(held, 2, aino);
		expect(secondsOf(await ended(held), aino)).toBe(4);
	});

	test("in a second meeting at the same time; it begins when the first is over", async () => {
		const held = await meeting(["Aino"]);
		const { stage, sandbox, owner, anna, bo } = held;
		const cia = await sandbox.person("Cia Ohjaaja", { locale: "fi" });
		const dan = await sandbox.person("Dan Ohjaaja", { locale: "fi" });
		for (const one of [cia, dan]) owner.giveRole(one, "Ohjaaja");
		const other = { name: "Toinen piiri", "start-date": "15.10.2026" };
		await carersGroup(held, { ...held, anna: cia, bo: dan }, other);
		for (const one of [anna, bo]) one.leaveVoice();
		await until(held, "2026-10-15T15:00:00Z");
		for (const one of [anna, bo]) one.joinVoice(`Omaishoitajien piiri/${ROOM}`);
		for (const one of [cia, dan]) one.joinVoice(`Toinen piiri/${ROOM}`);
		await stage.settle();
		await begun(held);
		expect(held.told()).toContain("● Päällä");
		await begun(held);
		expect(held.told()).toContain("tallentaa juuri nyt palvelimen toisessa äänihuoneessa");
		expect((await held.recording(1))?.state).toBe("on");
		await forged(anna, STAFF, "Lopeta tallennus", "recording-stop:1", held);
		await stage.settle();
		await aWhile(held);
		expect((await held.recording(2))?.state).toBe("on");
		expect(cia.voiceMembers(`Toinen piiri/${ROOM}`)).not.toContain("Piiri");
		expect(anna.voiceMembers(`Omaishoitajien piiri/${ROOM}`)).toContain("Piiri");
	});
});

test("a clock that is put back an hour in the middle costs nothing of what is said", async () => {
	const clock = { back: 0 };
	const held = await meeting(["Aino"], (sandbox) => ({
		clock: { now: () => Temporal.Instant.fromEpochMilliseconds(sandbox.clock.now() - clock.back) },
	}));
	const [aino] = held.members as [Person];
	await begun(held);
	await yes(held, aino);
	await talk(held, 3, aino);
	clock.back = 3_600_000;
	await talk(held, 3, aino);
	const files = await ended(held);
	expect(secondsOf(files, aino)).toBe(6);
	expect(files.mix.length / 48_000).toBeGreaterThan(5.5);
});
