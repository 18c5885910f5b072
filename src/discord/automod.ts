import {
	type APIAutoModerationRule,
	type APIAutoModerationRuleTriggerMetadata,
	AutoModerationActionType,
	AutoModerationRuleEventType,
	AutoModerationRuleTriggerType,
	type RESTPostAPIAutoModerationRuleJSONBody,
} from "discord.js";
import { type AutomodRule, RULES_OF_KIND } from "../prevention/automod.ts";
import type { Settings } from "../setup/model.ts";
import type { GuildId } from "../shared/ids.ts";
import { resourceKey } from "./resourceKeys.ts";

/** What of a rule is not as it should be. */
export type AutomodDifference = "name" | "off" | "words" | "limit" | "actions" | "exempt";

/** One rule that ships, held against the server. */
export interface AutomodStep {
	rule: AutomodRule;
	body: RESTPostAPIAutoModerationRuleJSONBody;
	/** The rule as it is on the server; undefined while it is not there. */
	present: APIAutoModerationRule | undefined;
	/** Why it cannot be there: others' rules of its kind take all the room there is. */
	noRoom: boolean;
	differences: AutomodDifference[];
	/** Words and patterns that would come and go. */
	added: string[];
	removed: string[];
}

export interface AutomodPlan {
	steps: AutomodStep[];
	/** Rules of ours that should not be there. */
	stale: APIAutoModerationRule[];
	/** How many rules others have made. They are never touched. */
	others: number;
}

const types = {
	keyword: AutoModerationRuleTriggerType.Keyword,
	spam: AutoModerationRuleTriggerType.Spam,
	"mention-spam": AutoModerationRuleTriggerType.MentionSpam,
} as const satisfies Record<keyof typeof RULES_OF_KIND, AutoModerationRuleTriggerType>;

/**
 * What brings a server's AutoMod in step with `rules`, the most important first. A rule is ours when we made it or
 * remember it (`known`: our key → its id); anybody else's is only counted.
 */
export function planAutomod(
	rules: readonly AutomodRule[],
	settings: Settings,
	present: readonly APIAutoModerationRule[],
	{ botId, known }: { botId: string; known: ReadonlyMap<string, string> },
): AutomodPlan {
	const remembered = new Set(known.values());
	const ours = present.filter(({ id, creator_id }) => creator_id === botId || remembered.has(id));
	const foreign = present.filter((each) => !ours.includes(each));
	const taken = new Set<string>();
	const room = new Map<string, number>();
	const steps = rules.map((rule): AutomodStep => {
		const { kind } = rule.trigger;
		const body = bodyOf(rule, settings);
		const found =
			ours.find(({ id }) => id === known.get(automodKey(settings.guildId, rule))) ??
			ours.find(
				({ id, name, trigger_type }) =>
					!remembered.has(id) && name === body.name && trigger_type === types[kind] && !taken.has(id),
			);
		const left =
			room.get(kind) ??
			RULES_OF_KIND[kind] - foreign.filter(({ trigger_type }) => trigger_type === types[kind]).length;
		room.set(kind, left - 1);
		const noRoom = left < 1;
		// What is less important gives way, also when it is there already.
		const kept = noRoom ? undefined : found;
		if (kept) taken.add(kept.id);
		return { rule, body, present: kept, noRoom, ...differencesOf(body, kept) };
	});
	return { steps, stale: ours.filter(({ id }) => !taken.has(id)), others: foreign.length };
}

/** Under which name a rule is remembered. */
export function automodKey(guildId: GuildId, { key }: AutomodRule): string {
	return resourceKey.automod(guildId, key);
}

/** What meets it is not sent, whoever wrote it is told, and staff see it. Staff themselves may write what they need. */
function bodyOf(rule: AutomodRule, settings: Settings): RESTPostAPIAutoModerationRuleJSONBody {
	const { language, staffChannelId, coordinatorChannelId, facilitatorRoleId, coordinatorRoleId } = settings;
	const metadata = metadataOf(rule);
	return {
		name: rule.name[language],
		event_type: AutoModerationRuleEventType.MessageSend,
		trigger_type: types[rule.trigger.kind],
		...(metadata && { trigger_metadata: metadata }),
		actions: [
			{
				type: AutoModerationActionType.BlockMessage,
				metadata: { custom_message: rule.refusal[language] },
			},
			{ type: AutoModerationActionType.SendAlertMessage, metadata: { channel_id: staffChannelId } },
		],
		enabled: true,
		exempt_roles: [facilitatorRoleId, coordinatorRoleId],
		exempt_channels: [...new Set([staffChannelId, coordinatorChannelId])],
	};
}

function metadataOf({ trigger }: AutomodRule): APIAutoModerationRuleTriggerMetadata | undefined {
	switch (trigger.kind) {
		case "keyword":
			return {
				keyword_filter: trigger.keywords,
				regex_patterns: trigger.patterns,
				allow_list: trigger.allowed,
			};
		case "mention-spam":
			return {
				mention_total_limit: trigger.most,
				mention_raid_protection_enabled: trigger.raidProtection,
			};
		case "spam":
			return undefined;
	}
}

function differencesOf(
	body: RESTPostAPIAutoModerationRuleJSONBody,
	present: APIAutoModerationRule | undefined,
): Pick<AutomodStep, "differences" | "added" | "removed"> {
	const should = wordsOf(body.trigger_metadata);
	if (!present) return { differences: [], added: should, removed: [] };
	const is = wordsOf(present.trigger_metadata);
	const allowed = (metadata: APIAutoModerationRuleTriggerMetadata | undefined) => metadata?.allow_list ?? [];
	const limit = (metadata: APIAutoModerationRuleTriggerMetadata | undefined) => [
		String(metadata?.mention_total_limit),
		String(metadata?.mention_raid_protection_enabled),
	];
	const checks: Record<AutomodDifference, boolean> = {
		name: present.name === body.name,
		off: present.enabled,
		words: same(is, should) && same(allowed(present.trigger_metadata), allowed(body.trigger_metadata)),
		limit:
			body.trigger_metadata?.mention_total_limit === undefined ||
			same(limit(present.trigger_metadata), limit(body.trigger_metadata)),
		actions: same(present.actions.map(actionText), body.actions.map(actionText)),
		exempt:
			same(present.exempt_roles, body.exempt_roles ?? []) &&
			same(present.exempt_channels, body.exempt_channels ?? []),
	};
	return {
		differences: (Object.keys(checks) as AutomodDifference[]).filter((name) => !checks[name]),
		added: should.filter((each) => !is.includes(each)),
		removed: is.filter((each) => !should.includes(each)),
	};
}

function wordsOf(metadata: APIAutoModerationRuleTriggerMetadata | undefined): string[] {
	return [...(metadata?.keyword_filter ?? []), ...(metadata?.regex_patterns ?? [])];
}

function actionText({ type, metadata }: APIAutoModerationRule["actions"][number]): string {
	return [type, metadata?.custom_message ?? "", metadata?.channel_id ?? ""].join(":");
}

/** Whatever the order. */
function same(a: readonly string[], b: readonly string[]): boolean {
	return JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());
}
