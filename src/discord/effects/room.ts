import type { Temporal } from "temporal-polyfill";
import type { Group } from "../../groups/model.ts";
import { homeOfGroup } from "../../homes/service.ts";
import type { Effect } from "../../outbox/model.ts";
import { isRunning } from "../../recordings/rules.ts";
import type { Session } from "../../sessions/model.ts";
import { translator } from "../../shared/i18n.ts";
import { RoleId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import { MissingResource } from "../failure.ts";
import { type LayoutState, roomPlan } from "../layout.ts";
import { resourceKey } from "../resourceKeys.ts";
import type { Hush } from "../rights.ts";
import type { State } from "../state.ts";
import { recordingStatus } from "../views/recording.ts";
import { clip } from "../views/text.ts";
import { bringChannel, type WantedChannel } from "./channel.ts";
import type { Attempt, Changes, EffectDependencies } from "./effect.ts";
import { hushOf, silentIn } from "./hush.ts";

type RoomEffect = Extract<Effect, { kind: "room" }>;

/** The server's roles are still to be asked for. */
interface Wanted extends Omit<WantedChannel, "key" | "plan" | "renamed"> {
	/** Null when the group is archived. */
	layout: (Omit<LayoutState, "roles" | "hush"> & { silent: Omit<Hush, "held"> }) | null;
}

/** A room of a group, in the group's category. */
export async function deliverRoom(
	deps: EffectDependencies,
	effect: RoomEffect,
	attempt: Attempt,
): Promise<Changes> {
	const { api, transact } = deps;
	const key = resourceKey.room(effect.groupId, effect.room);
	const wanted = await transact((tx) => want(deps, tx, effect, attempt.now));
	if (!wanted) return { remove: [key] };
	const { layout, ...channel } = wanted;
	const roles = new Set(layout && (await api.roles(channel.guildId)).map(({ id }) => id));
	// Without their role the facilitators could not come in to lead: then the doors stay as they are.
	if (effect.room === "voice" && layout?.doorsOpen && !roles.has(layout.settings.facilitatorRoleId))
		throw new MissingResource("the role of the facilitators");
	const hush = layout && (await hushOf(deps, channel.guildId, layout.silent));
	const plan = layout && hush && roomPlan(effect.room, { ...layout, roles, hush });
	return bringChannel(deps, { ...channel, key, plan, renamed: false }, attempt);
}

async function want(
	deps: EffectDependencies,
	tx: Tx,
	{ groupId, room }: RoomEffect,
	now: Temporal.Instant,
): Promise<Wanted | undefined> {
	const { state, botId } = deps;
	const group = await state.groups.find(tx, groupId);
	const settings = group && (await state.setup.find(tx, group.guildId));
	if (!group || !settings) return undefined;
	const { guildId } = group;
	const known = await state.resources.get(tx, resourceKey.room(groupId, room));
	if (group.state === "archived") return { guildId, layout: null, parentId: null, known, status: null };
	const role = await state.resources.get(tx, resourceKey.role(groupId));
	// Without the role a room could not be kept to its group.
	if (!role) throw new MissingResource(resourceKey.role(groupId));
	const category = await state.resources.get(tx, resourceKey.room(groupId, "category"));
	if (!category && room !== "category") throw new MissingResource(resourceKey.room(groupId, "category"));
	const present = await state.sessions.present(tx, groupId);
	const layout = {
		group,
		settings,
		roleId: RoleId.parse(role.discordId),
		botId: botId(),
		// An open table opens them too, while two are on duty.
		doorsOpen:
			present !== undefined || (await state.company.table.look(tx, homeOfGroup(groupId), now))?.set === true,
		experts: await state.sessions.expertsInside(tx, groupId, now),
		silent: await silentIn(deps, tx, guildId, resourceKey.room(groupId, room), now),
	};
	const going = present?.state === "doors" || present?.state === "live";
	return {
		guildId,
		layout,
		known,
		parentId: room === "category" ? null : (category?.discordId ?? null),
		status: room === "voice" ? (going ? await statusOf(state, tx, group, present) : "") : null,
	};
}

/** While a recording runs, the line under the voice room's name says so. */
async function statusOf(state: State, tx: Tx, group: Group, session: Session): Promise<string> {
	const recording = await state.recordings.ofSession(tx, session.id);
	const runs = recording && isRunning(recording);
	return runs ? recordingStatus(translator(group.language), recording) : clip(session.title, 500);
}
