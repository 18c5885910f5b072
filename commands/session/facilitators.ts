import type { Guild } from "discord.js";
import { unlessGone } from "../../src/discord/failure.ts";
import { list as listed, person, plain } from "../../src/discord/views/text.ts";
import { isStaffed } from "../../src/sessions/service.ts";
import type { UserId } from "../../src/shared/ids.ts";
import { mayUse } from "../access.ts";
import type { StaffDesk } from "../desk.ts";
import type { Subcommand } from "../kinds.ts";
import { defer, reply } from "../reply.ts";
import { askedFacilitators, askedSession, facilitatorOptions, sessionOption } from "./option.ts";

export const facilitators: Subcommand = {
	name: "facilitators",
	access: "staff",
	options: [sessionOption, ...facilitatorOptions],
	async run(interaction, desk) {
		const { t } = desk;
		// Asking Discord for the roles of those named may take its time.
		await defer(interaction);
		const asked = await askedSession(interaction, desk);
		if (!asked) return;
		const who = askedFacilitators(interaction);
		const outcome = await desk.sessions.setFacilitators(asked.session.id, who, desk.now);
		switch (outcome.kind) {
			case "assigned": {
				const title = plain(outcome.session.title);
				const names = listed(who.map(person), t.language);
				const outside = await withoutRole(who, interaction.guild, desk);
				return reply(interaction, {
					text: [
						who.length > 0
							? t("replies:session.facilitators", { title, names })
							: t("replies:session.facilitators-none", { title }),
						...(isStaffed(outcome.session) ? [] : [t("replies:session.two-needed")]),
						...(outside.length > 0
							? [
									t("replies:session.not-facilitator", {
										names: listed(outside.map(person), t.language),
										role: `<@&${desk.settings.facilitatorRoleId}>`,
									}),
								]
							: []),
					].join("\n"),
				});
			}
			case "same-person":
			case "needs-two":
				return reply(interaction, { text: t(`replies:session.${outcome.kind}`) });
			case "over":
				return reply(interaction, {
					text: t("replies:session.over", { title: plain(outcome.session.title) }),
				});
			case "not-found":
				return reply(interaction, { text: t("replies:common.session-gone") });
		}
	},
};

/** Those who could not press start, and could not even step in before the doors open. */
async function withoutRole(who: UserId[], guild: Guild, { settings }: StaffDesk): Promise<UserId[]> {
	const members = await Promise.all(who.map((id) => unlessGone(guild.members.fetch(id))));
	return who.filter((_, index) => {
		const member = members[index];
		return !member || !mayUse("staff", member, settings);
	});
}
