import {
	ActionRowBuilder,
	type AutocompleteInteraction,
	ButtonBuilder,
	type ButtonInteraction,
	ButtonStyle,
	type Client,
	type Interaction,
	LabelBuilder,
	ModalBuilder,
	type ModalSubmitInteraction,
	StringSelectMenuBuilder,
	TextInputBuilder,
	TextInputStyle,
	UserSelectMenuBuilder,
	type UserSelectMenuInteraction,
} from "discord.js";
import { expect, test, vi } from "vitest";
import { expectNoViolations, withBot } from "../testing.ts";
import type { Json } from "../world/serialize.ts";
import { channelId, windowOf } from "./testing.ts";

/** The next interaction, answered so. */
function next<T extends Interaction>(
	client: Client,
	answer: (interaction: T) => Promise<unknown>,
): Promise<T> {
	return new Promise((resolve, reject) => {
		client.once("interactionCreate", (interaction) => {
			answer(interaction as T).then(() => resolve(interaction as T), reject);
		});
	});
}

const form = new ModalBuilder()
	.setCustomId("ilmo")
	.setTitle("Ilmoittautuminen")
	.addLabelComponents(
		new LabelBuilder()
			.setLabel("Nimimerkki")
			.setTextInputComponent(
				new TextInputBuilder()
					.setCustomId("nimi")
					.setStyle(TextInputStyle.Short)
					.setMinLength(2)
					.setMaxLength(8),
			),
		new LabelBuilder()
			.setLabel("Kieli")
			.setStringSelectMenuComponent(
				new StringSelectMenuBuilder()
					.setCustomId("kieli")
					.setRequired(false)
					.addOptions({ label: "suomi", value: "fi" }, { label: "svenska", value: "sv" }),
			),
	);

/** A message with buttons and menus in #general, and the window of somebody who sees it. */
async function stand() {
	const { sandbox, client } = await withBot();
	const mustikka = await sandbox.person("Mustikka");
	const window = await windowOf(sandbox, mustikka);
	const general = channelId(sandbox, "general");
	const channel = await client.channels.fetch(general);
	if (!channel?.isSendable()) throw new Error("Nowhere to write");
	const message = await channel.send({
		content: "Valitse",
		components: [
			new ActionRowBuilder<ButtonBuilder>().addComponents(
				new ButtonBuilder().setCustomId("auki").setLabel("Auki").setStyle(ButtonStyle.Primary),
				new ButtonBuilder()
					.setCustomId("kiinni")
					.setLabel("Kiinni")
					.setStyle(ButtonStyle.Danger)
					.setDisabled(true),
			),
			new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
				new StringSelectMenuBuilder().setCustomId("menu").addOptions({ label: "Yksi", value: "1" }),
			),
			new ActionRowBuilder<UserSelectMenuBuilder>().addComponents(
				new UserSelectMenuBuilder().setCustomId("kuka"),
			),
		],
	});
	const onMessage = (data: Json) => window.interact(3, general, data, { message_id: message.id });
	const press = (custom_id: string) => onMessage({ component_type: 2, custom_id });
	return { sandbox, client, mustikka, window, general, message, onMessage, press };
}

/** The code of the first refusal in a tree of errors. */
function codeAt(body: Json, ...path: string[]): unknown {
	let node = body.errors;
	for (const step of [...path, "_errors", "0", "code"]) node = (node as Json | undefined)?.[step];
	return node;
}

test("a press is answered by the gateway: asked, the message, done", async () => {
	const { sandbox, client, window, press, mustikka } = await stand();
	const pressed = next<ButtonInteraction>(client, (i) => i.update({ content: "Painettu" }));
	expect((await press("auki")).status).toBe(204);
	expect(await pressed).toMatchObject({ customId: "auki", user: { id: mustikka.id } });
	expect(await window.until("INTERACTION_SUCCESS")).toMatchObject({ nonce: "n3" });
	const told = window.told().slice(window.told().indexOf("INTERACTION_CREATE"));
	expect(told).toEqual(["INTERACTION_CREATE", "MESSAGE_UPDATE", "INTERACTION_SUCCESS"]);
	expectNoViolations(sandbox);
});

