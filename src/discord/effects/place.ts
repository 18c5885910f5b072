import type { Temporal } from "temporal-polyfill";
import type { Standing } from "../../openings/service.ts";
import type { Effect } from "../../outbox/model.ts";
import type { Settings } from "../../setup/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import { isNotInVoice, MissingResource, unlessGone } from "../failure.ts";
import { type PlaceLayoutState, placeRoomPlan } from "../placeLayout.ts";
import { resourceKey } from "../resourceKeys.ts";
import type { Hush } from "../rights.ts";
import { clockTime } from "../views/text.ts";
import { bringChannel, type WantedChannel } from "./channel.ts";
import type { Attempt, Changes, EffectDependencies } from "./effect.ts";
import { hushOf, silentIn } from "./hush.ts";

type RoomEffect = Extract<Effect, { kind: "place-room" }>;

/** The server's roles are still to be asked for. */
interface Wanted extends Omit<WantedChannel, "key" | "plan" | "renamed"> {
	layout: Omit<PlaceLayoutState, "roles" | "hush"> & { silent: Omit<Hush, "held"> };
}

/** A room of a place, in the place's category. */
export async function deliverPlaceRoom(
	deps: EffectDependencies,
	effect: RoomEffect,
	attempt: Attempt,
): Promise<Changes> {
	const { api, transact } = deps;
	const key = resourceKey.placeRoom(effect.placeId, effect.room);
	const wanted = await transact((tx) => want(deps, tx, effect, attempt.now));
	if (!wanted) return { remove: [key] };
	const { layout, ...channel } = wanted;
	const roles = new Set((await api.roles(channel.guildId)).map(({ id }) => id));
	// Without their role those on duty could not come in: then the doors stay as they are.
	const door = effect.room === "discussion" || effect.room === "voice";
	if (door && layout.doorsOpen && !roles.has(layout.settings.facilitatorRoleId))
		throw new MissingResource("the role of the facilitators");
	const hush = await hushOf(deps, channel.guildId, layout.silent);
	const plan = placeRoomPlan(effect.room, { ...layout, roles, hush });
	return bringChannel(deps, { ...channel, key, plan, renamed: effect.room === "category" }, attempt);
}

async function want(
	deps: EffectDependencies,
	tx: Tx,
	{ placeId, room }: RoomEffect,
	now: Temporal.Instant,
): Promise<Wanted | undefined> {
	const { state, botId } = deps;
	const standing = await state.openings.standing(tx, placeId, now);
	const settings = standing && (await state.setup.find(tx, standing.place.guildId));
	if (!standing || !settings) return undefined;
	const { place, doorsOpen } = standing;
	const { guildId } = place;
	const key = resourceKey.placeRoom(placeId, room);
	const silent = await silentIn(deps, tx, guildId, key, now);
	const waiting = await state.resources.get(tx, resourceKey.waitingRole(guildId));
	const layout = { place, settings, botId: botId(), doorsOpen, silent, waitingRoleId: waiting?.discordId };
	const known = await state.resources.get(tx, key);
	if (place.state === "archived") return { guildId, layout, parentId: null, known, status: null };
	const category = await state.resources.get(tx, resourceKey.placeRoom(placeId, "category"));
	if (!category && room !== "category") throw new MissingResource(resourceKey.placeRoom(placeId, "category"));
	return {
		guildId,
		layout,
		known,
		parentId: room === "category" ? null : (category?.discordId ?? null),
		status: room === "voice" ? statusOf(standing, settings) : null,
	};
}

function statusOf({ place, doorsOpen, current }: Standing, { zone }: Settings): string {
	const t = translator(place.language);
	if (!doorsOpen || !current) return t("openings:status.closed");
	return t("openings:status.open", {
		time: clockTime(current.endsAt.toZonedDateTimeISO(zone).toPlainTime(), t.language),
	});
}

/** Nobody but staff stays in the voice room of a place that is closed. */
export async function deliverPlaceEmpty(
	{ api, state, transact, inVoice }: EffectDependencies,
	{ placeId }: Extract<Effect, { kind: "place-empty" }>,
	attempt: Attempt,
): Promise<Changes> {
	const found = await transact(async (tx) => {
		const standing = await state.openings.standing(tx, placeId, attempt.now);
		const settings = standing && (await state.setup.find(tx, standing.place.guildId));
		const room = await state.resources.get(tx, resourceKey.placeRoom(placeId, "voice"));
		return settings && room && !standing.doorsOpen ? { settings, room } : undefined;
	});
	if (!found) return {};
	const { guildId, facilitatorRoleId, coordinatorRoleId } = found.settings;
	for (const userId of inVoice(guildId, found.room.discordId)) {
		const member = await unlessGone(api.member(guildId, userId));
		const staff = member?.roles.some((role) => role === facilitatorRoleId || role === coordinatorRoleId);
		if (!member || member.user.bot || staff) continue;
		try {
			await unlessGone(api.disconnect(guildId, userId));
		} catch (error) {
			// They have left by themselves.
			if (!isNotInVoice(error)) throw error;
		}
	}
	return {};
}
