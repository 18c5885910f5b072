import { type Files, filesOf, inMix } from "./analysis.ts";
import { cast, type Evening, evening, maybeHeard, pause, type Speaker } from "./evening.ts";

/** A tone is there when it is so many dB above what is beside it; and heard when it is that loud besides. */
const ABOVE_NOISE = 10;
const HEARD = -30;
/** Of the fifty packets of a second so many are there in spite of what is lost. */
const WRITTEN = 35;
/** Who takes their voice out afterwards. */
const LATE = "Late";

export interface Figures {
	speakers: number;
	/** For each speaker: the loudest that their tone is in the mix where it must not be, and the softest where it must. */
	leaksDb: (number | null)[];
	heardDb: (number | null)[];
	lossPct: number;
	gapsMs: number;
	/** Seconds of speakers in which they are in a file though they must not be, or are missing though they must be. */
	leaked: number;
	missing: number;
}

/**
 * Lives the evening, looks into its files, has a voice taken out, and looks again.
 * @param look is given the files as they were before
 */
export async function run(
	seconds: number,
	loss: number,
	look: (lived: Evening, files: Files) => void = () => undefined,
): Promise<Figures> {
	const lived = await evening(seconds, loss);
	try {
		const speakers = cast(seconds);
		await lived.stage.bot.stop();
		const before = await filesOf(lived.dataDir);
		look(lived, before);
		await lived.stage.bot.start();
		const gone = await takeOut(lived);
		const taken = speakers.find(({ name }) => name === LATE);
		await lived.stage.bot.stop();
		const after = await filesOf(lived.dataDir);
		const first = held(lived, before, speakers, seconds);
		const second = held(
			lived,
			after,
			speakers.filter((each) => each !== taken),
			seconds,
			taken,
		);
		const left = before.tracks.filter(({ userId, file }) => userId === gone && after.folder.includes(file));
		const total = counts(lived);
		return {
			speakers: speakers.length,
			leaksDb: first.leaksDb,
			heardDb: first.heardDb,
			lossPct: Number(((100 * total.lost) / (total.lost + total.received)).toFixed(2)),
			gapsMs: total.gapsMs,
			leaked: first.leaked + second.leaked + left.length,
			missing: first.missing + second.missing,
		};
	} finally {
		await lived.close();
	}
}

/** One who was heard takes their voice out, by two presses. @returns who they are */
async function takeOut({ stage, people }: Evening): Promise<string> {
	const late = people.get(LATE);
	if (!late) throw new Error("Nobody came late");
	const asked = await stage.press(late, "Take my voice out");
	await stage.answered(() => asked.press("From this recording"));
	await stage.settle();
	return late.id;
}

/** Holds what is in the files against what people said. `out`: whose voice was taken out since. */
export function held(
	{ beganMs, people }: Pick<Evening, "beganMs" | "people">,
	files: Files,
	speakers: readonly Speaker[],
	seconds: number,
	out?: Speaker,
) {
	const offset = beganMs - files.recording.startedAt.epochMilliseconds;
	const paused = pause(seconds);
	const found = { leaksDb: [] as (number | null)[], heardDb: [] as (number | null)[], leaked: 0, missing: 0 };
	for (const speaker of [...speakers, ...(out ? [out] : [])]) {
		const times = files.packets.get(people.get(speaker.name)?.id ?? "") ?? [];
		const leaks: number[] = [];
		const heard: number[] = [];
		for (let second = 0; second < seconds; second++) {
			const atMs = offset + second * 1_000;
			const written = times.filter((ms) => ms >= atMs && ms < atMs + 1_000).length;
			const sound = inMix(files, atMs, speaker.hz);
			const there = sound !== null && sound.tone > sound.noise + ABOVE_NOISE;
			if (speaker !== out && maybeHeard(speaker, second, paused)) {
				// The second in which the notice sounds anew, and the last, of which the end is silence, are not whole.
				if (second === paused[1] || second === seconds - 1) continue;
				if (sound) heard.push(sound.tone);
				if (!there || sound.tone < HEARD || written < WRITTEN) found.missing += 1;
			} else {
				if (sound) leaks.push(sound.tone);
				if (written > 0 || there) found.leaked += 1;
			}
		}
		found.leaksDb.push(leaks.length > 0 ? rounded(Math.max(...leaks)) : null);
		found.heardDb.push(heard.length > 0 ? rounded(Math.min(...heard)) : null);
	}
	return found;
}

/** What Piiri itself counted, of all its connections of the evening. */
function counts({ logged }: Evening): { received: number; lost: number; gapsMs: number } {
	const all = logged.filter(({ message }) => message === "voices were written down");
	const sum = (key: string) => all.reduce((total, { details }) => total + Number(details[key]), 0);
	return { received: sum("received"), lost: sum("lost"), gapsMs: sum("gapsMs") };
}

function rounded(value: number): number {
	return Number(value.toFixed(1));
}
