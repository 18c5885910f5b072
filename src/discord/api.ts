import {
	type APIAutoModerationRule,
	type APIBan,
	type APIChannel,
	type APIExtendedInvite,
	type APIGuild,
	type APIGuildMember,
	type APIGuildScheduledEvent,
	type APIMessage,
	type APIOverwrite,
	type APIRole,
	type APIThreadChannel,
	type APIThreadMember,
	type REST,
	type RESTPatchAPIAutoModerationRuleJSONBody,
	type RESTPatchAPIChannelJSONBody,
	type RESTPatchAPIChannelMessageJSONBody,
	type RESTPatchAPIGuildScheduledEventJSONBody,
	type RESTPostAPIAutoModerationRuleJSONBody,
	type RESTPostAPIChannelInviteJSONBody,
	type RESTPostAPIChannelMessageJSONBody,
	type RESTPostAPIChannelThreadsJSONBody,
	type RESTPostAPIGuildChannelJSONBody,
	type RESTPostAPIGuildRoleJSONBody,
	type RESTPostAPIGuildScheduledEventJSONBody,
	Routes,
} from "discord.js";
import type { Attachment } from "./views/view.ts";

/**
 * The requests that Piiri makes of its own accord, typed. Always asked of Discord, never of a memory. Paths and bodies:
 * https://discord.com/developers/docs. Errors are those of discord.js's REST; see `failure.ts`.
 */
export class DiscordApi {
	readonly #rest: REST;

	constructor(rest: REST) {
		this.#rest = rest;
	}

	guild(guildId: string): Promise<APIGuild> {
		return this.#get(Routes.guild(guildId));
	}
	channels(guildId: string): Promise<APIChannel[]> {
		return this.#get(Routes.guildChannels(guildId));
	}
	channel(id: string): Promise<APIChannel> {
		return this.#get(Routes.channel(id));
	}
	createChannel(guildId: string, body: RESTPostAPIGuildChannelJSONBody): Promise<APIChannel> {
		return this.#post(Routes.guildChannels(guildId), body);
	}
	editChannel(id: string, body: RESTPatchAPIChannelJSONBody): Promise<APIChannel> {
		return this.#patch(Routes.channel(id), body);
	}
	/** Also deletes threads. */
	async deleteChannel(id: string): Promise<void> {
		await this.#rest.delete(Routes.channel(id));
	}
	/** What one role or person may do in a channel. */
	async setOverwrite(channelId: string, { id, ...overwrite }: APIOverwrite): Promise<void> {
		await this.#rest.put(Routes.channelPermission(channelId, id), { body: overwrite });
	}
	async removeOverwrite(channelId: string, id: string): Promise<void> {
		await this.#rest.delete(Routes.channelPermission(channelId, id));
	}
	/** The line under a voice channel's name; at most 500 characters, empty for none. */
	async setVoiceStatus(channelId: string, status: string): Promise<void> {
		await this.#rest.put(Routes.channelVoiceStatus(channelId), { body: { status } });
	}

	roles(guildId: string): Promise<APIRole[]> {
		return this.#get(Routes.guildRoles(guildId));
	}
	createRole(guildId: string, body: RESTPostAPIGuildRoleJSONBody): Promise<APIRole> {
		return this.#post(Routes.guildRoles(guildId), body);
	}
	async deleteRole(guildId: string, roleId: string): Promise<void> {
		await this.#rest.delete(Routes.guildRole(guildId, roleId));
	}

	member(guildId: string, userId: string): Promise<APIGuildMember> {
		return this.#get(Routes.guildMember(guildId, userId));
	}
	async giveRole(guildId: string, userId: string, roleId: string): Promise<void> {
		await this.#rest.put(Routes.guildMemberRole(guildId, userId, roleId));
	}
	async takeRole(guildId: string, userId: string, roleId: string): Promise<void> {
		await this.#rest.delete(Routes.guildMemberRole(guildId, userId, roleId));
	}
	async setNickname(guildId: string, userId: string, nick: string): Promise<void> {
		await this.#patch(Routes.guildMember(guildId, userId), { nick });
	}

	/** ISO instant, at most 28 days ahead; null: no longer. */
	async timeOut(guildId: string, userId: string, until: string | null): Promise<void> {
		await this.#patch(Routes.guildMember(guildId, userId), { communication_disabled_until: until });
	}
	banOf(guildId: string, userId: string): Promise<APIBan> {
		return this.#get(Routes.guildBan(guildId, userId));
	}
	/** Whether they are on the server or not. Nothing that they wrote is removed. */
	async ban(guildId: string, userId: string): Promise<void> {
		await this.#rest.put(Routes.guildBan(guildId, userId), { body: {} });
	}
	async unban(guildId: string, userId: string): Promise<void> {
		await this.#rest.delete(Routes.guildBan(guildId, userId));
	}

	/** Into a voice room, or anew into the one they are in: only then Discord works out anew what they may do there. */
	async moveTo(guildId: string, userId: string, channelId: string): Promise<void> {
		await this.#patch(Routes.guildMember(guildId, userId), { channel_id: channelId });
	}
	/** Out of whatever voice room they are in. */
	async disconnect(guildId: string, userId: string): Promise<void> {
		await this.#patch(Routes.guildMember(guildId, userId), { channel_id: null });
	}

