import { groundRulesStore } from "../../data/stores/groundRules.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { groundRulesPrivacy } from "../../src/groundRules/privacy.ts";
import { GroundRulesService } from "../../src/groundRules/service.ts";
import type { Member } from "../../src/members/model.ts";
import { effectKey } from "../../src/outbox/model.ts";
import { type GroupId, GuildId, HomeRef, type UserId } from "../../src/shared/ids.ts";
import type { Language } from "../../src/shared/language.ts";
import { freshDatabase } from "../support/database.ts";
import { guild, person, start } from "../support/features.ts";

export const home = HomeRef.parse("group/1");
export const elsewhere = GuildId.parse("100000000000000009");

/** Rules of one group of three, on a fresh database. */
export async function bench(members: UserId[] = [1, 2, 3].map(person)) {
	const { transact } = await freshDatabase();
	const found = {
		ref: home,
		guildId: guild,
		name: "Piiri",
		language: "fi" as Language,
		open: true,
		rules: ["Kuunnellaan", "Ollaan ystävällisiä"].map((rule) => ({
			fi: rule,
			sv: `sv ${rule}`,
			en: `en ${rule}`,
		})),
	};
	const memberOf = (userId: UserId): Member => ({
		groupId: 1 as GroupId,
		userId,
		nickname: "x",
		consentedAt: start,
		reminders: true,
		language: "fi",
		ageBand: null,
	});
	const service = new GroundRulesService({
		transact,
		store: groundRulesStore,
		outbox: outboxStore,
		homes: {
			find: async (_, ref) => (ref === home ? found : undefined),
			list: async () => [found],
		},
		members: {
			find: async (_, __, userId) => (members.includes(userId) ? memberOf(userId) : undefined),
			list: async () => members.map(memberOf),
			groupsOf: async (_, __, userId) => (members.includes(userId) ? [memberOf(userId)] : []),
		},
	});
	return {
		transact,
		service,
		found,
		privacy: groundRulesPrivacy({ store: groundRulesStore, groundRules: service }),
		/** The keys of the effects that wait, which are then delivered. */
		delivered: () =>
			transact(async (tx) => {
				const keys: string[] = [];
				for (;;) {
					const rows = await outboxStore.due(tx, "9999-12-31T00:00:00.000Z");
					if (rows.length === 0) return keys;
					for (const { id, effect } of rows) {
						keys.push(effectKey(effect));
						await outboxStore.done(tx, id);
					}
				}
			}),
		/** Writes a list and adopts it. */
		async agree(text: string, now = start) {
			const looked = await service.lookAsStaff(guild, home);
			const base = looked.kind === "rules" ? looked.present.version : 0;
			await service.deciding.edit(guild, home, base, text, now);
			return service.deciding.adopt(guild, home, now);
		},
		async look() {
			const looked = await service.lookAsStaff(guild, home);
			if (looked.kind !== "rules") throw new Error(looked.kind);
			return looked;
		},
	};
}
