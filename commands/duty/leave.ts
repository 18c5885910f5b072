import { plain, relative } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Opening } from "../../src/openings/model.ts";
import type { LeaveOutcome } from "../../src/openings/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { ShiftRef, UserId } from "../../src/shared/ids.ts";
import { handoverForm } from "../handover/form.ts";
import { placeHere } from "../hours/complete.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

/** Leaves at once, and opens the handover's form as the answer. */
export const dutyLeave: ButtonHandler<"duty-leave"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const { openings, read, handovers, settings, now, t } = desk;
		const place = await placeHere(id, desk);
		if (!place) return reply(interaction, { text: t("openings:reply.place-gone") });
		const userId = UserId.parse(interaction.user.id);
		const outcome = await openings.leave(id, userId, now);
		switch (outcome.kind) {
			case "left": {
				if (!outcome.opening) return reply(interaction, { text: leftText(outcome, t) });
				const draft = await handovers.draft(settings.guildId, userId);
				return interaction.showModal(handoverForm(refOf(outcome.opening), draft, t, leftText(outcome, t)));
			}
			case "not-here": {
				const standing = await read((tx) => openings.standing(tx, id, now));
				return reply(interaction, {
					text: t("openings:reply.not-here", { place: plain(place.name) }),
					buttons: standing?.current
						? [button(t, "handovers:button.write", "secondary", "handover", refOf(standing.current))]
						: [],
				});
			}
			case "not-found":
				return reply(interaction, { text: t("openings:reply.place-gone") });
		}
	},
};

function leftText({ place, graceUntil }: Extract<LeaveOutcome, { kind: "left" }>, t: Translate): string {
	return [
		t("openings:reply.left", { place: plain(place.name) }),
		...(graceUntil ? [t("openings:reply.left-short", { until: relative(graceUntil) })] : []),
	].join("\n");
}

function refOf({ id }: Opening): ShiftRef {
	return ShiftRef.parse(`opening/${id}`);
}
