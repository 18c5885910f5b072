import { ApplicationCommandOptionType } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { person } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { UserId } from "../../src/shared/ids.ts";
import { InductionStep, type StaffMember } from "../../src/staff/model.ts";
import { chosen, form, ticks } from "../form.ts";
import type { ButtonHandler, FormHandler, Option, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";

const { Boolean: YesNo, User } = ApplicationCommandOptionType;

/** By the coordinator, for somebody who works here. */
export const induction: Subcommand = {
	name: "induction",
	access: "coordinator",
	options: [
		{ name: "user", type: User, required: true },
		...InductionStep.options.map((name): Option => ({ name, type: YesNo })),
	],
	async run(interaction, { staff, settings, now, t }) {
		const { options } = interaction;
		const userId = UserId.parse(options.getUser("user", true).id);
		const before = await staff.get(settings.guildId, userId);
		const who = person(userId);
		if (!before) return reply(interaction, { text: t("staff:reply.not-staff", { who }) });
		const done = InductionStep.options.filter(
			(step) => options.getBoolean(step) ?? before.induction.includes(step),
		);
		const outcome = await staff.tick(settings.guildId, userId, done, now);
		switch (outcome.kind) {
			case "ticked":
				return reply(interaction, {
					text: [
						t(outcome.finished ? "staff:reply.induction-finished" : "staff:reply.induction-not-yet", { who }),
						...stepLines(outcome.member, t),
					].join("\n"),
				});
			case "not-staff":
				return reply(interaction, { text: t("staff:reply.not-staff", { who }) });
		}
	},
};

export const inductionButton: ButtonHandler<"induction"> = {
	access: "staff",
	async run(interaction, _, { staff, settings, t }) {
		const me = await staff.get(settings.guildId, UserId.parse(interaction.user.id));
		if (!me) return reply(interaction, { text: t("rosters:reply.hindrance.not-staff") });
		await interaction.showModal(
			form(customId("induction-form"), t("staff:form.induction.title"), [
				t("staff:form.induction.note"),
				{
					label: t("staff:form.induction.done"),
					component: ticks(
						"steps",
						InductionStep.options.map((value) => ({ value, label: t(`staff:form.induction.${value}`) })),
						me.induction,
					),
				},
			]),
		);
	},
};

export const inductionForm: FormHandler<"induction-form"> = {
	access: "staff",
	async run(interaction, _, { staff, settings, now, t }) {
		const ticked = chosen(interaction, "steps");
		const steps = InductionStep.options.filter((step) => ticked.includes(step));
		const outcome = await staff.tick(settings.guildId, UserId.parse(interaction.user.id), steps, now);
		switch (outcome.kind) {
			case "ticked":
				return reply(interaction, {
					text: outcome.finished
						? t("staff:reply.induction-yours-finished")
						: [t("staff:reply.induction-yours-not-yet"), ...stepLines(outcome.member, t)].join("\n"),
					buttons: [button(t, "rosters:button.mine", "secondary", "roster-mine")],
				});
			case "not-staff":
				return reply(interaction, { text: t("rosters:reply.hindrance.not-staff") });
		}
	},
};

function stepLines({ induction: done }: StaffMember, t: Translate): string[] {
	return InductionStep.options.map((step) =>
		t(done.includes(step) ? "staff:reply.step-done" : "staff:reply.step-open", {
			step: t(`staff:step.${step}`),
		}),
	);
}
