import {
	ActionRowBuilder,
	ApplicationCommandType,
	ButtonBuilder,
	ButtonStyle,
	type CommandInteraction,
	ComponentType,
	MessageFlags,
	StringSelectMenuBuilder,
} from "discord.js";
import { expect, test, vi } from "vitest";
import { answering, expectNoViolations, refusal, withBot, withCommand } from "../testing.ts";

function button(customId: string, label: string) {
	const made = new ButtonBuilder().setCustomId(customId).setLabel(label).setStyle(ButtonStyle.Primary);
	return new ActionRowBuilder<ButtonBuilder>().addComponents(made);
}

test("a reply is seen by all, an ephemeral one only by the person", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const other = await sandbox.person("Kataja");
	const open = answering(client, (i) => i.reply("Kaikille"));
	expect(await mustikka.command("/hei")).toMatchObject({ kind: "message", private: false, text: "Kaikille" });
	await open;
	const secret = answering(client, (i) => i.reply({ content: "Sinulle", flags: MessageFlags.Ephemeral }));
	expect(await mustikka.command("/hei")).toMatchObject({ kind: "message", private: true, text: "Sinulle" });
	await secret;
	expect(mustikka.read("general").map(({ text }) => text)).toEqual(["Kaikille"]);
	expect(mustikka.privateReplies().map(({ text }) => text)).toEqual(["Sinulle"]);
	expect(other.privateReplies()).toEqual([]);
	expectNoViolations(sandbox);
});

test("a deferred answer is waited for, keeps its private state, and follow-ups come after it", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const done = answering(client, async (i) => {
		const deferral = await i.deferReply({ flags: MessageFlags.Ephemeral, withResponse: true });
		await i.editReply("Valmis");
		await i.followUp({ content: "Ja vielä", flags: MessageFlags.Ephemeral });
		return deferral;
	});
	const answer = await mustikka.command("/hei");
	expect(answer).toMatchObject({ kind: "message", private: true, text: "Valmis" });
	expect(answer.message?.edited).toBe(false);
	expect((await done).interaction.responseMessageLoading).toBe(true);
	expect(mustikka.privateReplies().map(({ text }) => text)).toEqual(["Valmis", "Ja vielä"]);
	expectNoViolations(sandbox);
});

test("the first follow-up to a deferral fills it, whatever its own flags say", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const done = answering(client, async (i) => {
		await i.deferReply();
		await i.followUp({ content: "Täyttö", flags: MessageFlags.Ephemeral });
	});
	expect(await mustikka.command("/hei")).toMatchObject({ kind: "message", private: false, text: "Täyttö" });
	await done;
	expect(mustikka.read("general")).toHaveLength(1);
	expectNoViolations(sandbox);
});

test("with dontWait a deferral comes at once, and wait() brings what fills it", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	let fill = () => {};
	const done = answering(client, async (i) => {
		await i.deferReply();
		await new Promise<void>((resolve) => {
			fill = resolve;
		});
		await i.editReply("Myöhemmin");
	});
	const answer = await mustikka.command("/hei", {}, { dontWait: true });
	expect(answer.kind).toBe("none");
	await vi.waitFor(() => expect(fill).not.toBe(undefined));
	setTimeout(() => fill(), 20);
	expect(await answer.wait()).toMatchObject({ kind: "message", text: "Myöhemmin" });
	await done;
});

test("a button updates its message, and the interaction carries what Discord documents", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka", { locale: "sv-SE" });
	const reply = answering(client, (i) =>
		i.reply({ content: "Vuoro", components: [button("take:1", "Ota vuoro")] }),
	);
	await mustikka.command("/hei");
	await reply;
	const raw = new Promise<Record<string, unknown>>((resolve) => {
		client.once("raw" as never, ((packet: { d: Record<string, unknown> }) => resolve(packet.d)) as never);
	});
	const update = answering(client, async (i) => {
		if (!i.isButton()) throw new Error("not a button");
		expect(i.customId).toBe("take:1");
		expect(i.locale).toBe("sv-SE");
		expect(i.memberPermissions?.has("ViewChannel")).toBe(true);
		expect(i.appPermissions.has("Administrator")).toBe(true);
		expect(i.message.interactionMetadata?.user.id).toBe(mustikka.id);
		await i.update({ content: "Otettu", components: [] });
	});
	expect(await mustikka.press("Ota vuoro")).toMatchObject({ kind: "update", text: "Otettu" });
	await update;
	expect(await raw).toMatchObject({
		version: 1,
		context: 0,
		entitlements: [],
		attachment_size_limit: 10_485_760,
		authorizing_integration_owners: { 0: sandbox.guild.id },
		guild_locale: "fi",
	});
	await expect(mustikka.press("Ota vuoro")).rejects.toThrow(/sees no button "Ota vuoro"/);
	expectNoViolations(sandbox);
});

