import { Temporal } from "temporal-polyfill";
import { companyStore } from "../../data/stores/company.ts";
import { jobStore } from "../../data/stores/jobs.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { companyPrivacy } from "../../src/company/privacy.ts";
import { CompanyService } from "../../src/company/service.ts";
import type { Group } from "../../src/groups/model.ts";
import type { Member } from "../../src/members/model.ts";
import { effectKey } from "../../src/outbox/model.ts";
import type { Session } from "../../src/sessions/model.ts";
import { HomeRef, SessionId, type UserId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { features, guild, person } from "../support/features.ts";

export const now = Temporal.Instant.from("2026-09-04T09:00:00Z");
export const [anna, bo] = [person(901), person(902)] as [UserId, UserId];

/** A session of the group: the first two are on 10 and 17 September. */
export function session(n: number, change: Partial<Session> = {}): Session {
	return {
		id: SessionId.parse(n),
		groupId: 1 as Group["id"],
		series: 1,
		number: n,
		title: "Lepo",
		description: "",
		expert: null,
		startsAt: Temporal.Instant.from("2026-09-10T15:00:00Z").add({ hours: 168 * (n - 1) }),
		durationMinutes: 90,
		state: "planned",
		recorded: false,
		revision: 0,
		facilitators: [anna, bo],
		facilitatorsWanted: 2,
		helpers: [],
		helpersWanted: 0,
		endedAt: null,
		...change,
	};
}

/** Company in one group with two members, on a fresh database. What `around` holds may be changed. */
export async function bench() {
	const house = await features();
	const made = await house.group();
	await house.delivered();
	const { transact } = house;
	const around = {
		group: made,
		sessions: [session(1), session(2)],
		members: [person(1), person(2)],
		present: [] as UserId[],
		minors: false,
		staff: [] as { userId: UserId; duties: string[] }[],
	};
	const home = HomeRef.parse(`group/${made.id}`);
	const service = new CompanyService({
		transact,
		store: companyStore,
		outbox: outboxStore,
		jobs: jobStore,
		thoughts: ["a", "b", "c"].map((key) => ({ key, text: { fi: key, sv: key, en: key } })),
		groups: { find: async () => around.group },
		homes: {
			find: async (_, ref) => {
				const { guildId, name, language, state } = around.group;
				if (ref !== home || state === "archived") return undefined;
				return { ref, guildId, name, language, open: state === "open", rules: [] };
			},
		},
		members: {
			find: async (_, __, userId) => (around.members.includes(userId) ? ({ userId } as Member) : undefined),
		},
		sessions: {
			find: async (_, id) => around.sessions.find((each) => each.id === id),
			listIn: async () => around.sessions,
		},
		openings: { standing: async () => undefined },
		duty: { present: async () => around.present },
		staff: { list: async () => around.staff as never },
		isForMinors: () => around.minors,
	});
	return {
		...house,
		service,
		around,
		home,
		id: made.id,
		privacy: companyPrivacy({ store: companyStore, company: service }),
		ask: (n: number) => service.requests.ask(guild, made.id, person(n), now),
		/** The keys of the effects that wait, which are then delivered. */
		keys: () =>
			transact(async (tx) => {
				const rows = [];
				for (;;) {
					const due = await outboxStore.due(tx, "9999-12-31T00:00:00.000Z");
					if (due.length === 0) return rows;
					for (const { id, effect } of due) {
						rows.push(effectKey(effect));
						await outboxStore.done(tx, id);
					}
				}
			}),
		/** When the next job is due at the latest by `until`; it is done then. Gives its time, or null. */
		next: (until: string) =>
			transact(async (tx) => {
				const row = await jobStore.nextDue(tx, until);
				if (!row?.job) return null;
				await jobStore.done(tx, row.key);
				const at = Temporal.Instant.from(row.dueAt);
				if (row.job.kind === "company.card") await service.handlers["company.card"](tx, row.job, at);
				if (row.job.kind === "company.table") await service.handlers["company.table"](tx, row.job, at);
				return iso(at);
			}),
	};
}
