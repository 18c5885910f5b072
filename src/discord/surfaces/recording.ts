import { Temporal } from "temporal-polyfill";
import { SealedFileError } from "../../audio/sealedBlocks.ts";
import type { Surface } from "../../outbox/model.ts";
import { isListed } from "../../recordings/keeping.ts";
import type { Recording } from "../../recordings/model.ts";
import { isRunning } from "../../recordings/rules.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import {
	recordingAsk,
	recordingCard,
	recordingExpiring,
	recordingNotice,
	recordingStaff,
} from "../views/recording.ts";
import { inRoom, type Loaded, type Place, show } from "./surface.ts";

type Shown = Extract<Surface, { name: `recording.${string}` }>;

export async function loadRecording(
	state: State,
	tx: Tx,
	surface: Shown,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const { recordings, recordingsKept } = state;
	const recording = await recordings.find(tx, surface.recordingId);
	const session = recording && (await state.sessions.find(tx, recording.sessionId));
	const group = session && (await state.groups.find(tx, recording.groupId));
	const settings = group && (await state.setup.find(tx, group.guildId));
	if (!recording || !session || !group || !settings) return null;
	const t = translator(group.language);
	const running = isRunning(recording) && group.state !== "archived";
	const at = (place: Place, shown: Loaded["show"]): Loaded => ({
		guildId: group.guildId,
		place,
		show: shown,
	});
	switch (surface.name) {
		case "recording.notice":
			return at(
				inRoom(group, "voice"),
				running ? show(() => recordingNotice(t, recording), "standing") : null,
			);
		case "recording.ask": {
			const { userId } = surface;
			const asked = running && (await recordings.answer(tx, session, userId)) === "unasked";
			return at(
				inRoom(group, "voice"),
				asked ? show(() => recordingAsk(t, recording, userId), "once") : null,
			);
		}
		case "recording.staff": {
			const marks = await recordings.marks(tx, recording.id);
			const staffT = translator(settings.language);
			const warnings = state.recordingWarnings(recording.id);
			const progress = state.recordingProgress(recording.id);
			return at(
				{ kind: "channel", id: settings.staffChannelId },
				show(
					() =>
						recordingStaff(staffT, recording, session, {
							warnings,
							marks,
							...(progress !== undefined && { progress }),
						}),
					running || recording.trouble !== null ? "standing" : "update",
				),
			);
		}
		case "recording.card": {
			const listed = group.state !== "archived" && isListed(recording);
			const chapters = await recordingsKept.chapters(tx, recording);
			const { listens } = state;
			const attached = await recordingsKept.isAttached(tx, recording, group);
			const card = async () => {
				const sound = attached ? await wholeOf(state, recording) : undefined;
				return recordingCard(t, { recording, session, chapters, listens, ...(sound && { sound }) });
			};
			return at(inRoom(group, "recordings"), listed ? show(card, "standing") : null);
		}
		case "recording.expiring": {
			const { expiresAt } = recording;
			const ahead = expiresAt !== null && Temporal.Instant.compare(now, expiresAt) < 0;
			return at(
				inRoom(group, "recordings"),
				isListed(recording) && ahead ? show(() => recordingExpiring(t, session, expiresAt), "once") : null,
			);
		}
	}
}

/** Undefined when it cannot be read: the card then offers the page. */
async function wholeOf({ openSound }: State, recording: Recording): Promise<Buffer | undefined> {
	try {
		const reader = await openSound(recording);
		if (!reader) return undefined;
		try {
			const pieces: Uint8Array[] = [];
			for await (const piece of reader.stream()) pieces.push(piece);
			return Buffer.concat(pieces);
		} finally {
			await reader.close();
		}
	} catch (error) {
		if (error instanceof SealedFileError) return undefined;
		throw error;
	}
}
