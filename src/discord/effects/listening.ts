import type { APIChannel } from "discord.js";
import { silentRooms } from "../../moderation/stepRules.ts";
import type { Effect } from "../../outbox/model.ts";
import type { Resource } from "../../outbox/ports.ts";
import { type GuildId, TalkRoom, type UserId } from "../../shared/ids.ts";
import { isNotInVoice, NotAllowed, unlessGone } from "../failure.ts";
import { isSilenced, nothing, ofMember, sameOverwrites, silenced, unheldOfVoice } from "../rights.ts";
import type { Attempt, Changes, EffectDependencies } from "./effect.ts";
import { allowed, heldBy } from "./hush.ts";

interface Room {
	room: TalkRoom;
	channelId: string;
}

/**
 * In the rooms where a person may only listen they neither write nor speak, from this moment; elsewhere no longer so.
 * The rooms' own effects keep to the same afterwards.
 */
export async function deliverListening(
	deps: EffectDependencies,
	{ guildId, userId }: Extract<Effect, { kind: "listening" }>,
	{ now }: Attempt,
): Promise<Changes> {
	const { api, state, transact } = deps;
	const { silent, rooms } = await transact(async (tx) => {
		const steps = await state.steps.about(tx, guildId, userId, now);
		const listening = steps.filter(({ kind }) => kind === "listen");
		return {
			silent: new Set(listening.flatMap(({ where }) => silentRooms(where))),
			rooms: talkRooms(guildId, [
				...(await state.resources.list(tx, "group/")),
				...(await state.resources.list(tx, "place/")),
			]),
		};
	});
	const held = silent.size > 0 ? await heldBy(deps, guildId) : 0n;
	const channels = new Map((await api.channels(guildId)).map((channel) => [channel.id, channel]));
	for (const { room, channelId } of rooms) {
		const channel = channels.get(channelId);
		if (channel) await bring(deps, channel, userId, silent.has(room), isVoice(room), held);
	}
	for (const { room, channelId } of rooms) {
		if (isVoice(room) && deps.inVoice(guildId, channelId).includes(userId))
			await anew(deps, guildId, userId, channelId);
	}
	const unheld = unheldOfVoice(held);
	if (unheld !== undefined && [...silent].some(isVoice)) throw new NotAllowed(unheld);
	return {};
}

async function bring(
	{ api }: EffectDependencies,
	channel: APIChannel,
	userId: UserId,
	should: boolean,
	voice: boolean,
	held: bigint,
): Promise<void> {
	const overwrites = "permission_overwrites" in channel ? (channel.permission_overwrites ?? []) : [];
	const present = overwrites.find(({ id }) => id === userId);
	if (!should) {
		// Whoever had more than others here, a visiting expert, gets that back by the room's own effect.
		if (present && isSilenced(present)) await unlessGone(api.removeOverwrite(channel.id, userId));
		return;
	}
	const before = present ? { allow: BigInt(present.allow), deny: BigInt(present.deny) } : nothing;
	const wanted = ofMember(userId, silenced(before, voice, held));
	if (!present || !sameOverwrites([present], [wanted])) await api.setOverwrite(channel.id, wanted);
}

/** Everybody in a voice room but staff speaks there only as the room now allows. */
export async function deliverVoices(
	deps: EffectDependencies,
	{ guildId, room }: Extract<Effect, { kind: "voices" }>,
	{ now }: Attempt,
): Promise<Changes> {
	const { api, state, transact } = deps;
	const { settings, known, quiet } = await transact(async (tx) => ({
		settings: await state.setup.find(tx, guildId),
		known: await state.resources.get(tx, room),
		quiet: await state.quiets.ofRoom(tx, room, now),
	}));
	if (!settings || !known) return {};
	for (const userId of deps.inVoice(guildId, known.discordId)) {
		const member = await unlessGone(api.member(guildId, userId));
		const staff = member?.roles.some(
			(role) => role === settings.facilitatorRoleId || role === settings.coordinatorRoleId,
		);
		if (member && !member.user.bot && !staff) await anew(deps, guildId, userId, known.discordId);
	}
	const unheld = quiet && unheldOfVoice(await heldBy(deps, guildId));
	if (unheld) throw new NotAllowed(unheld);
	return {};
}

/** Discord works out who may speak when somebody steps in or is moved, also to where they are. */
async function anew(
	deps: EffectDependencies,
	guildId: GuildId,
	userId: string,
	channelId: string,
): Promise<void> {
	// They may have gone in the meantime, and are not to be called back.
	if (!deps.inVoice(guildId, channelId).includes(userId)) return;
	try {
		await allowed(deps, { guildId, permission: "MoveMembers", userId: null }, () =>
			unlessGone(deps.api.moveTo(guildId, userId, channelId)),
		);
	} catch (error) {
		if (!isNotInVoice(error)) throw error;
	}
}

function talkRooms(guildId: GuildId, resources: readonly Resource[]): Room[] {
	return resources.flatMap((resource) => {
		const room = TalkRoom.safeParse(resource.key).data;
		return room && resource.guildId === guildId ? [{ room, channelId: resource.discordId }] : [];
	});
}

function isVoice(room: TalkRoom): boolean {
	return room.endsWith("/voice");
}
