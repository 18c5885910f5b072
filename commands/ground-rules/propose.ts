import { customId } from "../../src/discord/customIds.ts";
import { rulesText } from "../../src/discord/views/groundRules.ts";
import { clip, plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import { inLanguage, RULE_LENGTH } from "../../src/groundRules/service.ts";
import { ProposalId, UserId } from "../../src/shared/ids.ts";
import { chosen, form, textInput, ticks, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { guildHere } from "./home.ts";

export const rulesAccept: ButtonHandler<"rules-accept"> = {
	access: "anyone",
	async run(interaction, [home, version], desk) {
		const { t, groundRules, now } = desk;
		const guildId = guildHere(interaction, desk);
		if (!guildId) return reply(interaction, { text: t("replies:common.only-on-server") });
		const outcome = await groundRules.accept(guildId, home, version, UserId.parse(interaction.user.id), now);
		switch (outcome.kind) {
			case "accepted":
				return reply(interaction, {
					text: t("groundRules:reply.accepted", { name: plain(outcome.home.name) }),
				});
			case "newer": {
				const { present } = outcome;
				const rules = inLanguage(outcome.home, present.rules, t.language);
				return reply(interaction, {
					text: `${t("groundRules:reply.newer")}\n${rulesText(rules)}`,
					buttons: [button(t, "groundRules:button.accept", "primary", "rules-accept", home, present.version)],
				});
			}
			default:
				return reply(interaction, { text: t(`groundRules:reply.${outcome.kind}`) });
		}
	},
};

export const rulesPropose: ButtonHandler<"rules-propose"> = {
	access: "anyone",
	async run(interaction, [home], { t }) {
		await interaction.showModal(
			form(customId("rules-propose-form", home), t("groundRules:form.propose-title"), [
				t("groundRules:form.propose-note"),
				{
					label: t("groundRules:form.propose-rule"),
					component: textInput("rule", { long: true, required: true, max: RULE_LENGTH }),
				},
			]),
		);
	},
};

export const rulesProposed: FormHandler<"rules-propose-form"> = {
	access: "anyone",
	async run(interaction, [home], desk) {
		const { t, groundRules, now } = desk;
		const guildId = guildHere(interaction, desk);
		if (!guildId) return reply(interaction, { text: t("replies:common.only-on-server") });
		const userId = UserId.parse(interaction.user.id);
		const text = written(interaction, "rule");
		const outcome = await groundRules.proposing.propose(guildId, home, userId, text, now);
		const more = { max: "max" in outcome ? outcome.max : RULE_LENGTH };
		const look = [button(t, "groundRules:button.support", "secondary", "rules-support", home)];
		return reply(interaction, {
			text: t(`groundRules:reply.${outcome.kind}`, more),
			buttons: outcome.kind === "full" || outcome.kind === "already" ? look : [],
		});
	},
};

/** Those that one supports are ticked. One's own are among them, as anybody's. */
export const rulesSupport: ButtonHandler<"rules-support"> = {
	access: "anyone",
	async run(interaction, [home], desk) {
		const { t, groundRules } = desk;
		const guildId = guildHere(interaction, desk);
		if (!guildId) return reply(interaction, { text: t("replies:common.only-on-server") });
		const outcome = await groundRules.proposing.open(guildId, home, UserId.parse(interaction.user.id));
		if (outcome.kind !== "open") return reply(interaction, { text: t(`groundRules:reply.${outcome.kind}`) });
		const { proposals } = outcome;
		if (proposals.length === 0) return reply(interaction, { text: t("groundRules:reply.no-proposals") });
		await interaction.showModal(
			form(customId("rules-support-form", home), t("groundRules:form.support-title"), [
				`${rulesText(proposals.map(({ text }) => text))}\n${t("groundRules:form.support-note")}`,
				{
					label: t("groundRules:form.support-label"),
					component: ticks(
						"supports",
						proposals.map(({ id, text }, index) => ({
							value: String(id),
							label: clip(`${index + 1}. ${text}`, 100),
						})),
						proposals.filter(({ supported }) => supported).map(({ id }) => String(id)),
					),
				},
			]),
		);
	},
};

export const rulesSupported: FormHandler<"rules-support-form"> = {
	access: "anyone",
	async run(interaction, [home], desk) {
		const { t, groundRules, now } = desk;
		const guildId = guildHere(interaction, desk);
		if (!guildId) return reply(interaction, { text: t("replies:common.only-on-server") });
		const ids = idsOf(chosen(interaction, "supports"));
		const userId = UserId.parse(interaction.user.id);
		const outcome = await groundRules.proposing.support(guildId, home, userId, ids, now);
		const count = outcome.kind === "supported" ? outcome.count : 0;
		return reply(interaction, { text: t(`groundRules:reply.${outcome.kind}`, { count }) });
	},
};

export function idsOf(values: readonly string[]): ProposalId[] {
	return values.flatMap((value) => ProposalId.safeParse(Number(value)).data ?? []);
}
