import { list, person, plain, when } from "../../src/discord/views/text.ts";
import type { Shift } from "../../src/rosters/model.ts";
import type { Hindrance } from "../../src/rosters/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { wallClock } from "../text.ts";

/** A shift in a sentence: when it is, where, and what it is about. */
export function shiftText({ where, title, startsAt }: Shift): string {
	return [`**${when(startsAt)}**`, plain(where), ...(title === null ? [] : [plain(title)])].join(" · ");
}

/** The same where Discord's own times cannot stand: in menus and lists that open when one types. */
export function shiftLabel({ where, title, startsAt, zone }: Shift, t: Translate): string {
	return [wallClock(startsAt, zone, t.language), ...(title === null ? [] : [title]), where].join(" · ");
}

/** Who has the shift, and how many are missing. */
export function slotsText({ slots }: Shift, t: Translate): string {
	const names = slots.flatMap(({ userId, name }) => (userId ? [person(userId)] : name ? [plain(name)] : []));
	const empty = slots.filter(({ userId, name }) => !userId && !name);
	const helpers = empty.filter(({ duty }) => duty === "helper").length;
	const missing = empty.length - helpers;
	return [
		...(names.length > 0 ? [list(names, t.language)] : []),
		...(missing > 0 ? [t("rosters:reply.missing", { count: missing })] : []),
		...(helpers > 0 ? [t("rosters:reply.helpers", { count: helpers })] : []),
	].join(" · ");
}

/** Why somebody cannot have a shift, told to themselves. */
export function hindranceText(why: Hindrance, t: Translate): string {
	return why.kind === "clash"
		? t("rosters:reply.hindrance.clash", { shift: shiftText(why.with) })
		: t(`rosters:reply.hindrance.${why.kind}`);
}

/** The same, told of somebody else. */
export function theirHindranceText(why: Hindrance, who: string, t: Translate): string {
	return why.kind === "clash"
		? t("rosters:reply.their-hindrance.clash", { who, shift: shiftText(why.with) })
		: t(`rosters:reply.their-hindrance.${why.kind}`, { who });
}

/** What is told of a shift that cannot be changed any more. */
export function goneText(gone: { kind: "over"; shift: Shift } | { kind: "not-found" }, t: Translate): string {
	return gone.kind === "over"
		? t("rosters:reply.over", { shift: shiftText(gone.shift) })
		: t("rosters:reply.shift-gone");
}
