/**
 * Which schema of Discord's OpenAPI document belongs to which route. The zod half of discord-api-spec names the
 * objects but not the routes; this table follows the `Paths` of its type half. A reply without a schema has none
 * there (204), or is `null`-able as a whole.
 */
import * as s from "discord-api-spec/zod";
import * as z from "zod/mini";

type Schema = z.core.$ZodType;

export interface RouteSchemas {
	request?: Schema;
	/** The body of the 2xx answer. */
	reply?: Schema;
}

const list = (schema: Schema) => z.nullable(z.array(schema as z.ZodMiniType));
const oneOf = (...schemas: Schema[]) => z.union(schemas as [z.ZodMiniType, z.ZodMiniType]);

const channel = oneOf(s.GuildChannelResponseSchema, s.PrivateChannelResponseSchema, s.ThreadResponseSchema);
const invite = s.GuildInviteResponseSchema;
export const scheduledEvent: Schema = oneOf(
	s.VoiceScheduledEventResponseSchema,
	s.ExternalScheduledEventResponseSchema,
	s.StageScheduledEventResponseSchema,
);
export const autoModRule: Schema = oneOf(
	s.KeywordRuleResponseSchema,
	s.DefaultKeywordRuleResponseSchema,
	s.MLSpamRuleResponseSchema,
	s.MentionSpamRuleResponseSchema,
	s.UserProfileRuleResponseSchema,
);
const webhookEdit = s.IncomingWebhookUpdateRequestPartialSchema;
const message = s.MessageResponseSchema;
const commands = {
	request: list(s.ApplicationCommandUpdateRequestSchema),
	reply: list(s.ApplicationCommandResponseSchema),
};
const snowflake = s.SnowflakeTypeSchema;

