import type { APIAutoModerationRule, RESTPatchAPIAutoModerationRuleJSONBody } from "discord.js";
import type { Effect } from "../../outbox/model.ts";
import type { Resource } from "../../outbox/ports.ts";
import { type AutomodStep, automodKey, planAutomod } from "../automod.ts";
import { unlessGone } from "../failure.ts";
import { resourceKey } from "../resourceKeys.ts";
import type { Changes, EffectDependencies } from "./effect.ts";

/**
 * Discord's AutoMod as it should be: our rules there, unchanged, and none that should not be; others' untouched. What
 * Discord refuses does not keep the others away: the most important come first, and the refusal is told at the end.
 */
export async function deliverAutomod(
	deps: EffectDependencies,
	{ guildId }: Extract<Effect, { kind: "automod" }>,
): Promise<Changes> {
	const { api, state, transact, botId } = deps;
	const found = await transact(async (tx) => ({
		settings: await state.setup.find(tx, guildId),
		rules: await state.automod.wanted(tx, guildId),
		known: await state.resources.list(tx, resourceKey.automod(guildId, "")),
	}));
	const { settings, rules } = found;
	if (!settings) return {};
	const known = new Map(found.known.map(({ key, discordId }) => [key, discordId]));
	const plan = planAutomod(rules, settings, await api.automodRules(guildId), { botId: botId(), known });
	for (const { id } of plan.stale) await unlessGone(api.deleteAutomodRule(guildId, id));
	const put: Resource[] = [];
	const refusals: unknown[] = [];
	for (const step of plan.steps.filter(({ noRoom }) => !noRoom)) {
		try {
			const { id } = await bring(deps, guildId, step);
			const key = automodKey(guildId, step.rule);
			put.push({ key, guildId, discordId: id, channelId: null, bodyHash: null });
		} catch (error) {
			refusals.push(error);
		}
	}
	if (refusals.length > 0) throw refusals[0];
	const kept = new Set(put.map(({ key }) => key));
	return { put, remove: [...known.keys()].filter((key) => !kept.has(key)) };
}

async function bring(
	{ api }: EffectDependencies,
	guildId: string,
	{ body, present, differences }: AutomodStep,
): Promise<APIAutoModerationRule> {
	if (!present) return api.createAutomodRule(guildId, body);
	if (differences.length === 0) return present;
	const { trigger_type: _, ...change } = body;
	return api.editAutomodRule(guildId, present.id, change satisfies RESTPatchAPIAutoModerationRuleJSONBody);
}
