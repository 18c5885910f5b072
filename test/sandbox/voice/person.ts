/** A person's own client in a call, in this process: a member of its encryption group that speaks and hears. */
import { DAVESession } from "@snazzah/davey";
import { VoiceOpcodes as Op } from "discord-api-types/voice/v8";
import { frameSamples } from "../../support/audio.ts";
import { daveVersion, type Group, type GroupMember } from "./group.ts";
import type { RtpHeader } from "./rtp.ts";

/** Davey's MediaType.AUDIO: its enum cannot be used with isolated modules. */
const audio = 0;
export const silence = Buffer.from([0xf8, 0xff, 0xfe]);

export interface PersonInCallParts {
	userId: string;
	channelId: string;
	ssrc: number;
	/** None where the call is not encrypted end to end. */
	group: Group | null;
	/** Whether it is up to people to commit changes of the group. */
	mayCommit: () => boolean;
	/** Milliseconds of the sandbox's clock. */
	now: () => number;
}

export class PersonInCall implements GroupMember {
	readonly userId: string;
	readonly ssrc: number;
	readonly reachable = true;
	speaking = false;
	/** Frames of others that could not be decrypted: in keys from before one came, or not encrypted at all. */
	undecryptable = 0;
	/** Opus packets heard of each other, by who spoke. */
	readonly heard = new Map<string, Buffer[]>();
	readonly #parts: PersonInCallParts;
	readonly #session: DAVESession;
	readonly #started: number;
	#sequence: number;
	/** At which sample, counted from when the person came, the last frame began. */
	#samples = -frameSamples;
	/** What is done when a transition is executed. */
	#pending = new Map<number, () => void>();
	/** What was heard in keys that are not used yet. */
	#early: { userId: string; packet: Buffer }[] = [];

	constructor(parts: PersonInCallParts) {
		this.#parts = parts;
		this.userId = parts.userId;
		this.ssrc = parts.ssrc;
		this.#started = parts.now();
		this.#sequence = (parts.ssrc * 7919) % 65_536;
		this.#session = new DAVESession(daveVersion, parts.userId, parts.channelId);
		const keyPackage = this.#session.getSerializedKeyPackage();
		parts.group?.join(this);
		parts.group?.keyPackage(this.userId, keyPackage);
	}

	leave(): void {
		this.#parts.group?.leave(this.userId);
	}

	/** Thirty digits that are the same for all in the group; empty when it has none. */
	get privacyCode(): string {
		return this.#session.voicePrivacyCode;
	}

	/** A spell of speech begins where the clock is, as the time of a microphone runs on in silence. */
	begin(): void {
		const elapsed = Math.round((this.#parts.now() - this.#started) / 20) * frameSamples;
		this.#samples = Math.max(this.#samples, elapsed - frameSamples);
	}

	nextHeader(): RtpHeader {
		this.#samples += frameSamples;
		this.#sequence = (this.#sequence + 1) % 65_536;
		return { sequence: this.#sequence, timestamp: this.#samples % 2 ** 32, ssrc: this.ssrc };
	}

	/** The frame as it leaves this client; null while there is no key to encrypt it with. */
	encrypt(packet: Buffer): Buffer | null {
		if (!this.#parts.group || packet.equals(silence)) return packet;
		return this.#session.ready ? this.#session.encryptOpus(packet) : null;
	}

	/** A frame of somebody else's arrives. */
	hear(userId: string, packet: Buffer): void {
		if (packet.equals(silence)) return;
		if (!this.#parts.group) this.#keep(userId, packet);
		else if (this.#pending.size > 0) this.#early.push({ userId, packet });
		else this.#decrypt(userId, packet);
	}

	#decrypt(userId: string, packet: Buffer): void {
		try {
			this.#keep(userId, this.#session.decrypt(userId, audio, packet));
		} catch {
			this.undecryptable += 1;
		}
	}

	#keep(userId: string, packet: Buffer): void {
		const packets = this.heard.get(userId);
		if (packets) packets.push(packet);
		else this.heard.set(userId, [packet]);
	}

	sendBinary(op: Op, payload: Buffer): void {
		if (op === Op.DaveMlsExternalSender) this.#session.setExternalSender(payload);
		if (op === Op.DaveMlsProposals) this.#propose(payload);
		if (op === Op.DaveMlsAnnounceCommitTransition)
			this.#prepare(payload, (commit) => this.#session.processCommit(commit));
		if (op === Op.DaveMlsWelcome) this.#prepare(payload, (welcome) => this.#session.processWelcome(welcome));
	}

	#propose(payload: Buffer): void {
		const { commit, welcome } = this.#session.processProposals(payload.readUInt8(), payload.subarray(1));
		if (!commit || !this.#parts.mayCommit()) return;
		this.#parts.group?.commit(this.userId, welcome ? Buffer.concat([commit, welcome]) : commit);
	}

	/** Until a transition is executed everybody goes on with the keys that they have. */
	#prepare(payload: Buffer, take: (message: Buffer) => void): void {
		const transition = payload.readUInt16BE();
		this.#pending.set(transition, () => take(payload.subarray(2)));
		this.#parts.group?.ready(this.userId, transition);
	}

	sendJson(op: Op, d: unknown): void {
		if (op === Op.DavePrepareEpoch) {
			this.#pending.clear();
			this.#session.reinit(daveVersion, this.userId, this.#parts.channelId);
			this.#parts.group?.keyPackage(this.userId, this.#session.getSerializedKeyPackage());
		}
		if (op !== Op.DaveExecuteTransition) return;
		const id = (d as { transition_id: number }).transition_id;
		this.#pending.get(id)?.();
		this.#pending.delete(id);
		for (const { userId, packet } of this.#early.splice(0)) this.hear(userId, packet);
	}
}
