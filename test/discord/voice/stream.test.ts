import fc from "fast-check";
import { expect, test } from "vitest";
import { PacketStream } from "../../../src/discord/voice/stream.ts";

const opus = (n: number) => Buffer.from([n]);
/** The n-th packet of a stream that began at `first`, of 20 ms each. */
const packet = (n: number, first = 0, ssrc = 1) => ({
	opus: opus(n),
	ssrc,
	sequence: (first + n) % 65_536,
	timestamp: (first * 960 + n * 960) % 2 ** 32,
});

function stream() {
	const given: [number, number][] = [];
	const packets = new PacketStream((data, atMs) => given.push([data[0] ?? -1, atMs]));
	return { packets, given };
}

test("packets stand on the time line by their sender's clock, however they arrive", () => {
	const { packets, given } = stream();
	for (const [n, nowMs] of [
		[0, 1_000],
		[1, 1_090],
		[2, 1_091],
		[3, 1_060],
	] as const)
		packets.take(packet(n), nowMs);
	expect(given).toEqual([
		[0, 1_000],
		[1, 1_020],
		[2, 1_040],
		[3, 1_060],
	]);
});

test("numbers that begin anew at their end change nothing", () => {
	const { packets, given } = stream();
	for (let n = 0; n < 5; n++) packets.take(packet(n, 65_533), n * 20);
	expect(given.map(([n]) => n)).toEqual([0, 1, 2, 3, 4]);
	const high = stream();
	high.packets.take({ ...packet(0), timestamp: 2 ** 32 - 960 }, 0);
	high.packets.take({ ...packet(1), timestamp: 0 }, 25);
	expect(high.given[1]?.[1]).toBe(20);
});

test("a clock that jumps, or stood still while they were silent, is set by ours", () => {
	const { packets, given } = stream();
	packets.take(packet(0), 0);
	packets.take({ ...packet(1), timestamp: 960 }, 60_000);
	packets.take({ ...packet(2), timestamp: 2_000_000_000 }, 60_020);
	expect(given.map(([, at]) => at)).toEqual([0, 60_000, 60_020]);
});

test("one that is missing is waited for as long as three that come after it, then it is lost", () => {
	const { packets, given } = stream();
	for (const n of [0, 2, 3]) packets.take(packet(n), n * 20);
	expect(given).toHaveLength(1);
	packets.take(packet(1), 60);
	expect(given.map(([n]) => n)).toEqual([0, 1, 2, 3]);
	for (const n of [5, 6, 7, 8]) packets.take(packet(n), n * 20);
	expect(given.map(([n]) => n)).toEqual([0, 1, 2, 3, 5, 6, 7, 8]);
	packets.take(packet(4), 180);
	packets.take(packet(8), 180);
	expect(packets.counts).toEqual({ received: 8, lost: 1, late: 2, gapsMs: 20 });
});

test("a new source begins anew, and nothing is counted as lost between the two", () => {
	const { packets, given } = stream();
	packets.take(packet(0), 0);
	packets.take(packet(2), 40);
	packets.take(packet(0, 30_000, 2), 100);
	expect(given).toEqual([
		[0, 0],
		[2, 40],
		[0, 100],
	]);
	expect(packets.counts.lost).toBe(1);
});

test("what was said while it was paused is not lost", () => {
	const { packets, given } = stream();
	packets.take(packet(0), 0);
	packets.pause();
	packets.take(packet(500), 10_000);
	packets.take(packet(501), 10_020);
	expect(given).toEqual([
		[0, 0],
		[244, 10_000],
		[245, 10_020],
	]);
	expect(packets.counts).toEqual({ received: 3, lost: 0, late: 0, gapsMs: 0 });
});

test("whatever is lost, doubled and disordered, what is given out is in order, once, and all is counted", () => {
	const order = fc.array(fc.nat(199), { minLength: 1, maxLength: 300 });
	fc.assert(
		fc.property(order, fc.integer({ min: 0, max: 65_535 }), (arriving, first) => {
			const { packets, given } = stream();
			packets.take(packet(0, first), 0);
			for (const n of arriving) packets.take(packet(n, first), n * 20);
			packets.flush();
			const numbers = given.map(([n]) => n);
			expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
			const { received, lost, late } = packets.counts;
			expect(received).toBe(given.length);
			expect(received + late).toBe(arriving.length + 1);
			expect(received + lost).toBe((numbers.at(-1) ?? 0) + 1);
		}),
	);
});
