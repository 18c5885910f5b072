import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SurveyId, UserId } from "../../src/shared/ids.ts";
import { ballotSize } from "../../src/surveys/ballots.ts";
import { loadInstruments } from "../../src/surveys/load.ts";
import { canonical } from "../../src/surveys/rules.ts";
import { markOf, sealingWith, shuffled, sizeOf } from "../../src/surveys/sealing.ts";

const id = SurveyId.parse(7);
const size = 500;
const instruments = loadInstruments("data/instruments");

function sealer() {
	const sealing = sealingWith(randomBytes(32));
	const wrapped = sealing.create(id);
	const keys = sealing.unwrap(id, wrapped);
	if (!keys) throw new Error("its own key");
	return { sealing, wrapped, keys };
}

test("what is sealed comes out again, whatever is written", () => {
	const { sealing, keys } = sealer();
	fc.assert(
		fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 20 })), (texts) => {
			const ballots = texts.map((words) => JSON.stringify({ words }));
			const out = sealing.unseal(id, keys, sealing.seal(id, keys, ballots, size));
			expect(out.toSorted()).toEqual(ballots.toSorted());
		}),
	);
});

test("all are of one length, under keys of their own, and nothing of them comes back the next time", () => {
	const { sealing, keys } = sealer();
	const ballots = ["{}", '{"words":"pitkä sana"}', "{}"];
	const [one, two] = [sealing.seal(id, keys, ballots, size), sealing.seal(id, keys, ballots, size)];
	expect(new Set([...one, ...two].map(({ sealed }) => sealed.length))).toEqual(new Set([size + 28]));
	expect(one.map(sizeOf)).toEqual([size, size, size]);
	const parts = [...one, ...two].flatMap((each) => [
		each.id,
		each.sealed.subarray(0, 12),
		each.sealed.subarray(12, 40),
	]);
	expect(new Set(parts.map((part) => part.toString("hex"))).size).toBe(18);
	expect(one.map((each) => each.id)).toEqual(one.map((each) => each.id).sort(Buffer.compare));
});

test("another master key, another survey or a changed bit opens nothing", () => {
	const { sealing, wrapped, keys } = sealer();
	expect(sealingWith(randomBytes(32)).unwrap(id, wrapped)).toBeUndefined();
	expect(sealing.unwrap(SurveyId.parse(8), wrapped)).toBeUndefined();
	const sealed = sealing.seal(id, keys, ["{}"], size);
	expect(() => sealing.unseal(SurveyId.parse(8), keys, sealed)).toThrow();
	const bit = Buffer.from(sealed[0]?.sealed ?? "");
	bit.writeUInt8(bit.readUInt8(100) ^ 1, 100);
	expect(() => sealing.unseal(id, keys, [{ id: Buffer.alloc(16), sealed: bit }])).toThrow();
	expect(sealing.unwrap(id, Buffer.alloc(5))).toBeUndefined();
});

test("a mark is the same for the same person under the same key, and under no other", () => {
	const [one, two] = [sealer().keys, sealer().keys];
	const [a, b] = [UserId.parse("200000000000000001"), UserId.parse("200000000000000002")];
	expect(markOf(one, a)).toEqual(markOf(one, a));
	expect(markOf(one, a)).not.toEqual(markOf(one, b));
	expect(markOf(one, a)).not.toEqual(markOf(two, a));
});

test("a key of marks from before sealing is kept, with a fresh key for ballots", () => {
	const { sealing } = sealer();
	const marks = randomBytes(32);
	const keys = sealing.unwrap(id, sealing.create(id, marks));
	expect(keys?.marks).toEqual(marks);
	expect(keys?.ballots).not.toEqual(marks);
});

test.each([...instruments.values()].map((instrument) => [instrument.key, instrument] as const))(
	"the largest ballot of %s fits its padding",
	(_, instrument) => {
		const answers = canonical(
			instrument,
			Object.fromEntries(
				instrument.items.map((item) => {
					if (item.type === "words") return [item.key, "\u0001".repeat(item.maxLength)];
					if (item.type === "choices") return [item.key, item.options.map(({ key }) => key)];
					if (item.type === "choice") {
						const keys = item.options.map(({ key }) => key).sort((a, b) => b.length - a.length);
						return [item.key, keys[0] ?? ""];
					}
					return [item.key, item.type === "agree" ? 5 : 10];
				}),
			),
		);
		const { sealing, keys } = sealer();
		const ballot = JSON.stringify(answers);
		const sealed = sealing.seal(id, keys, [ballot], ballotSize(instrument));
		expect(sealing.unseal(id, keys, sealed)).toEqual([ballot]);
	},
);

test("every order is as likely as the others", () => {
	const orders = new Map<string, number>();
	for (let round = 0; round < 6000; round++) {
		const order = shuffled(["a", "b", "c"]).join("");
		orders.set(order, (orders.get(order) ?? 0) + 1);
	}
	// Six orders, a thousand each; 200 away is seven standard deviations.
	expect([...orders.values()].filter((count) => Math.abs(count - 1000) < 200)).toHaveLength(6);
});
