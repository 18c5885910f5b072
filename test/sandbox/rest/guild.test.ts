import {
	AutoModerationActionType,
	AutoModerationRuleEventType,
	AutoModerationRuleTriggerType,
	ChannelType,
	GatewayIntentBits,
	type Guild,
	GuildScheduledEventEntityType,
	GuildScheduledEventPrivacyLevel,
	OverwriteType,
	PermissionFlagsBits as P,
	ThreadAutoArchiveDuration,
} from "discord.js";
import { expect, test } from "vitest";
import { expectNoViolations, refusal, withBot } from "../testing.ts";

const MODEST =
	P.ViewChannel |
	P.SendMessages |
	P.ReadMessageHistory |
	P.ManageChannels |
	P.ManageRoles |
	P.ManageNicknames |
	P.KickMembers |
	P.ModerateMembers |
	P.Connect |
	P.CreateEvents |
	P.ManageGuild |
	P.CreateInstantInvite;

async function modestBot() {
	const setting = await withBot({}, {}, MODEST);
	const guild = await setting.client.guilds.fetch(setting.sandbox.guild.id);
	return { ...setting, guild, owner: await setting.sandbox.owner() };
}

async function withMember(guild: Guild, id: string) {
	return guild.members.fetch({ user: id, force: true });
}

test("channels: category, overwrites taken from it, positions, status", async () => {
	const { sandbox, client } = await withBot();
	const guild = await client.guilds.fetch(sandbox.guild.id);
	const role = await guild.roles.create({ name: "Ohjaaja", permissions: [P.ManageMessages] });
	const category = await guild.channels.create({
		name: "Ryhmä",
		type: ChannelType.GuildCategory,
		permissionOverwrites: [
			{ id: guild.id, deny: [P.ViewChannel] },
			{ id: role.id, allow: [P.ViewChannel] },
		],
	});
	const voice = await guild.channels.create({ name: "Ääni", type: ChannelType.GuildVoice, parent: category });
	expect(voice.permissionOverwrites.cache.size).toBe(2);
	await voice.permissionOverwrites.create(role, { Connect: true }, { type: OverwriteType.Role });
	await voice.permissionOverwrites.delete(role);
	await voice.edit({ name: "Ääni 2", userLimit: 5 });
	await client.rest.put(`/channels/${voice.id}/voice-status`, { body: { status: "Teema: tauko" } });
	expect(sandbox.world.guildChannel(voice.id)?.status).toBe("Teema: tauko");
	const someone = await sandbox.owner();
	await someone.joinVoice("Ääni 2");
	await someone.leaveVoice();
	expect(sandbox.world.guildChannel(voice.id)?.status).toBeNull();
	await voice.setPosition(1);
	await category.delete();
	expect((await voice.fetch()).parentId).toBeNull();
	await voice.delete();
	expect(await refusal(client.rest.get(`/channels/${voice.id}`))).toBe(10_003);
	expectNoViolations(sandbox);
});

test("roles and members keep to the hierarchy", async () => {
	const { sandbox, guild, owner } = await modestBot();
	const mustikka = await sandbox.person("Mustikka");
	await owner.createRole("Ylin", 0n);
	sandbox.byHand.moveBotRole("Ylin");
	const low = await guild.roles.create({ name: "Jäsen", permissions: [] });
	const member = await withMember(guild, mustikka.id);
	await member.roles.add(low);
	expect((await withMember(guild, mustikka.id)).roles.cache.has(low.id)).toBe(true);
	await guild.roles.fetch();
	const top = guild.roles.cache.find((one) => one.name === "Ylin");
	expect(await refusal(member.roles.add(top?.id ?? ""))).toBe(50_013);
	expect(await refusal(guild.roles.create({ name: "Valta", permissions: [P.BanMembers] }))).toBe(50_013);
	await member.setNickname("Marja");
	expect(await refusal(member.setNickname("x".repeat(33)))).toBe(50_035);
	expect(await refusal((await withMember(guild, owner.id)).setNickname("Pomo"))).toBe(50_013);
	await member.disableCommunicationUntil(sandbox.clock.now() + 60_000, "rauhoittumaan");
	await expect(() => mustikka.write("general", "En voi")).rejects.toThrow();
	await member.timeout(null);
	await mustikka.write("general", "Voin taas");
	await owner.giveRole(mustikka, "Ylin");
	expect(await refusal(member.kick())).toBe(50_013);
	expect(await refusal(low.delete())).toBe(null);
	expect(await refusal(guild.members.fetch({ user: "1", force: true }))).toBe(10_013);
	expect(sandbox.violations()).toMatchObject([{ where: "limit", detail: expect.stringContaining("nick") }]);
});

