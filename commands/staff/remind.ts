import { customId } from "../../src/discord/customIds.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { UserId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import { RemindBy } from "../../src/staff/model.ts";
import { chosen, form, radios } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

/** The ways of being reminded, as the options of a form. */
export function remindOptions(t: Translate): { value: RemindBy; label: string }[] {
	return RemindBy.options.map((value) => ({ value, label: t(`staff:form.remind.${value}`) }));
}

export const shiftReminders: ButtonHandler<"shift-reminders"> = {
	access: "staff",
	async run(interaction, _, { staff, settings, t }) {
		const me = await staff.get(settings.guildId, UserId.parse(interaction.user.id));
		if (!me) return reply(interaction, { text: t("rosters:reply.hindrance.not-staff") });
		await interaction.showModal(
			form(customId("shift-reminders-form"), t("staff:form.remind.title"), [
				t("staff:form.remind.note"),
				{
					label: t("staff:form.remind.by"),
					component: radios("remind-by", remindOptions(t), me.remindBy),
				},
				{
					label: t("staff:form.remind.language"),
					component: radios(
						"language",
						Language.options.map((value) => ({ value, label: t(`commands:choices.language.${value}`) })),
						me.language,
					),
				},
			]),
		);
	},
};

export const shiftRemindersForm: FormHandler<"shift-reminders-form"> = {
	access: "staff",
	async run(interaction, _, { staff, settings, now, t }) {
		const userId = UserId.parse(interaction.user.id);
		const me = await staff.get(settings.guildId, userId);
		const by = RemindBy.safeParse(chosen(interaction, "remind-by")[0]).data ?? me?.remindBy ?? "channel";
		const language =
			Language.safeParse(chosen(interaction, "language")[0]).data ?? me?.language ?? t.language;
		const outcome = await staff.remind(settings.guildId, userId, by, language, now);
		switch (outcome.kind) {
			case "set":
				return reply(interaction, {
					text: t(`staff:reply.remind.${outcome.member.remindBy}`),
					buttons: [button(t, "rosters:button.mine", "secondary", "roster-mine")],
				});
			case "not-staff":
				return reply(interaction, { text: t("rosters:reply.hindrance.not-staff") });
		}
	},
};
