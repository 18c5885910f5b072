import { customId } from "../../src/discord/customIds.ts";
import type { Recording } from "../../src/recordings/model.ts";
import type { ChangeOutcome } from "../../src/recordings/outcomes.ts";
import { type GroupId, type RecordingId, UserId } from "../../src/shared/ids.ts";
import { sessionHere } from "../complete.ts";
import type { Desk, StaffDesk } from "../desk.ts";
import { form, textInput, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

const TITLE_LENGTH = 80;

export const recordingStart: ButtonHandler<"recording-start"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const { t, now, settings, recordings } = desk;
		const here = await sessionHere(id, settings.guildId, desk);
		if (!here) return reply(interaction, { text: t("replies:common.session-gone") });
		const inside = await desk.inVoice(here.group.id);
		const { kind } = await recordings.begin(settings.guildId, id, inside, now);
		const text = kind === "not-found" ? t("replies:common.session-gone") : t(`recordings:reply.${kind}`);
		await reply(interaction, { text });
	},
};

/** Anybody who is in the voice room, and whoever leads; nobody is told who. */
export const recordingOff: ButtonHandler<"recording-off"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const { t, now, recordings } = desk;
		const userId = UserId.parse(interaction.user.id);
		const recording = await desk.read((tx) => recordings.find(tx, id));
		if (!recording || recording.guildId !== interaction.guildId)
			return reply(interaction, { text: t("recordings:reply.not-running") });
		if (!(await isPresent(recording.groupId, userId, recording, desk)))
			return reply(interaction, { text: t("recordings:reply.not-in-voice") });
		desk.recorder.still(id);
		const { kind } = await recordings.offTheRecord(id, now);
		const key = ({ done: "off", already: "off-already", "not-running": "not-running" } as const)[kind];
		await reply(interaction, { text: t(`recordings:reply.${key}`) });
	},
};

export const recordingResume: ButtonHandler<"recording-resume"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const outcome = await changed(id, desk, (recording) => desk.recordings.resume(recording.id, desk.now));
		await reply(interaction, { text: told(outcome, "resumed", desk) });
	},
};

export const recordingDiscussion: ButtonHandler<"recording-discussion"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const outcome = await changed(id, desk, (recording) =>
			desk.recordings.mark(recording.id, { kind: "discussion", title: null }, desk.now),
		);
		const ends = outcome.kind === "done" && outcome.recording.part === "talk";
		await reply(interaction, { text: told(outcome, ends ? "discussion-ends" : "discussion", desk) });
	},
};

export const recordingMark: ButtonHandler<"recording-mark"> = {
	access: "staff",
	async run(interaction, [id], { t }) {
		await interaction.showModal(
			form(customId("recording-mark-form", id), t("recordings:mark.title"), [
				{
					label: t("recordings:mark.name"),
					hint: t("recordings:mark.hint"),
					component: textInput("title", { required: false, max: TITLE_LENGTH }),
				},
			]),
		);
	},
};

export const recordingMarked: FormHandler<"recording-mark-form"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const title = written(interaction, "title").trim() || null;
		const outcome = await changed(id, desk, (recording) =>
			desk.recordings.mark(recording.id, { kind: "mark", title }, desk.now),
		);
		await reply(interaction, { text: told(outcome, "marked", desk) });
	},
};

export const recordingStop: ButtonHandler<"recording-stop"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const outcome = await changed(id, desk, (recording) => desk.recordings.stop(recording.id, desk.now));
		await reply(interaction, { text: told(outcome, "stopped", desk) });
	},
};

/** A change of a recording of this server. */
async function changed(
	id: RecordingId,
	{ read, recordings, settings }: StaffDesk,
	change: (recording: Recording) => Promise<ChangeOutcome>,
): Promise<ChangeOutcome> {
	const recording = await read((tx) => recordings.find(tx, id));
	return recording?.guildId === settings.guildId ? change(recording) : { kind: "not-running" };
}

function told(
	{ kind }: ChangeOutcome,
	done: "resumed" | "discussion" | "discussion-ends" | "marked" | "stopped",
	{ t }: Desk,
): string {
	return t(`recordings:reply.${kind === "done" ? done : kind}`);
}

async function isPresent(groupId: GroupId, userId: UserId, { sessionId }: Recording, desk: Desk) {
	if ((await desk.inVoice(groupId)).includes(userId)) return true;
	const session = await desk.sessions.get(sessionId);
	return session !== undefined && [...session.facilitators, ...session.helpers].includes(userId);
}
