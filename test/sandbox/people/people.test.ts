import { once } from "node:events";
import {
	AttachmentBuilder,
	ButtonStyle,
	ChannelType,
	ComponentType,
	Events,
	MessageFlags,
	PermissionFlagsBits as P,
	type TextChannel,
} from "discord.js";
import { expect, test } from "vitest";
import type { Sandbox } from "../index.ts";
import { expectNoViolations, refusal, sandboxFor, withBot } from "../testing.ts";

function general(client: { channels: { cache: Map<string, unknown> } }): TextChannel {
	const found = [...client.channels.cache.values()].find((each) => (each as TextChannel).name === "general");
	return found as TextChannel;
}

test("the same name is the same person", async () => {
	const sandbox = await sandboxFor();
	const mustikka = await sandbox.person("Mustikka");
	expect(await sandbox.person("Mustikka")).toBe(mustikka);
	expect((await sandbox.owner()).name).toBe("Omistaja");
});

test("a person sees and reads only what they have permission to", async () => {
	const sandbox = await sandboxFor();
	const owner = await sandbox.owner();
	const mustikka = await sandbox.person("Mustikka");
	const outsider = await sandbox.person("Ulkopuolinen", { in: "outside" });
	owner.createRole("Ohjaajat");
	owner.createChannel("staff", { private: ["Ohjaajat"] });
	await owner.write("staff", "Vain ohjaajille");
	expect(mustikka.channels().map(({ name }) => name)).toEqual(["general"]);
	expect(outsider.channels()).toEqual([]);
	expect(() => mustikka.read("staff")).toThrow('sees no channel called "staff"');
	await expect(mustikka.write("staff", "Hei")).rejects.toThrow("sees no channel");
	owner.giveRole(mustikka, "Ohjaajat");
	expect(mustikka.read("staff").map(({ text, author }) => [author, text])).toEqual([
		["Omistaja", "Vain ohjaajille"],
	]);
	expect(() => mustikka.createRole("Oma")).toThrow("Missing Permissions");
});

test("channels of the same name are told apart by their category", async () => {
	const sandbox = await sandboxFor();
	const owner = await sandbox.owner();
	for (const category of ["Omaiset", "Pelaajat"]) {
		owner.createChannel(category, { type: ChannelType.GuildCategory });
		owner.createChannel("keskustelu", { category });
	}
	expect(() => owner.read("keskustelu")).toThrow("more than one channel");
	await owner.write("Pelaajat/keskustelu", "Moi");
	expect(owner.read("Pelaajat/keskustelu")).toHaveLength(1);
	expect(owner.read("Omaiset/keskustelu")).toHaveLength(0);
});

test("joining by an invite made by the bot, and leaving", async () => {
	const { sandbox, client } = await withBot();
	const invite = await general(client).createInvite({ maxUses: 1 });
	const mustikka = await sandbox.person("Mustikka", { in: "outside" });
	const kataja = await sandbox.person("Kataja", { in: "outside" });
	mustikka.join(invite.url);
	expect(mustikka.inServer).toBe(true);
	expect(() => kataja.join(invite.code)).toThrow("Unknown Invite");
	mustikka.leaveServer();
	expect(mustikka.channels()).toEqual([]);
	expectNoViolations(sandbox);
});

test("a message is seen whole: texts, mentions by name, buttons, menus, pictures with alt text, files", async () => {
	const { sandbox, client } = await withBot();
	const mustikka = await sandbox.person("Mustikka");
	const picture = new AttachmentBuilder(Buffer.from("png"), { name: "kuva.png" });
	const file = new AttachmentBuilder(Buffer.from("a,b"), { name: "luvut.csv" });
	await general(client).send({
		flags: MessageFlags.IsComponentsV2,
		files: [picture, file],
		components: [
			{
				type: ComponentType.Container,
				components: [
					{ type: ComponentType.TextDisplay, content: `# Tervetuloa <@${mustikka.id}>` },
					{
						type: ComponentType.MediaGallery,
						items: [{ media: { url: "attachment://kuva.png" }, description: "Metsälampi" }],
					},
					{ type: ComponentType.File, file: { url: "attachment://luvut.csv" } },
					{
						type: ComponentType.Section,
						components: [{ type: ComponentType.TextDisplay, content: "Kello <t:1788253200:t>" }],
						accessory: {
							type: ComponentType.Button,
							style: ButtonStyle.Link,
							label: "Kotisivu",
							url: "https://example.org",
						},
					},
				],
			},
			{
				type: ComponentType.ActionRow,
				components: [
					{
						type: ComponentType.Button,
						style: ButtonStyle.Success,
						label: "Mukaan",
						customId: "in",
						disabled: true,
					},
				],
			},
		],
	});
	const [seen] = mustikka.read("general");
	expect(seen?.text).toBe("# Tervetuloa @Mustikka\nKello <t:1788253200:t>");
	expect(seen?.images).toEqual([{ name: "kuva.png", alt: "Metsälampi", data: Buffer.from("png") }]);
	expect(seen?.files).toEqual([{ name: "luvut.csv", data: Buffer.from("a,b") }]);
	expect(seen?.buttons.map(({ label, disabled, url }) => [label, disabled, url])).toEqual([
		["Kotisivu", false, "https://example.org"],
		["Mukaan", true, undefined],
	]);
	await expect(mustikka.press("Mukaan")).rejects.toThrow('only sees a disabled button "Mukaan"');
	await expect(mustikka.press("Kotisivu")).rejects.toThrow("is a link");
	expectNoViolations(sandbox);
});

