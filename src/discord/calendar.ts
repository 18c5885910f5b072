import { Temporal } from "temporal-polyfill";
import type { Shift } from "../rosters/model.ts";
import type { Translate } from "../shared/i18n.ts";
import type { Attachment } from "./views/view.ts";

/**
 * Shifts as a calendar file (RFC 5545) in the zone in which people read their hours. A shift keeps its UID for ever, so
 * that a calendar moves what it has; one that is called off is taken out. The libraries are loaded when first needed.
 */
export async function shiftCalendar(
	t: Translate,
	shifts: readonly Shift[],
	now: Temporal.Instant,
): Promise<Attachment> {
	const [{ default: ical, ICalCalendarMethod, ICalEventStatus }, { tzlib_get_ical_block: zoneBlock }] =
		await Promise.all([import("ical-generator"), import("timezones-ical-library")]);
	const calendar = ical({
		name: t("rosters:calendar"),
		method: ICalCalendarMethod.PUBLISH,
		prodId: { company: "Piiri", product: "Piiri", language: t.language },
		// Without a zone of its own the calendar's stamps are in UTC, as they must be.
		timezone: { name: null, generator: (zone) => [zoneBlock(zone)].flat()[0] ?? null },
	});
	for (const shift of shifts) {
		calendar.createEvent({
			id: `${shift.ref.replace("/", "-")}-${shift.guildId}@piiri`,
			sequence: shift.revision,
			stamp: new Date(now.epochMilliseconds),
			...timesOf(shift),
			summary: [shift.where, ...(shift.title === null ? [] : [shift.title])].join(": "),
			status: shift.state === "cancelled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
		});
	}
	return { name: "piiri.ics", data: Buffer.from(calendar.toString(), "utf8") };
}

/**
 * The library writes a Date as UTC whatever zone is named, but text as it stands: hence the wall clock as text. In the
 * hour that comes twice the wall clock does not say which is meant; then UTC does.
 */
function timesOf({ startsAt, endsAt, zone }: Shift) {
	const start = startsAt.toZonedDateTimeISO(zone).toPlainDateTime();
	const end = endsAt.toZonedDateTimeISO(zone).toPlainDateTime();
	const clear =
		start.toZonedDateTime(zone).toInstant().equals(startsAt) &&
		end.toZonedDateTime(zone).toInstant().equals(endsAt) &&
		Temporal.PlainDateTime.compare(start, end) < 0;
	return clear
		? { start: start.toString(), end: end.toString(), timezone: zone }
		: { start: new Date(startsAt.epochMilliseconds), end: new Date(endsAt.epochMilliseconds) };
}