test("a menu is chosen from by labels; deferUpdate with an edit changes the message", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const menu = new StringSelectMenuBuilder()
		.setCustomId("theme")
		.setPlaceholder("Valitse teema")
		.setMaxValues(2)
		.addOptions({ label: "Suun terveys", value: "oral" }, { label: "Etuudet", value: "benefits" });
	const components = [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)];
	const reply = answering(client, (i) => i.reply({ content: "Teema?", components }));
	await mustikka.command("/hei");
	await reply;
	const update = answering(client, async (i) => {
		if (!i.isStringSelectMenu()) throw new Error("not a menu");
		await i.deferUpdate();
		await i.editReply({ content: i.values.join("+"), components: [] });
	});
	await expect(mustikka.choose("Valitse teema", "Muisti")).rejects.toThrow(/no option "Muisti"/);
	const answer = await mustikka.choose("Valitse teema", ["Suun terveys", "Etuudet"]);
	expect(answer).toMatchObject({ kind: "update", text: "oral+benefits" });
	await update;
	expectNoViolations(sandbox);
});

test("an update without a message to update is refused", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const code = answering(client, async (i) => {
		const answer = { type: 7, data: { content: "x" } };
		const refused = await refusal(
			client.rest.post(`/interactions/${i.id}/${i.token}/callback`, { body: answer }),
		);
		await i.reply("Muuten");
		return refused;
	});
	expect((await mustikka.command("/hei")).text).toBe("Muuten");
	expect(await code).toBe(50035);
});

test("context menus carry their target", async () => {
	const { sandbox, client } = await withBot();
	await client.application.commands.set([
		{ name: "Ilmoita", type: ApplicationCommandType.Message },
		{ name: "Tietoja", type: ApplicationCommandType.User },
	]);
	const mustikka = await sandbox.person("Mustikka");
	const kataja = await sandbox.person("Kataja");
	const message = await kataja.write("general", "Tyhmä juttu");
	const report = answering(client, (i) => {
		if (!(i as CommandInteraction).isMessageContextMenuCommand()) throw new Error("not on a message");
		return i.reply({ content: i.isMessageContextMenuCommand() ? i.targetMessage.content : "", flags: 64 });
	});
	expect((await mustikka.contextMenu("Ilmoita", message)).text).toBe("Tyhmä juttu");
	await report;
	const about = answering(client, (i) => {
		if (!i.isUserContextMenuCommand()) throw new Error("not on a user");
		return i.reply({ content: i.targetMember ? i.targetUser.displayName : "", flags: 64 });
	});
	expect((await mustikka.contextMenu("Tietoja", kataja)).text).toBe("Kataja");
	await about;
	expectNoViolations(sandbox);
});

test("in a direct message a button works too, and the person is a user without a member", async () => {
	const { sandbox, client } = await withBot();
	const mustikka = await sandbox.person("Mustikka");
	const user = await client.users.fetch(mustikka.id);
	await user.send({ content: "Hei", components: [button("ok", "Selvä")] });
	const done = answering(client, async (i) => {
		expect(i.inGuild()).toBe(false);
		expect(i.context).toBe(1);
		if (i.isButton()) await i.update({ content: "Kiitos", components: [] });
	});
	expect(await mustikka.press("Selvä", { in: "dm" })).toMatchObject({ kind: "update", text: "Kiitos" });
	await done;
	expect(mustikka.dms().map(({ text }) => text)).toEqual(["Kiitos"]);
	expectNoViolations(sandbox);
});

test("a deferred private answer is filled with components and a file, and its button changes it", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const row = button("next", "Seuraava").toJSON();
	const done = answering(client, async (i) => {
		await i.deferReply({ flags: MessageFlags.Ephemeral });
		await i.editReply({
			flags: MessageFlags.IsComponentsV2,
			files: [{ name: "oma.txt", attachment: Buffer.from("Tietosi") }],
			components: [
				{ type: ComponentType.TextDisplay, content: "Tässä tietosi" },
				{ type: ComponentType.File, file: { url: "attachment://oma.txt" } },
				row,
			],
		});
	});
	const answer = await mustikka.command("/hei");
	await done;
	expect(answer).toMatchObject({ kind: "message", private: true, text: "Tässä tietosi" });
	expect(answer.message?.files).toEqual([{ name: "oma.txt", data: Buffer.from("Tietosi") }]);
	const pressed = answering(client, async (i) => {
		if (!i.isButton()) throw new Error("not a button");
		expect(i.message.flags.has(MessageFlags.Ephemeral)).toBe(true);
		await i.deferUpdate();
		await i.editReply({
			components: [{ type: ComponentType.TextDisplay, content: "Valmis" }],
			attachments: [],
		});
	});
	expect(await answer.press("Seuraava")).toMatchObject({ kind: "update", private: true, text: "Valmis" });
	await pressed;
	expectNoViolations(sandbox);
});