test("what the bot cannot see or may not do: 50001 and 50013; overwrites only of what it has", async () => {
	const { sandbox, guild, owner } = await modestBot();
	await owner.createChannel("staff", { private: [] });
	const hidden = [...sandbox.world.guild(guild.id).channels.values()].find((one) => one.name === "staff");
	expect(await refusal(guild.client.rest.get(`/channels/${hidden?.id}`))).toBe(50_001);
	const open = await guild.channels.create({ name: "avoin" });
	expect(await refusal(open.permissionOverwrites.create(guild.id, { BanMembers: true }))).toBe(50_013);
	await open.permissionOverwrites.create(guild.id, { SendMessages: false });
	sandbox.byHand.takePermission(P.ManageChannels);
	expect(await refusal(open.edit({ topic: "x" }))).toBe(50_013);
	expectNoViolations(sandbox);
});

test("invites are used up, and one who is banned cannot come", async () => {
	const { sandbox, client } = await withBot();
	const guild = await client.guilds.fetch(sandbox.guild.id);
	const channel = await guild.channels.create({ name: "ovi" });
	const invite = await guild.invites.create(channel, { maxUses: 1, unique: true });
	expect((await client.fetchInvite(invite.code)).guild?.id).toBe(guild.id);
	const guest = await sandbox.person("Vieras", { in: "outside" });
	const late = await sandbox.person("Myöhässä", { in: "outside" });
	await guest.join(invite.code);
	await expect(async () => late.join(invite.code)).rejects.toThrow();
	expect(await refusal(client.fetchInvite(invite.code))).toBe(10_006);
	await guild.bans.create(guest.id, { reason: "häiriö" });
	expect((await guild.bans.fetch(guest.id)).reason).toBe("häiriö");
	const again = await guild.invites.create(channel, { maxAge: 60 });
	await expect(async () => guest.join(again.code)).rejects.toThrow();
	await guild.bans.remove(guest.id);
	sandbox.clock.advanceTo(sandbox.clock.now() + 61_000);
	expect(await refusal(client.fetchInvite(again.code))).toBe(10_006);
	expectNoViolations(sandbox);
});

test("scheduled events: the future, transitions, a hundred at most", async () => {
	const { sandbox, client } = await withBot();
	const guild = await client.guilds.fetch(sandbox.guild.id);
	const voice = await guild.channels.create({ name: "Ääni", type: ChannelType.GuildVoice });
	const at = (minutes: number) => new Date(sandbox.clock.now() + minutes * 60_000);
	const make = (start: Date) =>
		guild.scheduledEvents.create({
			name: "Tapaaminen",
			scheduledStartTime: start,
			privacyLevel: GuildScheduledEventPrivacyLevel.GuildOnly,
			entityType: GuildScheduledEventEntityType.Voice,
			channel: voice,
		});
	const event = await make(at(60));
	await event.edit({ name: "Kokous", scheduledEndTime: at(120) });
	expect((await guild.scheduledEvents.fetch()).first()?.name).toBe("Kokous");
	await event.setStatus(2);
	await event.setStatus(3);
	expect(await refusal(event.edit({ name: "Liian myöhään" }))).toBe(180_000);
	expectNoViolations(sandbox);
	expect(await refusal(make(at(-1)))).toBe(50_035);
	for (let made = 0; made < 100; made += 1)
		sandbox.world.scheduledEvents.create(sandbox.applicationId, guild.id, {
			name: "x",
			scheduled_start_time: at(10).toISOString(),
			entity_type: 2,
			channel_id: voice.id,
		});
	expect(await refusal(make(at(60)))).toBe(30_038);
	sandbox.clock.advanceTo(at(10 + 60 * 4).getTime());
	expect((await guild.scheduledEvents.fetch({ cache: false })).size).toBe(0);
});

test("threads: a server holds so many open ones, also of those that are opened again", async () => {
	const { sandbox, client } = await withBot();
	const guild = await client.guilds.fetch(sandbox.guild.id);
	const channel = await guild.channels.create({ name: "tervetuloa", type: ChannelType.GuildText });
	sandbox.world.threads.mostActive = 1;
	const open = (name: string) => channel.threads.create({ name, type: ChannelType.PrivateThread });
	const first = await open("Yksi");
	expect(await refusal(open("Kaksi"))).toBe(160_006);
	await first.setArchived(true);
	await open("Kaksi");
	expect(await refusal(first.setArchived(false))).toBe(160_006);
	expectNoViolations(sandbox);
});

