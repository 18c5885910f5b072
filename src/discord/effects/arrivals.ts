import { Temporal } from "temporal-polyfill";
import type { Effect } from "../../outbox/model.ts";
import type { Resource } from "../../outbox/ports.ts";
import { translator } from "../../shared/i18n.ts";
import { iso } from "../../shared/time.ts";
import { MissingResource, unlessGone } from "../failure.ts";
import { resourceKey } from "../resourceKeys.ts";
import { type Attempt, adoptable, type Changes, type EffectDependencies } from "./effect.ts";

/** Discord pauses invites for a day at most. */
const PAUSE_HOURS = 24;
/** A pause that ends sooner than this is made longer. */
const RENEWED_HOURS = 12;

/** Invites are paused while a burst goes on, and opened again after it, unless somebody else paused them. */
export async function deliverInvitesPause(
	{ api, state, transact }: EffectDependencies,
	{ guildId }: Extract<Effect, { kind: "invites-pause" }>,
	{ now }: Attempt,
): Promise<Changes> {
	const key = resourceKey.invitesPause(guildId);
	const { running, known } = await transact(async (tx) => ({
		running: await state.arrivals.running(tx, guildId),
		known: await state.resources.get(tx, key),
	}));
	if (!running && !known) return {};
	const incidents = (await api.guild(guildId)).incidents_data;
	const until = incidents?.invites_disabled_until ?? null;
	const ends = until === null ? now : Temporal.Instant.from(until);
	if (!running) {
		const still = Temporal.Instant.compare(ends, now) > 0;
		const ours = known !== undefined && known.discordId === iso(ends);
		if (still && ours) await api.pauseInvites(guildId, null, incidents?.dms_disabled_until ?? null);
		return { remove: [key] };
	}
	if (Temporal.Instant.compare(ends, now.add({ hours: RENEWED_HOURS })) >= 0) return {};
	const wanted = iso(now.add({ hours: PAUSE_HOURS }).subtract({ minutes: 1 }));
	await api.pauseInvites(guildId, wanted, incidents?.dms_disabled_until ?? null);
	return { put: [{ key, guildId, discordId: wanted, channelId: null, bodyHash: null }] };
}

/** The role of those who wait to be let in. It stays once it has been made. */
export async function deliverWaitingRole(
	deps: EffectDependencies,
	{ guildId }: Extract<Effect, { kind: "waiting-role" }>,
	attempt: Attempt,
): Promise<Changes> {
	const { api, state, transact } = deps;
	const key = resourceKey.waitingRole(guildId);
	const { settings, known } = await transact(async (tx) => ({
		settings: await state.setup.find(tx, guildId),
		known: await state.resources.get(tx, key),
	}));
	if (!settings) return {};
	const roles = await api.roles(guildId);
	if (known && roles.some(({ id }) => id === known.discordId)) return {};
	const name = translator(settings.language)("prevention:waiting-role");
	const lost = roles.filter((role) => role.name === name && !role.managed);
	const { id } =
		(await adoptable(deps, attempt, lost)) ?? (await api.createRole(guildId, { name, permissions: "0" }));
	return { put: [{ key, guildId, discordId: id, channelId: null, bodyHash: null } satisfies Resource] };
}

/** Somebody who came in a burst: with the role of those who wait, without it, or removed from the server. */
export async function deliverNewcomer(
	{ api, state, transact }: EffectDependencies,
	{ guildId, userId }: Extract<Effect, { kind: "newcomer" }>,
	{ now }: Attempt,
): Promise<Changes> {
	const { settings, arrival, held, role } = await transact(async (tx) => ({
		settings: await state.setup.find(tx, guildId),
		arrival: await state.arrivals.find(tx, guildId, userId),
		held: await state.arrivals.isHeld(tx, guildId, userId, now),
		role: await state.resources.get(tx, resourceKey.waitingRole(guildId)),
	}));
	const member = settings && (await unlessGone(api.member(guildId, userId)));
	if (!member) return {};
	const staff = [settings.facilitatorRoleId, settings.coordinatorRoleId];
	if (arrival?.state === "out" && !member.roles.some((id) => staff.some((each) => each === id))) {
		await unlessGone(api.removeMember(guildId, userId));
		return {};
	}
	const has = role !== undefined && member.roles.includes(role.discordId);
	if (held && !role) throw new MissingResource(resourceKey.waitingRole(guildId));
	if (held && role && !has) await unlessGone(api.giveRole(guildId, userId, role.discordId));
	if (!held && has) await unlessGone(api.takeRole(guildId, userId, role.discordId));
	return {};
}
