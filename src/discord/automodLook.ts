import type { ResourceStore } from "../outbox/ports.ts";
import type { AutomodRule } from "../prevention/automod.ts";
import type { AutomodService } from "../prevention/automodService.ts";
import type { Settings } from "../setup/model.ts";
import type { GuildId } from "../shared/ids.ts";
import type { Transact } from "../shared/tx.ts";
import type { DiscordApi } from "./api.ts";
import { type AutomodPlan, planAutomod } from "./automod.ts";
import { isForbidden } from "./failure.ts";
import { resourceKey } from "./resourceKeys.ts";

/** How a server's AutoMod stands. `forbidden`: Discord does not let Piiri look. */
export type AutomodLook = { kind: "plan"; plan: AutomodPlan; on: boolean } | { kind: "forbidden" };

/** Looks at a server's AutoMod, held against the rules that ship. Changes nothing. */
export class AutomodLooker {
	readonly #with: {
		api: DiscordApi;
		transact: Transact;
		automod: Pick<AutomodService, "wanted" | "shipped">;
		resources: Pick<ResourceStore, "list">;
		botId: () => string;
	};

	constructor(dependencies: {
		api: DiscordApi;
		transact: Transact;
		automod: Pick<AutomodService, "wanted" | "shipped">;
		resources: Pick<ResourceStore, "list">;
		botId: () => string;
	}) {
		this.#with = dependencies;
	}

	/** What setting the rules up would change, whether they were asked for or not. */
	async look(settings: Settings): Promise<AutomodLook> {
		const { api, automod, botId } = this.#with;
		const { known, wanted } = await this.#remembered(settings.guildId);
		try {
			const present = await api.automodRules(settings.guildId);
			const plan = planAutomod(automod.shipped, settings, present, { botId: botId(), known });
			return { kind: "plan", plan, on: wanted.length > 0 };
		} catch (error) {
			if (isForbidden(error)) return { kind: "forbidden" };
			throw error;
		}
	}

	/** The rule of ours with an id of Discord's; undefined of others' rules. */
	async ruleOf(guildId: GuildId, id: string): Promise<AutomodRule | undefined> {
		const { known } = await this.#remembered(guildId);
		const key = [...known].find(([, each]) => each === id)?.[0];
		return this.#with.automod.shipped.find((rule) => key === resourceKey.automod(guildId, rule.key));
	}

	#remembered(guildId: GuildId): Promise<{ known: Map<string, string>; wanted: readonly AutomodRule[] }> {
		const { transact, automod, resources } = this.#with;
		return transact(async (tx) => ({
			known: new Map(
				(await resources.list(tx, resourceKey.automod(guildId, ""))).map(({ key, discordId }) => [
					key,
					discordId,
				]),
			),
			wanted: await automod.wanted(tx, guildId),
		}));
	}
}
