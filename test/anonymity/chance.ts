/** Of one survey: which ballot the attacker takes for whose, by each way of guessing. Persons in the order of answering. */
export interface Guesses {
	/** Way of guessing → for each person the place of a ballot in `truth`'s numbering. */
	byWay: Record<string, number[]>;
	/** For each person, their ballot. */
	truth: number[];
}

export interface Verdict {
	/** The way that was right most often. */
	way: string;
	linkRate: number;
	chance: number;
	/** How often pure chance does as well, over all ways together. */
	pValue: number;
	persons: number;
}

/**
 * Holds the guesses against chance: in each survey, any order of the ballots is as likely as any other. An exact test by
 * permutation; the best of all ways is held against the best of all ways.
 */
export function verdict(surveys: readonly Guesses[], rounds = 1999): Verdict {
	const ways = [...new Set(surveys.flatMap(({ byWay }) => Object.keys(byWay)))];
	const guesses = surveys.map(({ byWay }) => ways.map((way) => byWay[way]));
	const hits = (truths: readonly number[][]) => {
		const counts = ways.map(() => 0);
		for (const [survey, truth] of truths.entries()) {
			for (const [way, guess] of (guesses[survey] ?? []).entries()) {
				if (!guess) continue;
				for (let person = 0; person < truth.length; person++)
					if (guess[person] === truth[person]) counts[way] = (counts[way] ?? 0) + 1;
			}
		}
		return counts;
	};
	const found = hits(surveys.map(({ truth }) => truth));
	const most = Math.max(...found);
	const truths = surveys.map(({ truth }) => [...truth]);
	let asGood = 1;
	for (let round = 0; round < rounds; round++) {
		for (const truth of truths) shuffle(truth);
		if (Math.max(...hits(truths)) >= most) asGood++;
	}
	const persons = surveys.reduce((sum, { truth }) => sum + truth.length, 0);
	return {
		way: ways[found.indexOf(most)] ?? "none",
		linkRate: most / persons,
		chance: surveys.length / persons,
		pValue: asGood / (rounds + 1),
		persons,
	};
}

export function shuffle(numbers: number[]): void {
	for (let last = numbers.length - 1; last > 0; last--) {
		const chosen = Math.floor(Math.random() * (last + 1));
		const kept = numbers[last] as number;
		numbers[last] = numbers[chosen] as number;
		numbers[chosen] = kept;
	}
}
