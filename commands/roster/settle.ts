import type { SettleOutcome } from "../../src/rosters/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { UserId } from "../../src/shared/ids.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { goneText, hindranceText, shiftText } from "./text.ts";

export const swapAccept: ButtonHandler<"swap-accept"> = {
	access: "staff",
	async run(interaction, [id], { rosters, settings, now, t }) {
		const outcome = await rosters.accept(settings.guildId, id, UserId.parse(interaction.user.id), now);
		switch (outcome.kind) {
			case "swapped":
				return reply(interaction, {
					text: [
						t("rosters:reply.swapped", { shift: shiftText(outcome.shift) }),
						...(outcome.back ? [t("rosters:reply.swapped-back", { shift: shiftText(outcome.back) })] : []),
					].join("\n"),
				});
			case "not-asked":
			case "own":
				return reply(interaction, { text: t(`rosters:reply.swap-${outcome.kind}`) });
			case "settled":
				return reply(interaction, { text: t("rosters:reply.swap-settled") });
			case "they-cannot":
				return reply(interaction, { text: t("rosters:reply.swap-they-cannot") });
			case "over":
			case "not-found":
				return reply(interaction, { text: goneText(outcome, t) });
			default:
				return reply(interaction, { text: hindranceText(outcome, t) });
		}
	},
};

export const swapDecline: ButtonHandler<"swap-decline"> = {
	access: "staff",
	async run(interaction, [id], { rosters, settings, now, t }) {
		const outcome = await rosters.decline(settings.guildId, id, UserId.parse(interaction.user.id), now);
		await reply(interaction, { text: settledText(outcome, "declined", t) });
	},
};

export const swapWithdraw: ButtonHandler<"swap-withdraw"> = {
	access: "staff",
	async run(interaction, [id], { rosters, settings, now, t }) {
		const outcome = await rosters.withdraw(settings.guildId, id, UserId.parse(interaction.user.id), now);
		await reply(interaction, { text: settledText(outcome, "withdrawn", t) });
	},
};

export const swapForbid: ButtonHandler<"swap-forbid"> = {
	access: "coordinator",
	async run(interaction, [id], { rosters, settings, now, t }) {
		const outcome = await rosters.forbid(settings.guildId, id, now);
		await reply(interaction, { text: settledText(outcome, "forbidden", t) });
	},
};

function settledText(
	outcome: SettleOutcome,
	done: "declined" | "withdrawn" | "forbidden",
	t: Translate,
): string {
	switch (outcome.kind) {
		case "done":
			return t(`rosters:reply.swap-${done}`);
		case "not-yours":
			return t(done === "declined" ? "rosters:reply.swap-not-asked" : "rosters:reply.swap-not-yours");
		case "settled":
			return t("rosters:reply.swap-settled");
		case "not-found":
			return t("rosters:reply.swap-gone");
	}
}
