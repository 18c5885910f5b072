import { button } from "../../src/discord/views/view.ts";
import { type AccompanimentId, UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import { guildOf } from "../help/help.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

type Interaction = Parameters<ButtonHandler<"accompany-yes">["run"]>[0];

export const accompanyYes: ButtonHandler<"accompany-yes"> = {
	access: "anyone",
	run: (interaction, [id], desk) => answered(interaction, id, true, desk),
};

export const accompanyNo: ButtonHandler<"accompany-no"> = {
	access: "anyone",
	run: (interaction, [id], desk) => answered(interaction, id, false, desk),
};

/** Asks first. */
export const accompanyStop: ButtonHandler<"accompany-stop"> = {
	access: "anyone",
	run: (interaction, [id], { t }) =>
		reply(interaction, {
			text: t("help:reply.stop-ask"),
			buttons: [
				button(t, "help:button.accompany-stop-yes", "primary", "accompany-stop-yes", id),
				button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
			],
		}),
};

export const accompanyStopYes: ButtonHandler<"accompany-stop-yes"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const guildId = guildOf(interaction, desk);
		const userId = UserId.parse(interaction.user.id);
		const outcome = guildId && (await desk.accompaniments.stop(guildId, id, userId, desk.now));
		const key = outcome?.kind === "stopped" ? "help:reply.stopped" : "help:reply.offer-gone";
		return reply(interaction, { text: desk.t(key) });
	},
};

async function answered(
	interaction: Interaction,
	id: AccompanimentId,
	yes: boolean,
	desk: Desk,
): Promise<void> {
	const guildId = guildOf(interaction, desk);
	const userId = UserId.parse(interaction.user.id);
	const outcome = guildId && (await desk.accompaniments.answer(guildId, id, userId, yes, desk.now));
	const key = ({ accepted: "accepted", declined: "declined", gone: "offer-gone" } as const)[
		outcome?.kind ?? "gone"
	];
	return reply(interaction, { text: desk.t(`help:reply.${key}`) });
}
