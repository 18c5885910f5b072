import type { ButtonInteraction, ModalSubmitInteraction } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { type DecideOutcome, type Decider, type Decision, LENGTHS } from "../../src/noticeboard/service.ts";
import { type NoticeId, UserId } from "../../src/shared/ids.ts";
import { mayUse } from "../access.ts";
import type { StaffDesk } from "../desk.ts";
import { form, textInput, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

type Pressed = ButtonInteraction<"cached"> | ModalSubmitInteraction<"cached">;

export const noticeApprove: ButtonHandler<"notice-approve"> = {
	access: "staff",
	run: (interaction, [id, revision], desk) => decide(interaction, id, { kind: "approve", revision }, desk),
};

/** Opens the form of a word: asks for a change, refuses, or takes it from the board. */
export const noticeAnswer: ButtonHandler<"notice-answer"> = {
	access: "staff",
	async run(interaction, [id, revision, what], desk) {
		const { t, noticeboard, settings } = desk;
		const by = decider(interaction, desk);
		if (!(await desk.read((tx) => noticeboard.deciding.moderates(tx, settings.guildId, by))))
			return reply(interaction, { text: t("noticeboard:reply.not-yours") });
		await interaction.showModal(
			form(customId("notice-answer-form", id, revision, what), t(`noticeboard:form.${what}-title`), [
				t("noticeboard:form.word-note"),
				{
					label: t("noticeboard:form.word"),
					component: textInput("word", { long: true, max: LENGTHS.word, required: true }),
				},
			]),
		);
	},
};

export const noticeAnswered: FormHandler<"notice-answer-form"> = {
	access: "staff",
	run(interaction, [id, revision, kind], desk) {
		const word = written(interaction, "word");
		return decide(interaction, id, kind === "remove" ? { kind, word } : { kind, revision, word }, desk);
	},
};

async function decide(
	interaction: Pressed,
	id: NoticeId,
	decision: Decision,
	desk: StaffDesk,
): Promise<void> {
	const { noticeboard, settings, now, t } = desk;
	const by = decider(interaction, desk);
	const outcome: DecideOutcome = await noticeboard.deciding.decide(settings.guildId, by, id, decision, now);
	return reply(interaction, { text: t(`noticeboard:reply.${outcome.kind}`) });
}

function decider({ user, member }: Pressed, { settings }: StaffDesk): Decider {
	return { userId: UserId.parse(user.id), coordinates: mayUse("coordinator", member, settings) };
}
