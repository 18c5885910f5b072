import { expect, test } from "vitest";
import { jobStore } from "../../data/stores/jobs.ts";
import { settingsStore } from "../../data/stores/settings.ts";
import { composeFeatures } from "../../src/features.ts";
import { JobRunner } from "../../src/jobs/service.ts";
import { ChannelId, RoleId } from "../../src/shared/ids.ts";
import { loadShipped } from "../../src/shipped.ts";
import type { StaffInput } from "../../src/staff/service.ts";
import { freshDatabase, tablesWith } from "../support/database.ts";
import { guild, person, programmes } from "../support/features.ts";
import { at, ref } from "./bench.ts";

/** The real features, with a place that is open on Monday with two on duty. */
async function monday() {
	const { transact, masterKey } = await freshDatabase();
	const nothing = () => undefined;
	const all = composeFeatures({
		transact,
		programmes,
		instruments: loadShipped().instruments,
		crisis: loadShipped().crisis,
		automod: [],
		emptyLog: nothing,
		vacuum: nothing,
		masterKey,
	});
	const { staff, openings, rosters } = all;
	const now = at("2026-10-01T09:00:00Z");
	await transact((tx) =>
		settingsStore.put(tx, {
			guildId: guild,
			language: "fi",
			zone: "Europe/Helsinki",
			coordinatorRoleId: RoleId.parse("300000000000000001"),
			facilitatorRoleId: RoleId.parse("300000000000000002"),
			staffChannelId: ChannelId.parse("400000000000000001"),
			coordinatorChannelId: ChannelId.parse("400000000000000001"),
		}),
	);
	const what: StaffInput = {
		publicName: "Ohjaaja",
		organisation: null,
		duties: ["supervisor"],
		places: [],
		language: "fi",
	};
	for (const n of [1, 2, 3]) {
		await staff.put(guild, person(n), { ...what, publicName: `Ohjaaja ${n}` }, now);
		await staff.tick(guild, person(n), ["rules", "voice", "safety"], now);
	}
	const place = { name: "Nuorten huone", language: "fi", needs: 2, holidays: "open" } as const;
	const made = await openings.makePlace(guild, place, now);
	if (made.kind !== "made") throw new Error(made.kind);
	const { id } = made.place;
	const hours = { weekday: 1, opens: "16:00", closes: "20:00", from: null, until: null };
	const added = await openings.addHours(id, hours, now);
	if (added.kind !== "added") throw new Error(added.kind);
	const [first, second] = added.planned;
	if (!first || !second) throw new Error("Mondays were planned");
	for (const opening of [first, second]) {
		for (const n of [1, 2]) await rosters.take(guild, ref(opening.id), person(n), now);
	}
	const failures: object[] = [];
	const note = (details: object) => {
		failures.push(details);
	};
	const runner = new JobRunner({
		transact,
		store: jobStore,
		handlers: { ...openings.handlers, ...rosters.handlers, ...all.handovers.handlers },
		log: { info: note, warn: note, error: note },
	});
	const early = at("2026-10-05T12:45:00Z");
	await runner.runDue(early);
	for (const n of [1, 2]) await openings.arrive(id, person(n), early);
	await runner.runDue(at("2026-10-05T13:00:00Z"));
	expect((await openings.get(first.id))?.state).toBe("open");
	return { ...all, transact, runner, failures, id, first, second };
}

const during = at("2026-10-05T14:00:00Z");

test("a supervisor removed from the server while on duty is forgotten everywhere, and the doors follow", async () => {
	const { openings, members, rosters, transact, runner, failures, first, second } = await monday();
	await members.leftServer(guild, person(1), during);
	expect(await openings.get(first.id)).toMatchObject({
		state: "grace",
		graceUntil: at("2026-10-05T14:05:00Z"),
		supervisors: [null, person(2)],
	});
	expect((await openings.get(second.id))?.supervisors).toEqual([null, person(2)]);
	const { short } = await transact((tx) => rosters.board(tx, guild, during));
	expect(short.map((shift) => shift.ref)).toContain(ref(second.id));
	// What was sent to Discord is told to be taken back, by a row that is gone once it is.
	expect((await tablesWith(transact, person(1))).filter((table) => table !== "outbox")).toEqual([]);
	await runner.runDue(at("2026-10-05T14:05:00Z"));
	expect((await openings.get(first.id))?.state).toBe("waiting");
	expect(failures).toEqual([]);
});

test("somebody taken off the staff does not count from then on; who finishes the induction does", async () => {
	const { openings, staff, id, first } = await monday();
	await staff.remove(guild, person(1), during);
	expect((await openings.get(first.id))?.state).toBe("grace");
	const three = await openings.arrive(id, person(3), during);
	expect(three).toMatchObject({ kind: "here", standsIn: true, open: true });
	for (const n of [2, 3]) await staff.tick(guild, person(n), [], during);
	expect((await openings.get(first.id))?.state).toBe("grace");
	await staff.tick(guild, person(2), ["rules", "voice", "safety"], during);
	expect((await openings.get(first.id))?.state).toBe("open");
});
