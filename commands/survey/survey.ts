import { UserId } from "../../src/shared/ids.ts";
import type { ButtonHandler } from "../kinds.ts";
import { show } from "./show.ts";

export const survey: ButtonHandler<"survey"> = {
	access: "anyone",
	async run(interaction, [surveyId], { answering, now, t }) {
		const outcome = await answering.begin(surveyId, UserId.parse(interaction.user.id), now);
		return show(interaction, { surveyId, token: null }, outcome, t);
	},
};
