import type { ButtonBuilder } from "discord.js";
import { proposalLines, rulesText, sinceText } from "../../src/discord/views/groundRules.ts";
import { plain, when } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Version } from "../../src/groundRules/model.ts";
import { inLanguage, type Look, type StaffLook } from "../../src/groundRules/service.ts";
import type { Home } from "../../src/homes/model.ts";
import { groupOf } from "../../src/homes/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { UserId } from "../../src/shared/ids.ts";
import { mayUse } from "../access.ts";
import type { ButtonHandler } from "../kinds.ts";
import { type Reply, reply } from "../reply.ts";
import { guildHere } from "./home.ts";

/** How many former versions are told. */
const FORMER = 5;

/** What everybody reads, and may do: nobody sees that they looked. */
export const rules: ButtonHandler<"rules"> = {
	access: "anyone",
	async run(interaction, [home], desk) {
		const { t, groundRules, settings } = desk;
		const guildId = guildHere(interaction, desk);
		if (!guildId || !settings) return reply(interaction, { text: t("replies:common.only-on-server") });
		if (interaction.inCachedGuild() && mayUse("staff", interaction.member, settings)) {
			const outcome = await groundRules.lookAsStaff(guildId, home);
			if (outcome.kind === "gone") return reply(interaction, { text: t("groundRules:reply.gone") });
			return reply(interaction, staffLook(t, outcome));
		}
		const outcome = await groundRules.look(guildId, home, UserId.parse(interaction.user.id));
		if (outcome.kind === "gone") return reply(interaction, { text: t("groundRules:reply.gone") });
		return reply(interaction, lookOf(t, outcome));
	},
};

function lookOf(t: Translate, { home, present, mine }: Look): Reply {
	const { ref } = home;
	const buttons: ButtonBuilder[] = [];
	if (mine && !mine.accepted)
		buttons.push(button(t, "groundRules:button.accept", "primary", "rules-accept", ref, present.version));
	if (mine) buttons.push(button(t, "groundRules:button.propose", "secondary", "rules-propose", ref));
	if (mine && mine.proposals > 0)
		buttons.push(button(t, "groundRules:button.support", "secondary", "rules-support", ref));
	return {
		text: [
			...head(t, home, present),
			mine && t(mine.accepted ? "groundRules:reply.accepted-already" : "groundRules:reply.accept-please"),
			mine && mine.proposals > 0 && t("groundRules:reply.waiting", { count: mine.proposals }),
		]
			.filter((line) => typeof line === "string")
			.join("\n"),
		buttons,
	};
}

/** The same for staff: counts, and what can be done about it. */
export function staffLook(
	t: Translate,
	{ home, present, history, accepted, members, proposals }: StaffLook,
): Reply {
	const { ref } = home;
	const former = history
		.slice(0, -1)
		.slice(-FORMER)
		.map(({ adoptedAt }) => (adoptedAt ? when(adoptedAt) : "—"));
	return {
		text: [
			...head(t, home, present),
			groupOf(ref) === null
				? t("groundRules:reply.staff-place")
				: t("groundRules:reply.staff-count", { accepted, members }),
			former.length > 0 && `-# ${t("groundRules:reply.history", { dates: former.join(" · ") })}`,
			proposals.length > 0 &&
				`### ${t("groundRules:proposals.title", { group: plain(home.name) })}\n${proposalLines(t, proposals)}`,
		]
			.filter((line) => typeof line === "string")
			.join("\n"),
		buttons: [
			button(t, "groundRules:button.edit", "primary", "rules-edit", ref),
			...(proposals.length > 0
				? [button(t, "groundRules:button.decide", "secondary", "rules-decide", ref)]
				: []),
			button(t, "groundRules:button.remind", "secondary", "rules-remind", ref),
		],
	};
}

function head(t: Translate, home: Home, present: Version) {
	const rules = inLanguage(home, present.rules, t.language);
	return [
		`### ${t("groundRules:reply.title", { name: plain(home.name) })}`,
		rules.length > 0 ? rulesText(rules) : t("groundRules:reply.none"),
		sinceText(t, present),
	];
}
