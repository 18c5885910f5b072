import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { jobStore } from "../../data/stores/jobs.ts";
import { noticeStore } from "../../data/stores/noticeboard.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { JobRunner } from "../../src/jobs/service.ts";
import { noticeboardPrivacy } from "../../src/noticeboard/privacy.ts";
import { MOST } from "../../src/noticeboard/rules.ts";
import { type Decision, NoticeboardService } from "../../src/noticeboard/service.ts";
import { ChannelId, GuildId, NoticeId, type UserId } from "../../src/shared/ids.ts";
import type { StaffMember } from "../../src/staff/model.ts";
import { freshDatabase, tablesWith } from "../support/database.ts";
import { guild, person } from "../support/features.ts";
import { png } from "./pictures.ts";

const now = Temporal.Instant.from("2026-10-05T09:00:00Z");
const one = NoticeId.parse(1);
const elsewhere = GuildId.parse("100000000000000009");
const words = {
	title: "Retki",
	where: "Laajavuori",
	audience: "",
	text: "",
	startsAt: Temporal.Instant.from("2026-10-24T09:00:00Z"),
	endsAt: Temporal.Instant.from("2026-10-24T13:00:00Z"),
	timed: true,
};
const [nelli, olli, kaisa, anna, bo] = [1, 2, 3, 4, 5].map((n) => person(n)) as [
	UserId,
	UserId,
	UserId,
	UserId,
	UserId,
];

/** A board, two organisations, and Bo of the staff who comes from the second. */
async function house() {
	const { transact } = await freshDatabase();
	const noticeboard = new NoticeboardService({
		transact,
		store: noticeStore,
		outbox: outboxStore,
		jobs: jobStore,
		staff: {
			find: async (_tx, _guild, userId) =>
				userId === bo ? ({ organisation: { name: "4H" } } as StaffMember) : undefined,
		},
	});
	await noticeboard.setBoard(guild, ChannelId.parse("300000000000000001"), now);
	await noticeboard.putPartner(guild, nelli, "Nuorten  talo");
	await noticeboard.putPartner(guild, olli, "4H");
	const failures: object[] = [];
	const note = (details: object) => void failures.push(details);
	const runner = new JobRunner({
		transact,
		store: jobStore,
		handlers: noticeboard.handlers as ConstructorParameters<typeof JobRunner>[0]["handlers"],
		log: { info: note, warn: note, error: note },
	});
	return {
		transact,
		noticeboard,
		runner,
		failures,
		privacy: noticeboardPrivacy({ store: noticeStore, noticeboard }),
		write: (who: UserId, id: NoticeId | null = null, change: Partial<typeof words> = {}) =>
			noticeboard.writing.write(guild, who, id, { ...words, ...change }, now),
		send: (who: UserId) => noticeboard.writing.send(guild, who, one, now),
		decide: (userId: UserId, decision: Decision, coordinates = false) =>
			noticeboard.deciding.decide(guild, { userId, coordinates }, one, decision, now),
		board: (at = now) => transact((tx) => noticeboard.onBoard(tx, guild, at)),
		found: () => transact((tx) => noticeboard.find(tx, one)),
	};
}

describe("writing", () => {
	test("is for those of an organisation, so many at a time, once there is a board", async () => {
		const { write, noticeboard } = await house();
		expect(await write(kaisa)).toEqual({ kind: "no-partner" });
		expect(await noticeboard.writing.write(elsewhere, nelli, null, words, now)).toEqual({
			kind: "no-partner",
		});
		await noticeboard.putPartner(elsewhere, nelli, "Nuorten talo");
		expect(await noticeboard.writing.write(elsewhere, nelli, null, words, now)).toEqual({ kind: "no-board" });
		for (let n = 0; n < MOST; n++) expect((await write(nelli)).kind).toBe("draft");
		expect(await write(nelli)).toEqual({ kind: "full", max: MOST });
		expect((await write(olli)).kind).toBe("draft");
	});

	test("of one's own organisation, however it is spelled, and of no other", async () => {
		const { write, noticeboard, send, transact } = await house();
		await write(nelli);
		await noticeboard.putPartner(guild, kaisa, "NUORTEN TALO");
		expect((await write(kaisa, one)).kind).toBe("draft");
		for (const who of [olli, bo]) {
			expect(await write(who, one)).toEqual({ kind: "gone" });
			const more = { link: "", alt: "", picture: null };
			expect(await noticeboard.writing.add(guild, who, one, more, now)).toEqual({ kind: "gone" });
			expect(await send(who)).toEqual({ kind: "gone" });
			expect(await noticeboard.writing.withdraw(guild, who, one, now)).toEqual({ kind: "gone" });
			expect(await transact((tx) => noticeboard.writing.mine(tx, guild, who, one))).toBeUndefined();
		}
		expect(await noticeboard.writing.withdraw(elsewhere, nelli, one, now)).toEqual({ kind: "gone" });
		await noticeboard.removePartner(guild, nelli);
		expect(await write(nelli, one)).toEqual({ kind: "no-partner" });
	});

	test("a picture needs words, is kept clean, and goes when nothing shows it", async () => {
		const { write, noticeboard, transact, found } = await house();
		await write(nelli);
		const add = (alt: string, picture: Uint8Array | "none" | null) =>
			noticeboard.writing.add(guild, nelli, one, { link: "example.fi", alt, picture }, now);
		const kept = (id: number) => transact((tx) => noticeStore.picture(tx, id));
		expect(await add("", png(""))).toEqual({ kind: "no-alt" });
		expect(await add("Nuotio", Buffer.from("GIF89a"))).toEqual({ kind: "bad-picture" });
		expect((await add("Nuotio", png("GPS"))).kind).toBe("draft");
		expect((await found())?.proposed).toMatchObject({
			link: "https://example.fi/",
			picture: { id: 1, alt: "Nuotio" },
		});
		expect((await kept(1))?.data).toEqual(png(""));
		await add("Järvi", png("GPS"));
		expect(await kept(1)).toBeUndefined();
		// The words alone can be changed; the picture can be taken away.
		await add("Iso järvi", null);
		expect((await found())?.proposed?.picture).toEqual({ id: 2, alt: "Iso järvi" });
		await add("", "none");
		expect((await found())?.proposed?.picture).toBeNull();
		expect(await kept(2)).toBeUndefined();
	});
});

