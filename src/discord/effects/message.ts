import type { APIMessage } from "discord.js";
import type { Effect, Surface } from "../../outbox/model.ts";
import type { Resource } from "../../outbox/ports.ts";
import { MissingResource, unlessGone } from "../failure.ts";
import { resourceKey, roomKey } from "../resourceKeys.ts";
import { loadSurface } from "../surfaces/index.ts";
import type { Loaded, Place } from "../surfaces/surface.ts";
import { addressed } from "../views/addressed.ts";
import type { View } from "../views/view.ts";
import { deliverPersonal, elsewhere } from "./direct.ts";
import type { Attempt, Changes, EffectDependencies } from "./effect.ts";
import { findMarked, sendMarked } from "./marked.ts";
import { bringPin } from "./pin.ts";
import { bringThread, removeThread, threadOf } from "./thread.ts";
import { type Body, bodyOf } from "./wire.ts";

type Shown = Loaded & { show: NonNullable<Loaded["show"]> };

/** A message that Piiri keeps: there and up to date, or gone when there is nothing to say. */
export async function deliverMessage(
	deps: EffectDependencies,
	{ surface }: Extract<Effect, { kind: "message" }>,
	attempt: Attempt,
): Promise<Changes> {
	const { state, transact } = deps;
	const key = resourceKey.message(surface);
	const { loaded, known } = await transact(async (tx) => ({
		loaded: await loadSurface(state, tx, surface, attempt.now),
		known: await state.resources.get(tx, key),
	}));
	if (!loaded?.show) return remove(deps, surface, loaded, known, attempt);
	const shown = { ...loaded, show: loaded.show };
	if (loaded.place.kind === "person" && !known)
		return deliverPersonal(deps, surface, shown, loaded.place, attempt);
	return keep(deps, surface, shown, known, attempt);
}

async function keep(
	deps: EffectDependencies,
	surface: Surface,
	loaded: Shown,
	known: Resource | undefined,
	attempt: Attempt,
): Promise<Changes> {
	const { guildId, place, show } = loaded;
	const key = resourceKey.message(surface);
	const sent = bodyOf(await viewFor(deps, surface, loaded, known));
	const thread = place.kind === "thread" ? threadOf(place) : undefined;
	const channelId = thread
		? await bringThread(deps, surface, guildId, thread, attempt)
		: await channelOf(deps, place);
	const remember = ({ id }: { id: string }, where: string): Changes => ({
		put: [{ key, guildId, discordId: id, channelId: where, bodyHash: sent.hash }],
	});
	const stands = show.keep === "standing" || show.keep === "changed";
	const moved = stands && place.kind !== "person" && known?.channelId !== channelId;
	if (known?.channelId && !moved) {
		const message = await change(deps, known.channelId, known, sent);
		if (message) {
			await bringPin(deps, message, show.pinned, attempt);
			return remember(message, known.channelId);
		}
		// Somebody took it away by hand.
		if (show.keep === "changed" && known.bodyHash === sent.hash) return {};
		if (!stands) return {};
	}
	if (show.keep === "update") return {};
	if (channelId === null) throw new MissingResource(missingRoom(place));
	if (moved && known?.channelId) await unlessGone(deps.api.deleteMessage(known.channelId, known.discordId));
	const message = await sendMarked(deps, channelId, sent, attempt);
	await bringPin(deps, message, show.pinned, attempt);
	return remember(message, channelId);
}

/** What for a person stands where others read along says for whom it is. */
async function viewFor(
	deps: EffectDependencies,
	surface: Surface,
	{ place, show }: Shown,
	known: Resource | undefined,
): Promise<View> {
	const view = await show.render();
	if (place.kind !== "person" || !known?.channelId) return view;
	const there = known.channelId === (await elsewhere(deps, surface, place));
	return there ? addressed(view, place.userId) : view;
}

/** The message as it now is; undefined when it is not there. One that would stay the same is only looked at. */
async function change(
	{ api }: EffectDependencies,
	channelId: string,
	{ discordId, bodyHash }: Resource,
	{ body, files, hash }: Body,
): Promise<APIMessage | undefined> {
	return unlessGone(
		bodyHash === hash
			? api.message(channelId, discordId)
			: api.editMessage(channelId, discordId, body, files),
	);
}

async function remove(
	deps: EffectDependencies,
	surface: Surface,
	loaded: Loaded | null,
	known: Resource | undefined,
	attempt: Attempt,
): Promise<Changes> {
	const key = resourceKey.message(surface);
	const { remove: threads = [] } = await removeThread(deps, surface, loaded, attempt);
	if (known?.channelId) await unlessGone(deps.api.deleteMessage(known.channelId, known.discordId));
	else if (attempt.since !== null && loaded) {
		for (const channelId of await channelsOf(deps, loaded.place)) {
			const lost = await unlessGone(findMarked(deps, channelId, attempt));
			if (lost) await unlessGone(deps.api.deleteMessage(lost.channel_id, lost.id));
		}
	}
	return { remove: [key, ...threads] };
}

/** Where a message may be that was sent and never confirmed; threads go as a whole. */
async function channelsOf(deps: EffectDependencies, place: Place): Promise<string[]> {
	if (place.kind === "person") {
		const direct = await deps.api.directChannel(place.userId);
		return [direct.id, ...(place.otherwise.kind === "channel" ? [place.otherwise.id] : [])];
	}
	const channelId = await channelOf(deps, place);
	return channelId === null ? [] : [channelId];
}

/** Null when the room is not there, and for a person or thread: those are found otherwise. */
async function channelOf({ state, transact }: EffectDependencies, place: Place): Promise<string | null> {
	switch (place.kind) {
		case "channel":
			return place.id;
		case "person":
		case "thread":
			return null;
		case "inside":
		case "room":
		case "place-room":
			return (await transact((tx) => state.resources.get(tx, keyOf(place))))?.discordId ?? null;
	}
}

function keyOf(place: Extract<Place, { kind: "inside" | "room" | "place-room" }>): string {
	return place.kind === "inside" ? resourceKey.thread(place.thread) : roomKey(place);
}

function missingRoom(place: Place): string {
	return place.kind === "inside" || place.kind === "room" || place.kind === "place-room"
		? keyOf(place)
		: place.kind;
}