test("the newest message with the button is pressed, unless it is narrowed down", async () => {
	const { sandbox, client } = await withBot();
	const mustikka = await sandbox.person("Mustikka");
	const button = (customId: string) =>
		({ type: ComponentType.Button, style: ButtonStyle.Primary, label: "Ota", customId }) as const;
	const row = (...ids: string[]) => ({ type: ComponentType.ActionRow, components: ids.map(button) }) as const;
	await general(client).send({ content: "Maanantai", components: [row("mon")] });
	await general(client).send({ content: "Tiistai", components: [row("tue")] });
	client.on("interactionCreate", (i) => {
		if (i.isButton()) void i.reply({ content: i.customId, flags: MessageFlags.Ephemeral });
	});
	expect((await mustikka.press("Ota")).text).toBe("tue");
	expect((await mustikka.press("Ota", { containing: "Maanantai" })).text).toBe("mon");
	const [monday] = mustikka.read("general");
	expect((await mustikka.press("Ota", monday ? { on: monday } : {})).text).toBe("mon");
	await general(client).send({ content: "Keskiviikko", components: [row("a", "b")] });
	await expect(mustikka.press("Ota")).rejects.toThrow('2 buttons "Ota"');
	expect((await mustikka.press("Ota", { nth: 1 })).text).toBe("b");
	await expect(mustikka.press("Ei ole")).rejects.toThrow("sees no button");
});

test("closed direct messages meet the bot with 50007, open ones are read", async () => {
	const { sandbox, client } = await withBot();
	const mustikka = await sandbox.person("Mustikka", { dms: "closed" });
	const user = await client.users.fetch(mustikka.id);
	expect(await refusal(user.send("Hei"))).toBe(50007);
	mustikka.openDms();
	await user.send("Hei");
	expect(mustikka.dms().map(({ text }) => text)).toEqual(["Hei"]);
	expectNoViolations(sandbox);
});

test("threads are seen by their members, and written in", async () => {
	const { sandbox, client } = await withBot();
	const mustikka = await sandbox.person("Mustikka");
	const kataja = await sandbox.person("Kataja");
	const thread = await general(client).threads.create({ name: "tuki", type: ChannelType.PrivateThread });
	await thread.members.add(mustikka.id);
	await mustikka.write("tuki", "Tarvitsen apua");
	expect(mustikka.threads().map(({ name, parent }) => [name, parent])).toEqual([["tuki", "general"]]);
	expect(mustikka.readThread("tuki").at(-1)?.text).toBe("Tarvitsen apua");
	expect(kataja.threads()).toEqual([]);
	expectNoViolations(sandbox);
});

async function voice(sandbox: Sandbox): Promise<void> {
	(await sandbox.owner()).createChannel("Puhe", { type: ChannelType.GuildVoice });
}

test("people join and leave voice, and the bot hears it", async () => {
	const { sandbox, client } = await withBot();
	await voice(sandbox);
	const mustikka = await sandbox.person("Mustikka");
	const [joined] = await Promise.all([once(client, Events.VoiceStateUpdate), mustikka.joinVoice("Puhe")]);
	expect(joined[1].channel?.name).toBe("Puhe");
	expect(mustikka.voiceMembers("Puhe")).toEqual(["Mustikka"]);
	const [left] = await Promise.all([once(client, Events.VoiceStateUpdate), mustikka.leaveVoice()]);
	expect(left[1].channelId).toBeNull();
	sandbox.world.members.edit((await sandbox.owner()).id, sandbox.guild.id, mustikka.id, { nick: "Musti" });
	expect(mustikka.displayName).toBe("Musti");
	expectNoViolations(sandbox);
});

test("who is timed out presses nothing", async () => {
	const { sandbox, client } = await withBot();
	await client.application.commands.set([{ name: "hei", description: "x" }]);
	const mustikka = await sandbox.person("Mustikka");
	const member = await client.guilds.cache.get(sandbox.guild.id)?.members.fetch(mustikka.id);
	await member?.edit({ communicationDisabledUntil: sandbox.clock.now() + 60_000 });
	await expect(mustikka.command("/hei")).rejects.toThrow();
	sandbox.clock.advanceTo(sandbox.clock.now() + 60_001);
	client.once("interactionCreate", (i) => {
		if (i.isChatInputCommand()) void i.reply("Hei");
	});
	expect((await mustikka.command("/hei")).text).toBe("Hei");
});

test("events are seen by those who see their channel, and idle() waits for all that is in progress", async () => {
	const { sandbox, client } = await withBot();
	await voice(sandbox);
	const owner = await sandbox.owner();
	const guild = client.guilds.cache.get(sandbox.guild.id);
	const channel = owner.channels().find(({ name }) => name === "Puhe")?.id ?? "";
	void guild?.scheduledEvents.create({
		name: "Omaisten ilta",
		scheduledStartTime: sandbox.clock.now() + 3_600_000,
		privacyLevel: 2,
		entityType: 2,
		channel,
	});
	await new Promise((resolve) => setTimeout(resolve, 20));
	await sandbox.idle();
	expect(owner.events().map(({ name }) => name)).toEqual(["Omaisten ilta"]);
	const mustikka = await sandbox.person("Mustikka");
	expect(mustikka.events()).toHaveLength(1);
	sandbox.world.channels.setOverwrite(owner.id, channel, guild?.id ?? "", {
		type: 0,
		allow: "0",
		deny: P.ViewChannel.toString(),
	});
	expect(mustikka.events()).toHaveLength(0);
	expectNoViolations(sandbox);
});