describe("deciding", () => {
	test("is upon what was sent, as it was sent, once", async () => {
		const { write, send, decide, board } = await house();
		await write(nelli);
		expect(await decide(anna, { kind: "approve", revision: 1 })).toEqual({ kind: "changed" });
		await send(nelli);
		await write(nelli, one, { title: "Toinen" });
		await send(nelli);
		expect(await decide(anna, { kind: "approve", revision: 1 })).toEqual({ kind: "changed" });
		const both = await Promise.all([
			decide(anna, { kind: "approve", revision: 2 }),
			decide(kaisa, { kind: "refuse", revision: 2, word: "Ei" }),
		]);
		expect(both.map(({ kind }) => kind)).toEqual(["approved", "changed"]);
		expect((await board()).map(({ shown }) => shown.title)).toEqual(["Toinen"]);
	});

	test("is not for organisations; taking one off the board is the coordinator's; all but a yes take a word", async () => {
		const { write, send, decide, board, noticeboard } = await house();
		await write(nelli);
		await send(nelli);
		for (const who of [nelli, olli, bo])
			expect(await decide(who, { kind: "approve", revision: 1 })).toEqual({ kind: "not-yours" });
		const other = { userId: anna, coordinates: true };
		const yes = { kind: "approve" as const, revision: 1 };
		expect(await noticeboard.deciding.decide(elsewhere, other, one, yes, now)).toEqual({ kind: "changed" });
		expect(await decide(anna, { kind: "return", revision: 1, word: " " })).toEqual({ kind: "no-word" });
		expect((await decide(anna, yes)).kind).toBe("approved");
		expect(await decide(anna, { kind: "remove", word: "Pois" })).toEqual({ kind: "not-yours" });
		expect((await decide(anna, { kind: "remove", word: "Pois" }, true)).kind).toBe("removed");
		expect(await board()).toEqual([]);
	});
});

describe("time", () => {
	test("takes a notice off the board when it is over, with its picture, by itself", async () => {
		const { write, send, decide, board, runner, noticeboard, transact, failures, found } = await house();
		await write(nelli);
		await noticeboard.writing.add(guild, nelli, one, { link: "", alt: "Nuotio", picture: png("") }, now);
		await send(nelli);
		await decide(anna, { kind: "approve", revision: 2 });
		await runner.runDue(Temporal.Instant.from("2026-10-24T12:59:59Z"));
		expect(await board()).toHaveLength(1);
		await runner.runDue(words.endsAt);
		expect(await found()).toBeUndefined();
		expect(await transact((tx) => noticeStore.picture(tx, 1))).toBeUndefined();
		expect(failures).toEqual([]);
	});

	test("forgets what was left lying", async () => {
		const { write, noticeboard, transact, found } = await house();
		await write(nelli, null, {
			startsAt: Temporal.Instant.from("2027-03-01T09:00:00Z"),
			endsAt: Temporal.Instant.from("2027-03-01T13:00:00Z"),
		});
		await transact((tx) => noticeboard.tidy(tx, now.add({ hours: 24 * 30 - 1 })));
		expect(await found()).toBeDefined();
		await transact((tx) => noticeboard.tidy(tx, now.add({ hours: 24 * 30 })));
		expect(await found()).toBeUndefined();
	});
});

test("a person sees and erases their part; the organisation's notice stays", async () => {
	const { write, send, decide, privacy, transact, board } = await house();
	await write(nelli);
	await send(nelli);
	await decide(anna, { kind: "approve", revision: 1 });
	expect(await tablesWith(transact, nelli)).toEqual(["notice_partners", "notices"]);
	expect(await tablesWith(transact, anna)).toEqual([]);
	expect(await transact((tx) => privacy.export(tx, nelli))).toEqual({
		notices: [{ organisation: "Nuorten talo", state: "approved", title: "Retki" }],
		partnerOf: ["Nuorten talo"],
	});
	await transact((tx) => privacy.erase(tx, nelli, now));
	expect(await tablesWith(transact, nelli)).toEqual([]);
	expect(await board()).toMatchObject([{ organisation: "Nuorten talo", author: null }]);
});
