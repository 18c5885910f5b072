import { describe, expect, it } from "vitest";
import { outboxStore } from "../../data/stores/outbox.ts";
import type { WorldSnapshot } from "../sandbox/index.ts";
import { live } from "./life.ts";
import { Killed, type Stage, stage } from "./stage.ts";

/** What stands in Discord at the moments of a life. The invite's code is random. */
async function played(on: Stage): Promise<[string, WorldSnapshot][]> {
	const moments: [string, WorldSnapshot][] = [];
	await live(on, (moment) => {
		const snapshot = JSON.stringify(on.sandbox.snapshot()).replaceAll(/discord\.gg\/\w+/g, "discord.gg/code");
		moments.push([moment, JSON.parse(snapshot)]);
	});
	expect(on.sandbox.violations()).toEqual([]);
	expect(await on.transact((tx) => outboxStore.failed(tx))).toEqual([]);
	return moments;
}

describe("a group's life in Discord", () => {
	it("is the same when every answer is lost once, when Discord fails, and when the process dies at every commit", {
		timeout: 60_000,
	}, async () => {
		const undisturbed = await played(await stage());

		const losing = await stage();
		const lost = new Set<string>();
		losing.sandbox.faults.next(
			{
				times: Number.POSITIVE_INFINITY,
				match: ({ method, path, body }) =>
					method !== "GET" && isFirst(lost, `${method} ${path} ${JSON.stringify(body)}`),
			},
			{ loseAnswer: true },
		);
		expect(await played(losing)).toEqual(undisturbed);
		expect(lost.size).toBeGreaterThan(80);

		const failing = await stage();
		const refused = new Set<string>();
		failing.sandbox.faults.next(
			{
				times: Number.POSITIVE_INFINITY,
				match: ({ method, path, body }) => isFirst(refused, `${method} ${path} ${JSON.stringify(body)}`),
			},
			{ status: 502 },
		);
		expect(await played(failing)).toEqual(undisturbed);

		const dying = await stage();
		const died = new Set<string>();
		const { outbox } = dying.dependencies;
		dying.dependencies.outbox = {
			...outbox,
			done: (tx, id) => {
				if (isFirst(died, String(id))) throw new Killed("before the commit");
				return outbox.done(tx, id);
			},
		};
		expect(await played(dying)).toEqual(undisturbed);
		expect(died.size).toBeGreaterThan(60);
	});
});

function isFirst(seen: Set<string>, key: string): boolean {
	if (seen.has(key)) return false;
	seen.add(key);
	return true;
}
