import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { DutyService } from "../../src/duty/service.ts";
import type { Standing } from "../../src/openings/outcomes.ts";
import type { Shift } from "../../src/rosters/model.ts";
import { GroupId, PlaceId, SessionId, ShiftRef } from "../../src/shared/ids.ts";
import { freshDatabase } from "../support/database.ts";
import { guild, person } from "../support/features.ts";

const now = Temporal.Instant.from("2026-10-05T15:00:00Z");
const placeId = PlaceId.parse(1);

function shift(startsIn: number, state: Shift["state"], people: number[]): Shift {
	const startsAt = now.add({ minutes: startsIn });
	return {
		ref: ShiftRef.parse(`session/${startsIn + 1000}`),
		guildId: guild,
		of: { kind: "session", sessionId: SessionId.parse(1), groupId: GroupId.parse(1) },
		title: null,
		where: "Omaiset",
		startsAt,
		endsAt: startsAt.add({ minutes: 60 }),
		zone: "Europe/Helsinki",
		revision: 0,
		state,
		needs: 2,
		slots: [
			...people.map((n) => ({ duty: "facilitator" as const, userId: person(n) })),
			{ duty: "facilitator", userId: null },
			{ duty: "expert", userId: person(9) },
		],
	};
}

async function duty(shifts: Shift[], standing?: { current: boolean; present: number[] }) {
	const { transact } = await freshDatabase();
	const service = new DutyService({
		openings: {
			places: async () => [{ id: placeId }],
			standing: async () =>
				standing &&
				({
					current: standing.current ? {} : undefined,
					present: standing.present.map((n) => ({ userId: person(n) })),
				} as Standing),
		},
		shifts: {
			between: async (_tx, _guildId, from, to) =>
				shifts.filter(
					({ startsAt, endsAt }) =>
						Temporal.Instant.compare(startsAt, to) < 0 && Temporal.Instant.compare(endsAt, from) > 0,
				),
		},
	});
	return {
		present: await transact((tx) => service.present(tx, guild, now)),
		next: (await transact((tx) => service.next(tx, guild, now)))?.ref,
	};
}

test("there are those who lead a session that goes on, and supervisors who came, each once; no expert", async () => {
	const { present } = await duty([shift(-30, "going", [1, 2])], { current: true, present: [2, 3] });
	expect(present).toEqual([person(2), person(3), person(1)]);
});

test("nobody is there before a session has begun, nor in the half hour before an opening", async () => {
	const { present } = await duty([shift(-5, "ahead", [1, 2])], { current: false, present: [3] });
	expect(present).toEqual([]);
});

test("next is the first shift to come that somebody has; called-off ones are none", async () => {
	const coming = [shift(60, "cancelled", [1, 2]), shift(120, "ahead", []), shift(180, "ahead", [4])];
	expect((await duty(coming)).next).toBe("session/1180");
	expect((await duty([shift(120, "ahead", [])])).next).toBeUndefined();
});
