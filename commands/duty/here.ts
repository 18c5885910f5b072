import { hour, plain, when } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { ArriveOutcome } from "../../src/openings/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { UserId } from "../../src/shared/ids.ts";
import { placeHere } from "../hours/complete.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

export const dutyHere: ButtonHandler<"duty-here"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const { t } = desk;
		const place = await placeHere(id, desk);
		if (!place) return reply(interaction, { text: t("openings:reply.place-gone") });
		const outcome = await desk.openings.arrive(id, UserId.parse(interaction.user.id), desk.now);
		const here = outcome.kind === "here" || outcome.kind === "already-here";
		await reply(interaction, {
			text: arrivedText(outcome, t),
			buttons: here ? [button(t, "openings:button.leave", "secondary", "duty-leave", id)] : [],
		});
	},
};

function arrivedText(outcome: ArriveOutcome, t: Translate): string {
	switch (outcome.kind) {
		case "here":
		case "already-here":
			return [
				t(`openings:reply.${outcome.kind}`, { place: plain(outcome.place.name) }),
				...(outcome.kind === "here" && outcome.standsIn ? [t("openings:reply.stands-in")] : []),
				outcome.open
					? t("openings:reply.doors-open", { until: hour(outcome.opening.endsAt) })
					: t("openings:reply.doors-wait", { present: outcome.present, needs: outcome.place.needs }),
			].join("\n");
		case "no-hour":
			return outcome.next
				? t("openings:reply.no-hour", {
						place: plain(outcome.place.name),
						when: when(outcome.next.startsAt),
					})
				: t("openings:reply.no-hour-ahead", { place: plain(outcome.place.name) });
		case "not-staff":
			return t("rosters:reply.hindrance.not-staff");
		case "not-supervisor":
			return t("openings:reply.not-supervisor");
		case "not-theirs":
			return t("openings:reply.not-theirs", { place: plain(outcome.place.name) });
		case "not-found":
			return t("openings:reply.place-gone");
	}
}
