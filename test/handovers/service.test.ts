import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { handoverStore } from "../../data/stores/handovers.ts";
import { jobStore } from "../../data/stores/jobs.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import type { HandoverText } from "../../src/handovers/model.ts";
import { handoversPrivacy } from "../../src/handovers/privacy.ts";
import { HandoverService } from "../../src/handovers/service.ts";
import { effectKey } from "../../src/outbox/model.ts";
import type { Shift } from "../../src/rosters/model.ts";
import { GroupId, GuildId, OpeningId, PlaceId, SessionId, ShiftRef, UserId } from "../../src/shared/ids.ts";
import { freshDatabase, tablesWith } from "../support/database.ts";

const guildId = GuildId.parse("100000000000000001");
const elsewhere = GuildId.parse("100000000000000002");
const writer = UserId.parse("200000000000000001");
const other = UserId.parse("200000000000000002");
const at = (text: string) => Temporal.Instant.from(text);

const shift = (
	ref: string,
	startsAt: string,
	of: Shift["of"],
	where: string,
	state: Shift["state"],
): Shift => ({
	ref: ShiftRef.parse(ref),
	guildId,
	of,
	title: null,
	where,
	startsAt: at(startsAt),
	endsAt: at(startsAt).add({ hours: 4 }),
	zone: "Europe/Helsinki",
	revision: 0,
	state,
	needs: 2,
	slots: [],
});
const opening = (n: number, placeId: number, startsAt: string, state: Shift["state"] = "over") =>
	shift(
		`opening/${n}`,
		startsAt,
		{ kind: "opening", openingId: OpeningId.parse(n), placeId: PlaceId.parse(placeId) },
		`Place ${placeId}`,
		state,
	);
const session = (n: number, group: number, startsAt: string) =>
	shift(
		`session/${n}`,
		startsAt,
		{ kind: "session", sessionId: SessionId.parse(n), groupId: GroupId.parse(group) },
		`Group ${group}`,
		"over",
	);

const text = (talkedAbout: string, change: Partial<HandoverText> = {}): HandoverText => ({
	talkedAbout,
	toFollow: "",
	needs: "",
	topics: [],
	...change,
});

async function house(shifts: Shift[]) {
	const { transact } = await freshDatabase();
	const service = new HandoverService({
		transact,
		store: handoverStore,
		outbox: outboxStore,
		jobs: jobStore,
		shifts: {
			find: async (_tx, ref) => shifts.find((each) => each.ref === ref),
			between: async (_tx, id, from, to) =>
				shifts
					.filter(
						({ guildId, startsAt, endsAt }) =>
							guildId === id &&
							Temporal.Instant.compare(startsAt, to) < 0 &&
							Temporal.Instant.compare(endsAt, from) > 0,
					)
					.toSorted((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt)),
		},
		nicknames: async (_tx, id) => (id === guildId ? ["Mustikka"] : []),
		zone: async (_tx, id) => (id === guildId ? "Europe/Helsinki" : undefined),
	});
	const told = () =>
		transact(async (tx) => {
			const rows = await outboxStore.due(tx, "9999-12-31T00:00:00.000Z");
			for (const { id } of rows) await outboxStore.done(tx, id);
			return rows.map(({ effect }) => effectKey(effect));
		});
	const write = (ref: string, body: HandoverText, now: string, userId = writer) =>
		service.write(guildId, ShiftRef.parse(ref), userId, body, at(now));
	const notes = (of: Shift) =>
		transact((tx) => service.notesFor(tx, of)).then((all) => all.map(({ talkedAbout }) => talkedAbout));
	return { transact, service, told, write, notes };
}

const monday = opening(1, 1, "2026-07-06T12:00:00Z");
const tuesday = opening(2, 1, "2026-07-07T12:00:00Z", "going");
const cafe = opening(3, 2, "2026-07-07T12:00:00Z", "going");

