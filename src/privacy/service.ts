import type { Temporal } from "temporal-polyfill";
import type { UserId } from "../shared/ids.ts";
import type { PrivacyContract } from "./model.ts";

export class PrivacyService {
	/** Everything that is kept on the person, by feature; features that keep nothing are left out. */
	show(
		_userId: UserId,
	): Promise<{ feature: string; keeps: PrivacyContract["keeps"]; data: Record<string, unknown> }[]> {
		throw new Error("not built yet");
	}
	/** Forgets the person everywhere: as leaving every group and waiting list. */
	erase(_userId: UserId, _now: Temporal.Instant): Promise<void> {
		throw new Error("not built yet");
	}
}
