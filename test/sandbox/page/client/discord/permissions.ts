/** What the person may do in a channel: the sandbox tells it with every channel. */
import { type Channel, Kind } from "./model.ts";

export const May = {
	view: 1n << 10n,
	send: 1n << 11n,
	manageMessages: 1n << 13n,
	history: 1n << 16n,
	connect: 1n << 20n,
	commands: 1n << 31n,
	sendInThreads: 1n << 38n,
} as const;

/** In direct messages everything is allowed. */
export function may(channel: Channel, flag: bigint): boolean {
	if (channel.type === Kind.dm) return true;
	return (BigInt(channel.permissions ?? "0") & flag) === flag;
}

export function mayWrite(channel: Channel): boolean {
	if (isThread(channel)) return may(channel, May.sendInThreads) && !channel.thread_metadata?.archived;
	return channel.type !== Kind.category && may(channel, May.send);
}

export function isThread({ type }: Channel): boolean {
	return type === Kind.publicThread || type === Kind.privateThread;
}

export function isVoice({ type }: Channel): boolean {
	return type === Kind.voice || type === Kind.stage;
}
