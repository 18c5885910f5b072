import { ChannelType, OverwriteType, PermissionFlagsBits as P } from "discord-api-types/v10";
import { expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../index.ts";

test("who may not speak any more is heard until they step in again, or are moved to where they are", async () => {
	const sandbox = await startSandbox({ start: "2026-10-01T09:00:00Z" });
	onTestFinished(() => sandbox.close());
	const { world, guild } = sandbox;
	const owner = await sandbox.owner();
	const mustikka = await sandbox.person("Mustikka");
	const room = owner.createChannel("puhe", { type: ChannelType.GuildVoice });
	mustikka.joinVoice("puhe");
	expect(world.voice.heard(guild.id, mustikka.id)).toBe(true);
	world.channels.edit(owner.id, room, {
		permission_overwrites: [{ id: mustikka.id, type: OverwriteType.Member, deny: String(P.Speak) }],
	});
	expect(world.voice.heard(guild.id, mustikka.id)).toBe(true);
	world.voice.move(owner.id, guild.id, mustikka.id, room);
	expect(world.voice.heard(guild.id, mustikka.id)).toBe(false);
	expect(mustikka.voiceMembers("puhe")).toEqual(["Mustikka"]);
});