export const routes: Record<string, RouteSchemas> = {
	"GET /users/@me": { reply: s.UserPIIResponseSchema },
	"GET /users/{user_id}": { reply: s.UserResponseSchema },
	"POST /users/@me/channels": {
		request: s.CreatePrivateChannelRequestSchema,
		reply: s.PrivateChannelResponseSchema,
	},
	"GET /applications/@me": { reply: s.PrivateApplicationResponseSchema },
	"GET /oauth2/applications/@me": { reply: s.PrivateApplicationResponseSchema },
	"GET /gateway": { reply: s.GatewayResponseSchema },
	"GET /gateway/bot": { reply: s.GatewayBotResponseSchema },

	"PUT /applications/{application_id}/commands": commands,
	"PUT /applications/{application_id}/guilds/{guild_id}/commands": commands,
	"GET /applications/{application_id}/commands": { reply: list(s.ApplicationCommandResponseSchema) },
	"GET /applications/{application_id}/guilds/{guild_id}/commands": {
		reply: list(s.ApplicationCommandResponseSchema),
	},
	"POST /interactions/{interaction_id}/{interaction_token}/callback": {
		request: oneOf(
			s.ApplicationCommandAutocompleteCallbackRequestSchema,
			s.CreateMessageInteractionCallbackRequestSchema,
			s.ModalInteractionCallbackRequestSchema,
			s.UpdateMessageInteractionCallbackRequestSchema,
			s.PongInteractionCallbackRequestSchema,
		),
		reply: s.InteractionCallbackResponseSchema,
	},
	"POST /webhooks/{webhook_id}/{webhook_token}": {
		request: s.IncomingWebhookRequestPartialSchema,
		reply: message,
	},
	"GET /webhooks/{webhook_id}/{webhook_token}/messages/@original": { reply: message },
	"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": { request: webhookEdit, reply: message },
	"GET /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": { reply: message },
	"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": {
		request: webhookEdit,
		reply: message,
	},

	"GET /channels/{channel_id}": { reply: channel },
	"DELETE /channels/{channel_id}": { reply: channel },
	"PATCH /channels/{channel_id}": {
		request: oneOf(s.UpdateGuildChannelRequestPartialSchema, s.UpdateThreadRequestPartialSchema),
		reply: channel,
	},
	"PUT /channels/{channel_id}/permissions/{overwrite_id}": {
		request: z.object({
			type: z.nullish(s.ChannelPermissionOverwritesSchema),
			allow: z.nullish(z.number()),
			deny: z.nullish(z.number()),
		}),
	},
	"PUT /channels/{channel_id}/voice-status": { request: z.object({ status: z.nullish(z.string()) }) },
	"GET /channels/{channel_id}/invites": { reply: list(invite) },
	"POST /channels/{channel_id}/invites": { request: s.CreateGuildInviteRequestSchema, reply: invite },
	"GET /invites/{code}": { reply: invite },
	"DELETE /invites/{code}": { reply: invite },

	"GET /channels/{channel_id}/messages": { reply: list(message) },
	"POST /channels/{channel_id}/messages": { request: s.MessageCreateRequestSchema, reply: message },
	"GET /channels/{channel_id}/messages/{message_id}": { reply: message },
	"PATCH /channels/{channel_id}/messages/{message_id}": {
		request: s.MessageEditRequestPartialSchema,
		reply: message,
	},
	"POST /channels/{channel_id}/messages/bulk-delete": { request: z.object({ messages: z.array(snowflake) }) },
	"GET /channels/{channel_id}/messages/pins": { reply: s.PinnedMessagesResponseSchema },
	"GET /channels/{channel_id}/pins": { reply: list(message) },

	"POST /channels/{channel_id}/messages/{message_id}/threads": {
		request: s.CreateTextThreadWithMessageRequestSchema,
		reply: s.ThreadResponseSchema,
	},
	"POST /channels/{channel_id}/threads": {
		request: s.CreateTextThreadWithoutMessageRequestSchema,
		reply: s.CreatedThreadResponseSchema,
	},
	"GET /channels/{channel_id}/thread-members": { reply: z.array(s.ThreadMemberResponseSchema) },
	"GET /channels/{channel_id}/thread-members/{user_id}": { reply: s.ThreadMemberResponseSchema },
	"GET /channels/{channel_id}/threads/archived/public": { reply: s.ThreadsResponseSchema },
	"GET /channels/{channel_id}/threads/archived/private": { reply: s.ThreadsResponseSchema },
	"GET /channels/{channel_id}/users/@me/threads/archived/private": { reply: s.ThreadsResponseSchema },
	"GET /guilds/{guild_id}/threads/active": { reply: s.ThreadsResponseSchema },

	"GET /guilds/{guild_id}": { reply: s.GuildWithCountsResponseSchema },
	"GET /guilds/{guild_id}/channels": { reply: list(channel) },
	"POST /guilds/{guild_id}/channels": {
		request: s.CreateGuildChannelRequestSchema,
		reply: s.GuildChannelResponseSchema,
	},
	"PATCH /guilds/{guild_id}/channels": {
		request: z.array(
			z.object({
				id: z.nullish(snowflake),
				position: z.nullish(z.number()),
				parent_id: z.nullish(snowflake),
				lock_permissions: z.nullish(z.boolean()),
			}),
		),
	},
	"GET /guilds/{guild_id}/invites": { reply: list(invite) },
	"GET /guilds/{guild_id}/roles": { reply: z.array(s.GuildRoleResponseSchema) },
	"POST /guilds/{guild_id}/roles": { request: s.CreateRoleRequestSchema, reply: s.GuildRoleResponseSchema },
	"PATCH /guilds/{guild_id}/roles": {
		request: z.array(s.UpdateRolePositionsRequestSchema),
		reply: z.array(s.GuildRoleResponseSchema),
	},
	"GET /guilds/{guild_id}/roles/{role_id}": { reply: s.GuildRoleResponseSchema },
	"PATCH /guilds/{guild_id}/roles/{role_id}": {
		request: s.UpdateRoleRequestPartialSchema,
		reply: s.GuildRoleResponseSchema,
	},
	"GET /guilds/{guild_id}/members": { reply: z.array(s.GuildMemberResponseSchema) },
	"GET /guilds/{guild_id}/members/search": { reply: z.array(s.GuildMemberResponseSchema) },
	"GET /guilds/{guild_id}/members/{user_id}": { reply: s.GuildMemberResponseSchema },
	"PATCH /guilds/{guild_id}/members/{user_id}": {
		request: z.object({
			nick: z.nullish(z.string()),
			roles: z.nullish(z.array(z.nullable(snowflake))),
			mute: z.nullish(z.boolean()),
			deaf: z.nullish(z.boolean()),
			channel_id: z.nullish(snowflake),
			communication_disabled_until: z.nullish(z.iso.datetime()),
			flags: z.nullish(z.number()),
		}),
		reply: s.GuildMemberResponseSchema,
	},
	"PATCH /guilds/{guild_id}/members/@me": {
		request: z.object({
			nick: z.nullish(z.string()),
			avatar: z.nullish(z.string()),
			bio: z.nullish(z.string()),
			banner: z.nullish(z.string()),
		}),
		reply: s.PrivateGuildMemberResponseSchema,
	},
	"GET /guilds/{guild_id}/bans": { reply: list(s.GuildBanResponseSchema) },
	"GET /guilds/{guild_id}/bans/{user_id}": { reply: s.GuildBanResponseSchema },
	"PUT /guilds/{guild_id}/bans/{user_id}": { request: s.BanUserFromGuildRequestSchema },
	"GET /guilds/{guild_id}/scheduled-events": { reply: list(scheduledEvent) },
	"POST /guilds/{guild_id}/scheduled-events": {
		request: oneOf(
			s.VoiceScheduledEventCreateRequestSchema,
			s.ExternalScheduledEventCreateRequestSchema,
			s.StageScheduledEventCreateRequestSchema,
		),
		reply: scheduledEvent,
	},
	"GET /guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}": { reply: scheduledEvent },
	"PATCH /guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}": {
		request: oneOf(
			s.VoiceScheduledEventPatchRequestPartialSchema,
			s.ExternalScheduledEventPatchRequestPartialSchema,
			s.StageScheduledEventPatchRequestPartialSchema,
		),
		reply: scheduledEvent,
	},
	"GET /guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/users": {
		reply: list(s.ScheduledEventUserResponseSchema),
	},
	"PUT /guilds/{guild_id}/incident-actions": {
		request: s.GuildIncidentActionsRequestSchema,
		reply: s.GuildIncidentsDataResponseSchema,
	},
	"GET /guilds/{guild_id}/auto-moderation/rules": { reply: list(autoModRule) },
	"POST /guilds/{guild_id}/auto-moderation/rules": {
		request: oneOf(
			s.KeywordUpsertRequestSchema,
			s.DefaultKeywordListUpsertRequestSchema,
			s.MLSpamUpsertRequestSchema,
			s.MentionSpamUpsertRequestSchema,
			s.UserProfileUpsertRequestSchema,
		),
		reply: autoModRule,
	},
	"GET /guilds/{guild_id}/auto-moderation/rules/{rule_id}": { reply: autoModRule },
	"PATCH /guilds/{guild_id}/auto-moderation/rules/{rule_id}": {
		request: oneOf(
			s.KeywordUpsertRequestPartialSchema,
			s.DefaultKeywordListUpsertRequestPartialSchema,
			s.MLSpamUpsertRequestPartialSchema,
			s.MentionSpamUpsertRequestPartialSchema,
			s.UserProfileUpsertRequestPartialSchema,
		),
		reply: autoModRule,
	},
};
