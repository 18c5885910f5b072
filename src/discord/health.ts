import type { APIChannel, APIGuild, APIGuildMember } from "discord.js";
import type { Group } from "../groups/model.ts";
import type { GroupService } from "../groups/service.ts";
import type { Place } from "../openings/model.ts";
import type { OpeningService } from "../openings/service.ts";
import {
	groupOfLane,
	guildOfRosterLane,
	guildOfSafetyLane,
	isTroubleLane,
	type OutboxRow,
	type PlaceRoom,
	placeOfLane,
	type Room,
} from "../outbox/model.ts";
import type { OutboxStore, Resource, ResourceStore } from "../outbox/ports.ts";
import type { AutomodRule } from "../prevention/automod.ts";
import type { Settings } from "../setup/model.ts";
import type { Translate } from "../shared/i18n.ts";
import type { GuildId } from "../shared/ids.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { DiscordApi } from "./api.ts";
import type { AutomodLooker } from "./automodLook.ts";
import { channelPermissions, serverPermissions, standsAbove } from "./effective.ts";
import { ROOMS } from "./layout.ts";
import { lacking, type NeededPermission, permissionName } from "./permissions.ts";
import { PLACE_ROOMS } from "./placeLayout.ts";
import { resourceKey } from "./resourceKeys.ts";
import { channel, plain } from "./views/text.ts";

/** Something on a server that a person must put right. */
export type Problem =
	| { kind: "permission"; permission: NeededPermission }
	| { kind: "room-permission"; channelId: string; permission: NeededPermission }
	| { kind: "role-above"; roleId: string }
	| { kind: "role-gone"; group: Group }
	| { kind: "room-gone"; group: Group; room: Room }
	| { kind: "place-room-gone"; place: Place; room: PlaceRoom }
	| { kind: "setup-channel-gone" }
	| { kind: "setup-role-gone"; which: "coordinator" | "facilitator" }
	/** A rule of AutoMod that should be there. */
	| { kind: "automod"; what: "gone" | "changed" | "no-room"; rule: AutomodRule }
	/** Discord refused `count` effects for this reason, in Discord's own words. */
	| { kind: "undelivered"; reason: string; count: number }
	/** Discord has not taken something for a while, in passing as it seems; what is behind it waits. */
	| { kind: "held-up"; reason: string };

export interface HealthDependencies {
	api: DiscordApi;
	transact: Transact;
	groups: Pick<GroupService, "find" | "listIn">;
	openings: Pick<OpeningService, "place" | "places">;
	resources: Pick<ResourceStore, "get">;
	outbox: Pick<OutboxStore, "failed" | "heldUp">;
	botId: () => string;
	automod: Pick<AutomodLooker, "look">;
}

/** From so many tries on, about half an hour, staff may wonder where something stays. */
const HELD_UP_TRIES = 5;

interface Server {
	guild: APIGuild;
	bot: APIGuildMember;
	channels: ReadonlyMap<string, APIChannel>;
}

/** Asks Discord how things stand on a server that has been set up, and what is wrong there. Changes nothing. */
export class Health {
	readonly #with: HealthDependencies;

	constructor(dependencies: HealthDependencies) {
		this.#with = dependencies;
	}

	async problems(settings: Settings): Promise<Problem[]> {
		const { api, botId } = this.#with;
		const { guildId } = settings;
		const [guild, bot, channels] = await Promise.all([
			api.guild(guildId),
			api.member(guildId, botId()),
			api.channels(guildId),
		]);
		const server = { guild, bot, channels: new Map(channels.map((each) => [each.id, each])) };
		const { ours, places, troubled } = await this.#ours(settings);
		const missing = lacking(serverPermissions(guild, bot));
		return [
			...missing.map((permission) => ({ kind: "permission" as const, permission })),
			...settingsProblems(settings, server),
			...ours.flatMap(({ group, role, rooms }) => [
				...roleProblems(group, role, server),
				...rooms.flatMap(({ room, resource }) =>
					roomProblems(resource, IN_ROOM[room], server, { kind: "room-gone", group, room }),
				),
			]),
			...places.flatMap(({ place, rooms }) =>
				rooms.flatMap(({ room, resource }) =>
					roomProblems(resource, IN_PLACE_ROOM[room], server, { kind: "place-room-gone", place, room }),
				),
			),
			...(await this.#automod(settings)),
			...undelivered(troubled),
		];
	}

	/** Of a server whose coordinator asked for it. That Piiri may not look is told of as a lacking permission. */
	async #automod(settings: Settings): Promise<Problem[]> {
		const look = await this.#with.automod.look(settings);
		if (look.kind === "forbidden" || !look.on) return [];
		return look.plan.steps.flatMap(({ rule, noRoom, present, differences }): Problem[] => {
			if (noRoom) return [{ kind: "automod", what: "no-room", rule }];
			if (!present) return [{ kind: "automod", what: "gone", rule }];
			return differences.length > 0 ? [{ kind: "automod", what: "changed", rule }] : [];
		});
	}

