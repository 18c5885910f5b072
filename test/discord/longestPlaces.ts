import { Temporal } from "temporal-polyfill";
import * as handoverViews from "../../src/discord/views/handover.ts";
import * as placeViews from "../../src/discord/views/place.ts";
import { preparation } from "../../src/discord/views/preparation.ts";
import * as rosterViews from "../../src/discord/views/roster.ts";
import * as shiftViews from "../../src/discord/views/shift.ts";
import type { View } from "../../src/discord/views/view.ts";
import { type Handover, Topic } from "../../src/handovers/model.ts";
import type { Opening, Place } from "../../src/openings/model.ts";
import type { Standing } from "../../src/openings/service.ts";
import { CoverStep } from "../../src/outbox/model.ts";
import type { Shift, Slot, Swap } from "../../src/rosters/model.ts";
import type { Settings } from "../../src/setup/model.ts";
import { translator } from "../../src/shared/i18n.ts";
import {
	ChannelId,
	GroupId,
	GuildId,
	HandoverId,
	OpeningId,
	PlaceId,
	RoleId,
	SessionId,
	ShiftRef,
	SwapId,
	UserId,
} from "../../src/shared/ids.ts";
import type { Language } from "../../src/shared/language.ts";

const long = (max: number) => "*".repeat(max);
const person = (n: number) => UserId.parse(String(200000000000000000n + BigInt(n)));
const startsAt = Temporal.Instant.from("2026-06-15T09:00:00Z");
const guildId = GuildId.parse("100000000000000001");
export const place: Place = {
	id: PlaceId.parse(1),
	guildId,
	name: long(60),
	language: "fi",
	needs: 10,
	holidays: "closed",
	state: "open",
};
export const settings: Settings = {
	guildId,
	language: "fi",
	zone: "Europe/Helsinki",
	coordinatorRoleId: RoleId.parse("300000000000000001"),
	facilitatorRoleId: RoleId.parse("300000000000000002"),
	staffChannelId: ChannelId.parse("400000000000000001"),
	coordinatorChannelId: ChannelId.parse("400000000000000002"),
};

export function opening(change: Partial<Opening> = {}): Opening {
	return {
		id: OpeningId.parse(1),
		placeId: place.id,
		date: "2026-06-15",
		startsAt,
		endsAt: startsAt.add({ hours: 4 }),
		state: "planned",
		graceUntil: null,
		revision: 0,
		theme: { title: long(200), professional: long(200) },
		override: null,
		cancelledBecause: null,
		supervisors: Array.from({ length: 10 }, (_, n) => (n % 3 === 0 ? null : person(n))),
		...change,
	};
}

export function standing(current: Opening | undefined, change: Partial<Standing> = {}): Standing {
	return {
		place,
		current,
		coming: Array.from({ length: 10 }, (_, n) =>
			opening(n % 2 ? { state: "cancelled", cancelledBecause: long(1000) } : {}),
		),
		present: Array.from({ length: 40 }, (_, n) => ({
			placeId: place.id,
			userId: person(n),
			byButton: true,
			byVoice: false,
			gone: false,
		})),
		doorsOpen: current?.state === "open" || current?.state === "grace",
		...change,
	};
}

const slot = (userId: UserId | null): Slot => ({ duty: "supervisor", userId });

export function shift(change: Partial<Shift> = {}): Shift {
	return {
		ref: ShiftRef.parse("opening/1"),
		guildId,
		of: { kind: "opening", openingId: OpeningId.parse(1), placeId: place.id },
		title: long(200),
		where: long(60),
		startsAt,
		endsAt: startsAt.add({ hours: 4 }),
		zone: "Europe/Helsinki",
		revision: 0,
		state: "ahead",
		needs: 2,
		slots: [slot(person(1)), slot(null)],
		...change,
	};
}

/** As many shifts as there may be, over four weeks. */
function shifts(count: number, change: Partial<Shift> = {}): Shift[] {
	return Array.from({ length: count }, (_, n) =>
		shift({ startsAt: startsAt.add({ minutes: Math.floor((n * 28 * 24 * 60) / count) }), ...change }),
	);
}

const filled = { slots: Array.from({ length: 10 }, (_, n) => slot(person(n))) };
const meeting: Partial<Shift> = {
	ref: ShiftRef.parse("session/1"),
	of: { kind: "session", sessionId: SessionId.parse(1), groupId: GroupId.parse(1) },
	slots: [
		{ duty: "facilitator", userId: null },
		{ duty: "facilitator", userId: null },
		{ duty: "helper", userId: person(3) },
		{ duty: "expert", userId: null, name: long(60) },
	],
};
export const swap: Swap = {
	id: SwapId.parse(1),
	guildId,
	ref: ShiftRef.parse("opening/1"),
	from: person(1),
	to: person(2),
	returnRef: ShiftRef.parse("opening/2"),
	state: "open",
	takenBy: null,
};
export const note: Handover = {
	id: HandoverId.parse(1),
	guildId,
	ref: ShiftRef.parse("opening/1"),
	writtenAt: startsAt,
	talkedAbout: long(4000),
	toFollow: long(4000),
	needs: long(4000),
	topics: [...Topic.options],
};
export const rooms = {
	voice: "300000000000000011",
	questions: "300000000000000012",
	discussion: "300000000000000013",
};
const onDuty = Array.from({ length: 40 }, () => ({ publicName: long(32), organisation: long(100) }));

