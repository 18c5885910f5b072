import {
	type APIGuildScheduledEvent,
	ChannelType,
	GuildScheduledEventEntityType as Entity,
	PermissionFlagsBits as P,
	GuildScheduledEventStatus as Status,
} from "discord-api-types/v10";
import { DiscordError, invalidField } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { Guild, Snowflake } from "./model.ts";
import { permissionsIn, requireInGuild, requirePermission } from "./permissions.ts";
import { toApi } from "./serialize.ts";
import type { World } from "./world.ts";

export interface EventBody {
	name?: string;
	description?: string | null;
	scheduled_start_time?: string;
	scheduled_end_time?: string | null;
	entity_type?: Entity | null;
	channel_id?: Snowflake | null;
	entity_metadata?: { location?: string } | null;
	privacy_level?: number;
	status?: Status | null;
	image?: string | null;
	recurrence_rule?: unknown;
}

/** An event that nobody started is cancelled some hours after its start. */
const UNSTARTED_MS = 3 * 60 * 60_000;
const finished = (event: APIGuildScheduledEvent) =>
	event.status === Status.Completed || event.status === Status.Canceled;
const TRANSITIONS: Partial<Record<Status, Status[]>> = {
	[Status.Scheduled]: [Status.Active, Status.Canceled],
	[Status.Active]: [Status.Completed],
};

/** Making one needs Create Events; changing one's own, Create or Manage Events; others', Manage Events. */
export class ScheduledEvents {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	create(actorId: Snowflake, guildId: Snowflake, body: EventBody): APIGuildScheduledEvent {
		const { world } = this;
		const guild = world.guildFor(actorId, guildId);
		const type = body.entity_type ?? Entity.External;
		this.#mayHold(actorId, guild, P.CreateEvents, type, body.channel_id ?? null);
		if ([...guild.scheduledEvents.values()].filter((one) => !finished(one)).length >= LIMITS.scheduledEvents)
			throw new DiscordError("TooManyScheduledEvents");
		const event = {
			id: world.nextId(),
			guild_id: guildId,
			name: body.name ?? "",
			description: body.description ?? null,
			channel_id: body.channel_id ?? null,
			creator_id: actorId,
			creator: toApi.user(world, world.user(actorId)),
			image: null,
			scheduled_start_time: iso(body.scheduled_start_time) ?? "",
			scheduled_end_time: iso(body.scheduled_end_time),
			privacy_level: body.privacy_level ?? 2,
			status: Status.Scheduled,
			entity_type: type,
			entity_id: null,
			entity_metadata: type === Entity.External ? { location: body.entity_metadata?.location ?? "" } : null,
			recurrence_rule: null,
			guild_scheduled_event_exceptions: [],
		} as unknown as APIGuildScheduledEvent;
		this.#check(event, body, true);
		guild.scheduledEvents.set(event.id, event);
		guild.eventUsers.set(event.id, new Set());
		this.#tell("GUILD_SCHEDULED_EVENT_CREATE", event);
		return event;
	}

	/** Only what has not finished: Discord lists no others. */
	list(actorId: Snowflake, guildId: Snowflake): APIGuildScheduledEvent[] {
		const guild = this.world.guildFor(actorId, guildId);
		return [...guild.scheduledEvents.values()].filter(
			(one) => !finished(one) && this.#sees(actorId, guild, one),
		);
	}

