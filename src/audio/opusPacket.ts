/** Samples a second of every position and duration in Ogg Opus, whatever the packets hold. */
export const RATE = 48_000;
/** 120 ms: the longest packet that Opus knows. */
export const LONGEST = 5_760;
/** Opus allows no larger packet: 48 frames of 1,275 bytes and their lengths. */
const MOST_BYTES = 61_440;

/** Samples of one frame, by the first byte of a packet. */
function frameSamples(toc: number): number {
	const config = toc >> 3;
	if (config < 12) return [480, 960, 1_920, 2_880][config & 3] ?? 0;
	if (config < 16) return [480, 960][config & 1] ?? 0;
	return 120 << (config & 3);
}

/** How many samples the packet is of, decodable or not; 0 when it is no Opus packet. */
export function packetSamples(packet: Uint8Array): number {
	const [toc, second] = packet;
	if (toc === undefined || packet.length > MOST_BYTES) return 0;
	const code = toc & 3;
	const frames = code === 0 ? 1 : code < 3 ? 2 : (second ?? 0) & 63;
	const samples = frames * frameSamples(toc);
	return samples > LONGEST ? 0 : samples;
}

/**
 * Packets that ask the decoder to conceal at most `samples`, in frames like those of the packet beside the gap (RFC
 * 7845, 4.1): frames without a byte in them.
 */
export function* lostPackets(beside: Uint8Array, samples: number): Generator<Uint8Array, void, void> {
	const toc = beside[0] ?? 0;
	const frame = frameSamples(toc);
	const most = Math.floor(LONGEST / frame);
	for (let frames = Math.floor(samples / frame); frames > 0; frames -= most)
		yield Uint8Array.of(toc | 3, Math.min(frames, most));
}

/** Whether there is nothing in the packet but a wish to conceal. */
export function isLost(packet: Uint8Array): boolean {
	return packet.length === 1 || (packet.length === 2 && ((packet[0] ?? 0) & 3) === 3);
}
