/** Schemas for gateway payloads, made of the response schemas of the same objects; the OpenAPI document has no own. */
import * as s from "discord-api-spec/zod";
import * as z from "zod/mini";
import { autoModRule, scheduledEvent } from "./schemas.ts";

type Schema = z.core.$ZodType;

const role = z.object({ guild_id: z.string(), role: s.GuildRoleResponseSchema });
const ban = z.object({ guild_id: z.string(), user: s.UserResponseSchema });
const member = z.extend(s.GuildMemberResponseSchema, { guild_id: z.string() });

export const gatewaySchemas: Record<string, Schema> = {
	READY: z.object({ user: s.UserResponseSchema, session_id: z.string(), resume_gateway_url: z.string() }),
	MESSAGE_CREATE: s.MessageResponseSchema,
	MESSAGE_UPDATE: s.MessageResponseSchema,
	MESSAGE_DELETE: z.object({ id: z.string(), channel_id: z.string() }),
	CHANNEL_CREATE: s.GuildChannelResponseSchema,
	CHANNEL_UPDATE: s.GuildChannelResponseSchema,
	CHANNEL_DELETE: s.GuildChannelResponseSchema,
	THREAD_CREATE: s.ThreadResponseSchema,
	THREAD_UPDATE: s.ThreadResponseSchema,
	GUILD_CREATE: z.object({
		id: z.string(),
		roles: z.array(s.GuildRoleResponseSchema),
		members: z.array(s.GuildMemberResponseSchema),
		channels: z.array(z.omit(s.GuildChannelResponseSchema, { guild_id: true })),
		threads: z.array(s.ThreadResponseSchema),
		guild_scheduled_events: z.array(scheduledEvent as z.ZodMiniType),
	}),
	GUILD_ROLE_CREATE: role,
	GUILD_ROLE_UPDATE: role,
	GUILD_MEMBER_ADD: member,
	GUILD_MEMBER_UPDATE: member,
	GUILD_MEMBER_REMOVE: ban,
	GUILD_MEMBERS_CHUNK: z.object({ guild_id: z.string(), members: z.array(s.GuildMemberResponseSchema) }),
	GUILD_BAN_ADD: ban,
	GUILD_BAN_REMOVE: ban,
	GUILD_SCHEDULED_EVENT_CREATE: scheduledEvent,
	GUILD_SCHEDULED_EVENT_UPDATE: scheduledEvent,
	GUILD_SCHEDULED_EVENT_DELETE: scheduledEvent,
	AUTO_MODERATION_RULE_CREATE: autoModRule,
	AUTO_MODERATION_RULE_UPDATE: autoModRule,
	AUTO_MODERATION_RULE_DELETE: autoModRule,
	AUTO_MODERATION_ACTION_EXECUTION: z.object({
		guild_id: z.string(),
		action: z.object({ type: z.number() }),
		rule_id: z.string(),
		rule_trigger_type: z.number(),
		user_id: z.string(),
		channel_id: z.optional(z.string()),
		content: z.string(),
		matched_keyword: z.nullable(z.string()),
		matched_content: z.nullable(z.string()),
	}),
	VOICE_STATE_UPDATE: s.VoiceStateResponseSchema,
	INTERACTION_CREATE: z.object({
		id: z.string(),
		application_id: z.string(),
		token: z.string(),
		member: z.optional(s.GuildMemberResponseSchema),
		user: z.optional(s.UserResponseSchema),
		message: z.optional(s.MessageResponseSchema),
	}),
};
