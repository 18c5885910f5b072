import { button, link } from "../../src/discord/views/view.ts";
import { LINK_MINUTES } from "../../src/pages/links.ts";
import type { Recording } from "../../src/recordings/model.ts";
import { type RecordingId, UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

export const recordingListen: ButtonHandler<"recording-listen"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const { t, now } = desk;
		const userId = UserId.parse(interaction.user.id);
		const recording = await recordingIn(id, interaction.guildId, desk);
		if (recording?.state !== "ready") return reply(interaction, { text: t("recordings:reply.gone") });
		if (!(await desk.read((tx) => desk.members.find(tx, recording.groupId, userId))))
			return reply(interaction, { text: t("recordings:reply.not-member") });
		const url = desk.listening(recording, userId, t.language, now);
		if (url === undefined) return reply(interaction, { text: t("recordings:card.no-address") });
		await reply(interaction, {
			text: t("recordings:reply.listen", { minutes: LINK_MINUTES }),
			buttons: [link(t, "recordings:page.open", url)],
		});
	},
};

export const recordingTakeOut: ButtonHandler<"recording-take-out"> = {
	access: "anyone",
	async run(interaction, [id], { t }) {
		await reply(interaction, {
			text: t("recordings:reply.take-out"),
			buttons: [
				button(t, "recordings:button.take-out-yes", "danger", "recording-take-out-yes", id),
				button(t, "recordings:button.take-out-all", "danger", "recording-take-out-all"),
				button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
			],
		});
	},
};

export const recordingTakeOutYes: ButtonHandler<"recording-take-out-yes"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		await reply(interaction, { text: await takenOut(UserId.parse(interaction.user.id), id, desk) });
	},
};

export const recordingTakeOutAll: ButtonHandler<"recording-take-out-all"> = {
	access: "anyone",
	async run(interaction, _args, desk) {
		await reply(interaction, { text: await takenOut(UserId.parse(interaction.user.id), null, desk) });
	},
};

async function takenOut(userId: UserId, id: RecordingId | null, { recordingsKept, recorder, now, t }: Desk) {
	recorder.hush(userId);
	const outcome = await recordingsKept.takeOut(userId, id, now);
	if (outcome.kind === "taken-out") return t("recordings:reply.taken-out", { count: outcome.recordings });
	return t(id === null ? "recordings:reply.not-heard-all" : "recordings:reply.not-heard");
}

async function recordingIn(
	id: RecordingId,
	guildId: string | null,
	{ read, recordings }: Desk,
): Promise<Recording | undefined> {
	const recording = await read((tx) => recordings.find(tx, id));
	return recording?.guildId === guildId ? recording : undefined;
}
