import type { Temporal } from "temporal-polyfill";
import type { Group } from "../../groups/model.ts";
import { DAYS_OPEN_AFTER } from "../../groups/rules.ts";
import { homeOfGroup } from "../../homes/service.ts";
import type { Surface } from "../../outbox/model.ts";
import type { Session } from "../../sessions/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import { resourceKey } from "../resourceKeys.ts";
import type { State } from "../state.ts";
import { closed, continues, guide, ready, thanks, welcome } from "../views/group.ts";
import { inRoom, type Loaded, show } from "./surface.ts";

type GroupSurface = Exclude<Extract<Surface, { name: `group.${string}` }>, { name: "group.trouble" }>;

export async function loadGroup(
	state: State,
	tx: Tx,
	surface: GroupSurface,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const group = await state.groups.find(tx, surface.groupId);
	const settings = group && (await state.setup.find(tx, group.guildId));
	if (!group || !settings) return null;
	const { guildId } = group;
	const t = translator(group.language);
	const programme = state.programmes.get(group.programme);
	const present = group.state !== "archived";
	const sameSeries = present && "series" in surface && surface.series === group.series;
	const discussion = inRoom(group, "discussion");
	switch (surface.name) {
		case "group.welcome": {
			const next = await state.sessions.next(tx, group.id, now);
			const rules = await state.groundRules.present(tx, homeOfGroup(group.id));
			return {
				guildId,
				place: inRoom(group, "welcome"),
				show: present ? show(() => welcome(t, { group, programme, next, rules }), "standing") : null,
			};
		}
		case "group.guide": {
			const { room } = surface;
			return {
				guildId,
				place: inRoom(group, room),
				show: present ? show(() => guide(t, group, room), "standing") : null,
			};
		}
		case "group.ready": {
			const sessions = await dated(state, tx, group);
			const invite = await state.resources.get(tx, resourceKey.invite(group.id));
			const staff = translator(settings.language);
			return {
				guildId,
				place: { kind: "channel", id: settings.staffChannelId },
				show: sameSeries
					? show(() => ready(staff, { group, sessions, inviteCode: invite?.discordId ?? null }), "changed")
					: null,
			};
		}
		case "group.thanks": {
			const closesAt = sameSeries && group.state === "ended" ? group.endedAt : null;
			return {
				guildId,
				place: discussion,
				show: present
					? show(
							() =>
								thanks(t, {
									group,
									// What comes next is no longer what the programme said: the group went on.
									programme: sameSeries ? programme : undefined,
									closesAt:
										closesAt?.toZonedDateTimeISO(group.zone).add({ days: DAYS_OPEN_AFTER }).toInstant() ??
										null,
								}),
							sameSeries && group.state !== "open" ? "standing" : "update",
						)
					: null,
			};
		}
		case "group.continues": {
			const sessions = await dated(state, tx, group);
			return {
				guildId,
				place: discussion,
				show:
					sameSeries && group.state === "open"
						? show(() => continues(t, { group, sessions }), "standing")
						: null,
			};
		}
		case "group.closed":
			return {
				guildId,
				place: discussion,
				show: sameSeries && group.state === "closed" ? show(() => closed(t), "standing") : null,
			};
	}
}

/** The meetings of the present series that were not called off, in order of time. */
async function dated(state: State, tx: Tx, { id }: Group): Promise<Session[]> {
	return (await state.sessions.listIn(tx, id)).filter(({ state }) => state !== "cancelled");
}
