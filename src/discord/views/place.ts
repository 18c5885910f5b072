import { homeOfPlace } from "../../homes/service.ts";
import type { Opening, Place, Theme } from "../../openings/model.ts";
import type { Standing } from "../../openings/service.ts";
import { refOf } from "../../openings/shifts.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { GuildId, UserId } from "../../shared/ids.ts";
import { tableButtons, tableLine } from "./company.ts";
import { quietRow } from "./quiet.ts";
import { safetyRow } from "./safetyRow.ts";
import { channelUrl, fitting, hour, list, person, plain, relative, span, when } from "./text.ts";
import { button, link, type View, view } from "./view.ts";

/** Somebody as the public reads them. */
export interface PublicPerson {
	publicName: string;
	organisation: string | null;
}

export interface CardModel {
	standing: Standing;
	onDuty: PublicPerson[];
	/** The place's rooms, by Discord id; null when one is missing. */
	rooms: { discussion: string | null; voice: string | null };
	/** Whether people may say that they would like company now, and whether somebody has. */
	table?: { wished: boolean; somebody: boolean } | undefined;
}

/** How many of the next openings the card tells; of those after them, only what is special. */
const SHOWN = 5;

/** For everybody: open or closed, until when, who is on duty, what comes. */
export function placeCard(t: Translate, { standing, onDuty, rooms, table }: CardModel): View {
	const { place, current, coming, doorsOpen } = standing;
	const open = doorsOpen && current !== undefined;
	const { guildId } = place;
	return view([
		`## ${plain(place.name)}`,
		stateOf(t, standing),
		onDuty.length > 0 && t("openings:card.on-duty", { names: names(t, onDuty) }),
		!open && nextLine(t, coming, current !== undefined),
		comingList(t, coming),
		// What is otherwise so is not said of an opening that the coordinator let stand with fewer.
		!current?.override && `-# ${t("openings:card.always", { count: place.needs })}`,
		open && doors(t, guildId, rooms),
		table?.wished && tableLine(t, table.somebody),
		table?.wished && tableButtons(t, homeOfPlace(place.id)),
		safetyRow(t, { kind: "place", placeId: place.id }),
	]);
}

function stateOf(t: Translate, { current, doorsOpen }: Standing): string {
	if (doorsOpen && current) {
		const until = { until: hour(current.endsAt), left: relative(current.endsAt) };
		return `**${t("openings:card.open", until)}**\n${t("openings:card.welcome")}`;
	}
	if (current?.state === "waiting" || current?.state === "planned")
		return `**${t("openings:card.waiting")}**\n${t("openings:card.waiting-why")}`;
	return `**${t("openings:card.closed")}**`;
}

function names(t: Translate, people: readonly PublicPerson[]): string {
	const each = people
		.slice(0, 12)
		.map(({ publicName, organisation }) =>
			organisation === null
				? plain(publicName, 64)
				: t("openings:card.person", { name: plain(publicName, 64), organisation: plain(organisation, 60) }),
		);
	return list(each, t.language);
}

/** @param waiting the hour is on, so that the doors may open before the next one */
function nextLine(t: Translate, coming: readonly Opening[], waiting: boolean): string {
	const next = nextOf(coming);
	if (!next) return t("openings:card.no-next");
	return t(waiting ? "openings:notice.otherwise" : "openings:card.next", {
		when: when(next.startsAt),
		left: relative(next.startsAt),
	});
}

/** The first that is not called off. */
function nextOf(coming: readonly Opening[]): Opening | undefined {
	return coming.find(({ state }) => state !== "cancelled");
}

function comingList(t: Translate, coming: readonly Opening[]): string | false {
	const told = coming.filter(({ theme, state }, index) => index < SHOWN || theme || state === "cancelled");
	const rows = told.map((opening) =>
		[span(opening), ...themeOf(t, opening.theme), ...calledOff(t, opening)].join(" · "),
	);
	if (rows.length === 0) return false;
	return `### ${t("openings:card.coming")}\n${fitting(
		rows.map((row) => `- ${row}`),
		2200,
	).shown.join("\n")}`;
}

function themeOf(t: Translate, theme: Theme | null): string[] {
	if (!theme) return [];
	const guest =
		theme.professional && t("openings:card.guest", { professional: plain(theme.professional, 80) });
	return [t("openings:card.theme", { title: plain(theme.title, 100) }), ...(guest ? [guest] : [])];
}

function calledOff(t: Translate, { state, cancelledBecause }: Opening): string[] {
	if (state !== "cancelled") return [];
	const reason = cancelledBecause && plain(cancelledBecause, 120);
	return [reason ? t("openings:card.called-off-because", { reason }) : t("openings:card.called-off")];
}

function doors(t: Translate, guildId: GuildId, { discussion, voice }: CardModel["rooms"]) {
	return [
		...(discussion ? [link(t, "openings:button.to-discussion", channelUrl(guildId, discussion))] : []),
		...(voice ? [link(t, "openings:button.to-voice", channelUrl(guildId, voice))] : []),
	];
}

export interface DutyModel {
	standing: Standing;
	/** The opening that ended last, if it was not long ago: word of it can still be left. */
	last: Opening | undefined;
}

