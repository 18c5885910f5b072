import type { Client } from "discord.js";
import type { Temporal } from "temporal-polyfill";
import type { OpeningService } from "../openings/service.ts";
import { placeLane } from "../outbox/model.ts";
import type { Outbox, ResourceStore } from "../outbox/ports.ts";
import type { GuildId, PlaceId, UserId } from "../shared/ids.ts";
import { iso } from "../shared/time.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import { UNSAID } from "./effects/channel.ts";
import { resourceKey } from "./resourceKeys.ts";

/** Who is in a voice room, as the gateway has told so far. */
export function inVoice(client: Client, guildId: string, channelId: string): string[] {
	const states = client.guilds.cache.get(guildId)?.voiceStates.cache.values() ?? [];
	return [...states].filter((state) => state.channelId === channelId).map(({ id }) => id);
}

interface VoiceRoomDependencies {
	transact: Transact;
	openings: Pick<OpeningService, "places" | "standing" | "voice">;
	resources: Pick<ResourceStore, "get" | "put">;
	outbox: Outbox;
	inVoice: (guildId: string, channelId: string) => string[];
}

/** What comings and goings in the voice rooms of places mean. */
export class VoiceRooms {
	readonly #with: VoiceRoomDependencies;

	constructor(dependencies: VoiceRoomDependencies) {
		this.#with = dependencies;
	}

	/** Somebody stepped into or out of these channels. */
	changed(guildId: GuildId, channelIds: readonly string[], now: Temporal.Instant): Promise<void> {
		return this.#with.transact(async (tx) => {
			for (const { id } of await this.#with.openings.places(tx, guildId)) {
				await this.#staff(tx, guildId, id, now, channelIds);
				await this.#status(tx, guildId, id, now, channelIds);
			}
		});
	}

	/** A new connection: what happened before it went unheard. */
	all(guildId: GuildId, now: Temporal.Instant): Promise<void> {
		return this.#with.transact(async (tx) => {
			for (const { id } of await this.#with.openings.places(tx, guildId)) {
				await this.#staff(tx, guildId, id, now);
				await this.#status(tx, guildId, id, now);
				await this.#closed(tx, guildId, id, now);
			}
		});
	}

	/** Who is in the staff's room is on duty. Without `among`, whatever has changed. */
	async #staff(tx: Tx, guildId: GuildId, id: PlaceId, now: Temporal.Instant, among?: readonly string[]) {
		const { openings, resources, inVoice } = this.#with;
		const room = await resources.get(tx, resourceKey.placeRoom(id, "staff-voice"));
		if (!room || !(among?.includes(room.discordId) ?? true)) return;
		// Read within the transaction: of two that follow each other the later one is right.
		await openings.voice(tx, id, inVoice(guildId, room.discordId) as UserId[], now);
	}

	/** Discord forgets what stands under a room's name when the last one leaves: it is said again. */
	async #status(tx: Tx, guildId: GuildId, id: PlaceId, now: Temporal.Instant, among?: readonly string[]) {
		const { resources, outbox, inVoice } = this.#with;
		const room = await resources.get(tx, resourceKey.placeRoom(id, "voice"));
		if (!room || !(among?.includes(room.discordId) ?? true)) return;
		if (room.bodyHash === UNSAID || inVoice(guildId, room.discordId).length > 0) return;
		await resources.put(tx, { ...room, bodyHash: UNSAID });
		await outbox.put(tx, placeLane(id), { kind: "place-room", placeId: id, room: "voice" }, iso(now));
	}

	async #closed(tx: Tx, guildId: GuildId, id: PlaceId, now: Temporal.Instant) {
		const { openings, resources, outbox, inVoice } = this.#with;
		const room = await resources.get(tx, resourceKey.placeRoom(id, "voice"));
		const standing = await openings.standing(tx, id, now);
		if (!room || !standing || standing.doorsOpen || inVoice(guildId, room.discordId).length === 0) return;
		await outbox.put(tx, placeLane(id), { kind: "place-empty", placeId: id }, iso(now));
	}
}
