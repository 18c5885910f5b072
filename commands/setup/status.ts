import { plain, when } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import { isStaffed } from "../../src/sessions/service.ts";
import { openSessions } from "../complete.ts";
import type { StaffDesk } from "../desk.ts";
import type { Subcommand } from "../kinds.ts";
import { defer, reply } from "../reply.ts";
import { problemLines, settingsText } from "./report.ts";

/** How many of the coming sessions are told. */
const AHEAD = 5;

export const status: Subcommand = {
	name: "status",
	access: "coordinator",
	options: [],
	async run(interaction, desk) {
		const { t } = desk;
		await defer(interaction);
		const problems = await problemLines(desk.settings, desk);
		await reply(interaction, {
			text: [
				t("replies:status.title"),
				settingsText(desk.settings, t),
				...(problems.length > 0
					? [
							t("replies:status.wrong"),
							...problems,
							t("replies:status.restore-hint", { restore: t("messages:problem.restore") }),
						]
					: [t("replies:status.all-well")]),
				t("replies:status.next"),
				...(await nextLines(desk)),
			].join("\n"),
			buttons: problems.length > 0 ? [button(t, "messages:problem.restore", "primary", "restore")] : [],
		});
	},
};

async function nextLines(desk: StaffDesk): Promise<string[]> {
	const { t } = desk;
	const coming = (await openSessions(desk)).slice(0, AHEAD);
	if (coming.length === 0) return [t("replies:status.nothing-next")];
	return coming.map(({ session, group }) => {
		const line = t("replies:status.next-session", {
			group: plain(group.name),
			title: plain(session.title),
			when: when(session.startsAt),
		});
		return `- ${line}${isStaffed(session) ? "" : ` · ${t("replies:status.understaffed")}`}`;
	});
}
