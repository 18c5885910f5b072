import type { ModalSubmitInteraction } from "discord.js";
import { type SurveyId, UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import type { FormHandler } from "../kinds.ts";
import { answersIn } from "./fields.ts";
import { show } from "./show.ts";

export const surveyForm: FormHandler<"survey-form"> = {
	access: "anyone",
	run: (interaction, [surveyId], desk) => sent(interaction, { surveyId, token: null, part: 1 }, desk),
};

export const surveyPartForm: FormHandler<"survey-part-form"> = {
	access: "anyone",
	run: (interaction, [surveyId, token, part], desk) => sent(interaction, { surveyId, token, part }, desk),
};

async function sent(
	interaction: ModalSubmitInteraction,
	{ surveyId, token, part }: { surveyId: SurveyId; token: string | null; part: number },
	{ answering, now, t }: Desk,
): Promise<void> {
	const read = {
		token,
		part,
		read: (items: Parameters<typeof answersIn>[1]) => answersIn(interaction, items),
	};
	const outcome = await answering.fill(surveyId, UserId.parse(interaction.user.id), read, now);
	return show(interaction, { surveyId, token }, outcome, t);
}
