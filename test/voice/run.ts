import { type Files, filesOf, inMix } from "./analysis.ts";
import { cast, type Evening, evening, maybeHeard, pause, type Speaker } from "./evening.ts";

/** dB below a full sine, above which a tone counts as heard, and below which as not there: coding leaves less. */
const HEARD = -40;
const NOTHING = -60;

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

/** Lives the evening, looks into its files, has a voice taken out, and looks again. */
export async function run(seconds: number, loss: number): Promise<Figures> {
	const lived = await evening(seconds, loss);
	try {
		const speakers = cast(seconds);
		await lived.stage.bot.stop();
		const before = await filesOf(lived.dataDir);
		await lived.stage.bot.start();
		const [taken, gone] = await takeOut(lived);
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
		const left = before.tracks.filter(
			({ userId }) => userId === gone && after.folder.includes(fileOf(before, userId)),
		);
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

function fileOf({ tracks }: Files, userId: string): string {
	return tracks.find((track) => track.userId === userId)?.file ?? "";
}

/** One who was heard takes their voice out, by two presses. */
async function takeOut({ stage, people }: Evening): Promise<[Speaker | undefined, string]> {
	const late = people.get("Late");
	if (!late) throw new Error("Nobody came late");
	const asked = await stage.press(late, "Take my voice out");
	await stage.answered(() => asked.press("From this recording"));
	await stage.settle();
	return [cast(0).find(({ name }) => name === "Late"), late.id];
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
			const loud = inMix(files, atMs, speaker.hz);
			if (speaker !== out && maybeHeard(speaker, second, paused)) {
				// The second in which the notice sounds anew, and the last, of which the end is silence, are not whole.
				if (second === paused[1] || second === seconds - 1) continue;
				if (loud !== null) heard.push(loud);
				if (loud === null || loud < HEARD || written < 35) found.missing += 1;
			} else {
				if (loud !== null) leaks.push(loud);
				if (written > 0 || (loud ?? NOTHING) > NOTHING) found.leaked += 1;
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
