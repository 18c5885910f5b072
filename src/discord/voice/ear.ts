import {
	AudioReceiveStream,
	EndBehaviorType,
	NetworkingStatusCode,
	type VoiceConnection,
	VoiceConnectionStatus,
} from "@discordjs/voice";

/** An Opus packet with its place in its sender's stream: RTP sequence (16 bits) and timestamp (48 kHz, 32 bits). */
export interface HeardPacket {
	opus: Buffer;
	ssrc: number;
	sequence: number;
	timestamp: number;
}

interface Hearing {
	packet(userId: string, packet: HeardPacket): void;
	/** A packet of somebody who is listened to could not be decrypted. */
	undecryptable(userId: string): void;
	/** Somebody speaks, whether they are listened to or not. Nothing of what they say is looked at. */
	speaks(userId: string): void;
}

/** Bytes of the part of an RTP header that is read. */
const HEADER = 12;

/**
 * Listens to chosen people in a voice connection, and to nobody else: of others nothing is decrypted. A packet comes as
 * soon as it is there, with its place in the stream, which the library's own streams do not tell. A packet that cannot
 * be decrypted, after which those would end, only counts.
 */
export class Ear {
	readonly #connection: VoiceConnection;
	readonly #hearing: Hearing;
	readonly #taps = new Map<string, Tap>();
	#socket: ReturnType<typeof socketOf>;
	#header = { ssrc: 0, sequence: 0, timestamp: 0 };

	constructor(connection: VoiceConnection, hearing: Hearing) {
		this.#connection = connection;
		this.#hearing = hearing;
		connection.on("stateChange", this.#bind);
		connection.receiver.speaking.on("start", hearing.speaks);
		this.#bind();
	}

	listen(userId: string): void {
		if (this.#taps.has(userId)) return;
		const tap = new Tap({
			packet: (opus) => this.#hearing.packet(userId, { opus, ...this.#header }),
			failed: () => this.#hearing.undecryptable(userId),
		});
		this.#taps.set(userId, tap);
		this.#connection.receiver.subscriptions.set(userId, tap);
	}

	unlisten(userId: string): void {
		const tap = this.#taps.get(userId);
		if (!tap) return;
		this.#taps.delete(userId);
		this.#connection.receiver.subscriptions.delete(userId);
		tap.stop();
	}

	close(): void {
		for (const userId of [...this.#taps.keys()]) this.unlisten(userId);
		this.#connection.off("stateChange", this.#bind);
		this.#connection.receiver.speaking.off("start", this.#hearing.speaks);
		this.#socket?.off("message", this.#read);
		this.#socket = undefined;
	}

	/** A new voice server has a new socket. */
	readonly #bind = (): void => {
		const socket = socketOf(this.#connection);
		if (!socket || socket === this.#socket) return;
		this.#socket?.off("message", this.#read);
		this.#socket = socket;
		// Before the library, which decrypts the same message right after.
		socket.prependListener("message", this.#read);
	};

	readonly #read = (message: Buffer): void => {
		if (message.length < HEADER) return;
		this.#header = {
			sequence: message.readUInt16BE(2),
			timestamp: message.readUInt32BE(4),
			ssrc: message.readUInt32BE(8),
		};
	};
}

/** Hands on at once what the library pushes, and does not end when something cannot be decrypted. */
class Tap extends AudioReceiveStream {
	readonly #on: { packet(opus: Buffer): void; failed(): void };

	constructor(on: { packet(opus: Buffer): void; failed(): void }) {
		super({ end: { behavior: EndBehaviorType.Manual } });
		this.#on = on;
	}

	override push(opus: Buffer | null): boolean {
		if (opus === null || this.destroyed) return true;
		if (isEncrypted(opus)) this.#on.failed();
		else this.#on.packet(opus);
		return true;
	}

	override destroy(error?: Error): this {
		if (!error) return super.destroy();
		this.#on.failed();
		return this;
	}

	stop(): void {
		super.destroy();
	}
}

/**
 * Until we have the keys of those who speak, the library hands on what they say as it came, which is noise. Discord's
 * end-to-end encryption ends each frame with this mark; of frames in the clear it costs one in 65,536.
 */
function isEncrypted(frame: Buffer): boolean {
	return frame.length > 2 && frame.readUInt16BE(frame.length - 2) === 0xfafa;
}

function socketOf(connection: VoiceConnection) {
	const { state } = connection;
	if (state.status !== VoiceConnectionStatus.Ready) return undefined;
	const networking = state.networking.state;
	return networking.code === NetworkingStatusCode.Ready ? networking.udp : undefined;
}
