import {
	ActionRowBuilder,
	AttachmentBuilder,
	ButtonBuilder,
	ButtonStyle,
	ContainerBuilder,
	EmbedBuilder,
	MediaGalleryBuilder,
	MessageFlags,
	PermissionFlagsBits as P,
	Routes,
	StringSelectMenuBuilder,
	type TextChannel,
	TextDisplayBuilder,
} from "discord.js";
import { expect, test } from "vitest";
import type { Sandbox } from "../index.ts";
import { expectNoViolations, refusal, withBot } from "../testing.ts";

async function channelOf({ sandbox, client }: Awaited<ReturnType<typeof withBot>>): Promise<TextChannel> {
	const guild = await client.guilds.fetch(sandbox.guild.id);
	return guild.channels.create({ name: "Kahvi huone" });
}

const details = (sandbox: Sandbox) => sandbox.violations().map(({ detail }) => detail);
const button = (id: string) => new ButtonBuilder().setCustomId(id).setLabel(id).setStyle(ButtonStyle.Primary);
const row = (...buttons: ButtonBuilder[]) => new ActionRowBuilder<ButtonBuilder>().addComponents(buttons);
/** A PNG of 1 × 1. */
const PNG = Buffer.from(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
	"base64",
);

test("a message is made, read, edited, replied to, pinned and deleted", async () => {
	const setting = await withBot();
	const channel = await channelOf(setting);
	expect(channel.name).toBe("kahvi-huone");
	const message = await channel.send({
		content: "Hei",
		embeds: [new EmbedBuilder().setTitle("Teema").addFields({ name: "a", value: "b" })],
		components: [row(button("one"), button("two"))],
	});
	const edited = await message.edit({ content: "Hei taas", components: [] });
	expect([edited.content, edited.embeds[0]?.title, edited.components.length]).toEqual([
		"Hei taas",
		"Teema",
		0,
	]);
	const reply = await message.reply("Vastaus");
	expect(reply.reference?.messageId).toBe(message.id);
	await message.pin();
	const pins = await channel.messages.fetchPins();
	expect(pins.items.map((pin) => pin.message.id)).toEqual([message.id]);
	await message.unpin();
	const listed = await channel.messages.fetch({ limit: 10 });
	expect([...listed.values()].map((one) => one.type)).toEqual([6, 19, 0]);
	expect((await channel.messages.fetch({ after: message.id, limit: 1 })).first()?.id).toBe(reply.id);
	await message.delete();
	expect(await refusal(channel.messages.fetch(message.id))).toBe(10_008);
	await channel.bulkDelete(listed.filter((one) => one.id !== message.id));
	expect((await channel.messages.fetch()).size).toBe(0);
	expectNoViolations(setting.sandbox);
});

test("components v2: numbered, files at their address and not repeated as attachments", async () => {
	const setting = await withBot();
	const channel = await channelOf(setting);
	const container = new ContainerBuilder()
		.addTextDisplayComponents(new TextDisplayBuilder().setContent("Tervetuloa"))
		.addMediaGalleryComponents(
			new MediaGalleryBuilder().addItems({ media: { url: "attachment://kuva.png" }, description: "Kuva" }),
		)
		.addActionRowComponents(row(button("join")));
	const message = await channel.send({
		flags: MessageFlags.IsComponentsV2,
		components: [container],
		files: [new AttachmentBuilder(PNG, { name: "kuva.png" })],
	});
	expect(message.attachments.size).toBe(0);
	const placed = message.components[0]?.toJSON() as unknown as {
		id: number;
		components: { id: number; items?: { media: { url: string; width: number } }[] }[];
	};
	expect([placed.id, ...placed.components.map((one) => one.id)]).toEqual([1, 2, 3, 4]);
	const media = placed.components[1]?.items?.[0]?.media;
	expect(media?.width).toBe(1);
	expect(Buffer.from(await (await fetch(media?.url ?? "")).arrayBuffer())).toEqual(PNG);
	// What was received may be sent back, and a file that stays may be named again.
	await message.edit({ components: message.components });
	const again = await message.edit({ components: [container] });
	expect(again.flags.has(MessageFlags.IsComponentsV2)).toBe(true);
	expectNoViolations(setting.sandbox);
	expect(await refusal(message.edit({ content: "vanha tapa" }))).toBe(50_035);
});

