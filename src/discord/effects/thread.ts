import { type APIChannel, type APIThreadChannel, ChannelType, ThreadAutoArchiveDuration } from "discord.js";
import type { Surface } from "../../outbox/model.ts";
import type { Resource } from "../../outbox/ports.ts";
import type { UserId } from "../../shared/ids.ts";
import { isForbidden, MissingResource, unlessGone } from "../failure.ts";
import { resourceKey, roomKey } from "../resourceKeys.ts";
import type { Place, ThreadParent } from "../surfaces/surface.ts";
import { type Attempt, adoptable, type Changes, type EffectDependencies, hashOf } from "./effect.ts";

/** A private thread that is made for one message. */
interface Wanted {
	parent: ThreadParent;
	name: string;
	/** For whom it was made: for somebody else it is made anew. Null when it is nobody's. */
	of: UserId | null;
	/** Who else is let in. */
	with: UserId[];
}

/** The thread of a place that has one, by itself or when a person's direct messages are closed. */
export function threadOf(place: Place): Wanted | undefined {
	if (place.kind === "thread") return place;
	if (place.kind === "person" && place.otherwise.kind === "thread") {
		const { groupId, name } = place.otherwise;
		return { parent: { kind: "room", groupId, room: "welcome" }, name, of: place.userId, with: [] };
	}
	return undefined;
}

/** The thread's id: there, not laid aside, and with everybody in it who should be. */
export async function bringThread(
	deps: EffectDependencies,
	surface: Surface,
	guildId: Resource["guildId"],
	wanted: Wanted,
	attempt: Attempt,
): Promise<string> {
	const { api } = deps;
	const people = peopleOf(wanted);
	const thread =
		(await present(deps, surface, wanted)) ?? (await open(deps, surface, guildId, wanted, attempt));
	// Nothing can be changed in a thread that Discord has laid aside.
	if (thread.thread_metadata?.archived) await api.editChannel(thread.id, { archived: false });
	const inside = new Set((await api.threadMembers(thread.id)).map(({ user_id }) => user_id));
	for (const userId of people.filter((each) => !inside.has(each))) {
		try {
			await unlessGone(api.addThreadMember(thread.id, userId));
		} catch (error) {
			// One who leads but lacks the role does not see the room; the others are not kept waiting.
			if (userId === wanted.of || !isForbidden(error)) throw error;
		}
	}
	return thread.id;
}

/** The thread goes with all that was said in it, also one whose making was never confirmed. */
export async function removeThread(
	deps: EffectDependencies,
	surface: Surface,
	place: { guildId: string; place: Place } | null,
	attempt: Attempt,
): Promise<Changes> {
	const { api, state, transact } = deps;
	const key = resourceKey.thread(surface);
	const known = await transact((tx) => state.resources.get(tx, key));
	if (known) await unlessGone(api.deleteChannel(known.discordId));
	else {
		const wanted = place && threadOf(place.place);
		const lost = wanted && (await findThread(deps, place.guildId, wanted, attempt));
		if (lost) await unlessGone(api.deleteChannel(lost.id));
	}
	return { remove: [key] };
}

async function present(
	{ api, state, transact }: EffectDependencies,
	surface: Surface,
	{ of }: Wanted,
): Promise<APIThreadChannel | undefined> {
	const known = await transact((tx) => state.resources.get(tx, resourceKey.thread(surface)));
	const thread = known && (await unlessGone(api.channel(known.discordId)));
	if (!thread || !isThread(thread)) return undefined;
	if (known.bodyHash === hashOf(of ?? "")) return thread;
	await unlessGone(api.deleteChannel(thread.id));
	return undefined;
}

async function open(
	deps: EffectDependencies,
	surface: Surface,
	guildId: Resource["guildId"],
	wanted: Wanted,
	attempt: Attempt,
): Promise<APIThreadChannel> {
	const { api, state, transact } = deps;
	const { name, of } = wanted;
	const parentId = await parentOf(deps, wanted.parent);
	const thread =
		(await findThread(deps, guildId, wanted, attempt)) ??
		(await api.createThread(parentId, {
			name,
			type: ChannelType.PrivateThread,
			invitable: false,
			auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
		}));
	const key = resourceKey.thread(surface);
	const resource = { key, guildId, discordId: thread.id, channelId: parentId, bodyHash: hashOf(of ?? "") };
	// At once, before anybody is let in: another surface must never take this thread for its own.
	await transact((tx) => state.resources.put(tx, resource));
	return thread;
}

/** A thread that an earlier try made, in which nobody else is. */
async function findThread(
	deps: EffectDependencies,
	guildId: string,
	wanted: Wanted,
	attempt: Attempt,
): Promise<APIThreadChannel | undefined> {
	if (attempt.since === null) return undefined;
	const { api, botId } = deps;
	const threads = await api.activeThreads(guildId);
	const found = await adoptable(
		deps,
		attempt,
		threads.filter(({ name, owner_id }) => name === wanted.name && owner_id === botId()),
	);
	if (!found) return undefined;
	const members = await api.threadMembers(found.id);
	const people = peopleOf(wanted);
	const ours = (userId: string | undefined) => userId === botId() || people.some((each) => each === userId);
	return members.every(({ user_id }) => ours(user_id)) ? found : undefined;
}

async function parentOf({ state, transact }: EffectDependencies, parent: ThreadParent): Promise<string> {
	if (parent.kind === "channel") return parent.id;
	const key = roomKey(parent);
	const room = await transact((tx) => state.resources.get(tx, key));
	if (!room) throw new MissingResource(key);
	return room.discordId;
}

function peopleOf({ of, with: others }: Wanted): UserId[] {
	return [...new Set(of === null ? others : [of, ...others])];
}

function isThread(channel: APIChannel): channel is APIThreadChannel {
	return channel.type === ChannelType.PrivateThread;
}
