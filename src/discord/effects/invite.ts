import type { Effect } from "../../outbox/model.ts";
import { MissingResource, unlessGone } from "../failure.ts";
import { resourceKey } from "../resourceKeys.ts";
import type { Attempt, Changes, EffectDependencies } from "./effect.ts";

/** The group's invite to its welcome room: it does not expire, and goes when the group is archived. */
export async function deliverInvite(
	deps: EffectDependencies,
	{ groupId }: Extract<Effect, { kind: "invite" }>,
	attempt: Attempt,
): Promise<Changes> {
	const { api, state, transact } = deps;
	const key = resourceKey.invite(groupId);
	const { group, known, welcome } = await transact(async (tx) => ({
		group: await state.groups.find(tx, groupId),
		known: await state.resources.get(tx, key),
		welcome: await state.resources.get(tx, resourceKey.room(groupId, "welcome")),
	}));
	if (!group || group.state === "archived") {
		if (known) await unlessGone(api.deleteInvite(known.discordId));
		return { remove: [key] };
	}
	if (!welcome) throw new MissingResource(resourceKey.room(groupId, "welcome"));
	const { guildId } = group;
	const channelId = welcome.discordId;
	const there = known?.channelId === channelId && (await unlessGone(api.invite(known.discordId)));
	if (there) return {};
	const { code } =
		(await lookFor(deps, channelId, attempt)) ??
		(await api.createInvite(channelId, { max_age: 0, max_uses: 0, unique: true }));
	return { put: [{ key, guildId, discordId: code, channelId, bodyHash: null }] };
}

/** An invite has no snowflake, but a room of ours has only one invite by us that never expires. */
async function lookFor({ api, botId }: EffectDependencies, channelId: string, { since }: Attempt) {
	if (since === null) return undefined;
	const invites = await api.invites(channelId);
	return invites.find(
		({ inviter, max_age, max_uses }) => inviter?.id === botId() && max_age === 0 && max_uses === 0,
	);
}
