import {
	ActionRowBuilder,
	ApplicationCommandType,
	ButtonBuilder,
	ButtonStyle,
	type Client,
	type CommandInteraction,
	ComponentType,
	type Interaction,
	MessageFlags,
	type RepliableInteraction,
	StringSelectMenuBuilder,
} from "discord.js";
import { expect, test, vi } from "vitest";
import type { Sandbox } from "../index.ts";
import { expectNoViolations, refusal, withBot } from "../testing.ts";

const minute = 60_000;

/** Answers the next interactions so; what goes wrong in it rejects the returned promise. */
function answering<T>(client: Client, answer: (interaction: RepliableInteraction) => Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		client.once("interactionCreate", (interaction: Interaction) => {
			answer(interaction as RepliableInteraction).then(resolve, reject);
		});
	});
}

async function withCommand(): Promise<{ sandbox: Sandbox; client: Client<true> }> {
	const both = await withBot();
	await both.client.application.commands.set([{ name: "hei", description: "Tervehdi" }]);
	return both;
}

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

test("nobody answering in time fails the press, and a late answer meets 10062", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	let late: RepliableInteraction | undefined;
	client.once("interactionCreate", (i) => {
		late = i as RepliableInteraction;
	});
	expect(await mustikka.command("/hei")).toMatchObject({ kind: "failed", reason: "no answer within 0.3 s" });
	expect(await refusal(late?.reply("Liian myöhään") ?? Promise.resolve())).toBe(10062);
});

test("acknowledging twice meets 40060", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const codes = answering(client, async (i) => {
		await i.reply("Kerran");
		i.replied = false;
		return refusal(i.reply("Kahdesti"));
	});
	await mustikka.command("/hei");
	expect(await codes).toBe(40060);
});

test("the token runs out after 15 minutes by the sandbox's clock: 50027", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const interaction = answering(client, async (i) => {
		await i.reply("Nyt");
		return i;
	});
	await mustikka.command("/hei");
	const used = await interaction;
	sandbox.clock.advanceTo(sandbox.clock.now() + 15 * minute);
	await used.editReply("Vielä");
	sandbox.clock.advanceTo(sandbox.clock.now() + 1);
	expect(await refusal(used.editReply("Enää ei"))).toBe(50027);
	expect(await refusal(used.followUp("Enää ei"))).toBe(50027);
});

test("before the acknowledgement there is no webhook (10015), and a deleted answer is unknown (10008)", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const codes = answering(client, async (i) => {
		const before = await refusal(i.webhook.send("Aikaisin"));
		await i.reply("Hetki");
		await i.deleteReply();
		return [before, await refusal(i.editReply("Poistettu"))];
	});
	await mustikka.command("/hei");
	expect(await codes).toEqual([10015, 10008]);
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

test("an offline bot fails a press at once, and so does a bot that dies before acknowledging", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	client.once("interactionCreate", () => {
		void client.destroy();
	});
	const started = performance.now();
	expect(await mustikka.command("/hei")).toMatchObject({ kind: "failed", reason: "bot offline" });
	expect(await mustikka.command("/hei")).toMatchObject({ kind: "failed", reason: "bot offline" });
	expect(performance.now() - started).toBeLessThan(250);
});

test("a dropped connection loses no interaction that the bot already has", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const done = answering(client, async (i) => {
		sandbox.faults.dropGateway();
		await i.reply("Silti");
	});
	expect(await mustikka.command("/hei")).toMatchObject({ kind: "message", text: "Silti" });
	await done;
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
