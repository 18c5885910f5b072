import type { Youth } from "./model.ts";

/** What somebody may say of their age: a range of the programme, or that they are younger or older. */
export type AgeChoice =
	| { value: "younger" | "older"; age: number }
	| { value: string; from: number; to: number };

export function ageChoices(youth: Youth): AgeChoice[] {
	const { from, to } = ages(youth);
	return [
		{ value: "younger", age: from },
		...youth.bands.map(([from, to]) => ({ value: bandOf(from, to), from, to })),
		{ value: "older", age: to },
	];
}

/** What a choice means. `unknown`: nothing was chosen, or nothing that was offered. */
export function ageOf(
	youth: Youth,
	chosen: string | undefined,
): { kind: "band"; band: string } | { kind: "outside" } | { kind: "unknown" } {
	if (chosen === "younger" || chosen === "older") return { kind: "outside" };
	const band = youth.bands.map(([from, to]) => bandOf(from, to)).find((each) => each === chosen);
	return band === undefined ? { kind: "unknown" } : { kind: "band", band };
}

/** The youngest and the oldest whom a programme is for. */
export function ages({ bands }: Youth): { from: number; to: number } {
	return { from: Math.min(...bands.map(([from]) => from)), to: Math.max(...bands.map(([, to]) => to)) };
}

/** Whether a programme is for people under age. */
export function isForMinors(youth: Youth | undefined): boolean {
	return youth !== undefined && ages(youth).from < 18;
}

function bandOf(from: number, to: number): string {
	return `${from}-${to}`;
}
