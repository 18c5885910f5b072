import { list as listed, person, plain, when } from "../../src/discord/views/text.ts";
import type { Session } from "../../src/sessions/model.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { askedGroup, groupOption } from "../group/option.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { lines } from "../text.ts";

export const list: Subcommand = {
	name: "list",
	access: "staff",
	options: [groupOption],
	async run(interaction, desk) {
		const { t } = desk;
		const group = await askedGroup(interaction, desk);
		if (!group) return;
		const sessions = await desk.sessions.list(group.id);
		return reply(interaction, {
			text: [
				t("replies:session.list-title", { group: plain(group.name) }),
				sessions.length > 0
					? lines(
							t,
							sessions.map((session) => line(session, t)),
						)
					: t("replies:session.list-empty"),
			].join("\n"),
		});
	},
};

function line({ number, title, startsAt, state, expert, facilitators }: Session, t: Translate): string {
	const parts = [
		`**${number}. ${plain(title)}**`,
		when(startsAt),
		t(`replies:session.state.${state}`),
		expert && t("replies:session.list-expert", { name: plain(expert.name) }),
		facilitators.length > 0 &&
			t("replies:session.list-facilitators", { names: listed(facilitators.map(person), t.language) }),
	];
	return parts.filter(Boolean).join(" · ");
}
