import { customId } from "../../src/discord/customIds.ts";
import { clip, plain, plainLines } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import { type BeginOutcome, LENGTHS } from "../../src/questions/service.ts";
import { type GroupId, type SessionId, UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import { chosen, form, radios, textInput, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { titled } from "../notice/mine.ts";
import { personalLines } from "../personal.ts";
import { reply } from "../reply.ts";

type Pressed = Parameters<ButtonHandler<"ask-next">["run"]>[0];

/** In the questions room: for the next meeting with an expert. */
export const askNext: ButtonHandler<"ask-next"> = {
	access: "anyone",
	run: (interaction, [groupId], desk) => begin(interaction, groupId, null, desk),
};

/** On the card of a meeting. */
export const askExpert: ButtonHandler<"ask-expert"> = {
	access: "anyone",
	async run(interaction, [sessionId], desk) {
		const session = await desk.sessions.get(sessionId);
		if (!session) return reply(interaction, { text: desk.t("questions:reply.no-expert") });
		return begin(interaction, session.groupId, sessionId, desk);
	},
};

export const askSent: FormHandler<"ask-expert-form"> = {
	access: "anyone",
	async run(interaction, [sessionId], { questions, now, t }) {
		const userId = UserId.parse(interaction.user.id);
		const text = written(interaction, "text");
		const named = chosen(interaction, "as").includes("nickname");
		const outcome = await questions.ask(sessionId, userId, { text, named }, now);
		switch (outcome.kind) {
			case "asked":
				return reply(interaction, {
					text: t(named ? "questions:reply.asked" : "questions:reply.asked-unnamed"),
				});
			case "personal":
				return reply(interaction, {
					text: [
						...personalLines(outcome.found, t).slice(0, 1),
						t("questions:reply.personal"),
						`> ${plainLines(text, 1100).replaceAll("\n", "\n> ")}`,
					].join("\n"),
					buttons: [button(t, "questions:button.again", "primary", "ask-expert", sessionId)],
				});
			case "too-many":
			case "too-long":
				return reply(interaction, { text: t(`questions:reply.${outcome.kind}`, { max: outcome.max }) });
			default:
				return reply(interaction, { text: t(`questions:reply.${outcome.kind}`) });
		}
	},
};

const MOST_SHOWN = 5;

/** What one has asked under one's nickname: each can be taken back. */
export const askMine: ButtonHandler<"ask-mine"> = {
	access: "anyone",
	async run(interaction, [groupId], { questions, t }) {
		const all = await questions.mine(groupId, UserId.parse(interaction.user.id));
		const shown = all.slice(0, MOST_SHOWN);
		if (shown.length === 0) return reply(interaction, { text: t("questions:reply.none-of-mine") });
		return reply(interaction, {
			text: [t("questions:reply.mine"), ...shown.map(({ text }) => `- ${plain(text, 500)}`)].join("\n"),
			buttons: shown.map(({ id, text }) => {
				const label = t("questions:button.withdraw", { text: clip(text, 50) });
				return titled(clip(label, 80), "ask-withdraw", id);
			}),
		});
	},
};

export const askWithdraw: ButtonHandler<"ask-withdraw"> = {
	access: "anyone",
	async run(interaction, [id], { questions, now, t }) {
		const { kind } = await questions.withdraw(id, UserId.parse(interaction.user.id), now);
		return reply(interaction, { text: t(`questions:reply.${kind}`) });
	},
};

async function begin(
	interaction: Pressed,
	groupId: GroupId,
	sessionId: SessionId | null,
	{ questions, t }: Desk,
): Promise<void> {
	const outcome: BeginOutcome = await questions.begin(groupId, sessionId, UserId.parse(interaction.user.id));
	if (outcome.kind !== "form") return reply(interaction, { text: t(`questions:reply.${outcome.kind}`) });
	const { session } = outcome;
	const options = (["nickname", "unnamed"] as const).map((value) => ({
		value,
		label: t(`questions:form.${value}`),
	}));
	await interaction.showModal(
		form(customId("ask-expert-form", session.id), t("questions:form.title"), [
			t("questions:form.note", { title: plain(session.title), expert: plain(session.expert?.name ?? "") }),
			{
				label: t("questions:form.text"),
				component: textInput("text", { long: true, max: LENGTHS.text, required: true }),
			},
			{ label: t("questions:form.as"), component: radios("as", options, "unnamed") },
		]),
	);
}
