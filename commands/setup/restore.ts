import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

export const restore: ButtonHandler<"restore"> = {
	access: "coordinator",
	async run(interaction, _, desk) {
		await desk.setup.repair(desk.settings.guildId, desk.now);
		await reply(interaction, { text: desk.t("replies:status.restoring") });
	},
};
