import {
	ApplicationCommandType,
	ChannelSelectMenuBuilder,
	ChannelType,
	type Interaction,
	LabelBuilder,
	MentionableSelectMenuBuilder,
	MessageFlags,
	ModalBuilder,
	RoleSelectMenuBuilder,
	UserSelectMenuBuilder,
} from "discord.js";
import { expect, test } from "vitest";
import { openPage } from "../sandbox/page/server/index.ts";
import { withBot } from "../sandbox/testing.ts";
import { serious } from "./axe.ts";
import { openBrowser, useBrowser } from "./scene.ts";
import { Window } from "./window.ts";

useBrowser();

const form = new ModalBuilder()
	.setCustomId("shift")
	.setTitle("A shift")
	.addLabelComponents(
		new LabelBuilder()
			.setLabel("Who comes")
			.setUserSelectMenuComponent(
				new UserSelectMenuBuilder().setCustomId("who").setMinValues(2).setMaxValues(2),
			),
		new LabelBuilder()
			.setLabel("Whose shift")
			.setRoleSelectMenuComponent(new RoleSelectMenuBuilder().setCustomId("role")),
		new LabelBuilder()
			.setLabel("Where")
			.setChannelSelectMenuComponent(
				new ChannelSelectMenuBuilder().setCustomId("where").setChannelTypes(ChannelType.GuildText),
			),
		new LabelBuilder()
			.setLabel("Who is told")
			.setMentionableSelectMenuComponent(
				new MentionableSelectMenuBuilder().setCustomId("told").setRequired(false),
			),
	);

test("people, roles, channels and either can be chosen in a form", async () => {
	const { sandbox, client } = await withBot();
	const owner = await sandbox.owner();
	const [outi, olli] = [await sandbox.person("Outi"), await sandbox.person("Olli")];
	owner.createRole("Facilitators");
	owner.giveRole(outi, "Facilitators");
	owner.createChannel("lobby", { type: 2 });
	await client.application.commands.set([
		{ name: "shift", description: "Plan a shift", type: ApplicationCommandType.ChatInput },
	]);
	client.on("interactionCreate", (interaction) => void answer(interaction));
	const page = await openPage(sandbox, {
		bot: {
			alive: true,
			start: idle,
			kill: idle,
			next: async () => null,
			tick: idle,
			jobs: () => [],
			outbox: () => [],
		},
		people: [{ id: outi.id, name: "Outi", role: "facilitator" }],
		zone: "Europe/Helsinki",
		language: "en",
	});
	outi.setLocale("en-GB");
	const window = await Window.open(openBrowser(), page.address, { as: outi.id });
	try {
		await window.page.getByLabel("Write a message: general").fill("/shift");
		await window.page.getByRole("option", { name: "/shift" }).waitFor();
		await window.page.keyboard.press("Enter");
		await window.dialog.getByText("Who comes").waitFor();
		await window.press("Send");
		await window.reads("3 places still need your attention. All the rest is kept.");
		await window.tick("Outi");
		await window.press("Send");
		await window.reads("Choose at least 2.");
		await window.tick("Olli");
		await window.dialog.getByLabel("Whose shift").selectOption({ label: "@Facilitators" });
		const places = await window.dialog.getByLabel("Where").locator("option").allInnerTexts();
		expect(places).toEqual(["Choose", "#general"]);
		await window.dialog.getByLabel("Where").selectOption({ label: "#general" });
		await window.dialog.getByLabel("Who is told").selectOption({ label: "@Facilitators" });
		expect(await serious(window.page)).toEqual([]);
		await window.press("Send");
		await window.reads("Olli+Outi | Facilitators | #general | 1");
		expect(window.complaints).toEqual([]);
	} finally {
		await window.close();
		await page.close();
	}
	expect(olli.inServer).toBe(true);
});

/** Shows the form, and says what was chosen in it. */
async function answer(interaction: Interaction): Promise<void> {
	if (interaction.isChatInputCommand()) await interaction.showModal(form);
	if (!interaction.isModalSubmit()) return;
	const { fields } = interaction;
	const who = fields.getSelectedUsers("who", true).map(({ displayName }) => displayName);
	const role = fields.getSelectedRoles("role", true).map((one) => one?.name);
	const where = fields.getSelectedChannels("where", true).map((one) => one?.id);
	const told = fields.getSelectedMentionables("told")?.roles.size ?? 0;
	const content = `${[...who].sort().join("+")} | ${role} | <#${where}> | ${told}`;
	await interaction.reply({ content, flags: MessageFlags.Ephemeral });
}

async function idle(): Promise<void> {}
