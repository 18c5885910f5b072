import { when } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { goneText, shiftText } from "./text.ts";

export const coverPostpone: ButtonHandler<"cover-postpone"> = {
	access: "coordinator",
	async run(interaction, [ref], { rosters, read, settings, now, t }) {
		const { shift, to } = await read(async (tx) => ({
			shift: await rosters.find(tx, ref),
			to: await rosters.postponesTo(tx, ref, now),
		}));
		if (shift?.guildId !== settings.guildId) {
			return reply(interaction, { text: t("rosters:reply.shift-gone") });
		}
		const told = { shift: shiftText(shift) };
		if (shift.of.kind === "session" && !to) {
			return reply(interaction, { text: t("rosters:reply.postpone-cannot") });
		}
		await reply(interaction, {
			text: to
				? t("rosters:reply.postpone-ask", { ...told, when: when(to) })
				: t("rosters:reply.call-off-ask", told),
			buttons: [
				button(t, "rosters:form.postpone-yes", "danger", "cover-postpone-yes", ref),
				button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
			],
		});
	},
};

export const coverPostponeYes: ButtonHandler<"cover-postpone-yes"> = {
	access: "coordinator",
	async run(interaction, [ref], { rosters, settings, now, t }) {
		const outcome = await rosters.postpone(settings.guildId, ref, now);
		switch (outcome.kind) {
			case "postponed":
				return reply(interaction, {
					text:
						outcome.after.state === "cancelled"
							? t("rosters:reply.called-off", { shift: shiftText(outcome.before) })
							: t("rosters:reply.postponed", {
									shift: shiftText(outcome.before),
									when: when(outcome.after.startsAt),
								}),
				});
			case "no-need":
			case "cannot":
				return reply(interaction, { text: t(`rosters:reply.postpone-${outcome.kind}`) });
			case "over":
			case "not-found":
				return reply(interaction, { text: goneText(outcome, t) });
		}
	},
};
