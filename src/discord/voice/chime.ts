import { once } from "node:events";
import { Readable } from "node:stream";
import {
	AudioPlayerStatus,
	createAudioPlayer,
	createAudioResource,
	entersState,
	NoSubscriberBehavior,
	StreamType,
	type VoiceConnection,
} from "@discordjs/voice";
import { Encoder } from "@evan/opus";

const RATE = 48_000;
/** Samples in a packet of 20 ms. */
const FRAME = 960;
/** How long each of the notes sounds, in seconds. */
const NOTE = 0.22;
/** Of full scale: heard by everybody, and startling nobody. */
const LOUDNESS = 0.18;
/** Longest that playing may take, in milliseconds. */
const PATIENCE = 5_000;

/** Rising: recording begins. Falling: it has ended. Hertz. */
const NOTES = { start: [523, 784], stop: [784, 523] } as const;
export type Chime = keyof typeof NOTES;

const encoded = new Map<Chime, Buffer[]>();

/** Sounds for everybody in the room. @throws when it could not be played to its end */
export async function sound(connection: VoiceConnection, chime: Chime): Promise<void> {
	const player = createAudioPlayer({ behaviors: { noSubscriber: NoSubscriberBehavior.Stop } });
	const subscription = connection.subscribe(player);
	if (!subscription) throw new Error("nothing can be played here");
	try {
		const failed = once(player, "error").then(([error]: unknown[]) => Promise.reject(error));
		player.play(createAudioResource(Readable.from(packetsOf(chime)), { inputType: StreamType.Opus }));
		await Promise.race([failed, played()]);
	} finally {
		subscription.unsubscribe();
		player.stop(true);
	}

	async function played(): Promise<void> {
		await entersState(player, AudioPlayerStatus.Playing, PATIENCE);
		await entersState(player, AudioPlayerStatus.Idle, PATIENCE);
	}
}

function packetsOf(chime: Chime): Buffer[] {
	const known = encoded.get(chime);
	if (known) return known;
	const encoder = new Encoder({ channels: 2, application: "audio" });
	const samples = NOTES[chime].flatMap((hz) => note(hz));
	const packets: Buffer[] = [];
	for (let at = 0; at < samples.length; at += FRAME) {
		const frame = new Int16Array(FRAME * 2);
		for (let index = 0; index < FRAME; index++)
			frame.fill(samples[at + index] ?? 0, index * 2, index * 2 + 2);
		packets.push(Buffer.from(encoder.encode(frame)));
	}
	encoded.set(chime, packets);
	return packets;
}

/** A soft bell: a tone that comes at once and fades. */
function note(hz: number): number[] {
	const length = Math.round(RATE * NOTE);
	return Array.from({ length }, (_, index) => {
		const fade = Math.min(1, index / 480) * (1 - index / length) ** 1.5;
		return Math.round(32_767 * LOUDNESS * fade * Math.sin((2 * Math.PI * hz * index) / RATE));
	});
}
