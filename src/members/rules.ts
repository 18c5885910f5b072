import type { Waiting } from "./model.ts";

/** How long a place is kept for somebody on the waiting list. */
export const OFFER_HOURS = 48;

/** Members and offers take places; who only waits takes none. */
export function freePlaces(capacity: number, members: number, line: Waiting[]): number {
	return Math.max(0, capacity - members - line.filter(({ offeredUntil }) => offeredUntil !== null).length);
}

/** Who is to be offered a place now: those who have waited longest. */
export function nextInLine(capacity: number, members: number, line: Waiting[]): Waiting[] {
	const waiting = line.filter(({ offeredUntil }) => offeredUntil === null);
	return waiting.slice(0, freePlaces(capacity, members, line));
}
