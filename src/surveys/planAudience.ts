import type { UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Survey } from "./model.ts";
import type { Surroundings } from "./ports.ts";

/** Those who are asked: the group, those who led and helped in a session, or the staff of the server. */
export class Audience {
	readonly #around: Surroundings;

	constructor(around: Surroundings) {
		this.#around = around;
	}

	async has(tx: Tx, survey: Survey, userId: UserId): Promise<boolean> {
		const { occasion, guildId, groupId } = survey;
		if (occasion === "wellbeing") return this.#around.isStaff(tx, guildId, userId);
		if (occasion === "debrief") return (await this.#ledBy(tx, survey)).includes(userId);
		return groupId !== null && this.#around.isMember(tx, groupId, userId);
	}

	/** How many they are now. */
	async size(tx: Tx, survey: Survey): Promise<number> {
		const { occasion, guildId, groupId } = survey;
		if (occasion === "wellbeing") return this.#around.countStaff(tx, guildId);
		if (occasion === "debrief") return (await this.#ledBy(tx, survey)).length;
		return groupId === null ? 0 : this.#around.countMembers(tx, groupId);
	}

	async #ledBy(tx: Tx, { sessionId }: Survey): Promise<UserId[]> {
		const session = sessionId === null ? undefined : await this.#around.findSession(tx, sessionId);
		return session ? [...new Set([...session.facilitators, ...session.helpers])] : [];
	}
}
