import { type APIChannel, ChannelType } from "discord.js";
import type { Resource } from "../../outbox/ports.ts";
import { unlessGone } from "../failure.ts";
import { type RoomPlan, sameOverwrites } from "../rights.ts";
import { type Attempt, adoptable, type Changes, type EffectDependencies, hashOf } from "./effect.ts";

/** A channel of ours as it should be. */
export interface WantedChannel {
	key: string;
	guildId: Resource["guildId"];
	known: Resource | undefined;
	/** Null when it should not be there. */
	plan: RoomPlan | null;
	parentId: string | null;
	/** Whether its name follows ours when ours changes. */
	renamed: boolean;
	/** The line under a voice room's name; null for other rooms. */
	status: string | null;
}

/**
 * A channel of ours: there, in its category, and open to exactly those who should have it. A name or topic that
 * somebody changed by hand is left as it is; who may see and do what is always brought back. What is remembered beside
 * it is what was last said under its name, or its name.
 */
export async function bringChannel(
	deps: EffectDependencies,
	wanted: WantedChannel,
	attempt: Attempt,
): Promise<Changes> {
	const { key, guildId, known, plan } = wanted;
	const existing = known && (await unlessGone(deps.api.channel(known.discordId)));
	if (!plan) {
		if (existing) await unlessGone(deps.api.deleteChannel(existing.id));
		return { remove: [key, ...(await messagesIn(deps, known?.discordId))] };
	}
	const found = existing ?? (await lookFor(deps, wanted, plan, attempt));
	const channel = found ? await bring(deps, found, plan, wanted) : await make(deps, wanted, plan);
	const bodyHash = wanted.renamed
		? hashOf(plan.name)
		: await sayStatus(deps, channel.id, wanted, channel.id === known?.discordId);
	return { put: [{ key, guildId, discordId: channel.id, channelId: null, bodyHash }] };
}

async function lookFor(
	deps: EffectDependencies,
	{ guildId, parentId }: WantedChannel,
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
	{ guildId, parentId }: WantedChannel,
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
	{ name, overwrites }: RoomPlan,
	{ parentId, renamed, known }: WantedChannel,
): Promise<APIChannel> {
	const named = known?.bodyHash ?? hashOf(name);
	const present = "permission_overwrites" in channel ? (channel.permission_overwrites ?? []) : [];
	const change = {
		...(sameOverwrites(present, overwrites) ? {} : { permission_overwrites: overwrites }),
		...(parentOf(channel) === parentId ? {} : { parent_id: parentId }),
		...(renamed && named !== hashOf(name) ? { name } : {}),
	};
	return Object.keys(change).length === 0 ? channel : api.editChannel(channel.id, change);
}

/** What is remembered of a voice room that says nothing under its name. */
export const UNSAID = hashOf("");

/** Discord does not tell a channel's status, so what was last said is remembered. */
async function sayStatus(
	{ api }: EffectDependencies,
	channelId: string,
	{ status, known }: WantedChannel,
	sameChannel: boolean,
): Promise<string | null> {
	if (status === null) return null;
	const said = (sameChannel && known?.bodyHash) || UNSAID;
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
