import { ChannelType, PermissionFlagsBits as P } from "discord-api-types/v10";
import { blankChannel } from "./blank.ts";
import { invalidField } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import type { Guild, Snowflake } from "./model.ts";
import { requireInGuild } from "./permissions.ts";
import { roleObject } from "./roles.ts";
import { toApi } from "./serialize.ts";
import type { World } from "./world.ts";

/** What @everyone may do in a server made today with Discord's client. */
const EVERYONE =
	P.CreateInstantInvite |
	P.AddReactions |
	P.Stream |
	P.ViewChannel |
	P.SendMessages |
	P.EmbedLinks |
	P.AttachFiles |
	P.ReadMessageHistory |
	P.MentionEveryone |
	P.UseExternalEmojis |
	P.Connect |
	P.Speak |
	P.UseVAD |
	P.ChangeNickname |
	P.UseApplicationCommands |
	P.RequestToSpeak |
	P.CreatePublicThreads |
	P.CreatePrivateThreads |
	P.UseExternalStickers |
	P.SendMessagesInThreads |
	P.UseEmbeddedActivities |
	P.UseSoundboard |
	P.UseExternalSounds |
	P.SendVoiceMessages |
	P.SendPolls |
	P.UseExternalApps |
	P.SetVoiceChannelStatus;

export type IncidentsBody = Partial<NonNullable<Guild["incidents"]>>;

export class Guilds {
	readonly world: World;

	constructor(world: World) {
		this.world = world;
	}

	/** A guild with @everyone, a #general text channel, and its owner as the only member. */
	create(name: string, ownerId: Snowflake): Guild {
		const id = this.world.nextId();
		const guild: Guild = {
			id,
			name,
			ownerId,
			preferred_locale: "fi",
			roles: new Map([[id, roleObject(id, "@everyone", EVERYONE, 0)]]),
			members: new Map(),
			channels: new Map(),
			invites: new Map(),
			scheduledEvents: new Map(),
			eventUsers: new Map(),
			autoModRules: new Map(),
			incidents: null,
			voiceStates: new Map(),
			bans: new Map(),
			commands: new Map(),
		};
		this.world.guilds.set(id, guild);
		const general = blankChannel(this.world.nextId(), ChannelType.GuildText, "general");
		guild.channels.set(general.id, { ...general, guildId: id });
		this.world.members.add(id, ownerId);
		return guild;
	}

	/** Adds the bot with its managed role, named as the bot and placed at the top, and tells it GUILD_CREATE. */
	inviteBot(guildId: Snowflake, permissions: bigint): void {
		const { world } = this;
		const guild = world.guild(guildId);
		const botId = world.botId;
		const role = {
			...roleObject(world.nextId(), world.user(botId).username, permissions, guild.roles.size),
			managed: true,
			tags: { bot_id: botId },
		};
		guild.roles.set(role.id, role);
		world.tell(guildId, "GUILD_ROLE_CREATE", { guild_id: guildId, role });
		world.members.add(guildId, botId, [role.id]);
		const d = toApi.guildCreate(world, guild, botId);
		world.emit({ t: "GUILD_CREATE", d, audience: { to: "users", userIds: [botId] } });
	}

	/**
	 * Pauses invites and direct messages until a time, at most 24 hours ahead; null ends the pause. What is not named
	 * stays as it is. Needs Manage Server.
	 */
	setIncidents(actorId: Snowflake, guildId: Snowflake, body: IncidentsBody): NonNullable<Guild["incidents"]> {
		const { world } = this;
		const guild = world.guildFor(actorId, guildId);
		requireInGuild(world, actorId, guild, P.ManageGuild);
		for (const [field, until] of Object.entries(body)) {
			if (until !== null && Date.parse(until) > world.clock.now() + LIMITS.incidentMs)
				throw invalidField(field, "BASE_TYPE_MAX", "Must be at most 24 hours in the future.");
		}
		guild.incidents = { invites_disabled_until: null, dms_disabled_until: null, ...guild.incidents, ...body };
		world.tell(guildId, "GUILD_UPDATE", toApi.guild(world, guild));
		return guild.incidents;
	}

	/** The bot is thrown out: its managed role goes, and it is told GUILD_DELETE. */
	removeBot(guildId: Snowflake): void {
		const { world } = this;
		const guild = world.guild(guildId);
		world.members.leave(guildId, world.botId);
		for (const role of guild.roles.values())
			if (role.tags?.bot_id === world.botId) guild.roles.delete(role.id);
		world.emit({ t: "GUILD_DELETE", d: { id: guildId }, audience: { to: "users", userIds: [world.botId] } });
	}
}
