import { customId } from "../../src/discord/customIds.ts";
import { button } from "../../src/discord/views/view.ts";
import type { GiveUpOutcome } from "../../src/rosters/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { ShiftRef, UserId } from "../../src/shared/ids.ts";
import { chosen, form, select } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { shiftOptions } from "./shifts.ts";
import { goneText, shiftText } from "./text.ts";

export const rosterGiveUp: ButtonHandler<"roster-give-up"> = {
	access: "staff",
	async run(interaction, _, { rosters, read, settings, t }) {
		const mine = await read((tx) => rosters.mine(tx, settings.guildId, UserId.parse(interaction.user.id)));
		if (mine.length === 0) return reply(interaction, { text: t("rosters:reply.none-of-mine") });
		await interaction.showModal(
			form(customId("roster-give-up-form"), t("rosters:form.give-up.title"), [
				t("rosters:form.give-up.note"),
				{ label: t("rosters:form.which-of-mine"), component: select("shift", shiftOptions(mine, t)) },
			]),
		);
	},
};

export const rosterGiveUpForm: FormHandler<"roster-give-up-form"> = {
	access: "staff",
	async run(interaction, _, { rosters, settings, now, t }) {
		const ref = ShiftRef.parse(chosen(interaction, "shift")[0]);
		const userId = UserId.parse(interaction.user.id);
		const outcome = await rosters.giveUp(settings.guildId, ref, userId, now);
		await reply(interaction, {
			text: givenUpText(outcome, t),
			buttons: [button(t, "rosters:button.mine", "secondary", "roster-mine")],
		});
	},
};

function givenUpText(outcome: GiveUpOutcome, t: Translate): string {
	switch (outcome.kind) {
		case "given-up":
			return [
				t("rosters:reply.given-up", { shift: shiftText(outcome.shift) }),
				...(outcome.short ? [t("rosters:reply.now-short")] : []),
			].join("\n");
		case "not-yours":
			return t("rosters:reply.not-yours");
		case "over":
		case "not-found":
			return goneText(outcome, t);
	}
}