test("a nonce that is enforced makes one message, and is not kept beyond five minutes", async () => {
	const setting = await withBot();
	const channel = await channelOf(setting);
	const send = () => channel.send({ content: "Kerran", nonce: "tunniste", enforceNonce: true });
	const [first, second] = [await send(), await send()];
	expect(second.id).toBe(first.id);
	expect(second.nonce).toBe("tunniste");
	const fetched = await setting.client.rest.get(Routes.channelMessage(channel.id, first.id));
	expect(fetched).not.toHaveProperty("nonce");
	setting.sandbox.clock.advanceTo(setting.sandbox.clock.now() + 5 * 60_000);
	expect((await send()).id).not.toBe(first.id);
	expectNoViolations(setting.sandbox);
});

test.each([
	["content of 2001", { content: "x".repeat(2001) }, "BASE_TYPE_MAX_LENGTH"],
	[
		"the same custom_id twice",
		{ components: [row(button("a"), button("a"))] },
		"COMPONENT_CUSTOM_ID_DUPLICATED",
	],
	["nonce of 26", { content: "x", nonce: "n".repeat(26) }, "nonce"],
	[
		"embeds over 6000 in all",
		{ embeds: [1, 2].map(() => new EmbedBuilder().setDescription("x".repeat(3001))) },
		"MAX_EMBED_SIZE_EXCEEDED",
	],
	[
		"content with components v2",
		{
			content: "x",
			flags: MessageFlags.IsComponentsV2,
			components: [new TextDisplayBuilder().setContent("x")],
		},
		"MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
	],
	[
		"text over 4000 in all",
		{
			flags: MessageFlags.IsComponentsV2,
			components: [1, 2].map(() => new TextDisplayBuilder().setContent("x".repeat(2001))),
		},
		"COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
	],
	[
		"41 components",
		{
			flags: MessageFlags.IsComponentsV2,
			components: [1, 2, 3].map((n) =>
				new ContainerBuilder().addTextDisplayComponents(
					Array.from({ length: n === 1 ? 12 : 13 }, () => new TextDisplayBuilder().setContent("x")),
				),
			),
		},
		"COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
	],
	[
		"a select asking for more than it offers",
		{
			components: [
				new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
					new StringSelectMenuBuilder()
						.setCustomId("s")
						.setMaxValues(2)
						.addOptions({ label: "a", value: "a" }),
				),
			],
		},
		"SELECT_MAX_OVER_OPTIONS",
	],
])("over the limit: %s meets 50035 and is recorded", async (_, body, code) => {
	const setting = await withBot();
	const channel = await channelOf(setting);
	expect(await refusal(channel.send(body as never))).toBe(50_035);
	expect(details(setting.sandbox).join()).toContain(code);
});

test("an empty message, a stranger's message, a lost one and a closed door have their own codes", async () => {
	const setting = await withBot();
	const { sandbox, client } = setting;
	const channel = await channelOf(setting);
	expect(await refusal(channel.send({ content: " " }))).toBe(50_006);
	const owner = await sandbox.owner();
	const written = await owner.write("kahvi-huone", "Oma");
	const message = await channel.messages.fetch(written.id);
	expect(await refusal(message.edit("ei"))).toBe(50_005);
	expect(await refusal(channel.send({ content: "x", reply: { messageReference: "1" } }))).toBe(50_035);
	const shy = await sandbox.person("Ujo", { dms: "closed" });
	expect(await refusal(client.users.send(shy.id, "hei"))).toBe(50_007);
	await channel.guild.roles.everyone.setPermissions([P.ViewChannel]);
	sandbox.byHand.takePermission(P.Administrator);
	sandbox.byHand.takePermission(P.SendMessages);
	expect(await refusal(channel.send("x"))).toBe(50_013);
	sandbox.byHand.deleteChannel("kahvi-huone");
	expect(await refusal(channel.send("x"))).toBe(10_003);
	expect(sandbox.violations()).toEqual([]);
});

test("mentions are those that allowed_mentions lets through", async () => {
	const setting = await withBot();
	const channel = await channelOf(setting);
	const { id } = await setting.sandbox.person("Mustikka");
	const all = await channel.send(`Hei <@${id}> ja @everyone`);
	expect([all.mentions.users.has(id), all.mentions.everyone]).toEqual([true, true]);
	const none = await channel.send({ content: `Hei <@${id}> ja @everyone`, allowedMentions: { parse: [] } });
	expect([none.mentions.users.size, none.mentions.everyone]).toEqual([0, false]);
	expectNoViolations(setting.sandbox);
});
