import { ChannelType, PermissionFlagsBits as P } from "discord-api-types/v10";
import { expect, test } from "vitest";
import { drivenClock } from "../clock.ts";
import type { OverwriteBody } from "./overwrites.ts";
import { ALL_PERMISSIONS, compareRoles, permissionsIn } from "./permissions.ts";
import { compareIds } from "./snowflake.ts";
import { World } from "./world.ts";

function setting() {
	const world = new World({ clock: drivenClock(Date.parse("2026-09-01T09:00:00Z")) });
	const owner = world.people.create({ username: "omistaja" }).id;
	const guild = world.servers.create("Yhdistys", owner);
	const person = world.people.create({ username: "mustikka" }).id;
	world.members.add(guild.id, person);
	const channel = world.channels.create(owner, guild.id, { name: "kahvi" });
	const can = (flag: bigint, place = channel) => (permissionsIn(world, guild, person, place) & flag) !== 0n;
	const overwrite = (id: string, body: OverwriteBody) =>
		world.channels.setOverwrite(owner, channel.id, id, body);
	const role = (permissions = 0n) => {
		const made = world.roles.create(owner, guild.id, { name: "r", permissions: permissions.toString() });
		world.members.addRole(owner, guild.id, person, made.id);
		return made;
	};
	return { world, owner, guild, person, channel, can, overwrite, role };
}

test("overwrites: everyone, then roles together, then the member, each over the last", () => {
	const { guild, person, can, overwrite, role } = setting();
	const [denied, allowed] = [role(), role()];
	overwrite(guild.id, { type: 0, deny: P.SendMessages.toString() });
	expect(can(P.SendMessages)).toBe(false);
	overwrite(denied.id, { type: 0, deny: P.SendMessages.toString() });
	overwrite(allowed.id, { type: 0, allow: P.SendMessages.toString() });
	expect(can(P.SendMessages)).toBe(true);
	overwrite(person, { type: 1, deny: P.SendMessages.toString() });
	expect([can(P.SendMessages), can(P.AttachFiles), can(P.ViewChannel)]).toEqual([false, false, true]);
});

test("one who cannot see a channel can do nothing there; an administrator everything", () => {
	const { world, owner, guild, person, channel, overwrite, role } = setting();
	overwrite(guild.id, { type: 0, deny: P.ViewChannel.toString() });
	expect(permissionsIn(world, guild, person, channel)).toBe(0n);
	expect(permissionsIn(world, guild, owner, channel)).toBe(ALL_PERMISSIONS);
	role(P.Administrator);
	expect(permissionsIn(world, guild, person, channel)).toBe(ALL_PERMISSIONS);
});

test("one who is timed out sees and reads until the time is up", () => {
	const { world, owner, guild, person, can } = setting();
	const until = new Date(world.clock.now() + 60_000).toISOString();
	world.members.edit(owner, guild.id, person, { communication_disabled_until: until });
	expect([can(P.SendMessages), can(P.ViewChannel), can(P.ReadMessageHistory)]).toEqual([false, true, true]);
	world.clock.advanceTo(world.clock.now() + 60_000);
	expect(can(P.SendMessages)).toBe(true);
});

test("a voice channel that one cannot connect to cannot be managed; a thread has its parent's permissions", () => {
	const { world, owner, guild, can, channel, overwrite, role } = setting();
	role(P.ManageChannels);
	const voice = world.channels.create(owner, guild.id, { name: "Ääni", type: ChannelType.GuildVoice });
	world.channels.setOverwrite(owner, voice.id, guild.id, { type: 0, deny: P.Connect.toString() });
	expect(can(P.ManageChannels, voice)).toBe(false);
	const thread = world.threads.create(owner, channel.id, { name: "t", type: ChannelType.PublicThread });
	expect(can(P.SendMessagesInThreads, thread)).toBe(true);
	overwrite(guild.id, { type: 0, deny: P.ViewChannel.toString() });
	expect(can(P.SendMessagesInThreads, thread)).toBe(false);
});

test("of roles in the same place the older is the higher, and ids grow within a millisecond", () => {
	const { world } = setting();
	const ids = Array.from({ length: 1000 }, () => world.nextId());
	expect(ids.toSorted(compareIds)).toEqual(ids);
	const [older = "", newer = ""] = ids;
	expect(compareRoles({ id: older, position: 1 }, { id: newer, position: 1 })).toBeGreaterThan(0);
	expect(compareRoles({ id: older, position: 1 }, { id: newer, position: 2 })).toBeLessThan(0);
});
