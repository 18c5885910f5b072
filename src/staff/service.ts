import type { Temporal } from "temporal-polyfill";
import type { GuildId, PlaceId, UserId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Duty, InductionStep, Organisation, RemindBy, StaffMember } from "./model.ts";
import type { StaffStore } from "./ports.ts";
import { checkPublicName, dutiesOf, isInducted, organisationName, stepsOf } from "./rules.ts";

export { isInducted, ORGANISATION_LENGTH } from "./rules.ts";

export interface StaffDependencies {
	transact: Transact;
	store: StaffStore;
	/** Somebody works here no longer, or no longer as before: what depends on it is looked through again. */
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

	/** Adds somebody, or changes what is said of them; their induction and how they are reminded stay. */
	put(guildId: GuildId, userId: UserId, input: StaffInput, now: Temporal.Instant): Promise<PutOutcome> {
		return this.#with.transact(async (tx): Promise<PutOutcome> => {
			const checked = checkPublicName(input.publicName);
			if (checked.kind === "bad-name") return checked;
			const duties = dutiesOf(input.duties);
			if (duties.length === 0) return { kind: "no-duty" };
			const named = input.organisation === null ? null : organisationName(input.organisation);
			if (named === undefined) return { kind: "bad-organisation" };
			const { store, onChange } = this.#with;
			const before = await store.find(tx, guildId, userId);
			const member: StaffMember = {
				guildId,
				userId,
				publicName: checked.name,
				organisation: named === null ? null : await store.organisation(tx, guildId, named),
				duties,
				places: [...new Set(input.places)],
				induction: before?.induction ?? [],
				remindBy: before?.remindBy ?? "channel",
				language: input.language,
			};
			await store.put(tx, member);
			await this.#tidyOrganisation(tx, before?.organisation ?? null);
			await onChange(tx, guildId, userId, now);
			return { kind: before ? "changed" : "added", member };
		});
	}

	/** Frees their coming shifts. */
	remove(
		guildId: GuildId,
		userId: UserId,
		now: Temporal.Instant,
	): Promise<{ kind: "removed"; member: StaffMember } | { kind: "not-staff" }> {
		return this.#change(guildId, userId, async (tx, member) => {
			await this.#remove(tx, member, now);
			return { kind: "removed", member };
		});
	}

	get(guildId: GuildId, userId: UserId): Promise<StaffMember | undefined> {
		return this.#with.transact((tx) => this.find(tx, guildId, userId));
	}

	find(tx: Tx, guildId: GuildId, userId: UserId): Promise<StaffMember | undefined> {
		return this.#with.store.find(tx, guildId, userId);
	}

	/** Those of a server, by public name. */
	list(tx: Tx, guildId: GuildId): Promise<StaffMember[]> {
		return this.#with.store.list(tx, guildId);
	}

	organisations(tx: Tx, guildId: GuildId): Promise<Organisation[]> {
		return this.#with.store.organisations(tx, guildId);
	}

	/** The servers that have anybody. */
	guilds(tx: Tx): Promise<GuildId[]> {
		return this.#with.store.guilds(tx);
	}

	/** Ticks exactly these steps of the induction. */
	tick(
		guildId: GuildId,
		userId: UserId,
		steps: InductionStep[],
		now: Temporal.Instant,
	): Promise<{ kind: "ticked"; member: StaffMember; finished: boolean } | { kind: "not-staff" }> {
		return this.#change(guildId, userId, async (tx, before) => {
			const member: StaffMember = { ...before, induction: stepsOf(steps) };
			await this.#with.store.put(tx, member);
			await this.#with.onChange(tx, guildId, userId, now);
			return { kind: "ticked", member, finished: isInducted(member) };
		});
	}

	remind(
		guildId: GuildId,
		userId: UserId,
		by: RemindBy,
		language: Language,
		now: Temporal.Instant,
	): Promise<{ kind: "set"; member: StaffMember } | { kind: "not-staff" }> {
		return this.#change(guildId, userId, async (tx, before) => {
			const member: StaffMember = { ...before, remindBy: by, language };
			await this.#with.store.put(tx, member);
			await this.#with.onChange(tx, guildId, userId, now);
			return { kind: "set", member };
		});
	}

	/** Takes a person off one server's staff, or all, with their shifts. */
	async forgetPerson(tx: Tx, userId: UserId, now: Temporal.Instant, guildId?: GuildId): Promise<void> {
		for (const member of await this.#with.store.ofPerson(tx, userId)) {
			if (guildId === undefined || member.guildId === guildId) await this.#remove(tx, member, now);
		}
	}

	async #remove(tx: Tx, member: StaffMember, now: Temporal.Instant): Promise<void> {
		const { store, onChange } = this.#with;
		await store.remove(tx, member.guildId, member.userId);
		await this.#tidyOrganisation(tx, member.organisation);
		await onChange(tx, member.guildId, member.userId, now);
	}

	/** An organisation to which nobody belongs is forgotten. */
	async #tidyOrganisation(tx: Tx, organisation: Organisation | null): Promise<void> {
		if (!organisation) return;
		const staff = await this.list(tx, organisation.guildId);
		if (staff.some((each) => each.organisation?.id === organisation.id)) return;
		await this.#with.store.removeOrganisation(tx, organisation.id);
	}

	#change<T>(
		guildId: GuildId,
		userId: UserId,
		decide: (tx: Tx, member: StaffMember) => Promise<T>,
	): Promise<T | { kind: "not-staff" }> {
		return this.#with.transact(async (tx) => {
			const member = await this.find(tx, guildId, userId);
			return member ? decide(tx, member) : { kind: "not-staff" };
		});
	}
}
