import { Temporal } from "temporal-polyfill";
import { helpStore } from "../../data/stores/help.ts";
import { jobStore } from "../../data/stores/jobs.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { linksWith } from "../../src/help/sealing.ts";
import { HelpService } from "../../src/help/service.ts";
import { JobRunner } from "../../src/jobs/service.ts";
import { effectKey } from "../../src/outbox/model.ts";
import type { Shift } from "../../src/rosters/model.ts";
import { HelpId, type UserId } from "../../src/shared/ids.ts";
import { loadShipped } from "../../src/shipped.ts";
import { freshDatabase } from "../support/database.ts";
import { guild, person } from "../support/features.ts";

export const at = (text: string) => Temporal.Instant.from(text);
export const now = at("2026-10-05T11:00:00Z");
export const first = HelpId.parse(1);

/** Help on a fresh database, with those on duty as they are told. */
export async function bench() {
	const database = await freshDatabase();
	const { transact, masterKey } = database;
	const duty = { present: [] as UserId[], next: undefined as Temporal.Instant | undefined };
	const emptied = { times: 0 };
	const help = new HelpService({
		transact,
		store: helpStore,
		outbox: outboxStore,
		jobs: jobStore,
		duty: {
			present: async () => duty.present,
			next: async () => duty.next && ({ startsAt: duty.next } as Shift),
		},
		links: linksWith(masterKey),
		crisis: loadShipped().crisis,
		emptyLog: () => {
			emptied.times++;
		},
		chance: () => 0,
	});
	const failures: object[] = [];
	const note = (details: object) => void failures.push(details);
	const runner = new JobRunner({
		transact,
		store: jobStore,
		handlers: help.handlers,
		log: { info: note, warn: note, error: note },
	});
	const asked = { about: "", danger: null, language: "fi" as const };

	return {
		database,
		transact,
		help,
		duty,
		emptied,
		failures,
		open: (n: number, mode: "nickname" | "pseudonym", time = now, change: Partial<typeof asked> = {}) =>
			help.open(guild, person(n), { ...asked, ...change, mode }, time),
		seen: (id = first, time = now) => transact((tx) => help.look(tx, id, time)),
		pass: (time: Temporal.Instant) => runner.runDue(time),
		onDuty: (time: Temporal.Instant, ...people: number[]) => {
			duty.present = people.map(person);
			return transact((tx) => help.onDuty(tx, guild, time));
		},
		/** The keys of the effects that wait, and delivers them. */
		delivered: () =>
			transact(async (tx) => {
				const keys: string[] = [];
				for (;;) {
					const rows = await outboxStore.due(tx, "9999-12-31T00:00:00.000Z");
					if (rows.length === 0) return keys;
					for (const row of rows) {
						keys.push(effectKey(row.effect).replace("message/", ""));
						await outboxStore.done(tx, row.id);
					}
				}
			}),
	};
}
