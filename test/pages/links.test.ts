import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { LINK_MINUTES, Links } from "../../src/pages/links.ts";
import { VISIT_HOURS, Visits } from "../../src/pages/visits.ts";
import { RecordingId } from "../../src/shared/ids.ts";
import { person } from "../support/features.ts";

const now = Temporal.Instant.from("2026-10-08T17:00:00Z");
const claim = { recordingId: RecordingId.parse(7), userId: person(1), language: "sv" } as const;
const later = (minutes: number) => now.add({ minutes });

describe("an address", () => {
	it("gives what was sealed, until it is too old", () => {
		const links = new Links();
		const token = links.seal(claim, now);
		expect(links.open(token, later(LINK_MINUTES - 1))).toMatchObject(claim);
		expect(links.open(token, later(LINK_MINUTES))).toBeUndefined();
	});

	it("is void after a restart, and each is another", () => {
		const links = new Links();
		expect(new Links().open(links.seal(claim, now), now)).toBeUndefined();
		expect(links.seal(claim, now)).not.toBe(links.seal(claim, now));
	});

	it("tells nothing, and fits into a button of Discord", () => {
		const token = new Links().seal(claim, now);
		expect(Buffer.from(token, "base64url").toString("latin1")).not.toContain(claim.userId);
		expect(token).toMatch(/^[\w-]+$/);
		expect(token.length).toBeLessThan(300);
	});

	it("cannot be changed, cut, made longer or guessed", () => {
		const links = new Links();
		const sealed = Buffer.from(links.seal(claim, now), "base64url");
		fc.assert(
			fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
				const changed = Buffer.from(sealed);
				changed[at] = (changed[at] ?? 0) ^ change;
				expect(links.open(changed.toString("base64url"), now)).toBeUndefined();
				expect(links.open(sealed.subarray(0, at).toString("base64url"), now)).toBeUndefined();
			}),
		);
		fc.assert(
			fc.property(fc.string({ maxLength: 600 }), (text) => {
				expect(links.open(text, now)).toBeUndefined();
			}),
		);
	});

	it("is the same one however it is written", () => {
		const links = new Links();
		const token = links.seal(claim, now);
		for (const written of [`${token}=`, `${token}==`, token.replaceAll("-", "+").replaceAll("_", "/")])
			expect(links.open(written, now)?.id).toBe(links.open(token, now)?.id);
	});
});

describe("a page", () => {
	function opened() {
		const links = new Links();
		const visits = new Visits();
		const link = () => {
			const found = links.open(links.seal(claim, now), now);
			if (!found) throw new Error("no link");
			return found;
		};
		return { visits, link };
	}

	it("belongs to the first browser that opens its address, which may open it again", () => {
		const { visits, link } = opened();
		const one = link();
		const first = visits.enter(one, undefined, now);
		expect(visits.enter(one, undefined, now)).toBeUndefined();
		expect(visits.enter(one, "made up", now)).toBeUndefined();
		expect(visits.enter(one, first?.secret, now)).toEqual(first);
		expect(visits.find(one.id, first?.secret, now)).toEqual(first?.visit);
		expect(visits.find(one.id, undefined, now)).toBeUndefined();
		expect(visits.find(one.id, "", now)).toBeUndefined();
	});

	it("is not given to the secret of another browser, nor to one that the browser chose", () => {
		const { visits, link } = opened();
		const [one, other] = [link(), link()];
		const first = visits.enter(one, undefined, now);
		const second = visits.enter(other, "chosen by somebody", now);
		expect(second?.secret).not.toBe("chosen by somebody");
		expect(visits.find(one.id, second?.secret, now)).toBeUndefined();
		expect(visits.find(other.id, first?.secret, now)).toBeUndefined();
	});

	it("ends after some hours", () => {
		const { visits, link } = opened();
		const one = link();
		const entered = visits.enter(one, undefined, now);
		expect(visits.find(one.id, entered?.secret, later(VISIT_HOURS * 60 - 1))).toBeDefined();
		expect(visits.find(one.id, entered?.secret, later(VISIT_HOURS * 60))).toBeUndefined();
	});

	it("gives way when one person has very many open, and its address stays used", () => {
		const { visits, link } = opened();
		const all = Array.from({ length: 30 }, link);
		const entered = all.map((each) => visits.enter(each, undefined, now));
		const left = all.filter(({ id }, index) => visits.find(id, entered[index]?.secret, now));
		expect(left).toEqual(all.slice(-8));
		expect(visits.enter(all[0] as (typeof all)[0], undefined, now)).toBeUndefined();
	});
});
