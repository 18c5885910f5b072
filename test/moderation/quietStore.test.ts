import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { jobStore } from "../../data/stores/jobs.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { quietStore } from "../../data/stores/quiets.ts";
import { QuietService } from "../../src/moderation/quiet.ts";
import { effectKey } from "../../src/outbox/model.ts";
import { QuietId, TalkRoom } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { freshDatabase } from "../support/database.ts";
import { guild } from "../support/features.ts";

const now = Temporal.Instant.from("2026-10-05T11:00:00Z");
const minutes = (count: number) => now.add({ minutes: count });
const voice = TalkRoom.parse("group/1/voice");
const elsewhere = TalkRoom.parse("place/1/discussion");

/** A group and no place, on a fresh database. */
async function house() {
	const { transact } = await freshDatabase();
	const quiets = new QuietService({
		transact,
		store: quietStore,
		outbox: outboxStore,
		jobs: jobStore,
		groups: { find: async () => ({ guildId: guild, state: "open" }) as never },
		openings: { place: async () => undefined },
	});
	const waiting = () =>
		transact(async (tx) =>
			(await outboxStore.due(tx, iso(minutes(600)))).map(({ effect }) => effectKey(effect)),
		);
	const started = async () => {
		const outcome = await quiets.start(guild, voice, now);
		if (outcome.kind === "not-found") throw new Error("no such room");
		return outcome.quiet;
	};
	return { transact, quiets, waiting, started };
}

test("a room is quiet until its end, and its job comes then", async () => {
	const { transact, quiets, waiting, started } = await house();
	const quiet = await started();
	expect(quiet.until).toEqual(minutes(5));
	const holds = (at: Temporal.Instant) => transact((tx) => quiets.ofRoom(tx, voice, at));
	expect((await holds(minutes(4)))?.id).toBe(quiet.id);
	expect(await holds(minutes(5))).toBeUndefined();
	expect(await transact((tx) => jobStore.nextAt(tx))).toBe(iso(minutes(5)));
	expect(await waiting()).toEqual(["room/1/voice"]);
});

test("a second one starts no other, and prolonging moves its end and its job", async () => {
	const { transact, quiets, started } = await house();
	const quiet = await started();
	const again = await quiets.start(guild, voice, minutes(1));
	expect(again).toEqual({ kind: "already", quiet });
	expect((await quiets.prolong(guild, quiet.id, minutes(2))).kind).toBe("prolonged");
	expect(await transact((tx) => jobStore.nextAt(tx))).toBe(iso(minutes(10)));
	for (let n = 0; n < 10; n++) await quiets.prolong(guild, quiet.id, minutes(2));
	expect((await transact((tx) => quiets.find(tx, quiet.id)))?.until).toEqual(minutes(32));
	expect((await quiets.prolong(guild, quiet.id, minutes(2))).kind).toBe("longest");
});

test("one that was ended, is over, is of another server or of no room is left alone", async () => {
	const { quiets, started } = await house();
	const quiet = await started();
	const other = guild.replace(/.$/, "9") as typeof guild;
	expect(await quiets.end(other, quiet.id, now)).toEqual({ kind: "over" });
	expect(await quiets.end(guild, quiet.id, minutes(1))).toEqual({ kind: "ended" });
	expect(await quiets.end(guild, quiet.id, minutes(1))).toEqual({ kind: "over" });
	expect(await quiets.prolong(guild, quiet.id, minutes(1))).toEqual({ kind: "over" });
	expect(await quiets.prolong(guild, QuietId.parse(99), now)).toEqual({ kind: "over" });
	expect(await quiets.start(guild, elsewhere, now)).toEqual({ kind: "not-found" });
	expect(await quiets.start(other, voice, now)).toEqual({ kind: "not-found" });
});

test("is forgotten a day after it was to end", async () => {
	const { transact, quiets, started } = await house();
	const { id } = await started();
	const stands = () => transact(async (tx) => (await quiets.find(tx, id)) !== undefined);
	await transact((tx) => quiets.tidy(tx, minutes(24 * 60)));
	expect(await stands()).toBe(true);
	await transact((tx) => quiets.tidy(tx, minutes(24 * 60 + 6)));
	expect(await stands()).toBe(false);
});
