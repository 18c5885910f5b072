import { plain, weekly, when } from "../../src/discord/views/text.ts";
import type { Group } from "../../src/groups/model.ts";
import { isOpen } from "../../src/sessions/service.ts";
import type { StaffDesk } from "../desk.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { lines } from "../text.ts";

export const list: Subcommand = {
	name: "list",
	access: "staff",
	options: [],
	async run(interaction, desk) {
		const { t } = desk;
		const groups = await desk.groups.list(desk.settings.guildId);
		const all = await Promise.all(groups.map((group) => line(group, desk)));
		await reply(interaction, {
			text: [
				t("replies:group.list-title"),
				all.length > 0 ? lines(t, all) : t("replies:group.list-empty"),
			].join("\n"),
		});
	},
};

async function line(group: Group, { sessions, t }: StaffDesk): Promise<string> {
	const next = (await sessions.list(group.id)).find(isOpen);
	return t("replies:group.list-line", {
		name: plain(group.name),
		state: t(`replies:group.state.${group.state}`),
		series: group.series,
		weekly: weekly(t, group.weekday, group.time),
		next: next ? t("replies:group.next", { when: when(next.startsAt) }) : t("replies:group.no-next"),
	});
}
