import { type Guesses, shuffle } from "./chance.ts";
import type { Ground, Snapshot } from "./ground.ts";

interface Row {
	id: Buffer;
	answers: string;
}
interface Moment {
	/** Right after the commit, and when the log has been emptied. */
	snapshots: [Snapshot, Snapshot];
	sealed: { id: Buffer; sealed: Buffer }[];
	marks: { mark: Buffer }[];
}

/** What one attack on a pair of surveys gives. */
export interface Attacked {
	guesses: Guesses[];
	/** Secrets of a closed survey that a file still holds. */
	residues: number;
	/** Changes that an answer made outside the lists of ballots and marks. */
	elsewhere: number;
}

/**
 * Two surveys that are open at the same time, lived through with the operator's eyes: database, write-ahead log and
 * outbox after every answer; and the facilitator's, who knows who was online when and reads the summary's words.
 */
export async function attack(it: Ground): Promise<Attacked> {
	const surveys = await Promise.all([1, 2].map(async () => ({ survey: await it.open(), ...cast() })));
	const others = () =>
		JSON.stringify(
			["outbox", "jobs", "surveys", "sessions", "sqlite_sequence"].map((table) =>
				it.rows(`SELECT * FROM ${table}`),
			),
		);
	const moments = surveys.map((): Moment[] => []);
	const turns = surveys.flatMap(({ ballots }, survey) => ballots.map(() => survey));
	shuffle(turns);
	const before = others();
	let elsewhere = 0;
	for (const which of turns) {
		const { survey, ballots } = surveys[which] as (typeof surveys)[number];
		const turn = moments[which] as Moment[];
		const outcome = await it.answer(survey.id, turn.length, ballots[turn.length] ?? {});
		if (outcome.kind !== "thanks") throw new Error(`not answered: ${outcome.kind}`);
		const first = it.committed();
		await it.settled();
		turn.push({
			snapshots: [first, it.snapshot()],
			sealed: it.rows("SELECT id, sealed FROM sealed_ballots WHERE survey_id = ?", survey.id),
			marks: it.rows("SELECT mark FROM survey_marks WHERE survey_id = ?", survey.id),
		});
		if (others() !== before) elsewhere++;
	}
	const attacked: Attacked = { guesses: [], residues: 0, elsewhere };
	for (const [which, { survey, ballots }] of surveys.entries()) {
		const seen = moments[which] as Moment[];
		const wrapped = it.rows<{ wrapped: Buffer }>(
			"SELECT wrapped FROM survey_secrets WHERE survey_id = ?",
			survey.id,
		);
		await it.close(survey.id);
		const final = it.snapshot();
		const rows = it.rows<Row>("SELECT id, answers FROM ballots WHERE survey_id = ?", survey.id);
		const secrets = [
			...wrapped.map((each) => each.wrapped),
			...(seen.at(-1)?.marks ?? []).map(({ mark }) => mark),
			...seen.flatMap(({ sealed }) => sealed.map((each) => each.sealed.subarray(0, 64))),
		].filter((secret) => !secret.every((byte) => byte === 0));
		attacked.residues += secrets.filter((secret) =>
			[final.file, final.log].some((file) => file.includes(secret)),
		).length;
		const told = await it.transact((tx) => it.surveys.summary(tx, survey.id));
		if (told.kind !== "shown") throw new Error("a survey that enough answered is shown");
		const texts = told.words.flatMap(({ texts }) => texts);
		const place = (words: string) => rows.findIndex(({ answers }) => answers.includes(`"${words}"`));
		attacked.guesses.push({
			truth: ballots.map(({ words }) => place(String(words))),
			byWay: guesses(seen, rows, final, texts.map(place)),
		});
	}
	return attacked;
}

/** Between 5 and 12 people, each with words of their own, of any length. */
function cast() {
	const count = 5 + Math.floor(Math.random() * 8);
	const step = () => 1 + Math.floor(Math.random() * 5);
	const ballots = Array.from({ length: count }, () => ({
		heard: step(),
		...(Math.random() < 0.8 ? { useful: step() } : {}),
		words: `${Math.random().toString(36).slice(2)} ${"sana ".repeat(Math.floor(Math.random() * 40))}x`,
	}));
	return { ballots };
}

