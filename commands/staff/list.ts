import { person, plain } from "../../src/discord/views/text.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { lines } from "../text.ts";
import { memberText } from "./add.ts";

export const list: Subcommand = {
	name: "list",
	access: "coordinator",
	options: [],
	async run(interaction, desk) {
		const { staff, openings, read, settings, t } = desk;
		const { all, places } = await read(async (tx) => ({
			all: await staff.list(tx, settings.guildId),
			places: await openings.places(tx, settings.guildId),
		}));
		await reply(interaction, {
			text: [
				t("staff:reply.list-title"),
				all.length > 0
					? lines(
							t,
							all.map(
								(member) =>
									`- **${plain(member.publicName)}** (${person(member.userId)}) · ${memberText(member, places, desk)}`,
							),
						)
					: t("staff:reply.list-empty"),
			].join("\n"),
		});
	},
};
