import type { Temporal } from "temporal-polyfill";
import { type Effect, rosterLane } from "../outbox/model.ts";
import type { Outbox } from "../outbox/ports.ts";
import type { GuildId, ShiftRef, UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { StaffMember } from "../staff/model.ts";
import type { Shift } from "./model.ts";
import type { Hindrance } from "./outcomes.ts";
import { clash, firstFit, hindrance, inOrder } from "./rules.ts";
import type { ShiftSource } from "./shifts.ts";

export interface RotaDependencies {
	sources: ShiftSource[];
	outbox: Outbox;
	staff: {
		find(tx: Tx, guildId: GuildId, userId: UserId): Promise<StaffMember | undefined>;
		list(tx: Tx, guildId: GuildId): Promise<StaffMember[]>;
	};
}

/** The shifts of all sources as one, and who may have them. */
export class Rota {
	readonly #with: RotaDependencies;
	/** In transactions in which the roster itself fills slots: whom it need not tell, because they did it themselves. */
	readonly #filling = new WeakMap<Tx, readonly UserId[]>();

	constructor(dependencies: RotaDependencies) {
		this.#with = dependencies;
	}

	async find(tx: Tx, ref: ShiftRef): Promise<Shift | undefined> {
		return this.#source(ref)?.find(tx, ref);
	}

	/** A server's shift. */
	async of(tx: Tx, guildId: GuildId, ref: ShiftRef): Promise<Shift | undefined> {
		const shift = await this.find(tx, ref);
		return shift?.guildId === guildId ? shift : undefined;
	}

	async between(tx: Tx, guildId: GuildId, from: Temporal.Instant, to: Temporal.Instant): Promise<Shift[]> {
		const all: Shift[] = [];
		for (const source of this.#with.sources) all.push(...(await source.between(tx, guildId, from, to)));
		return inOrder(all);
	}

	/** Those ahead or going on in which a person has a slot, of one server or of all. */
	async ofPerson(tx: Tx, userId: UserId, guildId?: GuildId): Promise<Shift[]> {
		const all: Shift[] = [];
		for (const source of this.#with.sources) all.push(...(await source.ofPerson(tx, userId)));
		return inOrder(all.filter((shift) => guildId === undefined || shift.guildId === guildId));
	}

	staff(tx: Tx, guildId: GuildId): Promise<StaffMember[]> {
		return this.#with.staff.list(tx, guildId);
	}

	/** Shifts of the same server at the time of `shift`. */
	beside(tx: Tx, { guildId, startsAt, endsAt }: Shift): Promise<Shift[]> {
		return this.between(tx, guildId, startsAt, endsAt);
	}

	/** The other shift that a person has at the time of `shift`. */
	async busy(tx: Tx, shift: Shift, userId: UserId): Promise<Shift | undefined> {
		return clash(shift, userId, await this.beside(tx, shift));
	}

	/** What speaks against somebody's having a slot, for which they would give another shift. */
	async hindrance(
		tx: Tx,
		shift: Shift,
		slot: number,
		userId: UserId,
		given?: ShiftRef,
	): Promise<Hindrance | null> {
		const staff = await this.staff(tx, shift.guildId);
		return hindrance({ shift, slot, userId, staff, others: await this.beside(tx, shift), given });
	}

	async firstFit(tx: Tx, shift: Shift, userId: UserId) {
		const staff = await this.staff(tx, shift.guildId);
		return firstFit({ shift, userId, staff, others: await this.beside(tx, shift) });
	}

	/**
	 * Puts somebody in a slot, or nobody.
	 * @param knowing who did it themselves and is not told
	 */
	async assign(
		tx: Tx,
		ref: ShiftRef,
		slot: number,
		userId: UserId | null,
		now: Temporal.Instant,
		knowing: readonly UserId[] = [],
	): Promise<void> {
		const outer = this.#filling.get(tx);
		this.#filling.set(tx, knowing);
		try {
			await this.#source(ref)?.assign(tx, ref, slot, userId, now);
		} finally {
			if (outer) this.#filling.set(tx, outer);
			else this.#filling.delete(tx);
		}
	}

	/** Whom the roster need not tell of the change that it is making; undefined when it is not making one. */
	knowing(tx: Tx): readonly UserId[] | undefined {
		return this.#filling.get(tx);
	}

	async postponesTo(tx: Tx, ref: ShiftRef, now: Temporal.Instant): Promise<Temporal.Instant | null> {
		return (await this.#source(ref)?.postponesTo?.(tx, ref, now)) ?? null;
	}

	async postpone(tx: Tx, ref: ShiftRef, now: Temporal.Instant): Promise<boolean> {
		return (await this.#source(ref)?.postpone(tx, ref, now)) ?? false;
	}

	async put(tx: Tx, guildId: GuildId, now: Temporal.Instant, effects: Effect[]): Promise<void> {
		for (const effect of effects) await this.#with.outbox.put(tx, rosterLane(guildId), effect, iso(now));
	}

	#source(ref: ShiftRef): ShiftSource | undefined {
		return this.#with.sources.find(({ kind }) => ref.startsWith(`${kind}/`));
	}
}
