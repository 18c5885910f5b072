import { createHmac } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { SealedReader } from "../audio/sealedFile.ts";
import type { GroupService } from "../groups/service.ts";
import type { MemberService } from "../members/service.ts";
import type { RecordingKeeping } from "../recordings/keeping.ts";
import type { Recording } from "../recordings/model.ts";
import type { RecordingService } from "../recordings/service.ts";
import type { OpenSound } from "../recordings/sound.ts";
import type { SessionService } from "../sessions/service.ts";
import { reached } from "../shared/time.ts";
import type { Transact } from "../shared/tx.ts";
import type { Claim } from "./links.ts";

export interface ListeningDependencies {
	transact: Transact;
	recordings: Pick<RecordingService, "key">;
	kept: Pick<RecordingKeeping, "find" | "chapters">;
	groups: Pick<GroupService, "find">;
	members: Pick<MemberService, "find">;
	sessions: Pick<SessionService, "find">;
	open: OpenSound;
}

/** What can be listened to now. */
export interface Heard {
	recording: Recording & { mix: NonNullable<Recording["mix"]> };
	number: number;
	title: string;
	startsAt: Temporal.Instant;
	group: string;
	zone: string;
	chapters: { atMs: number; kind: "talk" | "discussion" | "mark"; title: string | null }[];
	/** By which the browser remembers where its person was. Tells nothing, and stays the same when a voice is taken out. */
	place: string;
}

/** `preparing`: a voice was taken out, and what remains is put together. `gone`: not there, or not for this person. */
export type Look = { kind: "ready"; heard: Heard } | { kind: "preparing" } | { kind: "gone" };

/** Who may listen to what, asked anew each time. */
export class Listening {
	readonly #with: ListeningDependencies;

	constructor(dependencies: ListeningDependencies) {
		this.#with = dependencies;
	}

	look({ recordingId, userId }: Claim, now: Temporal.Instant): Promise<Look> {
		const { transact, recordings, kept, groups, members, sessions } = this.#with;
		return transact(async (tx): Promise<Look> => {
			const recording = await kept.find(tx, recordingId);
			if (!recording || (recording.expiresAt && reached(now, recording.expiresAt))) return { kind: "gone" };
			const group = await groups.find(tx, recording.groupId);
			const session = await sessions.find(tx, recording.sessionId);
			const member = await members.find(tx, recording.groupId, userId);
			if (!group || group.state === "archived" || !session || !member) return { kind: "gone" };
			if (recording.state === "ended") return { kind: "preparing" };
			const key = recordings.key(recording);
			if (recording.state !== "ready" || !recording.mix || !key) return { kind: "gone" };
			const { number, title, startsAt } = session;
			const chapters = await kept.chapters(tx, recording);
			const place = createHmac("sha256", key).update(`place/${userId}`).digest("hex").slice(0, 16);
			const { name, zone } = group;
			const heard = {
				recording: { ...recording, mix: recording.mix },
				number,
				title,
				startsAt,
				chapters,
				place,
			};
			return { kind: "ready", heard: { ...heard, group: name, zone } };
		});
	}

	/**
	 * The bytes of a mix, decrypted as they are asked for. They end early when the person may no longer hear them or the
	 * file cannot be read: `failed` is told, with an error for the latter.
	 */
	async *bytes(
		claim: Claim,
		{ recording }: Heard,
		{ from, to }: { from: number; to: number },
		{ now, failed }: { now: () => Temporal.Instant; failed: (error?: unknown) => void },
	): AsyncGenerator<Uint8Array, void, void> {
		let reader: SealedReader | undefined;
		try {
			reader = await this.#with.open(recording);
			if (!reader) return failed();
			for await (const piece of reader.stream(from, to)) {
				const look = await this.look(claim, now());
				if (look.kind !== "ready" || look.heard.recording.revision !== recording.revision) return failed();
				yield piece;
			}
		} catch (error) {
			failed(error);
		} finally {
			await reader?.close();
		}
	}
}