test("threads: private ones are seen by their members, and the quiet are archived by the clock", async () => {
	const { sandbox, client } = await withBot();
	const guild = await client.guilds.fetch(sandbox.guild.id);
	const channel = await guild.channels.create({ name: "tuki" });
	const [mustikka, puolukka] = [await sandbox.person("Mustikka"), await sandbox.person("Puolukka")];
	const thread = await channel.threads.create({
		name: "Yksityinen",
		type: ChannelType.PrivateThread,
		autoArchiveDuration: ThreadAutoArchiveDuration.OneHour,
		invitable: false,
	});
	await thread.members.add(mustikka.id);
	await thread.send("Hei");
	expect(mustikka.threads().map((one) => one.name)).toEqual(["Yksityinen"]);
	expect(puolukka.threads()).toEqual([]);
	expect((await guild.channels.fetchActiveThreads()).threads.size).toBe(1);
	sandbox.clock.advanceTo(sandbox.clock.now() + 61 * 60_000);
	expect((await channel.threads.fetchArchived({ type: "private" })).threads.size).toBe(1);
	await thread.setArchived(false);
	await thread.edit({ locked: true, archived: true });
	const starter = await channel.send("Aihe");
	const open = await starter.startThread({ name: "Keskustelu" });
	expect(open.id).toBe(starter.id);
	expect(await refusal(starter.startThread({ name: "Toinen" }))).not.toBe(null);
	await thread.members.remove(mustikka.id).catch(() => undefined);
	expectNoViolations(sandbox);
});

test("AutoMod: rules are limited by kind, and a blocked word does not get through", async () => {
	const { sandbox, client } = await withBot();
	const guild = await client.guilds.fetch(sandbox.guild.id);
	const staff = await guild.channels.create({ name: "valvonta" });
	const make = () =>
		guild.autoModerationRules.create({
			name: "Sanat",
			enabled: true,
			eventType: AutoModerationRuleEventType.MessageSend,
			triggerType: AutoModerationRuleTriggerType.Keyword,
			triggerMetadata: { keywordFilter: ["tyhm*"] },
			actions: [
				{ type: AutoModerationActionType.BlockMessage },
				{ type: AutoModerationActionType.SendAlertMessage, metadata: { channel: staff.id } },
			],
		});
	const rule = await make();
	const person = await sandbox.person("Mustikka");
	await expect(() => person.write("general", "Olet TYHMÄ")).rejects.toThrow();
	await person.write("general", "Etätyhmennys on sana");
	expect((await staff.messages.fetch()).first()?.type).toBe(24);
	await rule.edit({ enabled: false });
	await person.write("general", "tyhmä");
	for (let more = 0; more < 5; more += 1) await make();
	expectNoViolations(sandbox);
	expect(await refusal(make())).toBe(50_035);
	await rule.delete();
});

test("what a client reads: the application, the guild, its channels, roles and members", async () => {
	const privilegedIntents = GatewayIntentBits.GuildMembers;
	const { sandbox, client } = await withBot({ privilegedIntents });
	const { id: mustikkaId } = await sandbox.person("Mustikka");
	expect((await client.application.fetch()).id).toBe(sandbox.applicationId);
	expect((await client.users.fetch(mustikkaId, { force: true })).globalName).toBe("Mustikka");
	const guild = await client.guilds.fetch({ guild: sandbox.guild.id, force: true });
	expect((await guild.channels.fetch()).map((channel) => channel?.name)).toEqual(["general"]);
	expect((await guild.roles.fetch()).map((role) => role.name).sort()).toEqual(["@everyone", "Piiri"]);
	expect((await guild.members.list({ limit: 10 })).size).toBe(3);
	expect((await guild.members.search({ query: "musti" })).map((member) => member.id)).toEqual([mustikkaId]);
	expect((await guild.members.editMe({ nick: "Apuri" })).nickname).toBe("Apuri");
	await guild.roles.setPositions([{ role: (await guild.roles.create({ name: "a" })).id, position: 1 }]);
	expect((await guild.invites.fetch()).size).toBe(0);
	expectNoViolations(sandbox);
	expect(await refusal(guild.channels.create({ name: "x", rtcRegion: "rotterdam" }))).toBe(50_035);
});
