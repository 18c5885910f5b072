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
import { serious } from "./axe.ts";
import { botScene } from "./botScene.ts";
import { useBrowser } from "./scene.ts";

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
	const { window, owner, outi } = await botScene({
		commands: [{ name: "shift", description: "Plan a shift", type: ApplicationCommandType.ChatInput }],
		answer,
	});
	owner.createRole("Facilitators");
	owner.giveRole(outi, "Facilitators");
	owner.createChannel("lobby", { type: 2 });
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
