/** From and to on the session's time line, in ms. */
export type Span = readonly [fromMs: number, toMs: number];

export interface Chapter {
	atMs: number;
	name: string;
}

/** The spans in order of time, each in whole, without the empty ones and with those that touch made one. */
export function mergedSpans(spans: readonly Span[]): Span[] {
	const merged: [number, number][] = [];
	for (const [from, to] of [...spans].sort(([one], [other]) => one - other)) {
		const last = merged.at(-1);
		if (to <= from) continue;
		if (last && from <= last[1]) last[1] = Math.max(last[1], to);
		else merged.push([from, to]);
	}
	return merged;
}

/** How long the spans are together, in ms. @param spans in order, none over another */
export function spansMs(spans: readonly Span[]): number {
	return spans.reduce((sum, [from, to]) => sum + to - from, 0);
}

/**
 * The chapters where they are when only the spans remain: one that began in a cut begins with what comes after. Of
 * several that would then begin at once the last remains; after the end there is none.
 * @param spans in order, none over another
 */
export function movedChapters<C extends { atMs: number }>(
	chapters: readonly C[],
	spans: readonly Span[],
): C[] {
	const whole = spansMs(spans);
	const moved = [...chapters]
		.sort((one, other) => one.atMs - other.atMs)
		.map((chapter) => ({
			...chapter,
			atMs: spansMs(spans.map(([from, to]) => [from, Math.max(from, Math.min(to, chapter.atMs))] as const)),
		}));
	return moved.filter(({ atMs }, index) => atMs < whole && atMs !== moved[index + 1]?.atMs);
}
