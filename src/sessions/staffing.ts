import type { Temporal } from "temporal-polyfill";
import type { Group } from "../groups/model.ts";
import type { UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { SessionLife } from "./life.ts";
import type { Expert, Session } from "./model.ts";
import type { SlotsOutcome, StaffOutcome } from "./outcomes.ts";
import type { SessionBusy, SessionStore } from "./ports.ts";
import { isOpen, isStaffed, SLOTS, staffOf } from "./rules.ts";
import { shiftOf } from "./shifts.ts";

export interface WantedSlots {
	facilitators: number;
	helpers: number;
}

interface Found {
	session: Session;
	group: Group;
}

/** Who leads a session, who visits it, and how many are looked for. */
export class Staffing {
	readonly #with: { store: SessionStore; life: SessionLife; busy: SessionBusy };

	constructor(dependencies: { store: SessionStore; life: SessionLife; busy: SessionBusy }) {
		this.#with = dependencies;
	}

	async facilitators(
		tx: Tx,
		{ session, group }: Found,
		who: UserId[],
		now: Temporal.Instant,
	): Promise<StaffOutcome> {
		if (new Set(who).size < who.length) return { kind: "same-person" };
		if (!isOpen(session)) return { kind: "over", session };
		const helpers = session.helpers.filter((each) => !who.includes(each));
		const assigned: Session = { ...session, facilitators: who, helpers };
		if (session.state === "live" && !isStaffed(assigned)) return { kind: "needs-two" };
		return this.#assign(tx, { session, group }, assigned, now);
	}

	async expert(
		tx: Tx,
		{ session, group }: Found,
		expert: Expert | null,
		now: Temporal.Instant,
	): Promise<StaffOutcome> {
		if (!isOpen(session)) return { kind: "over", session };
		return this.#assign(tx, { session, group }, { ...session, expert }, now);
	}

	async slots(
		tx: Tx,
		{ session, group }: Found,
		wanted: WantedSlots,
		now: Temporal.Instant,
	): Promise<SlotsOutcome> {
		if (!isOpen(session)) return { kind: "over", session };
		if (!within(wanted.facilitators, SLOTS.facilitators) || !within(wanted.helpers, SLOTS.helpers)) {
			return { kind: "range", ...SLOTS };
		}
		const facilitators = session.facilitators.length;
		const helpers = session.helpers.length;
		if (facilitators > wanted.facilitators || helpers > wanted.helpers) {
			return { kind: "taken", facilitators, helpers };
		}
		const set = { facilitatorsWanted: wanted.facilitators, helpersWanted: wanted.helpers };
		await this.#with.life.write(tx, group, session, { ...session, ...set }, now);
		return { kind: "set", session: await this.#again(tx, session) };
	}

	async #assign(
		tx: Tx,
		{ session, group }: Found,
		assigned: Session,
		now: Temporal.Instant,
	): Promise<StaffOutcome> {
		const had = staffOf(session);
		for (const userId of staffOf(assigned).filter((each) => !had.includes(each))) {
			const other = await this.#with.busy(tx, shiftOf(assigned, group), userId);
			if (other) return { kind: "busy", userId, with: other };
		}
		await this.#with.life.write(tx, group, session, assigned, now);
		await this.#with.life.settle(tx, group.id, now);
		return { kind: "assigned", session: await this.#again(tx, session) };
	}

	async #again(tx: Tx, { id }: Session): Promise<Session> {
		const session = await this.#with.store.find(tx, id);
		if (!session) throw new Error(`session ${id} is gone`);
		return session;
	}
}

function within(count: number, { min, max }: { min: number; max: number }): boolean {
	return Number.isInteger(count) && count >= min && count <= max;
}
