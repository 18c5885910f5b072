import { ChannelType, DiscordAPIError, RESTJSONErrorCodes, ThreadAutoArchiveDuration } from "discord.js";
import type { Surface } from "../../outbox/model.ts";
import type { Resource } from "../../outbox/ports.ts";
import { MissingResource, unlessGone } from "../failure.ts";
import { resourceKey } from "../resourceKeys.ts";
import type { Loaded, Place } from "../surfaces/surface.ts";
import { person } from "../views/text.ts";
import { type Attempt, adoptable, type Changes, type EffectDependencies } from "./effect.ts";
import { findMarked, sendMarked } from "./marked.ts";
import { bodyOf } from "./wire.ts";

type Personal = Extract<Place, { kind: "person" }>;

/** To one person, who asked for it: directly, or, when their direct messages are closed, in a thread of their own. */
export async function deliverPersonal(
	deps: EffectDependencies,
	surface: Surface,
	{ guildId, show }: Loaded,
	place: Personal,
	attempt: Attempt,
): Promise<Changes> {
	if (!show) return {};
	const key = resourceKey.message(surface);
	const view = await show.render();
	const thread = await deps.transact((tx) => deps.state.resources.get(tx, resourceKey.thread(surface)));
	if (!thread) {
		const sent = bodyOf(view);
		const message = await unlessClosed(sendDirectly());
		if (message) {
			const { id, channel_id: channelId } = message;
			return { put: [{ key, guildId, discordId: id, channelId, bodyHash: sent.hash }] };
		}

		async function sendDirectly() {
			const channel = await deps.api.directChannel(place.userId);
			return sendMarked(deps, channel.id, sent, attempt);
		}
	}
	const channelId = thread?.discordId ?? (await openThread(deps, surface, guildId, place, attempt));
	await deps.api.addThreadMember(channelId, place.userId);
	view.container.addTextDisplayComponents((text) => text.setContent(`-# ${person(place.userId)}`));
	const sent = bodyOf({ ...view, calls: [place.userId] });
	const { id } = await sendMarked(deps, channelId, sent, attempt);
	return { put: [{ key, guildId, discordId: id, channelId, bodyHash: sent.hash }] };
}

/** The message is over: it goes, and the thread that was made for it. */
export async function removePersonal(
	deps: EffectDependencies,
	surface: Surface,
	loaded: Loaded | null,
	known: Resource | undefined,
	attempt: Attempt,
): Promise<Changes> {
	const { api, state, transact } = deps;
	const keys = [resourceKey.message(surface), resourceKey.thread(surface)];
	const thread = await transact((tx) => state.resources.get(tx, resourceKey.thread(surface)));
	if (thread) await unlessGone(api.deleteChannel(thread.discordId));
	else if (known?.channelId) await unlessGone(api.deleteMessage(known.channelId, known.discordId));
	else if (attempt.since !== null && loaded?.place.kind === "person") {
		const channel = await api.directChannel(loaded.place.userId);
		const lost = await findMarked(deps, channel.id, attempt);
		if (lost) await unlessGone(api.deleteMessage(lost.channel_id, lost.id));
		const lostThread = await findThread(deps, loaded.guildId, loaded.place, attempt);
		if (lostThread) await unlessGone(api.deleteChannel(lostThread.id));
	}
	return { remove: keys };
}

/** Undefined when the person takes no direct messages. */
async function unlessClosed<T>(request: Promise<T>): Promise<T | undefined> {
	try {
		return await request;
	} catch (error) {
		if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.CannotSendMessagesToThisUser)
			return undefined;
		throw error;
	}
}

async function openThread(
	deps: EffectDependencies,
	surface: Surface,
	guildId: Resource["guildId"],
	place: Personal,
	attempt: Attempt,
): Promise<string> {
	const { api, state, transact } = deps;
	const roomKey = resourceKey.room(place.groupId, "welcome");
	const welcome = await transact((tx) => state.resources.get(tx, roomKey));
	if (!welcome) throw new MissingResource(roomKey);
	const thread =
		(await findThread(deps, guildId, place, attempt)) ??
		(await api.createThread(welcome.discordId, {
			name: place.threadName,
			type: ChannelType.PrivateThread,
			invitable: false,
			auto_archive_duration: ThreadAutoArchiveDuration.OneWeek,
		}));
	const key = resourceKey.thread(surface);
	const resource = { key, guildId, discordId: thread.id, channelId: welcome.discordId, bodyHash: null };
	// At once, before anybody is let in: another offer must never take this thread for its own.
	await transact((tx) => state.resources.put(tx, resource));
	return thread.id;
}

/** A thread that an earlier try made, in which nobody else is. */
async function findThread(
	deps: EffectDependencies,
	guildId: string,
	{ userId, threadName }: Personal,
	attempt: Attempt,
) {
	if (attempt.since === null) return undefined;
	const { api, botId } = deps;
	const threads = await api.activeThreads(guildId);
	const found = await adoptable(
		deps,
		attempt,
		threads.filter(({ name, owner_id }) => name === threadName && owner_id === botId()),
	);
	if (!found) return undefined;
	const members = await api.threadMembers(found.id);
	return members.every(({ user_id }) => user_id === botId() || user_id === userId) ? found : undefined;
}