describe("a handover", () => {
	it("is kept without its writer, and shown to the next shift of the same place when it begins", async () => {
		const { transact, service, told, write, notes } = await house([monday, tuesday, cafe]);
		const outcome = await write("opening/1", text(" Kesätöistä "), "2026-07-06T16:00:00Z");
		expect(outcome).toMatchObject({
			kind: "kept",
			handover: { ref: "opening/1", talkedAbout: "Kesätöistä" },
		});
		expect(await tablesWith(transact, writer)).toEqual([]);
		expect(await told()).toEqual([]);
		for (const each of [tuesday, cafe]) await transact((tx) => service.begin(tx, each, each.startsAt));
		expect(await told()).toEqual(["message/handover.notes/opening/2"]);
		expect(await notes(tuesday)).toEqual(["Kesätöistä"]);
		expect(await notes(cafe)).toEqual([]);
		expect(await notes(monday)).toEqual([]);
	});

	it("that comes when the next shift has begun is shown to it at once", async () => {
		const { told, write } = await house([monday, tuesday, cafe]);
		await write("opening/1", text("Kesätöistä"), "2026-07-07T12:30:00Z");
		expect(await told()).toEqual(["message/handover.notes/opening/2"]);
		await write("opening/2", text("Unesta"), "2026-07-07T12:40:00Z");
		expect(await told()).toEqual([]);
	});

	it("stands until the next word, of all who left one, for five weeks", async () => {
		const weeks = [0, 1, 2, 8].map((week) =>
			session(week + 1, week === 1 ? 2 : 1, `2026-0${week === 8 ? 9 : 7}-0${week + 1}T15:00:00Z`),
		);
		const [first, gamers, third, late] = weeks as [Shift, Shift, Shift, Shift];
		const { write, notes } = await house(weeks);
		await write("session/1", text("Yksi"), "2026-07-01T17:00:00Z");
		await write("session/1", text("Kaksi"), "2026-07-01T17:01:00Z", other);
		expect(await notes(third)).toEqual(["Yksi", "Kaksi"]);
		expect(await notes(gamers)).toEqual([]);
		expect(await notes(first)).toEqual([]);
		expect(await notes(late)).toEqual([]);
	});

	it("that is sent twice is kept once", async () => {
		const { write, notes } = await house([monday, tuesday]);
		const send = () => write("opening/1", text("Unesta", { topics: ["health"] }), "2026-07-06T16:00:00Z");
		expect(await Promise.all([send(), send()])).toMatchObject([{ kind: "kept" }, { kind: "kept" }]);
		expect(await notes(tuesday)).toEqual(["Unesta"]);
	});

	it("with names is not kept, but what was written is not lost", async () => {
		const { service, told, write, notes } = await house([monday, tuesday]);
		const body = text("Mustikka suri", { toFollow: "kysy @pete", topics: ["joy"] });
		expect(await write("opening/1", body, "2026-07-07T13:00:00Z")).toEqual({
			kind: "names",
			found: [
				{ kind: "mention", said: "@pete" },
				{ kind: "nickname", said: "Mustikka" },
			],
		});
		expect(await told()).toEqual([]);
		expect(await notes(tuesday)).toEqual([]);
		expect(await service.draft(guildId, writer)).toMatchObject({ ref: "opening/1", text: body });
		expect(await service.draft(guildId, other)).toBeUndefined();
		await write("opening/1", text("Yksi suri"), "2026-07-07T13:05:00Z");
		expect(await service.draft(guildId, writer)).toBeUndefined();
		expect(await notes(tuesday)).toEqual(["Yksi suri"]);
	});

	it("is of a shift of this server, and holds something", async () => {
		const { service, write } = await house([monday]);
		expect(await write("opening/1", text("  "), "2026-07-06T16:00:00Z")).toEqual({ kind: "empty" });
		expect(await write("opening/9", text("Hei"), "2026-07-06T16:00:00Z")).toEqual({ kind: "not-found" });
		const now = at("2026-07-06T16:00:00Z");
		expect(await service.write(elsewhere, monday.ref, writer, text("Hei"), now)).toEqual({
			kind: "not-found",
		});
	});
});

describe("a month's picture", () => {
	it("counts topics, and is due on the first of the next month", async () => {
		const { transact, service, told, write } = await house([monday, tuesday]);
		await write("opening/1", text("a", { topics: ["joy", "health"] }), "2026-07-06T16:00:00Z");
		await write("opening/1", text("b", { topics: ["health"] }), "2026-07-31T20:59:00Z");
		// Already August where the server is.
		await write("opening/2", text("c", { topics: ["safety"] }), "2026-07-31T21:00:00Z");
		const of = (month: string) => transact((tx) => service.month(tx, guildId, month));
		expect(await of("2026-07")).toEqual({
			handovers: 2,
			topics: [
				{ topic: "health", count: 2 },
				{ topic: "joy", count: 1 },
			],
		});
		expect(await of("2026-06")).toEqual({ handovers: 0, topics: [] });
		expect(await transact((tx) => service.month(tx, elsewhere, "2026-07"))).toEqual({
			handovers: 0,
			topics: [],
		});
		await told();
		const jobs = await transact(async (tx) => {
			const due = [];
			for (;;) {
				const row = await jobStore.nextDue(tx, "9999-12-31T00:00:00.000Z");
				if (!row?.job) return due;
				due.push(row.dueAt);
				if (row.job.kind === "handover.month") {
					await service.handlers["handover.month"](tx, row.job, at(row.dueAt));
				}
				await jobStore.done(tx, row.key);
			}
		});
		expect(jobs).toEqual(["2026-08-01T06:00:00.000Z", "2026-09-01T06:00:00.000Z"]);
		expect(await told()).toHaveLength(1);
	});
});

it("drafts go after a day, handovers after three months, and a person's drafts when they ask", async () => {
	const { transact, service, write, notes } = await house([monday, tuesday]);
	const contract = handoversPrivacy({ store: handoverStore, handovers: service });
	await write("opening/1", text("Kesätöistä"), "2026-07-06T16:00:00Z");
	for (const who of [writer, other]) await write("opening/1", text("@pete"), "2026-07-06T16:00:00Z", who);
	expect(await tablesWith(transact, writer)).toEqual(["handover_drafts"]);
	const data = await transact((tx) => contract.export(tx, writer));
	expect(data).toEqual({ handoverDrafts: [{ ...text("@pete"), madeAt: "2026-07-06T16:00:00.000Z" }] });
	await transact((tx) => service.forgetPerson(tx, writer, at("2026-07-06T17:00:00Z"), elsewhere));
	expect(await service.draft(guildId, writer)).toBeDefined();
	await transact((tx) => contract.erase(tx, writer, at("2026-07-06T17:00:00Z")));
	expect(await tablesWith(transact, writer)).toEqual([]);
	expect(await transact((tx) => contract.export(tx, writer))).toEqual({});
	await transact((tx) => service.tidy(tx, at("2026-07-07T16:00:00Z")));
	expect(await service.draft(guildId, other)).toBeDefined();
	await transact((tx) => service.tidy(tx, at("2026-07-07T16:00:01Z")));
	expect(await service.draft(guildId, other)).toBeUndefined();
	expect(await notes(tuesday)).toEqual(["Kesätöistä"]);
	await transact((tx) => service.tidy(tx, at("2026-10-05T00:00:00Z")));
	expect(await notes(tuesday)).toEqual([]);
});
