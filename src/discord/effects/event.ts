import {
	type APIGuildScheduledEvent,
	GuildScheduledEventEntityType,
	GuildScheduledEventPrivacyLevel,
	GuildScheduledEventStatus as Status,
} from "discord.js";
import { Temporal } from "temporal-polyfill";
import type { Group } from "../../groups/model.ts";
import type { Effect } from "../../outbox/model.ts";
import type { Session } from "../../sessions/model.ts";
import { timeline } from "../../sessions/rules.ts";
import { translator } from "../../shared/i18n.ts";
import { iso } from "../../shared/time.ts";
import { MissingResource, unlessGone } from "../failure.ts";
import { resourceKey } from "../resourceKeys.ts";
import { clip } from "../views/text.ts";
import { type Attempt, adoptable, type Changes, type EffectDependencies } from "./effect.ts";

/** What a session's scheduled event says. Lengths are Discord's. */
interface EventBody {
	name: string;
	description: string;
	scheduled_start_time: string;
	scheduled_end_time: string;
	channel_id: string;
}

/** Where an event should be: ahead, going on, over, called off, or not there at all. */
type Phase = "scheduled" | "active" | "completed" | "cancelled" | "none";

/** The scheduled event of a session, in the group's voice room: there, changed, begun, ended or gone. */
export async function deliverEvent(
	deps: EffectDependencies,
	{ sessionId }: Extract<Effect, { kind: "event" }>,
	attempt: Attempt,
): Promise<Changes> {
	const { api, state, transact } = deps;
	const key = resourceKey.event(sessionId);
	const { session, group, known, voice, wanted } = await transact(async (tx) => {
		const session = await state.sessions.find(tx, sessionId);
		const group = session && (await state.groups.find(tx, session.groupId));
		return {
			session,
			group,
			known: await state.resources.get(tx, key),
			voice: session && (await state.resources.get(tx, resourceKey.room(session.groupId, "voice"))),
			wanted: session !== undefined && (await state.sessions.wantsEvent(tx, session, attempt.now)),
		};
	});
	if (!session || !group) return { remove: [key] };
	const { guildId } = group;
	const phase = group.state === "archived" ? "none" : phaseOf(session, wanted);
	const remembered = known && (await unlessGone(api.scheduledEvent(guildId, known.discordId)));
	const there = isOpen(remembered)
		? remembered
		: await lookFor(deps, group, session, voice?.discordId, attempt);
	if (phase !== "scheduled" && phase !== "active") {
		if (there) await finish(deps, guildId, there, phase);
		return { remove: [key] };
	}
	if (!voice) throw new MissingResource(resourceKey.room(group.id, "voice"));
	const body = bodyOf(session, group, voice.discordId);
	const event = there
		? await bring(deps, guildId, there, body, phase)
		: await make(deps, guildId, body, phase, attempt.now);
	if (!event) return { remove: [key] };
	return { put: [{ key, guildId, discordId: event.id, channelId: null, bodyHash: null }] };
}

function phaseOf(session: Session, wanted: boolean): Phase {
	if (session.state === "live") return "active";
	if (session.state === "ended" || session.state === "closed") return "completed";
	if (session.state === "cancelled") return "cancelled";
	return wanted ? "scheduled" : "none";
}

/** Whether it can still be changed; one that is over or called off cannot be had back. */
function isOpen(event: APIGuildScheduledEvent | undefined): event is APIGuildScheduledEvent {
	return event?.status === Status.Scheduled || event?.status === Status.Active;
}

function bodyOf(session: Session, group: Group, channelId: string): EventBody {
	const t = translator(group.language);
	const { startsAt, endsAt } = timeline(session, group.zone);
	return {
		name: clip(t("messages:session.event", { group: group.name, title: session.title }), 100),
		description: clip(session.description, 1000),
		scheduled_start_time: iso(startsAt),
		scheduled_end_time: iso(endsAt),
		channel_id: channelId,
	};
}

async function lookFor(
	deps: EffectDependencies,
	group: Group,
	session: Session,
	channelId: string | undefined,
	attempt: Attempt,
): Promise<APIGuildScheduledEvent | undefined> {
	if (attempt.since === null || channelId === undefined) return undefined;
	const { name } = bodyOf(session, group, channelId);
	const events = await deps.api.scheduledEvents(group.guildId);
	return adoptable(
		deps,
		attempt,
		events.filter(
			(event) => event.name === name && event.channel_id === channelId && event.creator_id === deps.botId(),
		),
	);
}

/** Discord takes no event that has begun; such a session goes without. */
async function make(
	{ api }: EffectDependencies,
	guildId: string,
	body: EventBody,
	phase: Phase,
	now: Temporal.Instant,
): Promise<APIGuildScheduledEvent | undefined> {
	const starts = Temporal.Instant.from(body.scheduled_start_time);
	if (phase === "active" || Temporal.Instant.compare(starts, now) <= 0) return undefined;
	return api.createScheduledEvent(guildId, {
		...body,
		entity_type: GuildScheduledEventEntityType.Voice,
		privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
	});
}

/** Only what differs is changed; the times of an event that has begun cannot be. */
async function bring(
	{ api }: EffectDependencies,
	guildId: string,
	event: APIGuildScheduledEvent,
	body: EventBody,
	phase: "scheduled" | "active",
): Promise<APIGuildScheduledEvent> {
	const begun = event.status !== Status.Scheduled;
	const sameTime = (a: string | null, b: string) =>
		a !== null && Temporal.Instant.from(a).epochMilliseconds === Temporal.Instant.from(b).epochMilliseconds;
	const change = {
		...(event.name === body.name ? {} : { name: body.name }),
		...((event.description ?? "") === body.description ? {} : { description: body.description }),
		...(event.channel_id === body.channel_id || begun ? {} : { channel_id: body.channel_id }),
		...(begun ||
		(sameTime(event.scheduled_start_time, body.scheduled_start_time) &&
			sameTime(event.scheduled_end_time, body.scheduled_end_time)) ||
		phase === "active"
			? {}
			: {
					scheduled_start_time: body.scheduled_start_time,
					scheduled_end_time: body.scheduled_end_time,
				}),
		...(phase === "active" && !begun ? { status: Status.Active as const } : {}),
	};
	if (Object.keys(change).length === 0) return event;
	return api.editScheduledEvent(guildId, event.id, change);
}

/** An event that was going on is completed; one that never began is called off, or taken away. */
async function finish(
	{ api }: EffectDependencies,
	guildId: string,
	{ id, status }: APIGuildScheduledEvent,
	phase: Exclude<Phase, "scheduled" | "active">,
): Promise<void> {
	if (status === Status.Active) {
		await unlessGone(api.editScheduledEvent(guildId, id, { status: Status.Completed }));
	} else if (phase === "cancelled") {
		await unlessGone(api.editScheduledEvent(guildId, id, { status: Status.Canceled }));
	} else {
		await unlessGone(api.deleteScheduledEvent(guildId, id));
	}
}
