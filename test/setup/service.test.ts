import { expect, test } from "vitest";
import { outboxStore } from "../../data/stores/outbox.ts";
import type { Settings } from "../../src/setup/model.ts";
import { ChannelId, RoleId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { features, guild, person, start } from "../support/features.ts";

const settings: Settings = {
	guildId: guild,
	language: "fi",
	zone: "Europe/Helsinki",
	coordinatorRoleId: RoleId.parse("300000000000000001"),
	facilitatorRoleId: RoleId.parse("300000000000000002"),
	staffChannelId: ChannelId.parse("400000000000000001"),
	coordinatorChannelId: ChannelId.parse("400000000000000002"),
};

test("settings are saved, found again, and may be changed at any time", async () => {
	const { setup } = await features();
	expect(await setup.get(guild)).toBeUndefined();
	expect(await setup.save(settings, start)).toEqual({ kind: "saved", settings, first: true });
	const changed: Settings = { ...settings, language: "sv" };
	expect(await setup.save(changed, start)).toMatchObject({ kind: "saved", first: false });
	expect(await setup.get(guild)).toEqual(changed);
});

test("a zone that nobody knows and one role for both are refused, and nothing is changed", async () => {
	const { setup } = await features();
	expect(await setup.save({ ...settings, zone: "Mars/Olympus" }, start)).toMatchObject({
		kind: "unknown-zone",
	});
	const same = { ...settings, facilitatorRoleId: settings.coordinatorRoleId };
	expect(await setup.save(same, start)).toEqual({ kind: "same-role" });
	expect(await setup.get(guild)).toBeUndefined();
});

test("saving again asks for everything once, and gives what failed another try", async () => {
	const house = await features();
	const group = await house.group();
	await house.join(group.id, 1);
	await house.introductions.write(group.id, person(1), ["Hei"], start);
	await house.introductions.post(group.id, person(1), start);
	await house.delivered();
	await house.transact(async (tx) => {
		await outboxStore.put(tx, "group/1", { kind: "event", sessionId: 7 as never }, iso(start));
		const [row] = await outboxStore.due(tx, iso(start));
		await outboxStore.fail(tx, row?.id ?? 0, "missing permission");
	});
	await house.setup.repair(guild, start);
	await house.setup.save(settings, start);
	const told = await house.delivered();
	expect(new Set(told).size).toBe(told.length);
	expect(told).toEqual(
		expect.arrayContaining([
			"role/1",
			"room/1/voice",
			"message/group.welcome/1",
			`member/${guild}/${person(1)}`,
			`message/member.introduction/1/${person(1)}`,
			"event/7",
		]),
	);
	// Nobody is announced as new once more.
	expect(told).not.toContain(`message/member.newcomer/1/${person(1)}`);
	expect(house.calls).toContainEqual(["sync", group.id]);
});