	get(actorId: Snowflake, guildId: Snowflake, eventId: Snowflake): APIGuildScheduledEvent {
		const guild = this.world.guildFor(actorId, guildId);
		const event = guild.scheduledEvents.get(eventId);
		if (!event || !this.#sees(actorId, guild, event)) throw new DiscordError("UnknownScheduledEvent");
		return event;
	}

	edit(actorId: Snowflake, guildId: Snowflake, eventId: Snowflake, body: EventBody): APIGuildScheduledEvent {
		const guild = this.world.guildFor(actorId, guildId);
		const event = this.#forChange(actorId, guild, eventId);
		if (finished(event)) throw new DiscordError("FinishedEvent");
		const type = body.entity_type ?? event.entity_type;
		const channelId = body.channel_id === undefined ? event.channel_id : body.channel_id;
		if (type !== event.entity_type || channelId !== event.channel_id)
			this.#mayHold(actorId, guild, 0n, type, channelId);
		const changed = { ...event } as APIGuildScheduledEvent;
		if (body.status != null && body.status !== event.status) {
			if (!TRANSITIONS[event.status]?.includes(body.status))
				throw invalidField("status", "GUILD_SCHEDULED_EVENT_STATUS_INVALID", "Invalid status transition");
			changed.status = body.status;
		}
		const patch: Record<string, unknown> = { entity_type: type, channel_id: channelId };
		if (body.name !== undefined) patch.name = body.name;
		if (body.description !== undefined) patch.description = body.description;
		if (body.scheduled_start_time !== undefined) patch.scheduled_start_time = iso(body.scheduled_start_time);
		if (body.scheduled_end_time !== undefined) patch.scheduled_end_time = iso(body.scheduled_end_time);
		if (type !== Entity.External) patch.entity_metadata = null;
		else if (body.entity_metadata) patch.entity_metadata = { ...body.entity_metadata };
		Object.assign(changed, patch);
		this.#check(changed, body, body.scheduled_start_time !== undefined);
		Object.assign(event, changed);
		this.#tell("GUILD_SCHEDULED_EVENT_UPDATE", event);
		return event;
	}

	delete(actorId: Snowflake, guildId: Snowflake, eventId: Snowflake): void {
		const guild = this.world.guildFor(actorId, guildId);
		const event = this.#forChange(actorId, guild, eventId);
		guild.scheduledEvents.delete(eventId);
		guild.eventUsers.delete(eventId);
		this.#tell("GUILD_SCHEDULED_EVENT_DELETE", event);
	}

	/** Who is interested, oldest mark first. */
	users(actorId: Snowflake, guildId: Snowflake, eventId: Snowflake): Snowflake[] {
		this.get(actorId, guildId, eventId);
		return [...(this.world.guild(guildId).eventUsers.get(eventId) ?? [])];
	}

	/** A person marks the event as interesting, or no longer. */
	setInterested(userId: Snowflake, guildId: Snowflake, eventId: Snowflake, interested: boolean): void {
		this.get(userId, guildId, eventId);
		const users = this.world.guild(guildId).eventUsers.get(eventId);
		if (!users || users.has(userId) === interested) return;
		if (interested) users.add(userId);
		else users.delete(userId);
		const d = { guild_scheduled_event_id: eventId, user_id: userId, guild_id: guildId };
		this.world.tell(
			guildId,
			interested ? "GUILD_SCHEDULED_EVENT_USER_ADD" : "GUILD_SCHEDULED_EVENT_USER_REMOVE",
			d,
		);
	}

	/** The channel is deleted: events in it are cancelled. */
	dropChannel(guild: Guild, channelId: Snowflake): void {
		for (const event of guild.scheduledEvents.values())
			if (event.channel_id === channelId && !finished(event))
				this.#become(event, event.status === Status.Active ? Status.Completed : Status.Canceled);
	}

	/** External events begin and end by the clock; others that nobody started are cancelled some hours late. */
	keepTime(): void {
		const now = this.world.clock.now();
		for (const guild of this.world.guilds.values())
			for (const event of guild.scheduledEvents.values()) {
				const start = Date.parse(event.scheduled_start_time);
				const end =
					event.scheduled_end_time === null ? Number.POSITIVE_INFINITY : Date.parse(event.scheduled_end_time);
				const external = event.entity_type === Entity.External;
				if (external && event.status === Status.Scheduled && start <= now) this.#become(event, Status.Active);
				if (external && event.status === Status.Active && end <= now) this.#become(event, Status.Completed);
				if (!external && event.status === Status.Scheduled && start + UNSTARTED_MS <= now)
					this.#become(event, Status.Canceled);
			}
	}

	#become(event: APIGuildScheduledEvent, status: Status): void {
		event.status = status;
		this.#tell("GUILD_SCHEDULED_EVENT_UPDATE", event);
	}

	#forChange(actorId: Snowflake, guild: Guild, eventId: Snowflake): APIGuildScheduledEvent {
		const event = this.get(actorId, guild.id, eventId);
		const channel = guild.channels.get(event.channel_id ?? "");
		const held = permissionsIn(this.world, guild, actorId, channel);
		const enough = event.creator_id === actorId ? P.CreateEvents | P.ManageEvents : P.ManageEvents;
		if (!(held & enough)) throw new DiscordError("MissingPermissions");
		return event;
	}

	/** The permissions to hold an event of this kind: in its voice channel, or in the guild for an external one. */
	#mayHold(actorId: Snowflake, guild: Guild, flags: bigint, type: Entity, channelId: Snowflake | null): void {
		if (type === Entity.External) {
			requireInGuild(this.world, actorId, guild, flags);
			return;
		}
		const channel = guild.channels.get(channelId ?? "");
		const wanted = type === Entity.Voice ? ChannelType.GuildVoice : ChannelType.GuildStageVoice;
		if (!channel || channel.type !== wanted)
			throw invalidField("channel_id", "CHANNEL_TYPE_INVALID", "A voice event needs a voice channel");
		requirePermission(this.world, actorId, channel, flags | P.ViewChannel | P.Connect);
	}

	#sees(actorId: Snowflake, guild: Guild, event: APIGuildScheduledEvent): boolean {
		const channel = guild.channels.get(event.channel_id ?? "");
		return !channel || (permissionsIn(this.world, guild, actorId, channel) & P.ViewChannel) !== 0n;
	}

	#check(event: APIGuildScheduledEvent, body: EventBody, newStart: boolean): void {
		if (body.recurrence_rule != null || body.image != null)
			throw invalidField(
				"recurrence_rule",
				"SANDBOX_NOT_COVERED",
				"Neither recurrence nor pictures are covered",
			);
		if (!event.name.trim())
			throw invalidField("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.");
		const start = Date.parse(event.scheduled_start_time);
		if (newStart && start <= this.world.clock.now())
			throw invalidField(
				"scheduled_start_time",
				"GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
				"Cannot schedule event in the past.",
			);
		const end = event.scheduled_end_time;
		if (end !== null && Date.parse(end) <= start)
			throw invalidField(
				"scheduled_end_time",
				"GUILD_SCHEDULED_EVENT_END_BEFORE_START",
				"Cannot schedule event to end before it starts.",
			);
		if (event.entity_type !== Entity.External) return;
		if (end === null)
			throw invalidField("scheduled_end_time", "BASE_TYPE_REQUIRED", "This field is required");
		if (!event.entity_metadata?.location)
			throw invalidField("entity_metadata.location", "BASE_TYPE_REQUIRED", "This field is required");
		if (event.channel_id !== null)
			throw invalidField("channel_id", "GUILD_SCHEDULED_EVENT_CHANNEL", "An external event has no channel");
	}

	#tell(
		t: "GUILD_SCHEDULED_EVENT_CREATE" | "GUILD_SCHEDULED_EVENT_UPDATE" | "GUILD_SCHEDULED_EVENT_DELETE",
		event: APIGuildScheduledEvent,
	): void {
		this.world.tell(event.guild_id, t, { ...event });
	}
}

function iso(time: string | null | undefined): string | null {
	return time == null ? null : new Date(time).toISOString();
}