/** To staff: who is expected, who is here, and what to press. */
export function placeStaff(t: Translate, { standing, last }: DutyModel): View {
	const { place, current, coming, present } = standing;
	const opening = current ?? nextOf(coming);
	const ended = current ?? last;
	return view([
		`### ${t("openings:staff.title", { place: plain(place.name) })}`,
		opening ? dutyText(t, place, opening, opening === current) : t("openings:staff.none"),
		present.length > 0
			? t("openings:staff.here", {
					names: people(
						t,
						present.map(({ userId }) => userId),
					),
				})
			: opening && t("openings:staff.here-none"),
		`-# ${t("openings:staff.how")}`,
		[
			button(t, "openings:button.here", "primary", "duty-here", place.id),
			button(t, "openings:button.leave", "secondary", "duty-leave", place.id),
			...(ended ? [button(t, "handovers:button.write", "secondary", "handover", refOf(ended))] : []),
			...(current?.state === "waiting"
				? [button(t, "openings:button.override", "danger", "opening-override", current.id)]
				: []),
		],
		standing.doorsOpen && [
			...quietRow(t, { placeId: place.id }),
			button(t, "groundRules:button.remind", "secondary", "rules-remind", homeOfPlace(place.id)),
		],
	]);
}

function dutyText(t: Translate, place: Place, opening: Opening, isNow: boolean): string {
	const { startsAt, endsAt, theme, override, state, graceUntil } = opening;
	const expected = opening.supervisors.filter((each) => each !== null);
	const missing = place.needs - expected.length;
	const told = { from: when(startsAt), until: hour(endsAt) };
	const guest = theme?.professional;
	return [
		t(isNow ? "openings:staff.now" : "openings:staff.next", told),
		state === "grace"
			? t("openings:staff.state.grace", { left: relative(graceUntil ?? endsAt) })
			: t(`openings:staff.state.${state}`),
		theme &&
			(guest
				? t("openings:staff.theme-guest", { title: plain(theme.title, 100), professional: plain(guest, 80) })
				: t("openings:staff.theme", { title: plain(theme.title, 100) })),
		[
			expected.length > 0
				? t("openings:staff.expected", { names: people(t, expected) })
				: t("openings:staff.expected-none"),
			...(missing > 0 ? [t("openings:staff.missing", { count: missing })] : []),
		].join(". "),
		override && t("openings:staff.overridden", { reason: plain(override.reason, 300) }),
	]
		.filter(Boolean)
		.join("\n");
}

function people(t: Translate, userIds: readonly UserId[]): string {
	return list(userIds.slice(0, 25).map(person), t.language);
}

/** In the place's discussion: the doors close in ten minutes. */
export function placeEnding(t: Translate, { endsAt }: Opening): View {
	return view([`### ${t("openings:ending.title")}`, t("openings:ending.text", { left: relative(endsAt) })]);
}

export interface NoticeModel {
	place: Place;
	opening: Opening;
	what: "closed-short" | "closed-early" | "not-opened" | "stayed-closed" | "cancelled";
	next: Opening | undefined;
}

/** In the place's discussion: closed, kindly why, and when it opens next. */
export function placeNotice(t: Translate, { place, opening, what, next }: NoticeModel): View {
	const mayOpenYet = what === "closed-short" || what === "not-opened";
	const because = what === "cancelled" && opening.cancelledBecause;
	return view([
		`### ${t(`openings:notice.${what}.title`)}`,
		what === "cancelled"
			? t("openings:notice.cancelled.text", { when: span(opening) })
			: t(`openings:notice.${what}.text`, { needs: place.needs }),
		because && t("openings:notice.cancelled.because", { reason: plain(because, 500) }),
		next &&
			t(mayOpenYet ? "openings:notice.otherwise" : "openings:notice.next", {
				when: when(next.startsAt),
				left: relative(next.startsAt),
			}),
	]);
}

export interface ShortModel {
	place: Place;
	opening: Opening;
	present: UserId[];
}

/** To staff: too few are on duty now. Those who have the shift and are not here are called. */
export function placeShort(t: Translate, { place, opening, present }: ShortModel): View {
	const awaited = opening.supervisors.filter((each) => each !== null && !present.includes(each)) as UserId[];
	const calls = awaited.slice(0, 25);
	const { graceUntil, endsAt, state } = opening;
	return view(
		[
			`### ${t("openings:short.title", { place: plain(place.name) })}`,
			[
				t("openings:short.text", { count: present.length, needs: place.needs }),
				state === "grace"
					? t("openings:short.grace", { left: relative(graceUntil ?? endsAt) })
					: t("openings:short.waiting", { left: relative(endsAt) }),
			].join("\n"),
			t("openings:short.do", { here: t("openings:button.here") }),
			calls.length > 0 && `-# ${t("openings:short.for", { names: people(t, calls) })}`,
			[
				button(t, "openings:button.here", "primary", "duty-here", place.id),
				...(state === "waiting"
					? [button(t, "openings:button.override", "danger", "opening-override", opening.id)]
					: []),
			],
		],
		{ calls },
	);
}
