import type { Temporal } from "temporal-polyfill";
import type { UserId } from "../shared/ids.ts";
import type { Transact } from "../shared/tx.ts";
import type { PrivacyContract } from "./model.ts";

/** What one feature keeps on a person. */
export interface PersonalData {
	feature: string;
	keeps: PrivacyContract["keeps"];
	data: Record<string, unknown>;
}

/** A person's own data: to see, to have, to erase. */
export class PrivacyService {
	readonly #transact: Transact;
	readonly #contracts: PrivacyContract[];

	constructor(dependencies: { transact: Transact; contracts: PrivacyContract[] }) {
		this.#transact = dependencies.transact;
		this.#contracts = dependencies.contracts;
	}

	/** Everything that is kept on the person, by feature; features that keep nothing are left out. */
	show(userId: UserId): Promise<PersonalData[]> {
		return this.#transact(async (tx) => {
			const shown: PersonalData[] = [];
			for (const contract of this.#contracts) {
				const data = await contract.export(tx, userId);
				const { feature, keeps } = contract;
				if (Object.keys(data).length > 0) shown.push({ feature, keeps, data });
			}
			return shown;
		});
	}

	/** Forgets the person everywhere: as leaving every group and waiting list. */
	async erase(userId: UserId, now: Temporal.Instant): Promise<void> {
		await this.#transact(async (tx) => {
			for (const contract of this.#contracts) await contract.erase(tx, userId, now);
		});
	}
}
