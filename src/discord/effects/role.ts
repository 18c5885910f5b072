import type { Effect } from "../../outbox/model.ts";
import { unlessGone } from "../failure.ts";
import { resourceKey } from "../resourceKeys.ts";
import { type Attempt, adoptable, type Changes, type EffectDependencies } from "./effect.ts";

/** The group's role: there, without any permission of its own, or gone when the group is archived. */
export async function deliverRole(
	deps: EffectDependencies,
	{ groupId }: Extract<Effect, { kind: "role" }>,
	attempt: Attempt,
): Promise<Changes> {
	const { api, state, transact } = deps;
	const key = resourceKey.role(groupId);
	const { group, known } = await transact(async (tx) => ({
		group: await state.groups.find(tx, groupId),
		known: await state.resources.get(tx, key),
	}));
	if (!group) return { remove: [key] };
	const { guildId } = group;
	const roles = await api.roles(guildId);
	const role =
		roles.find(({ id }) => id === known?.discordId) ??
		(await adoptable(
			deps,
			attempt,
			roles.filter(({ name, managed }) => name === group.name && !managed),
		));
	if (group.state === "archived") {
		if (role) await unlessGone(api.deleteRole(guildId, role.id));
		return { remove: [key] };
	}
	const { id } = role ?? (await api.createRole(guildId, { name: group.name, permissions: "0" }));
	return { put: [{ key, guildId, discordId: id, channelId: null, bodyHash: null }] };
}
