import { PermissionFlagsBits as P } from "discord.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Person } from "../sandbox/index.ts";
import { discussion, type StepStage, stepStage, t } from "./stepStage.ts";

type Act =
	| { kind: "timeout" | "listen"; minutes: 10 | 30 | 60; by: "anna" | "bo" }
	/** The newest that holds is taken back. */
	| { kind: "undo" }
	| { kind: "pass"; minutes: number }
	/** The bot hears nothing of the time that passes. */
	| { kind: "away"; minutes: number }
	| { kind: "rejoin" }
	/** The next request about a member is done, and its answer lost; or it is refused in passing. */
	| { kind: "lost" | "busy" };

const minutes = fc.integer({ min: 1, max: 75 });
const acts: fc.Arbitrary<Act[]> = fc.array(
	fc.oneof(
		fc.record({
			kind: fc.constantFrom("timeout" as const, "listen" as const),
			minutes: fc.constantFrom(10 as const, 30 as const, 60 as const),
			by: fc.constantFrom("anna" as const, "bo" as const),
		}),
		fc.constant({ kind: "undo" as const }),
		fc.record({ kind: fc.constantFrom("pass" as const, "away" as const), minutes }),
		fc.constant({ kind: "rejoin" as const }),
		fc.record({ kind: fc.constantFrom("lost" as const, "busy" as const) }),
	),
	{ minLength: 4, maxLength: 9 },
);

interface Decided {
	kind: "timeout" | "listen";
	until: number;
	undone: boolean;
}

/** What Discord holds about a person: until when they are timed out, and whether they may write in the discussion. */
function holds({ piiri }: StepStage, { id }: Person) {
	const { world, guild, clock } = piiri.sandbox;
	const { members, channels } = world.guild(guild.id);
	const until = Date.parse(members.get(id)?.communication_disabled_until ?? "");
	const room = [...channels.values()].find(({ name }) => name === discussion);
	const deny = BigInt(room?.overwrites.get(id)?.deny ?? 0);
	return { timeout: until > clock.now() ? until : null, listening: (deny & P.SendMessages) !== 0n };
}

function expected(decided: readonly Decided[], now: number) {
	const standing = decided.filter(({ until, undone }) => !undone && until > now);
	const ends = standing.filter(({ kind }) => kind === "timeout").map(({ until }) => until);
	return {
		timeout: ends.length > 0 ? Math.max(...ends) : null,
		listening: standing.some(({ kind }) => kind === "listen"),
	};
}

test("whatever is decided, taken back, over, lost or begun anew: Discord holds the strongest of what is in force, and nothing longer", async () => {
	const set = await stepStage();
	const { piiri, crew, take } = set;
	const { sandbox, stage, app } = piiri;
	const { clock } = sandbox;
	let count = 0;

	async function lives(list: readonly Act[]): Promise<void> {
		const person = await sandbox.person(`Ihminen ${++count}`);
		const decided: Decided[] = [];
		for (const act of list) {
			await acted(act, person, decided);
			await stage.settle();
			expect(holds(set, person)).toEqual(expected(decided, clock.now()));
		}
		// In the end nobody is restrained any more.
		await stage.until(stage.now.add({ minutes: 61 }));
		expect(holds(set, person)).toEqual({ timeout: null, listening: false });
		sandbox.faults.clear();
	}

	async function acted(act: Act, person: Person, decided: Decided[]): Promise<void> {
		const path = /\/members\/|\/permissions\//;
		switch (act.kind) {
			case "timeout":
			case "listen": {
				const before = clock.now();
				await take(crew[act.by], person, act.kind, { length: act.minutes });
				decided.push({ kind: act.kind, until: before + act.minutes * 60_000, undone: false });
				return;
			}
			case "undo": {
				const now = clock.now();
				const newest = decided.filter(({ until, undone }) => !undone && until > now).at(-1);
				const [choice] = await stage.choices(crew.coordinator, "/step undo", "step", "");
				expect(choice !== undefined).toBe(newest !== undefined);
				if (!choice || !newest) return;
				const answer = await stage.command(crew.coordinator, "/step undo", { step: String(choice.value) });
				expect(answer.text).toBe(t("moderation:step.reply.undone"));
				newest.undone = true;
				return;
			}
			case "pass":
				return stage.until(stage.now.add({ minutes: act.minutes }));
			case "away":
				clock.advanceTo(clock.now() + act.minutes * 60_000);
				return app.tick();
			case "rejoin":
				person.leaveServer();
				await stage.settle();
				sandbox.world.members.add(sandbox.guild.id, person.id);
				return;
			case "lost":
				return sandbox.faults.next({ path, method: "PATCH" }, { loseAnswer: true });
			case "busy":
				return sandbox.faults.next({ path, method: "PUT" }, { status: 502 });
		}
	}

	await fc.assert(fc.asyncProperty(acts, lives), { numRuns: 8, endOnFailure: true });
}, 120_000);
