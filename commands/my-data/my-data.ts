import type { RepliableInteraction } from "discord.js";
import { button } from "../../src/discord/views/view.ts";
import { UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import type { ButtonHandler, SlashCommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { dataText } from "./view.ts";

export const myData: SlashCommand = { name: "my-data", run: show };

export const myDataButton: ButtonHandler<"my-data"> = {
	access: "anyone",
	run: (interaction, _, desk) => show(interaction, desk),
};

export const myDataFile: ButtonHandler<"my-data-file"> = {
	access: "anyone",
	async run(interaction, _, { privacy, t }) {
		const data = await privacy.show(UserId.parse(interaction.user.id));
		const json = Object.fromEntries(data.map((each) => [each.feature, each.data]));
		await reply(interaction, {
			text: t("replies:my-data.file"),
			file: { name: "piiri.json", data: Buffer.from(JSON.stringify(json, null, "\t")) },
		});
	},
};

export const myDataErase: ButtonHandler<"my-data-erase"> = {
	access: "anyone",
	async run(interaction, _, { t }) {
		await reply(interaction, {
			text: [t("replies:my-data.erase-ask"), t("replies:leave.nickname-stays")].join("\n"),
			buttons: [
				button(t, "replies:buttons.my-data-erase-yes", "danger", "my-data-erase-yes"),
				button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
			],
		});
	},
};

export const myDataEraseYes: ButtonHandler<"my-data-erase-yes"> = {
	access: "anyone",
	async run(interaction, _, { privacy, now, t }) {
		await privacy.erase(UserId.parse(interaction.user.id), now);
		await reply(interaction, {
			text: [t("replies:my-data.erased"), t("replies:leave.nickname-stays")].join("\n"),
		});
	},
};

async function show(interaction: RepliableInteraction, desk: Desk): Promise<void> {
	const { t } = desk;
	const data = await desk.privacy.show(UserId.parse(interaction.user.id));
	await reply(interaction, {
		text: await dataText(data, desk),
		buttons:
			data.length === 0
				? []
				: [
						button(t, "replies:buttons.my-data-file", "secondary", "my-data-file"),
						button(t, "replies:buttons.my-data-erase", "danger", "my-data-erase"),
					],
	});
}
