import { ChannelType } from "discord-api-types/v10";
import { expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../../sandbox/index.ts";
import { SafetyWatch } from "./safetyWatch.ts";

async function watched() {
	const sandbox = await startSandbox({ start: "2026-06-01T09:00:00Z" });
	const watch = new SafetyWatch(sandbox);
	const pihla = await sandbox.person("Pihla");
	const otso = await sandbox.person("Otso");
	const aino = await sandbox.person("Aino");
	for (const { id } of [pihla, otso]) watch.young(id);
	watch.staff(aino.id);
	await sandbox.inviteBot(8n);
	const owner = await sandbox.owner();
	owner.createChannel("keskustelu");
	owner.createChannel("henkilökunta", { private: ["Piiri"] });
	return { sandbox, watch, pihla, otso, aino };
}

/** The bot writes, to everybody who sees the room or to one person. */
function botWrites({ world, guild }: Sandbox, room: string, content: string, onlyFor?: string): string {
	const channel = [...world.guild(guild.id).channels.values()].find(({ name }) => name === room);
	if (!channel) throw new Error(`no ${room}`);
	return world.messages.create(world.botId, channel.id, { content }, onlyFor === undefined ? {} : { onlyFor })
		.id;
}

test("a reporter who is named is found, also when it was taken away, edited in, or said to one person", async () => {
	const { sandbox, watch, pihla, otso } = await watched();
	watch.reported({ id: pihla.id, names: ["Pihla", "Pilvihattara"] });
	botWrites(sandbox, "keskustelu", "Pihlajanmarjat kypsyvät");
	botWrites(sandbox, "henkilökunta", "Pilvihattara kertoi tästä");
	botWrites(sandbox, "keskustelu", "Kiitos, Pihla", pihla.id);
	expect(watch.outings).toEqual([]);
	botWrites(sandbox, "keskustelu", "Pilvihattara kertoi tästä", otso.id);
	expect(watch.outings).toHaveLength(1);
	botWrites(sandbox, "keskustelu", `<@${pihla.id}> kertoi tästä`);
	sandbox.byHand.deleteMessage("keskustelu", "kertoi");
	expect(watch.outings.length).toBeGreaterThan(1);
});

test("abuse stands until nobody young can read it", async () => {
	const { sandbox, watch, otso } = await watched();
	watch.abuse(await otso.write("keskustelu", "Häivy"));
	expect(watch.standing).toEqual(["Häivy"]);
	sandbox.byHand.deleteMessage("keskustelu", "Häivy");
	expect(watch.standing).toEqual([]);
});

test("one of the staff alone with one young person is found, once", async () => {
	const { sandbox, watch, pihla, aino } = await watched();
	const { world, guild } = sandbox;
	const parent = [...world.guild(guild.id).channels.values()].find(({ name }) => name === "keskustelu");
	const thread = world.threads.create(world.botId, parent?.id ?? "", {
		name: "Kahden",
		type: ChannelType.PrivateThread,
	});
	watch.look();
	expect(watch.alone).toEqual([]);
	for (const { id } of [pihla, aino]) world.threads.addMember(world.botId, thread.id, id);
	watch.look();
	watch.look();
	expect(watch.alone).toHaveLength(1);
});
