import type { APIMessage } from "discord.js";
import type { Effect, Surface } from "../../outbox/model.ts";
import type { Resource } from "../../outbox/ports.ts";
import { MissingResource, unlessGone } from "../failure.ts";
import { resourceKey } from "../resourceKeys.ts";
import { loadSurface } from "../surfaces/index.ts";
import type { Loaded, Place } from "../surfaces/surface.ts";
import { deliverPersonal, removePersonal } from "./direct.ts";
import type { Attempt, Changes, EffectDependencies } from "./effect.ts";
import { findMarked, sendMarked } from "./marked.ts";
import { bringPin } from "./pin.ts";
import { type Body, bodyOf } from "./wire.ts";

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
	if (loaded.place.kind === "person" && !known)
		return deliverPersonal(deps, surface, loaded, loaded.place, attempt);
	return keep(deps, surface, { ...loaded, show: loaded.show }, known, attempt);
}

async function keep(
	deps: EffectDependencies,
	surface: Surface,
	{ guildId, place, show }: Loaded & { show: NonNullable<Loaded["show"]> },
	known: Resource | undefined,
	attempt: Attempt,
): Promise<Changes> {
	const key = resourceKey.message(surface);
	const sent = bodyOf(await show.render());
	const channelId = await channelOf(deps, place);
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
	if (surface.name === "member.offer") return removePersonal(deps, surface, loaded, known, attempt);
	if (known?.channelId) await unlessGone(deps.api.deleteMessage(known.channelId, known.discordId));
	else if (attempt.since !== null && loaded) {
		const channelId = await channelOf(deps, loaded.place);
		const lost = channelId && (await unlessGone(findMarked(deps, channelId, attempt)));
		if (lost) await unlessGone(deps.api.deleteMessage(lost.channel_id, lost.id));
	}
	return { remove: [key] };
}

/** Null when the room is not there, and for a person: theirs is found otherwise. */
async function channelOf({ state, transact }: EffectDependencies, place: Place): Promise<string | null> {
	switch (place.kind) {
		case "channel":
			return place.id;
		case "person":
			return null;
		case "room": {
			const room = await transact((tx) =>
				state.resources.get(tx, resourceKey.room(place.groupId, place.room)),
			);
			return room?.discordId ?? null;
		}
	}
}

function missingRoom(place: Place): string {
	return place.kind === "room" ? resourceKey.room(place.groupId, place.room) : place.kind;
}