test("what the message does not offer cannot be sent", async () => {
	const { sandbox, window, general, message, press, onMessage } = await stand();
	expect(codeAt((await press("ei-ole")).body, "data", "custom_id")).toBe("COMPONENT_NOT_FOUND");
	expect(codeAt((await press("kiinni")).body, "data", "custom_id")).toBe("COMPONENT_DISABLED");
	const menu = (values: string[]) => onMessage({ component_type: 3, custom_id: "menu", values });
	expect(codeAt((await menu(["9"])).body, "data", "values")).toBe("BASE_TYPE_CHOICES");
	expect(codeAt((await menu([])).body, "data", "values")).toBe("BASE_TYPE_BAD_LENGTH");
	const gone = await window.interact(
		3,
		general,
		{ component_type: 2, custom_id: "auki" },
		{ message_id: "1" },
	);
	expect(gone).toMatchObject({ status: 404, body: { code: 10_008 } });
	const nothing = await window.request("POST", "/interactions", { type: 9 });
	expect(nothing).toMatchObject({ status: 400, body: { code: 50_035 } });
	expect(window.told()).not.toContain("INTERACTION_CREATE");
	expect(message.id).not.toBe("1");
	expectNoViolations(sandbox);
});

test("a menu of people resolves whom it names", async () => {
	const { sandbox, client, onMessage, mustikka } = await stand();
	const chosen = next<UserSelectMenuInteraction>(client, (i) => i.deferUpdate());
	await onMessage({ component_type: 5, custom_id: "kuka", values: [mustikka.id] });
	const interaction = await chosen;
	expect([...interaction.users.keys()]).toEqual([mustikka.id]);
	expectNoViolations(sandbox);
});

test("a form opens in the window that pressed, says what is wrong in it, and is sent once", async () => {
	const { sandbox, client, window, mustikka, general, press } = await stand();
	const second = await windowOf(sandbox, mustikka);
	const opened = next<ButtonInteraction>(client, (i) => i.showModal(form));
	await press("auki");
	await opened;
	const modal = await window.until("INTERACTION_MODAL_CREATE");
	expect(modal).toMatchObject({
		title: "Ilmoittautuminen",
		custom_id: "ilmo",
		channel_id: general,
		nonce: "n3",
	});
	await second.until("INTERACTION_CREATE");
	expect(second.told()).not.toContain("INTERACTION_MODAL_CREATE");
	const send = (nimi: string, kieli: string[]) =>
		window.interact(5, general, {
			id: modal.id,
			custom_id: "ilmo",
			components: [
				{ type: 18, component: { type: 4, custom_id: "nimi", value: nimi } },
				{ type: 18, component: { type: 3, custom_id: "kieli", values: kieli } },
			],
		});
	const at = ["data", "components", "0", "component", "value"];
	expect(codeAt((await send("", [])).body, ...at)).toBe("BASE_TYPE_REQUIRED");
	expect(codeAt((await send("x", [])).body, ...at)).toBe("BASE_TYPE_BAD_LENGTH");
	const choice = ["data", "components", "1", "component", "values"];
	expect(codeAt((await send("Kanerva", ["de"])).body, ...choice)).toBe("BASE_TYPE_CHOICES");
	const sent = next<ModalSubmitInteraction>(client, (i) => i.reply({ content: "Kiitos", flags: 64 }));
	expect((await send("Kanerva", ["sv"])).status).toBe(204);
	const { fields } = await sent;
	expect(fields.getTextInputValue("nimi")).toBe("Kanerva");
	expect(fields.getStringSelectValues("kieli")).toEqual(["sv"]);
	await window.until("INTERACTION_SUCCESS", ({ nonce }) => nonce === "n5");
	expect(await send("Kanerva", [])).toMatchObject({ status: 404, body: { code: 10_062 } });
	expectNoViolations(sandbox);
});

test("a form that nobody answers can be sent again; a form is nobody else's", async () => {
	const { sandbox, client, window, general, press } = await stand();
	const kataja = await windowOf(sandbox, await sandbox.person("Kataja"));
	const opened = next<ButtonInteraction>(client, (i) => i.showModal(form));
	await press("auki");
	await opened;
	const { id } = await window.until("INTERACTION_MODAL_CREATE");
	const components = [{ type: 18, component: { type: 4, custom_id: "nimi", value: "Kanerva" } }];
	const send = (from = window) => from.interact(5, general, { id, custom_id: "ilmo", components });
	expect(await send(kataja)).toMatchObject({ status: 404, body: { code: 10_062 } });
	const seen = vi.fn();
	client.once("interactionCreate", seen);
	expect((await send()).status).toBe(204);
	expect(await window.until("INTERACTION_FAILURE")).toMatchObject({
		nonce: "n5",
		reason: "no answer within 0.3 s",
	});
	expect(seen).toHaveBeenCalledOnce();
	const sent = next<ModalSubmitInteraction>(client, (i) => i.reply("Kiitos"));
	expect((await send()).status).toBe(204);
	await sent;
	await window.until("INTERACTION_SUCCESS", ({ nonce }) => nonce === "n5");
	expectNoViolations(sandbox);
});