	async #ours({ guildId }: Settings) {
		const { transact, groups, openings, resources, outbox } = this.#with;
		return transact(async (tx) => {
			const ours = [];
			for (const group of await groups.listIn(tx, guildId)) {
				const rooms = [];
				for (const room of ROOMS) {
					rooms.push({ room, resource: await resources.get(tx, resourceKey.room(group.id, room)) });
				}
				ours.push({ group, role: await resources.get(tx, resourceKey.role(group.id)), rooms });
			}
			const places = [];
			for (const place of await openings.places(tx, guildId)) {
				const rooms = [];
				for (const room of PLACE_ROOMS) {
					rooms.push({ room, resource: await resources.get(tx, resourceKey.placeRoom(place.id, room)) });
				}
				places.push({ place, rooms });
			}
			const troubled = [];
			for (const row of [...(await outbox.failed(tx)), ...(await outbox.heldUp(tx, HELD_UP_TRIES))]) {
				if ((await this.#guildOf(tx, row)) === guildId) troubled.push(row);
			}
			return { ours, places, troubled };
		});
	}

	/** The server that a row is of; also of groups and places that are archived, which are not listed. */
	async #guildOf(tx: Tx, { lane }: OutboxRow): Promise<GuildId | undefined> {
		const { groups, openings } = this.#with;
		// That the staff could not be told of trouble is no trouble of its own.
		if (isTroubleLane(lane)) return undefined;
		const groupId = groupOfLane(lane);
		if (groupId !== undefined) return (await groups.find(tx, groupId))?.guildId;
		const placeId = placeOfLane(lane);
		if (placeId !== undefined) return (await openings.place(tx, placeId))?.guildId;
		return guildOfRosterLane(lane) ?? guildOfSafetyLane(lane);
	}
}

/** What Piiri does in every channel it writes to. */
const WRITING = ["ViewChannel", "SendMessages", "ReadMessageHistory"] as const;
/** Where Piiri opens private threads. */
const OPENING = ["CreatePrivateThreads", "SendMessagesInThreads", "ManageThreads"] as const;
const FOR_STAFF = [...WRITING, ...OPENING, "AttachFiles"] as const;
const IN_EVERY_ROOM = [...WRITING, "ManageChannels", "ManageRoles"] as const;
/** What Piiri does with those who speak. */
const VOICES = ["Connect", "Speak", "Stream", "MoveMembers"] as const;
/** What Piiri does in each room of a group. */
const IN_ROOM: Record<Room, readonly NeededPermission[]> = {
	category: IN_EVERY_ROOM,
	welcome: [...IN_EVERY_ROOM, ...OPENING, "CreateInstantInvite"],
	introductions: IN_EVERY_ROOM,
	discussion: [...IN_EVERY_ROOM, "PinMessages", "ManageMessages"],
	questions: [...IN_EVERY_ROOM, ...OPENING],
	recordings: IN_EVERY_ROOM,
	voice: [...IN_EVERY_ROOM, ...VOICES, "PinMessages", "SetVoiceChannelStatus", "CreateEvents"],
};

/** What Piiri does in each room of a place. */
const IN_PLACE_ROOM: Record<PlaceRoom, readonly NeededPermission[]> = {
	category: IN_EVERY_ROOM,
	card: [...IN_EVERY_ROOM, ...OPENING],
	discussion: [...IN_EVERY_ROOM, "PinMessages"],
	voice: [...IN_EVERY_ROOM, ...VOICES, "PinMessages", "SetVoiceChannelStatus"],
	"staff-voice": [...IN_EVERY_ROOM, "Connect"],
};

