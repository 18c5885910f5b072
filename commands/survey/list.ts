import { plain, when } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { Offered } from "../../src/surveys/own.ts";
import type { Plan } from "../../src/surveys/plan.ts";
import type { ButtonHandler, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";

export const list: Subcommand = {
	name: "list",
	access: "coordinator",
	options: [],
	async run(interaction, { read, groups, surveys, settings, t }) {
		const { guildId } = settings;
		const { offered, plans } = await read(async (tx) => {
			const here = await groups.listIn(tx, guildId);
			const ofGroups = await Promise.all(
				here.map(async ({ id, name }) => ({
					name: plain(name),
					plan: await surveys.planning.plan(tx, guildId, id),
				})),
			);
			const server = {
				name: t("surveys:list.server"),
				plan: await surveys.planning.plan(tx, guildId, null),
			};
			return { offered: await surveys.own.offered(tx, guildId), plans: [...ofGroups, server] };
		});
		await reply(interaction, {
			text: [
				`## ${t("surveys:list.title")}`,
				...plans.map(({ name, plan }) => `### ${name}\n${planText(plan, offered, t)}`),
				`### ${t("surveys:list.instruments")}\n${[...offered.values()].map((each) => line(each, t)).join("\n")}`,
			].join("\n"),
			buttons: [button(t, "surveys:staff.ask", "secondary", "survey-staff")],
		});
	},
};

export const surveyStaff: ButtonHandler<"survey-staff"> = {
	access: "coordinator",
	async run(interaction, _, { surveys, settings, now, t }) {
		const outcome = await surveys.askStaff(settings.guildId, now);
		switch (outcome.kind) {
			case "asked":
				return reply(interaction, {
					text: t("surveys:staff.asked", { until: when(outcome.survey.closesAt) }),
				});
			case "open":
			case "nothing-planned":
				return reply(interaction, { text: t(`surveys:staff.${outcome.kind}`) });
		}
	},
};

function planText(plan: Plan, offered: ReadonlyMap<string, Offered>, t: Translate): string {
	return [...plan]
		.map(([occasion, key]) => {
			const title = key === null ? undefined : offered.get(key)?.instrument.title[t.language];
			const what = title === undefined ? t("surveys:nothing") : plain(title);
			return `- ${t(`surveys:occasion.${occasion}`)}: ${what}`;
		})
		.join("\n");
}

function line({ instrument, own }: Offered, t: Translate): string {
	const marks = [
		t("surveys:list.points", { count: instrument.items.length }),
		...(own ? [t("surveys:list.own")] : []),
		...(instrument.licence ? [t("surveys:list.licensed")] : []),
	];
	return `- ${plain(instrument.title[t.language])} (${marks.join(", ")})`;
}
