import {
	type APIAutoModerationRule,
	type APIEmbed,
	MessageType,
	PermissionFlagsBits as P,
} from "discord-api-types/v10";
import { matchRule } from "./autoModMatch.ts";
import { DiscordError, invalidField } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { Channel, Guild, Message, Snowflake } from "./model.ts";
import { permissionsIn, requireInGuild } from "./permissions.ts";
import type { World } from "./world.ts";

export type AutoModBody = Partial<
	Pick<
		APIAutoModerationRule,
		| "name"
		| "event_type"
		| "trigger_type"
		| "trigger_metadata"
		| "actions"
		| "enabled"
		| "exempt_roles"
		| "exempt_channels"
	>
>;

const [BLOCK, ALERT, TIME_OUT] = [1, 2, 3];
const KEYWORD = 1;
const MENTIONS = 5;

/** AutoMod rules. All of it needs Manage Server; a rule that times members out, Moderate Members too. */
export class AutoMod {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	create(actorId: Snowflake, guildId: Snowflake, body: AutoModBody): APIAutoModerationRule {
		const guild = this.#guild(actorId, guildId);
		const type = body.trigger_type ?? KEYWORD;
		const same = [...guild.autoModRules.values()].filter((rule) => rule.trigger_type === type);
		if (same.length >= (LIMITS.autoModRules[type] ?? 0))
			throw invalidField(
				"trigger_type",
				"AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED",
				"The maximum number of rules with this trigger type has been reached",
			);
		const rule = {
			id: this.world.nextId(),
			guild_id: guildId,
			creator_id: actorId,
			name: body.name ?? "",
			event_type: body.event_type ?? 1,
			trigger_type: type,
			trigger_metadata: metadata(type, { ...body.trigger_metadata }),
			actions: actions(body.actions ?? []),
			enabled: body.enabled ?? false,
			exempt_roles: body.exempt_roles ?? [],
			exempt_channels: body.exempt_channels ?? [],
		} as unknown as APIAutoModerationRule;
		this.#check(actorId, guild, rule);
		guild.autoModRules.set(rule.id, rule);
		this.world.tell(guildId, "AUTO_MODERATION_RULE_CREATE", { ...rule });
		return rule;
	}

	list(actorId: Snowflake, guildId: Snowflake): APIAutoModerationRule[] {
		return [...this.#guild(actorId, guildId).autoModRules.values()];
	}

	get(actorId: Snowflake, guildId: Snowflake, ruleId: Snowflake): APIAutoModerationRule {
		const rule = this.#guild(actorId, guildId).autoModRules.get(ruleId);
		if (!rule) throw new DiscordError("NotFound");
		return rule;
	}

	edit(actorId: Snowflake, guildId: Snowflake, ruleId: Snowflake, body: AutoModBody): APIAutoModerationRule {
		const guild = this.#guild(actorId, guildId);
		const rule = this.get(actorId, guildId, ruleId);
		const changed = { ...rule, ...body } as APIAutoModerationRule;
		if (body.trigger_metadata)
			changed.trigger_metadata = metadata(rule.trigger_type, {
				...rule.trigger_metadata,
				...body.trigger_metadata,
			}) as unknown as APIAutoModerationRule["trigger_metadata"];
		if (body.actions) changed.actions = actions(body.actions);
		this.#check(actorId, guild, changed);
		Object.assign(rule, changed);
		this.world.tell(guildId, "AUTO_MODERATION_RULE_UPDATE", { ...rule });
		return rule;
	}

	delete(actorId: Snowflake, guildId: Snowflake, ruleId: Snowflake): void {
		const rule = this.get(actorId, guildId, ruleId);
		this.world.guild(guildId).autoModRules.delete(ruleId);
		this.world.tell(guildId, "AUTO_MODERATION_RULE_DELETE", { ...rule });
	}

	/**
	 * Holds a person's message to the rules: keywords and mentions. Those who manage the server and exempt roles and
	 * channels are let by. A rule's actions are carried out; one that blocks throws `BlockedByAutoMod`.
	 */
	check(authorId: Snowflake, channel: Channel, message: Message): void {
		const guild = this.world.guildOf(channel);
		if (!guild || permissionsIn(this.world, guild, authorId) & (P.ManageGuild | P.Administrator)) return;
		const roles = guild.members.get(authorId)?.roles ?? new Set();
		let blocked = false;
		for (const rule of guild.autoModRules.values()) {
			const exempt =
				rule.exempt_roles.some((id) => roles.has(id)) ||
				rule.exempt_channels.includes(channel.id) ||
				rule.exempt_channels.includes(channel.parent_id ?? "");
			if (!rule.enabled || exempt || rule.event_type !== 1) continue;
			const match = matchRule(rule, message.content, message.mentions.length + message.mention_roles.length);
			if (!match) continue;
			for (const action of rule.actions) {
				blocked ||= action.type === BLOCK;
				this.#act(guild, rule, action, authorId, channel, message, match);
			}
		}
		if (blocked) throw new DiscordError("BlockedByAutoMod");
	}

	#act(
		guild: Guild,
		rule: APIAutoModerationRule,
		action: APIAutoModerationRule["actions"][number],
		authorId: Snowflake,
		channel: Channel,
		message: Message,
		match: { keyword: string | null; content: string | null },
	): void {
		const member = guild.members.get(authorId);
		const alerts = action.type === ALERT ? guild.channels.get(action.metadata?.channel_id ?? "") : undefined;
		if (alerts)
			this.world.messages.system(authorId, alerts, MessageType.AutoModerationAction, {
				embeds: [alertEmbed(rule, channel, message.content, match)],
			});
		if (action.type === TIME_OUT && member) {
			const seconds = action.metadata?.duration_seconds ?? 0;
			member.communication_disabled_until = new Date(this.world.clock.now() + seconds * 1000).toISOString();
			this.world.members.tellUpdated(guild, member);
		}
		this.world.tell(guild.id, "AUTO_MODERATION_ACTION_EXECUTION", {
			guild_id: guild.id,
			action,
			rule_id: rule.id,
			rule_trigger_type: rule.trigger_type,
			user_id: authorId,
			channel_id: channel.id,
			content: message.content,
			matched_keyword: match.keyword,
			matched_content: match.content,
		});
	}

