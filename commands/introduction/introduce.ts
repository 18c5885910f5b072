import { customId } from "../../src/discord/customIds.ts";
import { TEXT_LENGTH } from "../../src/introductions/service.ts";
import { UserId } from "../../src/shared/ids.ts";
import { form, textInput } from "../form.ts";
import { pressedGroup } from "../join/group.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { fieldOf } from "./fields.ts";
import { notHereText } from "./not-here.ts";

export const introduce: ButtonHandler<"introduce"> = {
	access: "anyone",
	async run(interaction, [groupId], desk) {
		const group = await pressedGroup(interaction, groupId, desk);
		if (!group) return;
		const { t } = desk;
		const outcome = await desk.introductions.form(groupId, UserId.parse(interaction.user.id));
		switch (outcome.kind) {
			case "form":
				return interaction.showModal(
					form(
						customId("introduce-form", groupId),
						t("replies:introduction.form-title"),
						outcome.prompts.map((prompt, index) => ({
							label: prompt[t.language],
							hint: t("replies:introduction.optional"),
							component: textInput(fieldOf(index), {
								long: true,
								max: TEXT_LENGTH,
								value: outcome.texts[index] ?? "",
							}),
						})),
					),
				);
			case "not-member":
			case "over":
				return reply(interaction, { text: await notHereText(outcome, group, desk) });
		}
	},
};
