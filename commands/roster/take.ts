import { customId } from "../../src/discord/customIds.ts";
import { button } from "../../src/discord/views/view.ts";
import { ShiftRef, UserId } from "../../src/shared/ids.ts";
import { RemindBy } from "../../src/staff/model.ts";
import type { StaffDesk } from "../desk.ts";
import { chosen, form, radios, select } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { remindOptions } from "../staff/remind.ts";
import { shiftOptions } from "./shifts.ts";
import { goneText, hindranceText, shiftText } from "./text.ts";

export const rosterTake: ButtonHandler<"roster-take"> = {
	access: "staff",
	async run(interaction, _, desk) {
		const { rosters, staff, settings, now, t } = desk;
		const userId = UserId.parse(interaction.user.id);
		const { me, free } = await desk.read(async (tx) => ({
			me: await staff.find(tx, settings.guildId, userId),
			free: await rosters.takeable(tx, settings.guildId, userId, now),
		}));
		if (!me) return reply(interaction, { text: t("rosters:reply.hindrance.not-staff") });
		if (free.length === 0) return reply(interaction, { text: t("rosters:reply.nothing-to-take") });
		const options = shiftOptions(free, t);
		await interaction.showModal(
			form(customId("roster-take-form"), t("rosters:form.take.title"), [
				{
					label: t("rosters:form.take.shifts"),
					hint: t("rosters:form.take.shifts-hint"),
					component: select("shifts", options, { most: options.length }),
				},
				{
					label: t("staff:form.remind.by"),
					component: radios("remind-by", remindOptions(t), me.remindBy),
				},
			]),
		);
	},
};

export const rosterTakeForm: FormHandler<"roster-take-form"> = {
	access: "staff",
	async run(interaction, _, desk) {
		const { staff, settings, now, t } = desk;
		const userId = UserId.parse(interaction.user.id);
		const remindBy = RemindBy.safeParse(chosen(interaction, "remind-by")[0]);
		if (remindBy.success) {
			await staff.remind(settings.guildId, userId, remindBy.data, t.language, now);
		}
		const told: string[] = [];
		for (const ref of chosen(interaction, "shifts")) {
			told.push(await taken(ShiftRef.parse(ref), userId, desk));
		}
		await reply(interaction, {
			text: told.join("\n") || t("rosters:reply.nothing-chosen"),
			buttons: [button(t, "rosters:button.mine", "secondary", "roster-mine")],
		});
	},
};

export const coverTake: ButtonHandler<"cover-take"> = {
	access: "staff",
	async run(interaction, [ref], desk) {
		await reply(interaction, { text: await taken(ref, UserId.parse(interaction.user.id), desk) });
	},
};

async function taken(ref: ShiftRef, userId: UserId, desk: StaffDesk): Promise<string> {
	const { rosters, settings, now, t } = desk;
	const outcome = await rosters.take(settings.guildId, ref, userId, now);
	switch (outcome.kind) {
		case "taken":
			return t("rosters:reply.taken", { shift: shiftText(outcome.shift) });
		case "full":
			return t("rosters:reply.full", { shift: shiftText(outcome.shift) });
		case "over":
		case "not-found":
			return goneText(outcome, t);
		default:
			return hindranceText(outcome, t);
	}
}