/** Every message about places, rosters and handovers, at its longest. */
export function placeViewsIn(
	language: Language,
	meetings: Parameters<typeof preparation>[1],
): [string, View][] {
	const t = translator(language);
	const states: Opening["state"][] = ["planned", "waiting", "open", "grace"];
	const override = { by: person(1), reason: long(1000), at: "" };
	const whats = ["closed-short", "closed-early", "not-opened", "stayed-closed", "cancelled"] as const;
	const changes = ["moved", "cancelled", "assigned", "released"] as const;
	return [
		...states.flatMap((state): [string, View][] => {
			const current = opening({ state, graceUntil: startsAt, override });
			return [
				[`place card ${state}`, placeViews.placeCard(t, { standing: standing(current), onDuty, rooms })],
				[`place staff ${state}`, placeViews.placeStaff(t, { standing: standing(current), last: undefined })],
				[`place short ${state}`, placeViews.placeShort(t, { place, opening: current, present: [] })],
			];
		}),
		["place card closed", placeViews.placeCard(t, { standing: standing(undefined), onDuty: [], rooms })],
		[
			"place card empty",
			placeViews.placeCard(t, {
				standing: standing(undefined, { coming: [], present: [] }),
				onDuty: [],
				rooms,
			}),
		],
		[
			"place staff empty",
			placeViews.placeStaff(t, {
				standing: standing(undefined, { coming: [], present: [] }),
				last: undefined,
			}),
		],
		["place staff after", placeViews.placeStaff(t, { standing: standing(undefined), last: opening() })],
		["place ending", placeViews.placeEnding(t, opening())],
		...whats.map((what): [string, View] => [
			`place notice ${what}`,
			placeViews.placeNotice(t, {
				place,
				opening: opening({ cancelledBecause: long(1000) }),
				what,
				next: opening(),
			}),
		]),
		["board", rosterViews.board(t, { short: shifts(250), filled: shifts(250, filled) })],
		["board all short", rosterViews.board(t, { short: shifts(500), filled: [] })],
		["board all filled", rosterViews.board(t, { short: [], filled: shifts(500, filled) })],
		["board empty", rosterViews.board(t, { short: [], filled: [] })],
		...CoverStep.options.flatMap((step): [string, View][] => {
			const circle = Array.from({ length: 500 }, (_, n) => person(n));
			return [
				[`cover ${step}`, rosterViews.cover(t, { shift: shift(), step, circle, settings })],
				[
					`cover ${step} of a meeting`,
					rosterViews.cover(t, { shift: shift(meeting), step, circle: [], settings }),
				],
			];
		}),
		["swap", rosterViews.swapOffer(t, { swap, shift: shift(), back: shift() })],
		["swap for all", rosterViews.swapOffer(t, { swap: { ...swap, to: null }, shift: shift(), back: null })],
		...(["accepted", "declined", "forbidden"] as const).map((state): [string, View] => [
			`swap ${state}`,
			rosterViews.swapEnded(t, {
				swap: { ...swap, state, takenBy: person(2) },
				shift: shift(),
				back: shift(),
			}),
		]),
		...(["day", "hour"] as const).map((which): [string, View] => [
			`shift reminder ${which}`,
			shiftViews.shiftReminder(t, { shift: shift(filled), userId: person(1), which }),
		]),
		[
			"shift reminder alone",
			shiftViews.shiftReminder(t, { shift: shift(), userId: person(1), which: "day" }),
		],
		...changes.map((what): [string, View] => [
			`shift ${what}`,
			shiftViews.shiftChange(t, {
				shift: shift(),
				what,
				calendar: { name: "piiri.ics", data: Buffer.from("") },
			}),
		]),
		["notes", handoverViews.handoverNotes(t, { shift: shift(filled), notes: [note] })],
		[
			"many notes",
			handoverViews.handoverNotes(t, { shift: shift(filled), notes: Array.from({ length: 12 }, () => note) }),
		],
		[
			"short notes",
			handoverViews.handoverNotes(t, {
				shift: shift(),
				notes: [{ ...note, talkedAbout: "", needs: "", topics: [] }],
			}),
		],
		[
			"month",
			handoverViews.handoverMonth(t, {
				month: "2026-07",
				needs: { handovers: 1000, topics: Topic.options.map((topic) => ({ topic, count: 1000 })) },
			}),
		],
		[
			"month of nothing",
			handoverViews.handoverMonth(t, { month: "2026-07", needs: { handovers: 1, topics: [] } }),
		],
		["preparation", preparation(t, meetings)],
		["preparation without rooms", preparation(t, { ...meetings, rooms: { voice: null, questions: null } })],
	];
}