/** Every way of laying ballots beside those who answered, in the order in which they did. */
function guesses(seen: Moment[], rows: Row[], final: Snapshot, words: number[]): Record<string, number[]> {
	const all = rows.map((_, index) => index);
	const inFile = rank(rows.map(({ answers }) => final.file.indexOf(answers)));
	const sizes = rank(rows.map(({ answers }) => answers.length));
	const series = (of: (moment: Moment, before: Moment | undefined) => number) =>
		rank(seen.map((moment, index) => of(moment, seen[index - 1])));
	const total = (moment: Moment | undefined) =>
		(moment?.sealed ?? []).reduce((sum, { sealed }) => sum + sealed.length, 0);
	const newest = (moment: Moment, before: Moment | undefined) =>
		moment.sealed.find(({ id }) => !before?.sealed.some((known) => known.id.equals(id)))?.id;
	/** The first moment at which a file holds the ballot as text. */
	const appears = rows.map(({ answers }) =>
		seen.findIndex(({ snapshots }) =>
			snapshots.some(({ file, log }) => file.includes(answers) || log.includes(answers)),
		),
	);
	const markRank = rank(
		seen.map((moment, index) => {
			const known = new Set(seen[index - 1]?.marks.map(({ mark }) => mark.toString("hex")));
			const mine = moment.marks.find(({ mark }) => !known.has(mark.toString("hex")));
			return Number.parseInt(mine?.mark.toString("hex").slice(0, 8) ?? "0", 16);
		}),
	);
	return {
		"order of keys": all,
		"order of keys, from the end": all.toReversed(),
		"place in the file": match(all, inFile),
		"place in the file, from the end": match(all.toReversed(), inFile),
		"first seen as text": complete(
			seen.map((_, moment) => appears.indexOf(moment)),
			rows.length,
		),
		"key of the newest row": complete(
			seen.map((moment, index) => {
				const id = newest(moment, seen[index - 1]);
				return id ? rows.findIndex((row) => row.id.equals(id)) : -1;
			}),
			rows.length,
		),
		"rank of the newest key": match(
			series((moment, before) => {
				const id = newest(moment, before);
				return id ? moment.sealed.findIndex((row) => row.id.equals(id)) / moment.sealed.length : 0;
			}),
			all,
		),
		"growth of what is sealed": match(
			series((moment, before) => total(moment) - total(before)),
			sizes,
		),
		"bytes in the log": match(
			series(({ snapshots }) => snapshots[0].log.length),
			sizes,
		),
		"bytes changed": match(
			series((moment, before) => changed(moment, before).bytes),
			sizes,
		),
		"place of the first change": match(
			series((moment, before) => changed(moment, before).first),
			inFile,
		),
		"order of marks": match(markRank, all),
		"order of the words": complete(words, rows.length),
		"order of the words, from the end": complete(words.toReversed(), rows.length),
	};
}

/** Bytes that differ between two moments' files, and the place of the first of them. */
function changed(moment: Moment, before: Moment | undefined): { bytes: number; first: number } {
	const [now, then] = [moment.snapshots[1].file, before?.snapshots[1].file];
	if (!then) return { bytes: 0, first: 0 };
	let [bytes, first] = [Math.abs(now.length - then.length), -1];
	for (let page = 0; page < Math.min(now.length, then.length); page += 4096) {
		if (now.compare(then, page, page + 4096, page, page + 4096) === 0) continue;
		for (let at = page; at < page + 4096; at++) {
			if (now[at] === then[at]) continue;
			bytes++;
			if (first < 0 && at >= 4096) first = at;
		}
	}
	return { bytes, first };
}

/** For each value its place when they are sorted. Of equal ones chance decides, so that no order slips in by itself. */
function rank(values: readonly number[]): number[] {
	const order = values.map((value, index) => ({ value, index, lot: Math.random() }));
	order.sort((a, b) => a.value - b.value || a.lot - b.lot);
	const places = values.map(() => 0);
	for (const [place, { index }] of order.entries()) places[index] = place;
	return places;
}

/** To each person the ballot of the same rank. */
function match(persons: readonly number[], ballots: readonly number[]): number[] {
	return persons.map((place) => ballots.indexOf(place));
}

/** Those not guessed (−1, or guessed before) get what is left, by lot. */
function complete(guess: readonly number[], count: number): number[] {
	const left = Array.from({ length: count }, (_, index) => index).filter((index) => !guess.includes(index));
	shuffle(left);
	const taken = new Set<number>();
	return guess.map((each) => {
		if (each < 0 || taken.has(each)) return left.pop() ?? -1;
		taken.add(each);
		return each;
	});
}
