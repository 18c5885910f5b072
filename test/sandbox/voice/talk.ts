/** What people say: frames of 20 ms each, of as many people at once as speak, as fast as the clients take them. */
import { setTimeout as wait } from "node:timers/promises";
import { opusPackets, sampleRate, tone } from "../../support/audio.ts";
import type { SandboxClock } from "../clock.ts";
import type { Call } from "./call.ts";
import { taken } from "./network.ts";
import { type PersonInCall, silence } from "./person.ts";

/** One person's part in a piece of talk. Seconds count from the piece's start. */
export interface Turn {
	who: { readonly id: string };
	/** What they say: a tone of so many whole hertz … */
	hz?: number;
	/** … as syllables come, instead of an even tone … */
	syllables?: boolean;
	/** … or these Opus packets of 20 ms, again and again. */
	packets?: readonly Buffer[];
	/** Default 0. */
	from?: number;
	/** Default: the end of the piece. The last 0.1 s are the silence with which a client ends a spell of speech. */
	to?: number;
}

export interface TalkOptions {
	/** A frame takes 20 ms of real time. Otherwise frames are sent as fast as they are taken. */
	realTime?: boolean;
	/** Called before each whole second of the piece, 0 first; what it does is done before the piece goes on. */
	each?: (second: number) => void | Promise<void>;
}

/** Where people talk. */
export interface Stage {
	readonly clock: SandboxClock;
	/** The call that the person is in, if there is one. */
	callOf(userId: string): Call | undefined;
	/** The ports of this machine that clients receive at. */
	ports(): Set<number>;
	/** Resolves when all have taken what was said to them over their WebSockets. */
	caughtUp(): Promise<void>;
	/** Resolves when all share the keys of their call. */
	settled(): Promise<void>;
}

const framesASecond = 50;
const silentFrames = 5;

/**
 * Lets people talk for so many seconds. A driven clock goes along, 20 ms a frame.
 * @returns how many frames left each person's client: none of who is not in a call, muted, or has no key yet.
 */
export async function talk(
	stage: Stage,
	seconds: number,
	turns: readonly Turn[],
	{ realTime = false, each }: TalkOptions = {},
): Promise<Map<string, number>> {
	const frames = Math.round(seconds * framesASecond);
	const spells = turns.map((turn) => spellOf(turn, seconds));
	const sent = new Map(turns.map(({ who }) => [who.id, 0]));
	const started = performance.now();
	for (let frame = 0; frame < frames; frame++) {
		if (each && frame % framesASecond === 0) {
			await each(frame / framesASecond);
			await stage.settled();
		}
		const now = spells.filter(({ from, to }) => from <= frame && frame < to);
		await beginAll(stage, now);
		for (const spell of now)
			if (say(stage, spell, frame)) sent.set(spell.userId, (sent.get(spell.userId) ?? 0) + 1);
		await taken(stage.ports());
		endAll(stage, now, frame);
		if (stage.clock.driven) stage.clock.advanceTo(stage.clock.now() + 1_000 / framesASecond);
		const due = started + ((frame + 1) * 1_000) / framesASecond;
		if (realTime) await wait(Math.max(0, due - performance.now()));
	}
	return sent;
}

interface Spell {
	userId: string;
	/** Frames; `to` is the first that is no longer of it. */
	from: number;
	to: number;
	packets: readonly Buffer[];
}

function spellOf({ who, hz, syllables = false, packets, from = 0, to }: Turn, seconds: number): Spell {
	const said = packets ?? (hz === undefined ? [] : tonePackets(hz, syllables));
	if (said.length === 0) throw new Error("Say what is said: hz, or packets");
	const end = Math.round((to ?? seconds) * framesASecond);
	return { userId: who.id, from: Math.round(from * framesASecond), to: end, packets: said };
}

function find(stage: Stage, userId: string): { call: Call; person: PersonInCall } | null {
	const call = stage.callOf(userId);
	const person = call?.people.get(userId);
	return call && person ? { call, person } : null;
}

/** Who begins is announced before their first frame is sent: what comes earlier from an unknown source is not heard. */
async function beginAll(stage: Stage, spells: readonly Spell[]): Promise<void> {
	let begun = false;
	for (const { userId } of spells) {
		const found = find(stage, userId);
		if (!found || found.person.speaking || !found.call.maySpeak(userId)) continue;
		found.call.setSpeaking(found.person, true);
		begun = true;
	}
	if (begun) await stage.caughtUp();
}

function say(stage: Stage, { userId, to, packets }: Spell, frame: number): boolean {
	const found = find(stage, userId);
	if (!found?.person.speaking || !found.call.maySpeak(userId)) return false;
	const opus = to - frame <= silentFrames ? silence : packets[frame % packets.length];
	return opus !== undefined && found.call.say(found.person, opus);
}

function endAll(stage: Stage, spells: readonly Spell[], frame: number): void {
	for (const { userId, to } of spells) {
		const found = find(stage, userId);
		const over = to - 1 <= frame || !found?.call.maySpeak(userId);
		if (found?.person.speaking && over) found.call.setSpeaking(found.person, false);
	}
}

const tones = new Map<string, Buffer[]>();

/** A second of the tone, which goes on seamlessly when it is repeated: that is why the hertz are whole. */
function tonePackets(hz: number, syllables: boolean): Buffer[] {
	if (!Number.isInteger(hz)) throw new RangeError(`${hz} Hz is not whole`);
	const key = `${hz} ${syllables}`;
	const known = tones.get(key);
	if (known) return known;
	// Of two seconds the second: by then the encoder has found its way into the tone.
	const packets = opusPackets(tone(hz, 2 * sampleRate, { syllables })).slice(framesASecond);
	tones.set(key, packets);
	return packets;
}
