import { introduction } from "../../src/discord/views/member.ts";
import { button } from "../../src/discord/views/view.ts";
import { translator } from "../../src/shared/i18n.ts";
import { UserId } from "../../src/shared/ids.ts";
import { written } from "../form.ts";
import { pressedGroup } from "../join/group.ts";
import type { FormHandler } from "../kinds.ts";
import { mayPost, personalLines } from "../personal.ts";
import { reply } from "../reply.ts";
import { fieldOf } from "./fields.ts";
import { notHereText } from "./not-here.ts";

export const introduceForm: FormHandler<"introduce-form"> = {
	access: "anyone",
	async run(interaction, [groupId], desk) {
		const group = await pressedGroup(interaction, groupId, desk);
		if (!group) return;
		const { t } = desk;
		const asked = desk.programmes.get(group.programme)?.introductionPrompts ?? [];
		const texts = asked.map((_, index) => written(interaction, fieldOf(index)));
		const userId = UserId.parse(interaction.user.id);
		const outcome = await desk.introductions.write(groupId, userId, texts, desk.now);
		const edit = button(t, "replies:buttons.introduction-edit", "secondary", "introduce", groupId);
		switch (outcome.kind) {
			case "preview":
				return reply(interaction, {
					text: [...personalLines(outcome.personal, t), t("replies:introduction.preview")].join("\n"),
					preview: introduction(translator(group.language), {
						nickname: outcome.nickname,
						prompts: outcome.prompts,
						texts: outcome.introduction.draft ?? [],
					}),
					buttons: [
						...(mayPost(outcome.personal)
							? [button(t, "replies:buttons.introduction-post", "primary", "introduction-post", groupId)]
							: []),
						edit,
						button(t, "replies:buttons.cancel", "secondary", "never-mind"),
					],
				});
			case "empty":
				return reply(interaction, { text: t("replies:introduction.empty"), buttons: [edit] });
			case "too-long":
				return reply(interaction, {
					text: t("replies:introduction.too-long", { max: outcome.max }),
					buttons: [edit],
				});
			case "not-member":
			case "over":
				return reply(interaction, { text: await notHereText(outcome, group, desk) });
		}
	},
};