test("with the bot offline a press fails at once", async () => {
	const { sandbox, client, window, press } = await stand();
	await client.destroy();
	expect((await press("auki")).status).toBe(204);
	expect(await window.until("INTERACTION_FAILURE")).toMatchObject({ nonce: "n3", reason: "bot offline" });
	expectNoViolations(sandbox);
});

const session = {
	type: 3,
	name: "istunto",
	description: "Mikä",
	required: true,
	autocomplete: true,
} as const;
const count = { type: 4, name: "monta", description: "Montako", min_value: 1, max_value: 5 } as const;
const move = { type: 1, name: "siirrä", description: "Siirrä", options: [session, count] } as const;
const commands = [
	{ name: "istunto", description: "Istunnot", options: [move] },
	{ name: "hallinta", description: "Vain ylläpidolle", default_member_permissions: "8" },
	{ name: "Kuka tämä on", type: 2 },
	{ name: "Ilmoita", type: 3 },
] as const;

async function withCommands() {
	const stood = await stand();
	await stood.client.application?.commands.set(commands as never);
	const index = await stood.window.request("GET", `/channels/${stood.general}/application-command-index`);
	const listed = index.body.application_commands as { id: string; name: string; type: number }[];
	const command = (name: string) => {
		const { id, type } = listed.find((one) => one.name === name) ?? { id: "0", type: 1 };
		return { id, name, type };
	};
	const given = (options: Json[]) => [{ type: 1, name: "siirrä", options }];
	return { ...stood, listed, command, given };
}

test("a client lists what the person may use; what they may not use cannot be given", async () => {
	const { sandbox, listed, window, general } = await withCommands();
	expect(listed.map(({ name }) => name)).toEqual(["istunto", "Kuka tämä on", "Ilmoita"]);
	const owner = await windowOf(sandbox, await sandbox.owner());
	const { body } = await owner.request("GET", `/channels/${general}/application-command-index`);
	const hidden = (body.application_commands as Json[]).find(({ name }) => name === "hallinta");
	const refused = await window.interact(2, general, { id: hidden?.id, name: "hallinta", type: 1 });
	expect(refused).toMatchObject({ status: 404, body: { code: 10_063 } });
	expectNoViolations(sandbox);
});

test("autocomplete offers choices, the command arrives with its options, and wrong ones are refused", async () => {
	const { sandbox, client, window, general, command, given } = await withCommands();
	const typed = next<AutocompleteInteraction>(client, (i) =>
		i.respond([{ name: "Suun terveys", value: "7" }]),
	);
	const options = given([{ type: 3, name: "istunto", value: "su", focused: true }]);
	expect((await window.interact(4, general, { ...command("istunto"), options })).status).toBe(204);
	expect((await typed).options.getFocused()).toBe("su");
	expect(await window.until("APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE")).toEqual({
		nonce: "n4",
		choices: [{ name: "Suun terveys", value: "7" }],
	});
	const give = (...options: Json[]) =>
		window.interact(2, general, { ...command("istunto"), options: given(options) });
	const session = { type: 3, name: "istunto", value: "7" };
	expect((await give({ type: 4, name: "monta", value: 2 })).status).toBe(400);
	expect((await give(session, { type: 4, name: "monta", value: 6 })).status).toBe(400);
	expect((await give(session, { type: 3, name: "muu", value: "x" })).status).toBe(400);
	expect((await window.interact(2, general, command("istunto"))).status).toBe(400);
	const got = next<Interaction>(client, async (i) => i.isRepliable() && i.reply("Siirretty"));
	expect((await give(session, { type: 4, name: "monta", value: 5 })).status).toBe(204);
	const interaction = await got;
	expect(interaction.isChatInputCommand() && interaction.options.getInteger("monta")).toBe(5);
	expect(interaction.isChatInputCommand() && interaction.options.getSubcommand()).toBe("siirrä");
	expectNoViolations(sandbox);
});

test("commands on a person and on a message know their target", async () => {
	const { sandbox, client, window, general, command, message, mustikka } = await withCommands();
	const onPerson = next<Interaction>(client, async (i) => i.isRepliable() && i.reply("Hän"));
	await window.interact(2, general, { ...command("Kuka tämä on"), target_id: mustikka.id });
	const who = await onPerson;
	expect(who.isUserContextMenuCommand() && who.targetUser.id).toBe(mustikka.id);
	const onMessage = next<Interaction>(client, async (i) => i.isRepliable() && i.reply("Tämä"));
	await window.interact(2, general, { ...command("Ilmoita"), target_id: message.id });
	const what = await onMessage;
	expect(what.isMessageContextMenuCommand() && what.targetMessage.id).toBe(message.id);
	const gone = await window.interact(2, general, { ...command("Ilmoita"), target_id: "1" });
	expect(gone).toMatchObject({ status: 404, body: { code: 10_008 } });
	expectNoViolations(sandbox);
});
