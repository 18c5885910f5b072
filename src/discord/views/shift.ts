import type { Shift } from "../../rosters/model.ts";
import { holders } from "../../rosters/rules.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { UserId } from "../../shared/ids.ts";
import { list, person, plain, relative, span } from "./text.ts";
import { type Attachment, file, type View, view } from "./view.ts";

/** Where a shift is and what it is about: "**Nuorten tila** · Yksinäisyys". */
export function shiftName({ where, title }: Pick<Shift, "where" | "title">): string {
	const about = title === null ? [] : [plain(title, 100)];
	return [`**${plain(where, 80)}**`, ...about].join(" · ");
}

/** The same with its time. */
export function shiftLine(shift: Shift): string {
	return `${span(shift)} · ${shiftName(shift)}`;
}

/** Who has it, on one line. */
export function whoHas(t: Translate, shift: Shift): string {
	const names = holders(shift);
	return names.length > 0 ? t("rosters:has", { names: people(t, names) }) : t("rosters:has-nobody");
}

export function people(t: Translate, userIds: readonly UserId[]): string {
	return list(userIds.map(person), t.language);
}

/** To one who has the shift, that it is coming up. */
export function shiftReminder(
	t: Translate,
	{ shift, userId, which }: { shift: Shift; userId: UserId; which: "day" | "hour" },
): View {
	const others = holders(shift).filter((each) => each !== userId);
	return view([
		`### ${t(`rosters:reminder.${which}`)}`,
		[
			`${shiftLine(shift)} (${relative(shift.startsAt)})`,
			others.length > 0
				? t("rosters:reminder.with", { names: people(t, others) })
				: t("rosters:reminder.alone"),
		].join("\n"),
	]);
}

export type Change = "moved" | "cancelled" | "assigned" | "released";

/** To one whose shift somebody else changed. `calendar`: the shift for their calendar, when it changes there. */
export function shiftChange(
	t: Translate,
	{ shift, what, calendar }: { shift: Shift; what: Change; calendar: Attachment | null },
): View {
	return view(
		[
			`### ${t(`rosters:change.${what}.title`)}`,
			`${shiftLine(shift)} (${relative(shift.startsAt)})`,
			t(`rosters:change.${what}.text`),
			calendar && file(calendar.name),
		],
		{ files: calendar ? [calendar] : [] },
	);
}