	#guild(actorId: Snowflake, guildId: Snowflake): Guild {
		const guild = this.world.guildFor(actorId, guildId);
		requireInGuild(this.world, actorId, guild, P.ManageGuild);
		return guild;
	}

	#check(actorId: Snowflake, guild: Guild, rule: APIAutoModerationRule): void {
		if (rule.actions.length === 0)
			throw invalidField("actions", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.");
		for (const [index, action] of rule.actions.entries()) {
			if (action.type === ALERT && !guild.channels.has(action.metadata?.channel_id ?? ""))
				throw invalidField(`actions.${index}.metadata.channel_id`, "CHANNEL_INVALID", "Channel not found");
			if (action.type !== TIME_OUT) continue;
			requireInGuild(this.world, actorId, guild, P.ModerateMembers);
			const seconds = action.metadata?.duration_seconds ?? 0;
			const allowed = rule.trigger_type === KEYWORD || rule.trigger_type === MENTIONS;
			if (!allowed || seconds > LIMITS.autoModTimeoutSeconds)
				throw invalidField(
					`actions.${index}`,
					"AUTO_MODERATION_INVALID_RULE_ACTION",
					"A timeout of this length, or with this trigger, is not possible",
				);
		}
	}
}

/** What AutoMod shows in the alert channel of a message that met a rule. */
function alertEmbed(
	rule: APIAutoModerationRule,
	channel: Channel,
	content: string,
	match: { keyword: string | null; content: string | null },
): APIEmbed {
	const field = (name: string, value: string) => ({ name, value, inline: false });
	return {
		type: "auto_moderation_message" as NonNullable<APIEmbed["type"]>,
		description: content,
		fields: [
			field("rule_name", rule.name),
			field("channel_id", channel.id),
			field("keyword", match.keyword ?? ""),
			field("keyword_matched_content", match.content ?? ""),
		],
	};
}

function metadata(type: number, given: Record<string, unknown>): Record<string, unknown> {
	if (type === KEYWORD) return { keyword_filter: [], regex_patterns: [], allow_list: [], ...given };
	if (type === 4) return { presets: [], allow_list: [], ...given };
	if (type === MENTIONS) return { mention_total_limit: 20, mention_raid_protection_enabled: false, ...given };
	if (type === 6) return { keyword_filter: [], regex_patterns: [], allow_list: [], ...given };
	return {};
}

function actions(given: APIAutoModerationRule["actions"]): APIAutoModerationRule["actions"] {
	return given.map((action) => ({ ...action, metadata: action.metadata ?? {} }));
}
