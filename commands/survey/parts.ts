import { UserId } from "../../src/shared/ids.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { show } from "./show.ts";

export const surveyPart: ButtonHandler<"survey-part"> = {
	access: "anyone",
	async run(interaction, [surveyId, token, part], { answering, now, t }) {
		const userId = UserId.parse(interaction.user.id);
		const outcome = await answering.open(surveyId, userId, token, part, now);
		return show(interaction, { surveyId, token }, outcome, t);
	},
};

export const surveyBack: ButtonHandler<"survey-back"> = {
	access: "anyone",
	async run(interaction, [surveyId, token, done], { answering, now, t }) {
		const userId = UserId.parse(interaction.user.id);
		const outcome = await answering.back(surveyId, userId, token, done, now);
		return show(interaction, { surveyId, token }, outcome, t);
	},
};

export const surveySend: ButtonHandler<"survey-send"> = {
	access: "anyone",
	async run(interaction, [surveyId, token], { answering, now, t }) {
		const outcome = await answering.send(surveyId, UserId.parse(interaction.user.id), token, now);
		return show(interaction, { surveyId, token }, outcome, t);
	},
};

export const surveyStop: ButtonHandler<"survey-stop"> = {
	access: "anyone",
	run(interaction, [, token], { answering, t }) {
		answering.stop(token);
		return reply(interaction, { text: t("replies:survey.stopped") });
	},
};
