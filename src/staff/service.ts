import type { Temporal } from "temporal-polyfill";
import type { GuildId, PlaceId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Duty, InductionStep, RemindBy, StaffMember } from "./model.ts";
import type { StaffStore } from "./ports.ts";

export interface StaffDependencies {
	transact: Transact;
	store: StaffStore;
	/** Somebody works here no longer, or no longer as before: their shifts are looked through again. */
	onChange: (tx: Tx, guildId: GuildId, userId: UserId, now: Temporal.Instant) => Promise<void>;
}

/** What a coordinator says of somebody. */
export interface StaffInput {
	publicName: string;
	/** Its name; made when it is new. Null: none. */
	organisation: string | null;
	duties: Duty[];
	places: PlaceId[];
	language: Language;
}

export type PutOutcome =
	| { kind: "added" | "changed"; member: StaffMember }
	| { kind: "no-duty" }
	/** The public name: empty, longer than 32, a mention, an e-mail address, a phone number or a personal identity code. */
	| { kind: "bad-name"; why: "length" | "mention" | "personal" }
	| { kind: "bad-organisation" };

/** The people who work on a server, and what they may do. */
export class StaffService {
	readonly #with: StaffDependencies;

	constructor(dependencies: StaffDependencies) {
		this.#with = dependencies;
	}

	put(_guildId: GuildId, _userId: UserId, _input: StaffInput, _now: Temporal.Instant): Promise<PutOutcome> {
		throw new Error("not built");
	}
	/** Frees their coming shifts. */
	remove(
		_guildId: GuildId,
		_userId: UserId,
		_now: Temporal.Instant,
	): Promise<{ kind: "removed"; member: StaffMember } | { kind: "not-staff" }> {
		throw new Error("not built");
	}
	get(guildId: GuildId, userId: UserId): Promise<StaffMember | undefined> {
		return this.#with.transact((tx) => this.find(tx, guildId, userId));
	}
	find(_tx: Tx, _guildId: GuildId, _userId: UserId): Promise<StaffMember | undefined> {
		throw new Error("not built");
	}
	list(_tx: Tx, _guildId: GuildId): Promise<StaffMember[]> {
		throw new Error("not built");
	}
	/** Ticks exactly these steps of the induction. */
	tick(
		_guildId: GuildId,
		_userId: UserId,
		_steps: InductionStep[],
		_now: Temporal.Instant,
	): Promise<{ kind: "ticked"; member: StaffMember; finished: boolean } | { kind: "not-staff" }> {
		throw new Error("not built");
	}
	remind(
		_guildId: GuildId,
		_userId: UserId,
		_by: RemindBy,
		_language: Language,
	): Promise<{ kind: "set"; member: StaffMember } | { kind: "not-staff" }> {
		throw new Error("not built");
	}
	/** Takes a person off one server's staff, or all, with their shifts. */
	forgetPerson(_tx: Tx, _userId: UserId, _now: Temporal.Instant, _guildId?: GuildId): Promise<void> {
		throw new Error("not built");
	}
}
