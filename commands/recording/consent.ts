import type { ButtonInteraction } from "discord.js";
import { button } from "../../src/discord/views/view.ts";
import { isRunning } from "../../src/recordings/service.ts";
import { GuildId, type SessionId, UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import type { ButtonHandler } from "../kinds.ts";
import { type Reply, reply } from "../reply.ts";

export const recordingYes: ButtonHandler<"recording-yes"> = {
	access: "anyone",
	async run(interaction, [sessionId], desk) {
		await reply(interaction, await said(sessionId, "yes", false, interaction, desk));
	},
};

export const recordingNo: ButtonHandler<"recording-no"> = {
	access: "anyone",
	async run(interaction, [sessionId], desk) {
		await reply(interaction, await said(sessionId, "no", false, interaction, desk));
	},
};

export const recordingSeriesYes: ButtonHandler<"recording-series-yes"> = {
	access: "anyone",
	async run(interaction, [sessionId], desk) {
		await reply(interaction, await said(sessionId, "yes", true, interaction, desk));
	},
};

export const recordingSeriesNo: ButtonHandler<"recording-series-no"> = {
	access: "anyone",
	async run(interaction, [sessionId], desk) {
		await reply(interaction, await said(sessionId, "no", true, interaction, desk));
	},
};

/** Notes the word, says what follows of it, and offers the same for the whole series. */
async function said(
	sessionId: SessionId,
	word: "yes" | "no",
	series: boolean,
	{ user, guildId }: Pick<ButtonInteraction, "user" | "guildId">,
	desk: Desk,
): Promise<Reply> {
	const { recordings, t, now } = desk;
	const userId = UserId.parse(user.id);
	const here = GuildId.safeParse(guildId);
	if (!here.success) return { text: t("replies:common.session-gone") };
	if (word === "no") desk.recorder.hush(userId);
	const before = await desk.read(async (tx) => {
		const session = await desk.sessions.find(tx, sessionId);
		return session && (await recordings.answer(tx, session, userId));
	});
	const answer = word === "no" && before === "yes" ? "withdrawn" : word;
	const outcome = await recordings.say(here.data, sessionId, userId, { answer, series }, now);
	if (outcome.kind === "not-found") return { text: t("replies:common.session-gone") };
	const { recording } = outcome;
	const stays = answer === "withdrawn" && recording !== null && isRunning(recording);
	return {
		text: [
			series ? t(`recordings:reply.series-${word}`) : t(`recordings:reply.${word}`),
			...(stays ? [t("recordings:reply.was-recorded")] : []),
		].join(" "),
		buttons: [
			...(series
				? []
				: [
						button(t, `recordings:button.series-${word}`, "secondary", `recording-series-${word}`, sessionId),
					]),
			...(stays
				? [button(t, "recordings:button.take-out", "secondary", "recording-take-out", recording.id)]
				: []),
		],
	};
}
