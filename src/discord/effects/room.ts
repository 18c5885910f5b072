import { type APIChannel, ChannelType } from "discord.js";
import type { Temporal } from "temporal-polyfill";
import type { Effect } from "../../outbox/model.ts";
import type { Resource } from "../../outbox/ports.ts";
import { RoleId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import { MissingResource, unlessGone } from "../failure.ts";
import { type LayoutState, type RoomPlan, roomPlan, sameOverwrites } from "../layout.ts";
import { resourceKey } from "../resourceKeys.ts";
import { clip } from "../views/text.ts";
import { type Attempt, adoptable, type Changes, type EffectDependencies, hashOf } from "./effect.ts";

type RoomEffect = Extract<Effect, { kind: "room" }>;

interface Wanted {
	guildId: Resource["guildId"];
	/** Null when the group is archived; the server's roles are still to be asked for. */
	layout: Omit<LayoutState, "roles"> | null;
	parentId: string | null;
	known: Resource | undefined;
	/** The line under the voice room's name; null for other rooms. */
	status: string | null;
}

/**
 * A room of a group: there, in the group's category, and open to exactly those who should have it. A name or topic
 * that somebody changed by hand is left as it is; who may see and do what is always brought back.
 */
export async function deliverRoom(
	deps: EffectDependencies,
	effect: RoomEffect,
	attempt: Attempt,
): Promise<Changes> {
	const { api, transact } = deps;
	const key = resourceKey.room(effect.groupId, effect.room);
	const wanted = await transact((tx) => want(deps, tx, effect, attempt.now));
	if (!wanted) return { remove: [key] };
	const { guildId, layout, known } = wanted;
	const existing = known && (await unlessGone(api.channel(known.discordId)));
	const roles = new Set(layout && (await api.roles(guildId)).map(({ id }) => id));
	// Without their role the facilitators could not come in to lead: then the doors stay as they are.
	if (effect.room === "voice" && layout?.doorsOpen && !roles.has(layout.settings.facilitatorRoleId))
		throw new MissingResource("the role of the facilitators");
	const plan = layout && roomPlan(effect.room, { ...layout, roles });
	if (!plan) {
		if (existing) await unlessGone(api.deleteChannel(existing.id));
		return { remove: [key, ...(await messagesIn(deps, known?.discordId))] };
	}
	const found = existing ?? (await lookFor(deps, wanted, plan, attempt));
	const channel = found ? await bring(deps, found, plan, wanted.parentId) : await make(deps, wanted, plan);
	const bodyHash = await sayStatus(deps, channel.id, wanted, channel.id === known?.discordId);
	return { put: [{ key, guildId, discordId: channel.id, channelId: null, bodyHash }] };
}

async function want(
	{ state, botId }: EffectDependencies,
	tx: Tx,
	{ groupId, room }: RoomEffect,
	now: Temporal.Instant,
): Promise<Wanted | undefined> {
	const group = await state.groups.find(tx, groupId);
	const settings = group && (await state.setup.find(tx, group.guildId));
	if (!group || !settings) return undefined;
	const { guildId } = group;
	const known = await state.resources.get(tx, resourceKey.room(groupId, room));
	if (group.state === "archived") return { guildId, layout: null, parentId: null, known, status: null };
	const role = await state.resources.get(tx, resourceKey.role(groupId));
	// Without the role a room could not be kept to its group.
	if (!role) throw new MissingResource(resourceKey.role(groupId));
	const category = await state.resources.get(tx, resourceKey.room(groupId, "category"));
	if (!category && room !== "category") throw new MissingResource(resourceKey.room(groupId, "category"));
	const present = await state.sessions.present(tx, groupId);
	const layout = {
		group,
		settings,
		roleId: RoleId.parse(role.discordId),
		botId: botId(),
		doorsOpen: present !== undefined,
		experts: await state.sessions.expertsInside(tx, groupId, now),
	};
	const going = present?.state === "doors" || present?.state === "live";
	return {
		guildId,
		layout,
		known,
		parentId: room === "category" ? null : (category?.discordId ?? null),
		status: room === "voice" ? (going ? clip(present.title, 500) : "") : null,
	};
}

async function lookFor(
	deps: EffectDependencies,
	{ guildId, parentId }: Wanted,
	{ name, type }: RoomPlan,
	attempt: Attempt,
): Promise<APIChannel | undefined> {
	if (attempt.since === null) return undefined;
	const channels = await deps.api.channels(guildId);
	return adoptable(
		deps,
		attempt,
		channels.filter(
			(channel) => channel.name === name && channel.type === type && parentOf(channel) === parentId,
		),
	);
}

async function make(
	{ api }: EffectDependencies,
	{ guildId, parentId }: Wanted,
	{ name, type, topic, overwrites, position }: RoomPlan,
): Promise<APIChannel> {
	return api.createChannel(guildId, {
		name,
		type,
		permission_overwrites: overwrites,
		...(parentId === null ? {} : { parent_id: parentId, position }),
		...(topic === null ? {} : { topic }),
	});
}

async function bring(
	{ api }: EffectDependencies,
	channel: APIChannel,
	{ overwrites }: RoomPlan,
	parentId: string | null,
): Promise<APIChannel> {
	const present = "permission_overwrites" in channel ? (channel.permission_overwrites ?? []) : [];
	const change = {
		...(sameOverwrites(present, overwrites) ? {} : { permission_overwrites: overwrites }),
		...(parentOf(channel) === parentId ? {} : { parent_id: parentId }),
	};
	return Object.keys(change).length === 0 ? channel : api.editChannel(channel.id, change);
}

/** Discord does not tell a channel's status, so what was last said is remembered. */
async function sayStatus(
	{ api }: EffectDependencies,
	channelId: string,
	{ status, known }: Wanted,
	sameChannel: boolean,
): Promise<string | null> {
	if (status === null) return null;
	const said = (sameChannel && known?.bodyHash) || hashOf("");
	const hash = hashOf(status);
	if (hash !== said) await api.setVoiceStatus(channelId, status);
	return hash;
}

/** The messages that went with a channel are no longer ours to keep. */
async function messagesIn(
	{ state, transact }: EffectDependencies,
	channelId: string | undefined,
): Promise<string[]> {
	if (channelId === undefined) return [];
	const all = await transact((tx) => state.resources.list(tx, ""));
	return all.filter((resource) => resource.channelId === channelId).map(({ key }) => key);
}

function parentOf(channel: APIChannel): string | null {
	if (channel.type === ChannelType.GuildCategory) return null;
	return "parent_id" in channel ? (channel.parent_id ?? null) : null;
}
