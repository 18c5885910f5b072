import type { RepliableInteraction } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { proposalLines, rulesText } from "../../src/discord/views/groundRules.ts";
import { clip, relative } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Draft, Version } from "../../src/groundRules/model.ts";
import type { RulesProblem, StaffLook } from "../../src/groundRules/service.ts";
import { groupOf } from "../../src/homes/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { HomeRef } from "../../src/shared/ids.ts";
import type { StaffDesk } from "../desk.ts";
import { chosen, form, textInput, ticks, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { type Reply, reply } from "../reply.ts";
import { mayChange } from "./home.ts";
import { idsOf } from "./propose.ts";

/** Room for every rule on a line of its own. */
const LIST_LENGTH = 2000;

/** Opens the whole list, to be changed, ordered and shortened. */
export async function openEdit(
	interaction: RepliableInteraction<"cached"> & {
		showModal(modal: ReturnType<typeof form>): Promise<unknown>;
	},
	home: HomeRef,
	desk: StaffDesk,
): Promise<void> {
	const { t } = desk;
	const found = await asked(interaction, home, desk);
	if (!found) return;
	const { version, rules } = found.present;
	await interaction.showModal(
		form(customId("rules-edit-form", home, version), t("groundRules:form.edit-title"), [
			t("groundRules:form.edit-note"),
			{
				label: t("groundRules:form.edit-rules"),
				component: textInput("rules", {
					long: true,
					required: true,
					max: LIST_LENGTH,
					value: rules.join("\n").slice(0, LIST_LENGTH),
				}),
			},
		]),
	);
}

export const rulesEdit: ButtonHandler<"rules-edit"> = {
	access: "staff",
	run: (interaction, [home], desk) => openEdit(interaction, home, desk),
};

export const rulesEdited: FormHandler<"rules-edit-form"> = {
	access: "staff",
	async run(interaction, [home, version], desk) {
		const { t, groundRules, settings, now } = desk;
		if (!mayChange(interaction, home, desk))
			return reply(interaction, { text: t("groundRules:reply.only-coordinators") });
		const text = written(interaction, "rules");
		const outcome = await groundRules.deciding.edit(settings.guildId, home, version, text, now);
		if (outcome.kind === "draft") return reply(interaction, previewOf(t, outcome));
		return reply(interaction, {
			text: problemText(t, outcome),
			buttons: [button(t, "groundRules:button.edit", "primary", "rules-edit", home)],
		});
	},
};

export const rulesDecide: ButtonHandler<"rules-decide"> = {
	access: "staff",
	async run(interaction, [home], desk) {
		const { t } = desk;
		const found = await asked(interaction, home, desk);
		if (!found) return;
		const { proposals } = found;
		if (proposals.length === 0) return reply(interaction, { text: t("groundRules:reply.no-proposals") });
		const options = proposals.map(({ id, text }, index) => ({
			value: String(id),
			label: clip(`${index + 1}. ${text}`, 100),
		}));
		await interaction.showModal(
			form(customId("rules-decide-form", home), t("groundRules:form.decide-title"), [
				proposalLines(t, proposals),
				{ label: t("groundRules:form.decide-take"), component: ticks("take", options) },
				{ label: t("groundRules:form.decide-aside"), component: ticks("aside", options) },
			]),
		);
	},
};

export const rulesDecided: FormHandler<"rules-decide-form"> = {
	access: "staff",
	async run(interaction, [home], desk) {
		const { t, groundRules, settings, now } = desk;
		const take = idsOf(chosen(interaction, "take"));
		const aside = idsOf(chosen(interaction, "aside"));
		const outcome = await groundRules.deciding.decide(settings.guildId, home, take, aside, now);
		switch (outcome.kind) {
			case "draft":
				return reply(interaction, previewOf(t, outcome));
			case "set-aside":
				return reply(interaction, { text: t("groundRules:reply.set-aside", { count: outcome.count }) });
			default:
				return reply(interaction, { text: problemText(t, outcome) });
		}
	},
};

export const rulesAdopt: ButtonHandler<"rules-adopt"> = {
	access: "staff",
	async run(interaction, [home], desk) {
		const { t, groundRules, settings, now } = desk;
		if (!mayChange(interaction, home, desk))
			return reply(interaction, { text: t("groundRules:reply.only-coordinators") });
		const { kind } = await groundRules.deciding.adopt(settings.guildId, home, now);
		return reply(interaction, { text: t(`groundRules:reply.${kind}`) });
	},
};

/** In the middle of things: the rules where people talk, whoever of the staff thinks of it first. */
export async function callToMind(
	interaction: RepliableInteraction<"cached">,
	home: HomeRef,
	{ t, groundRules, settings, now }: StaffDesk,
): Promise<void> {
	const outcome = await groundRules.callToMind(settings.guildId, home, now);
	const at = outcome.kind === "just-done" ? relative(outcome.at) : "";
	return reply(interaction, { text: t(`groundRules:reply.${outcome.kind}`, { when: at }) });
}

export const rulesRemind: ButtonHandler<"rules-remind"> = {
	access: "staff",
	run: (interaction, [home], desk) => callToMind(interaction, home, desk),
};

/** The home as staff see it, when they may change its rules; says why not and gives undefined otherwise. */
async function asked(
	interaction: RepliableInteraction<"cached">,
	home: HomeRef,
	desk: StaffDesk,
): Promise<StaffLook | undefined> {
	const { t, groundRules, settings } = desk;
	const found = await groundRules.lookAsStaff(settings.guildId, home);
	if (found.kind === "gone") await reply(interaction, { text: t("groundRules:reply.gone") });
	else if (mayChange(interaction, home, desk)) return found;
	else await reply(interaction, { text: t("groundRules:reply.only-coordinators") });
	return undefined;
}

function previewOf(t: Translate, { draft, present }: { draft: Draft; present: Version }): Reply {
	const { home, rules } = draft;
	const dropped = present.rules.filter((rule) => !rules.includes(rule));
	return {
		text: [
			t(groupOf(home) === null ? "groundRules:reply.preview-place" : "groundRules:reply.preview"),
			rulesText(rules),
			...(dropped.length > 0 ? [t("groundRules:reply.dropped"), rulesText(dropped)] : []),
		].join("\n"),
		buttons: [
			button(t, "groundRules:button.adopt", "primary", "rules-adopt", home),
			button(t, "groundRules:button.edit", "secondary", "rules-edit", home),
			button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
		],
	};
}

function problemText(t: Translate, problem: RulesProblem | { kind: "overtaken" | "gone" }): string {
	switch (problem.kind) {
		case "too-many":
			return t("groundRules:reply.too-many", { max: problem.max });
		case "too-long":
			return t("groundRules:reply.too-long", { number: problem.number, max: problem.max });
		default:
			return t(`groundRules:reply.${problem.kind}`);
	}
}