	/** Removes a person from the server; they may come back. */
	async removeMember(guildId: string, userId: string): Promise<void> {
		await this.#rest.delete(Routes.guildMember(guildId, userId));
	}
	/** Pauses invites to the server until then (ISO, at most 24 hours ahead) or opens them; direct messages stay as they are. */
	async pauseInvites(guildId: string, until: string | null, dmsUntil: string | null): Promise<void> {
		const body = { invites_disabled_until: until, dms_disabled_until: dmsUntil };
		await this.#rest.put(Routes.guildIncidentActions(guildId), { body });
	}

	automodRules(guildId: string): Promise<APIAutoModerationRule[]> {
		return this.#get(Routes.guildAutoModerationRules(guildId));
	}
	createAutomodRule(
		guildId: string,
		body: RESTPostAPIAutoModerationRuleJSONBody,
	): Promise<APIAutoModerationRule> {
		return this.#post(Routes.guildAutoModerationRules(guildId), body);
	}
	editAutomodRule(
		guildId: string,
		id: string,
		body: RESTPatchAPIAutoModerationRuleJSONBody,
	): Promise<APIAutoModerationRule> {
		return this.#patch(Routes.guildAutoModerationRule(guildId, id), body);
	}
	async deleteAutomodRule(guildId: string, id: string): Promise<void> {
		await this.#rest.delete(Routes.guildAutoModerationRule(guildId, id));
	}

	invites(channelId: string): Promise<APIExtendedInvite[]> {
		return this.#get(Routes.channelInvites(channelId));
	}
	invite(code: string): Promise<APIExtendedInvite> {
		return this.#get(Routes.invite(code));
	}
	createInvite(channelId: string, body: RESTPostAPIChannelInviteJSONBody): Promise<APIExtendedInvite> {
		return this.#post(Routes.channelInvites(channelId), body);
	}
	async deleteInvite(code: string): Promise<void> {
		await this.#rest.delete(Routes.invite(code));
	}

	scheduledEvents(guildId: string): Promise<APIGuildScheduledEvent[]> {
		return this.#get(Routes.guildScheduledEvents(guildId));
	}
	scheduledEvent(guildId: string, id: string): Promise<APIGuildScheduledEvent> {
		return this.#get(Routes.guildScheduledEvent(guildId, id));
	}
	createScheduledEvent(
		guildId: string,
		body: RESTPostAPIGuildScheduledEventJSONBody,
	): Promise<APIGuildScheduledEvent> {
		return this.#post(Routes.guildScheduledEvents(guildId), body);
	}
	editScheduledEvent(
		guildId: string,
		id: string,
		body: RESTPatchAPIGuildScheduledEventJSONBody,
	): Promise<APIGuildScheduledEvent> {
		return this.#patch(Routes.guildScheduledEvent(guildId, id), body);
	}
	async deleteScheduledEvent(guildId: string, id: string): Promise<void> {
		await this.#rest.delete(Routes.guildScheduledEvent(guildId, id));
	}

	message(channelId: string, id: string): Promise<APIMessage> {
		return this.#get(Routes.channelMessage(channelId, id));
	}
	/** The hundred messages that come next after a snowflake, in no promised order. */
	messagesAfter(channelId: string, after: string): Promise<APIMessage[]> {
		return this.#get(Routes.channelMessages(channelId), new URLSearchParams({ after, limit: "100" }));
	}
	createMessage(
		channelId: string,
		body: RESTPostAPIChannelMessageJSONBody,
		files: Attachment[],
	): Promise<APIMessage> {
		return this.#post(Routes.channelMessages(channelId), body, files);
	}
	editMessage(
		channelId: string,
		id: string,
		body: RESTPatchAPIChannelMessageJSONBody,
		files: Attachment[],
	): Promise<APIMessage> {
		return this.#patch(Routes.channelMessage(channelId, id), body, files);
	}
	async deleteMessage(channelId: string, id: string): Promise<void> {
		await this.#rest.delete(Routes.channelMessage(channelId, id));
	}
	async pin(channelId: string, id: string): Promise<void> {
		await this.#rest.put(Routes.channelMessagesPin(channelId, id));
	}
	async unpin(channelId: string, id: string): Promise<void> {
		await this.#rest.delete(Routes.channelMessagesPin(channelId, id));
	}

	/** The channel of direct messages with a person; the same one every time. */
	directChannel(userId: string): Promise<APIChannel> {
		return this.#post(Routes.userChannels(), { recipient_id: userId });
	}
	async activeThreads(guildId: string): Promise<APIThreadChannel[]> {
		const { threads } = await this.#get<{ threads: APIThreadChannel[] }>(Routes.guildActiveThreads(guildId));
		return threads;
	}
	createThread(channelId: string, body: RESTPostAPIChannelThreadsJSONBody): Promise<APIThreadChannel> {
		return this.#post(Routes.threads(channelId), body);
	}
	threadMembers(threadId: string): Promise<APIThreadMember[]> {
		return this.#get(Routes.threadMembers(threadId));
	}
	async addThreadMember(threadId: string, userId: string): Promise<void> {
		await this.#rest.put(Routes.threadMembers(threadId, userId));
	}

	// The REST client types every answer as unknown; what each path answers is Discord's documentation.
	async #get<T>(path: `/${string}`, query?: URLSearchParams): Promise<T> {
		return (await this.#rest.get(path, query ? { query } : {})) as T;
	}
	async #post<T>(path: `/${string}`, body: unknown, files: Attachment[] = []): Promise<T> {
		return (await this.#rest.post(path, { body, files })) as T;
	}
	async #patch<T>(path: `/${string}`, body: unknown, files: Attachment[] = []): Promise<T> {
		return (await this.#rest.patch(path, { body, files })) as T;
	}
}
