import { DiscordAPIError, RESTJSONErrorCodes } from "discord.js";
import type { Surface } from "../../outbox/model.ts";
import { resourceKey } from "../resourceKeys.ts";
import type { Loaded, Place } from "../surfaces/surface.ts";
import { addressed } from "../views/addressed.ts";
import type { Attempt, Changes, EffectDependencies } from "./effect.ts";
import { sendMarked } from "./marked.ts";
import { bringThread, threadOf } from "./thread.ts";
import { bodyOf } from "./wire.ts";

type Personal = Extract<Place, { kind: "person" }>;

/** To one person, who asked for it: directly, or, when their direct messages are closed, where else it may stand. */
export async function deliverPersonal(
	deps: EffectDependencies,
	surface: Surface,
	{ guildId, show }: Loaded & { show: NonNullable<Loaded["show"]> },
	place: Personal,
	attempt: Attempt,
): Promise<Changes> {
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
	const wanted = threadOf(place);
	const channelId = wanted
		? await bringThread(deps, surface, guildId, wanted, attempt)
		: await elsewhere(deps, surface, place);
	if (channelId === null) return {};
	const sent = bodyOf(addressed(view, place.userId));
	const { id } = await sendMarked(deps, channelId, sent, attempt);
	return { put: [{ key, guildId, discordId: id, channelId, bodyHash: sent.hash }] };
}

/** Where, but for their direct messages, something for a person may stand now; null when nowhere. */
export async function elsewhere(
	{ state, transact }: EffectDependencies,
	surface: Surface,
	{ otherwise }: Personal,
): Promise<string | null> {
	if (otherwise.kind === "channel") return otherwise.id;
	const thread = await transact((tx) => state.resources.get(tx, resourceKey.thread(surface)));
	return thread?.discordId ?? null;
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
