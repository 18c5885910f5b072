import {
	ActionRowBuilder,
	ApplicationCommandType,
	type Interaction,
	MessageFlags,
	StringSelectMenuBuilder,
} from "discord.js";
import { test } from "vitest";
import { botScene } from "./botScene.ts";
import { Keyboard } from "./keyboard.ts";
import { useBrowser } from "./scene.ts";

useBrowser();

const tea = new StringSelectMenuBuilder()
	.setCustomId("tea")
	.setPlaceholder("What would you like?")
	.addOptions(["Tea", "Coffee", "Water"].map((label) => ({ label, value: label })));
const cakes = new StringSelectMenuBuilder()
	.setCustomId("cakes")
	.setPlaceholder("Which cakes?")
	.setMinValues(1)
	.setMaxValues(2)
	.addOptions(["Bun", "Pie", "Tart"].map((label) => ({ label, value: label })));

test("menus of a message, and commands on a person and on a message, are used by keyboard alone", async () => {
	const { window } = await botScene({
		commands: [
			{ name: "table", description: "Lay the table", type: ApplicationCommandType.ChatInput },
			{ name: "Greet", type: ApplicationCommandType.User },
			{ name: "Remember", type: ApplicationCommandType.Message },
		],
		answer,
	});
	const keys = new Keyboard(window.page);
	await keys.tabTo("Write a message: general");
	await keys.type("/table");
	await window.page.getByRole("option", { name: "/table" }).waitFor();
	await keys.press("Enter");

	await keys.use("What would you like?");
	await keys.use(window.dialog.getByRole("button", { name: "Coffee" }));
	await window.reads("Chosen: Coffee");
	await keys.use("Which cakes?");
	await keys.tabTo("Bun");
	await keys.press("Space");
	await keys.tabTo("Tart");
	await keys.press("Space");
	await keys.use("Done");
	await window.reads("Chosen: Bun, Tart");
	await window.page.locator("#said", { hasText: "Chosen: Bun, Tart" }).waitFor({ state: "attached" });

	const laid = window.page.locator("article", { hasText: "The table is laid." });
	await window.page.locator("#main").focus();
	await keys.use(laid.getByRole("button", { name: /^What can be done with the message/ }));
	await keys.use("Remember");
	await window.reads("Remembered: The table is laid.");
	await window.page.locator("#members").focus();
	await keys.use(window.page.locator("#members").getByRole("button", { name: "Olli" }));
	await keys.use("Greet");
	await window.reads("Hello, Olli");
});

async function answer(interaction: Interaction): Promise<void> {
	const tell = (content: string) => ({ content, flags: MessageFlags.Ephemeral }) as const;
	if (interaction.isChatInputCommand()) {
		const rows = [tea, cakes].map((menu) =>
			new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu),
		);
		await interaction.reply({ content: "The table is laid.", components: rows });
	} else if (interaction.isStringSelectMenu()) {
		await interaction.reply(tell(`Chosen: ${interaction.values.join(", ")}`));
	} else if (interaction.isUserContextMenuCommand()) {
		await interaction.reply(tell(`Hello, ${interaction.targetUser.displayName}`));
	} else if (interaction.isMessageContextMenuCommand()) {
		await interaction.reply(tell(`Remembered: ${interaction.targetMessage.content}`));
	}
}