/** What of `needed` is lacking in one channel although the server grants it. */
function lackingIn(
	{ guild, bot }: Server,
	place: APIChannel,
	needed: readonly NeededPermission[],
): Problem[] {
	const overwrites = "permission_overwrites" in place ? (place.permission_overwrites ?? []) : [];
	const everywhere = lacking(serverPermissions(guild, bot));
	const here = lacking(channelPermissions(guild, bot, overwrites));
	return needed
		.filter((permission) => here.includes(permission) && !everywhere.includes(permission))
		.map((permission) => ({ kind: "room-permission", channelId: place.id, permission }));
}

function settingsProblems(settings: Settings, server: Server): Problem[] {
	const { staffChannelId, coordinatorChannelId, coordinatorRoleId, facilitatorRoleId } = settings;
	const has = (roleId: string) => server.guild.roles.some(({ id }) => id === roleId);
	const places = [...new Set([staffChannelId, coordinatorChannelId])].map((id) => server.channels.get(id));
	return [
		...(places.includes(undefined) ? [{ kind: "setup-channel-gone" as const }] : []),
		...places.flatMap((place) => (place ? lackingIn(server, place, FOR_STAFF) : [])),
		...(has(coordinatorRoleId) ? [] : [{ kind: "setup-role-gone" as const, which: "coordinator" as const }]),
		...(has(facilitatorRoleId) ? [] : [{ kind: "setup-role-gone" as const, which: "facilitator" as const }]),
	];
}

/** Nothing is said of what has not been made yet: that waits in the outbox, or failed there. */
function roleProblems(group: Group, resource: Resource | undefined, { guild, bot }: Server): Problem[] {
	if (!resource) return [];
	const role = guild.roles.find(({ id }) => id === resource.discordId);
	if (!role) return [{ kind: "role-gone", group }];
	return standsAbove(guild, bot, [role.id]) ? [] : [{ kind: "role-above", roleId: role.id }];
}

function roomProblems(
	resource: Resource | undefined,
	needed: readonly NeededPermission[],
	server: Server,
	gone: Problem,
): Problem[] {
	if (!resource) return [];
	const place = server.channels.get(resource.discordId);
	return place ? lackingIn(server, place, needed) : [gone];
}

function undelivered(troubled: OutboxRow[]): Problem[] {
	const { failed = [], pending = [] } = Object.groupBy(troubled, ({ state }) => state);
	const byReason = Map.groupBy(failed, ({ lastError }) => lastError ?? "?");
	return [
		...[...byReason].map(([reason, { length }]) => ({ kind: "undelivered" as const, reason, count: length })),
		...[...new Set(pending.map(({ lastError }) => lastError ?? "?"))].map((reason) => ({
			kind: "held-up" as const,
			reason,
		})),
	];
}

/** A problem in a sentence or two: what is wrong, and what to do about it. */
export function problemText(t: Translate, problem: Problem): string {
	const restore = t("messages:problem.restore");
	switch (problem.kind) {
		case "permission":
		case "room-permission": {
			const permission = permissionName(t, problem.permission);
			const why = t(`messages:permission.${problem.permission}.why`);
			return problem.kind === "permission"
				? t("messages:problem.permission", { permission, why })
				: t("messages:problem.room-permission", { room: channel(problem.channelId), permission, why });
		}
		case "role-above":
			return t("messages:problem.role-above", { role: `<@&${problem.roleId}>` });
		case "role-gone":
			return t("messages:problem.role-gone", { group: plain(problem.group.name), restore });
		case "room-gone": {
			const room =
				problem.room === "category"
					? t("messages:problem.category")
					: t(`messages:room.${problem.room}.name`);
			return t("messages:problem.room-gone", { group: plain(problem.group.name), room, restore });
		}
		case "place-room-gone": {
			const room =
				problem.room === "category"
					? t("messages:problem.category")
					: t(`openings:room.${problem.room}.name`);
			return t("messages:problem.place-room-gone", { place: plain(problem.place.name), room, restore });
		}
		case "automod":
			return t(`prevention:problem.${problem.what}`, { rule: plain(problem.rule.name[t.language]), restore });
		case "setup-channel-gone":
			return t("messages:problem.setup-channel-gone");
		case "setup-role-gone":
			return t(`messages:problem.setup-role-gone.${problem.which}`);
		case "held-up":
			return t("messages:problem.held-up", { reason: plain(problem.reason) });
		case "undelivered":
			return t("messages:problem.undelivered", {
				count: problem.count,
				reason: plain(problem.reason),
				restore,
			});
	}
}
