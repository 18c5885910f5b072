import type { CoverStep } from "../../outbox/model.ts";
import type { Shift, Swap } from "../../rosters/model.ts";
import { holders } from "../../rosters/rules.ts";
import type { Settings } from "../../setup/model.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { UserId } from "../../shared/ids.ts";
import { people, shiftLine, shiftName, whoHas } from "./shift.ts";
import { fitting, person, relative, span } from "./text.ts";
import { button, TEXT_LIMIT, type View, view } from "./view.ts";

/** For headings, "and n more" and what stands around the lists. */
const AROUND = 900;

/** To staff: the coming four weeks. What is empty stands first, then what is filled, week by week as there is room. */
export function board(t: Translate, { short, filled }: { short: Shift[]; filled: Shift[] }): View {
	const needed = fitting(
		short.map((shift) => `- ${shiftLine(shift)} · ${missing(t, shift)}`),
		filled.length > 0 ? 1900 : TEXT_LIMIT - AROUND,
	);
	const used = needed.shown.join("\n").length;
	const nothing = short.length + filled.length === 0;
	return view([
		`## ${t("rosters:board.title")}`,
		nothing && t("rosters:board.none"),
		short.length > 0 &&
			[`### ${t("rosters:board.short")}`, ...needed.shown, ...more(t, needed.left)].join("\n"),
		short.length === 0 && !nothing && t("rosters:board.all-filled"),
		...weeks(t, filled, TEXT_LIMIT - AROUND - used),
		[
			button(t, "rosters:button.take", "primary", "roster-take"),
			button(t, "rosters:button.give-up", "secondary", "roster-give-up"),
			button(t, "rosters:button.swap", "secondary", "roster-swap"),
			button(t, "rosters:button.mine", "secondary", "roster-mine"),
		],
	]);
}

function missing(t: Translate, { slots }: Shift): string {
	return t("rosters:missing", { count: leading(slots).filter(({ userId }) => userId === null).length });
}

/** Slots without which the doors stay closed. */
function leading(slots: Shift["slots"]): Shift["slots"] {
	return slots.filter(({ duty }) => duty === "facilitator" || duty === "supervisor");
}

function more(t: Translate, count: number): string[] {
	return count > 0 ? [t("rosters:board.more", { count })] : [];
}

/** Each week has an equal share of the room; every one has its heading and its number of shifts. */
function weeks(t: Translate, filled: Shift[], room: number): string[] {
	const byWeek = [...Map.groupBy(filled, weekOf)];
	return byWeek.map(([week, shifts]) => {
		const heading = `**${t("rosters:board.week", { week, count: shifts.length })}**`;
		const lines = shifts.map(
			(shift) => `- ${span(shift)} · ${shiftName(shift)}: ${holders(shift).map(person).join(" ")}`,
		);
		const { shown, left } = fitting(lines, room / byWeek.length - heading.length - 40);
		return [heading, ...shown, ...(shown.length > 0 ? more(t, left) : [])].join("\n");
	});
}

function weekOf({ startsAt, zone }: Shift): number {
	return startsAt.toZonedDateTimeISO(zone).weekOfYear ?? 0;
}

export interface CoverModel {
	shift: Shift;
	step: CoverStep;
	/** Who is asked by name. */
	circle: UserId[];
	settings: Settings;
}

/** To staff: somebody is needed for a shift; each time a wider circle is called. */
export function cover(t: Translate, { shift, step, circle, settings }: CoverModel): View {
	const calls = step === "7d" || step === "2d" ? circle.slice(0, 60) : [];
	const roleId = step === "3h" ? settings.coordinatorRoleId : settings.facilitatorRoleId;
	const byRole = step === "24h" || step === "3h";
	return view(
		[
			`### ${t(`rosters:cover.title.${step}`)}`,
			[
				`${shiftLine(shift)} (${relative(shift.startsAt)})`,
				...needed(t, shift),
				...(holders(shift).length > 0 ? [whoHas(t, shift)] : []),
			].join("\n"),
			calls.length > 0 &&
				t(step === "7d" ? "rosters:cover.known" : "rosters:cover.all", { names: people(t, calls) }),
			step === "24h" && t("rosters:cover.role", { role: role(roleId) }),
			step === "3h" &&
				t(shift.of.kind === "session" ? "rosters:cover.coordinator" : "rosters:cover.coordinator-opening", {
					role: role(roleId),
				}),
			[
				button(t, "rosters:button.take-this", "primary", "cover-take", shift.ref),
				...(step === "3h"
					? [
							button(
								t,
								shift.of.kind === "session" ? "rosters:button.postpone" : "rosters:button.call-off",
								"secondary",
								"cover-postpone",
								shift.ref,
							),
						]
					: []),
			],
		],
		{ calls, callRoles: byRole ? [roleId] : [] },
	);
}

function needed(t: Translate, { slots }: Shift): string[] {
	const empty = leading(slots).filter(({ userId }) => userId === null);
	return (["facilitator", "supervisor"] as const).flatMap((duty) => {
		const count = empty.filter((slot) => slot.duty === duty).length;
		return count > 0 ? [`**${t(`rosters:needed.${duty}`, { count })}**`] : [];
	});
}

function role(id: string): string {
	return `<@&${id}>`;
}

export interface SwapModel {
	swap: Swap;
	shift: Shift;
	/** What would be had instead; null for nothing. */
	back: Shift | null;
}

type Told = Swap & { state: "accepted" | "declined" | "forbidden" };

/** Whether those who saw the offer are told how it ended. Who takes it back, or gives the shift up, leaves no word. */
export function isTold(swap: Swap): swap is Told {
	return swap.state === "accepted" || swap.state === "declined" || swap.state === "forbidden";
}

/** To staff, in the place of the offer: who has the shift now. */
export function swapEnded(t: Translate, { swap, shift, back }: SwapModel & { swap: Told }): View {
	const from = person(swap.from);
	const names = { from, to: swap.to === null ? "" : person(swap.to) };
	const accepted = swap.state === "accepted";
	return view([
		`### ${t(`rosters:swap.${swap.state}.title`)}`,
		[
			swap.takenBy !== null && accepted
				? t("rosters:swap.accepted.text", { from, taker: person(swap.takenBy) })
				: t(`rosters:swap.${accepted ? "forbidden" : swap.state}.text`, names),
			shiftLine(shift),
			...(accepted && back ? [t("rosters:swap.accepted.return", { from }), shiftLine(back)] : []),
		].join("\n"),
	]);
}

/** To staff: somebody would like to swap a shift. Who is named is called. */
export function swapOffer(t: Translate, { swap, shift, back }: SwapModel): View {
	const from = person(swap.from);
	return view(
		[
			`### ${t("rosters:swap.title")}`,
			[
				swap.to === null
					? t("rosters:swap.all", { from })
					: t("rosters:swap.named", { from, to: person(swap.to) }),
				shiftLine(shift),
				...(back ? [t("rosters:swap.return", { from }), shiftLine(back)] : []),
			].join("\n"),
			`-# ${t("rosters:swap.until", { from })}`,
			[
				button(t, "rosters:button.accept", "primary", "swap-accept", swap.id),
				...(swap.to === null
					? []
					: [button(t, "rosters:button.decline", "secondary", "swap-decline", swap.id)]),
				button(t, "rosters:button.withdraw", "secondary", "swap-withdraw", swap.id),
				button(t, "rosters:button.forbid", "secondary", "swap-forbid", swap.id),
			],
		],
		{ calls: swap.to === null ? [] : [swap.to] },
	);
}
