import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { JobHandlers, Jobs } from "../jobs/ports.ts";
import type { Place } from "../openings/model.ts";
import { type Effect, groupLane, placeLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { GroupId, GuildId, PlaceId, QuietId, TalkRoom } from "../shared/ids.ts";
import { iso, reached } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { QuietStore } from "./ports.ts";
import { isQuiet, partsOf, prolonged, QUIET_MINUTES, type Quiet } from "./quietRules.ts";

/** For how long a quiet that is over is remembered, so that its messages can be taken away. */
const KEPT_HOURS = 24;

export interface QuietDependencies {
	transact: Transact;
	store: QuietStore;
	outbox: Outbox;
	jobs: Jobs;
	groups: { find(tx: Tx, id: GroupId): Promise<Group | undefined> };
	readonly openings: { place(tx: Tx, id: PlaceId): Promise<Place | undefined> };
}

/** A room in which for a while only staff write and speak: at once, and for a few minutes. */
export class QuietService {
	readonly #with: QuietDependencies;
	readonly handlers: Pick<JobHandlers, "quiet.end">;

	constructor(dependencies: QuietDependencies) {
		this.#with = dependencies;
		this.handlers = { "quiet.end": (tx, { quietId }, now) => this.#over(tx, quietId, now) };
	}

	/** Makes a room quiet for five minutes; one that is quiet already stays so as long as it was to be. */
	start(
		guildId: GuildId,
		room: TalkRoom,
		now: Temporal.Instant,
	): Promise<{ kind: "started" | "already"; quiet: Quiet } | { kind: "not-found" }> {
		return this.#with.transact(async (tx) => {
			if (!(await this.#isHere(tx, guildId, room))) return { kind: "not-found" };
			const before = await this.ofRoom(tx, room, now);
			if (before) return { kind: "already", quiet: before };
			const quiet = await this.#with.store.insert(tx, {
				guildId,
				room,
				startedAt: now,
				until: now.add({ minutes: QUIET_MINUTES }),
				endedAt: null,
			});
			await this.#await(tx, quiet);
			await this.#put(tx, quiet, now);
			return { kind: "started", quiet };
		});
	}

	/** Five minutes more, half an hour from now at most. */
	prolong(
		guildId: GuildId,
		id: QuietId,
		now: Temporal.Instant,
	): Promise<{ kind: "prolonged" | "longest"; quiet: Quiet } | { kind: "over" }> {
		return this.#with.transact(async (tx) => {
			const before = await this.#standing(tx, guildId, id, now);
			if (!before) return { kind: "over" };
			const until = prolonged(before, now);
			if (until.equals(before.until)) return { kind: "longest", quiet: before };
			const quiet = { ...before, until };
			await this.#with.store.put(tx, quiet);
			await this.#await(tx, quiet);
			await this.#put(tx, quiet, now);
			return { kind: "prolonged", quiet };
		});
	}

	end(guildId: GuildId, id: QuietId, now: Temporal.Instant): Promise<{ kind: "ended" | "over" }> {
		return this.#with.transact(async (tx) => {
			const before = await this.#standing(tx, guildId, id, now);
			if (!before) return { kind: "over" };
			const quiet = { ...before, endedAt: now };
			await this.#with.store.put(tx, quiet);
			await this.#with.jobs.cancel(tx, jobKey(quiet));
			await this.#put(tx, quiet, now);
			return { kind: "ended" };
		});
	}

	find(tx: Tx, id: QuietId): Promise<Quiet | undefined> {
		return this.#with.store.find(tx, id);
	}

	/** The quiet that holds in a room now. */
	async ofRoom(tx: Tx, room: TalkRoom, now: Temporal.Instant): Promise<Quiet | undefined> {
		return (await this.#with.store.ofRoom(tx, room)).find((quiet) => isQuiet(quiet, now));
	}

	/** Those that hold on a server now. */
	standing(guildId: GuildId, now: Temporal.Instant): Promise<Quiet[]> {
		return this.#with.transact(async (tx) =>
			(await this.#with.store.ofGuild(tx, guildId)).filter((quiet) => isQuiet(quiet, now)),
		);
	}

	/** Puts an effect for every quiet that is remembered. */
	async sync(tx: Tx, guildId: GuildId, now: Temporal.Instant): Promise<void> {
		for (const quiet of await this.#with.store.ofGuild(tx, guildId)) await this.#put(tx, quiet, now);
	}

	readonly tidy = (tx: Tx, now: Temporal.Instant): Promise<void> =>
		this.#with.store.removeBefore(tx, now.subtract({ hours: KEPT_HOURS }));

	async #over(tx: Tx, id: QuietId, now: Temporal.Instant): Promise<void> {
		const quiet = await this.find(tx, id);
		if (quiet && reached(now, quiet.until)) await this.#put(tx, quiet, now);
	}

	async #standing(tx: Tx, guildId: GuildId, id: QuietId, now: Temporal.Instant): Promise<Quiet | undefined> {
		const quiet = await this.find(tx, id);
		return quiet?.guildId === guildId && isQuiet(quiet, now) ? quiet : undefined;
	}

	#await(tx: Tx, quiet: Quiet): Promise<void> {
		return this.#with.jobs.put(tx, jobKey(quiet), { kind: "quiet.end", quietId: quiet.id }, iso(quiet.until));
	}

	/** First the room, then those who are in it, then what is said of it. */
	async #put(tx: Tx, { id: quietId, guildId, room }: Quiet, now: Temporal.Instant): Promise<void> {
		const parts = partsOf(room);
		const lane = parts.kind === "room" ? groupLane(parts.groupId) : placeLane(parts.placeId);
		const effects: Effect[] = [
			parts,
			...(parts.room === "voice" ? [{ kind: "voices" as const, guildId, room }] : []),
			{ kind: "message", surface: { name: "quiet.notice", quietId } },
			{ kind: "message", surface: { name: "quiet.staff", quietId } },
		];
		for (const effect of effects) await this.#with.outbox.put(tx, lane, effect, iso(now));
	}

	async #isHere(tx: Tx, guildId: GuildId, room: TalkRoom): Promise<boolean> {
		const parts = partsOf(room);
		const of =
			parts.kind === "room"
				? await this.#with.groups.find(tx, parts.groupId)
				: await this.#with.openings.place(tx, parts.placeId);
		return of?.guildId === guildId && of.state !== "archived";
	}
}

function jobKey({ id }: Quiet): string {
	return `quiet/${id}`;
}
