import { customId } from "../../src/discord/customIds.ts";
import { rulesText } from "../../src/discord/views/groundRules.ts";
import { plain } from "../../src/discord/views/text.ts";
import { inLanguage } from "../../src/groundRules/service.ts";
import type { Group } from "../../src/groups/model.ts";
import { homeOfGroup } from "../../src/homes/service.ts";
import { type AgeChoice, ageChoices } from "../../src/programmes/youth.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import { form, radios, textInput, tick } from "../form.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { pressedGroup } from "./group.ts";
import { fullReply, waitingReply } from "./wait.ts";

/** Lengths that the form lets through; the rules of nicknames are the service's. */
const NICKNAME = { min: 2, max: 32 };

export const join: ButtonHandler<"join"> = {
	access: "anyone",
	async run(interaction, [groupId], desk) {
		const group = await pressedGroup(interaction, groupId, desk);
		if (!group) return;
		const { t } = desk;
		const outcome = await desk.members.welcome(groupId, UserId.parse(interaction.user.id), desk.now);
		switch (outcome.kind) {
			case "form":
				return interaction.showModal(await joinForm(group, outcome.suggestedNickname, desk));
			case "already-member":
				return reply(interaction, {
					text: t("replies:join.already-member", {
						group: plain(group.name),
						nickname: plain(outcome.member.nickname),
					}),
				});
			case "full":
				return reply(interaction, fullReply(group, outcome.waiting, t));
			case "waiting":
				return reply(interaction, waitingReply(group, outcome.position, t));
			case "held":
				return reply(interaction, { text: t("prevention:held") });
			case "barred":
				return reply(interaction, { text: t("replies:join.barred") });
			case "over":
				return reply(interaction, { text: t("replies:join.over", { group: plain(group.name) }) });
		}
	},
};

async function joinForm(
	group: Group,
	nickname: string | null,
	{ programmes, homes, groundRules, read, t }: Desk,
) {
	const programme = programmes.get(group.programme);
	const { version, rules } = await read(async (tx) => {
		const home = await homes.find(tx, homeOfGroup(group.id));
		const present = home && (await groundRules.presentOf(tx, home));
		return {
			version: present?.version ?? 1,
			rules: home ? inLanguage(home, present?.rules ?? [], t.language) : [],
		};
	});
	return form(customId("join-form", group.id, version), t("replies:join.form-title"), [
		[
			`### ${plain(group.name)}`,
			t(`messages:commitment.${group.commitment}`),
			...(group.recorded ? [t("replies:join.recorded")] : []),
			`**${t("messages:welcome.rules")}**`,
			rulesText(rules),
		].join("\n"),
		{
			label: t("replies:join.nickname"),
			hint: t("replies:join.nickname-hint"),
			component: textInput("nickname", {
				required: true,
				...NICKNAME,
				value: nickname?.slice(0, NICKNAME.max) ?? "",
			}),
		},
		{
			label: t("messages:welcome.rules"),
			component: tick("rules", { value: "yes", label: t("replies:join.rules-yes") }),
		},
		...(programme?.youth
			? [
					{
						label: t("prevention:age.label"),
						hint: t("prevention:age.hint"),
						component: radios(
							"age",
							ageChoices(programme.youth).map((choice) => ({
								value: choice.value,
								label: ageText(choice, t),
							})),
						),
					},
				]
			: []),
	]);
}

function ageText(choice: AgeChoice, t: Translate): string {
	if ("from" in choice) return t("prevention:age.band", { from: choice.from, to: choice.to });
	return t(choice.value === "younger" ? "prevention:age.younger" : "prevention:age.older", {
		age: choice.age,
	});
}
