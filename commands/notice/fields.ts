import type { ModalSubmitInteraction } from "discord.js";
import { Temporal } from "temporal-polyfill";
import type { NoticeContent } from "../../src/noticeboard/model.ts";
import { LENGTHS, type NoticeWords } from "../../src/noticeboard/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { form, textInput, written } from "../form.ts";
import { parseMoment } from "../when.ts";

export type When = Pick<NoticeWords, "startsAt" | "endsAt" | "timed">;

/**
 * A day, or a day with an hour, or with two: "24.11.2026", "24.11. klo 17", "2026-11-24 17:00–19:30". Without an end it
 * lasts until the end of the day (a second before midnight), also when the end would be earlier than the start.
 * @returns undefined when it is none, or when the clocks jump over it
 */
export function parseWhen(text: string, zone: string, now: Temporal.Instant): When | undefined {
	const found =
		/^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\s*\d{1,2}(?:\.\s*(?:\d{4}|\d{2}(?![\d.:]))?)?)(?:[\s,]+(.+))?$/.exec(
			text.normalize("NFKC").trim(),
		);
	if (!found) return undefined;
	const [date = "", hours] = [found[1], found[2]];
	const [from = "0", until] = hours === undefined ? [] : hours.replace(/^at\s+/i, "").split(/\s*[-–—]\s*/);
	if (hours !== undefined && hours.split(/[-–—]/).length > 2) return undefined;
	const start = parseMoment(date, from, zone, now);
	if (start.kind !== "moment") return undefined;
	const day = start.at.toZonedDateTimeISO(zone).startOfDay();
	const dayEnd = day.add({ days: 1 }).subtract({ seconds: 1 }).toInstant();
	if (until === undefined) return { startsAt: start.at, endsAt: dayEnd, timed: hours !== undefined };
	const end = parseMoment(day.toPlainDate().toString(), until, zone, now);
	if (end.kind !== "moment") return undefined;
	const later = Temporal.Instant.compare(end.at, start.at) > 0;
	return { startsAt: start.at, endsAt: later ? end.at : dayEnd, timed: true };
}

/** The first step: what, when, where, for whom. `before`: to be changed. */
export function noticeForm(id: string, t: Translate, zone: string, before?: NoticeContent) {
	return form(id, t("noticeboard:form.title"), [
		{
			label: t("noticeboard:form.what"),
			component: textInput("title", { max: LENGTHS.title, required: true, value: before?.title ?? "" }),
		},
		{
			label: t("noticeboard:form.when"),
			hint: t("noticeboard:form.when-hint"),
			component: textInput("when", {
				max: 60,
				required: true,
				value: before ? whenTyped(before, zone) : "",
			}),
		},
		{
			label: t("noticeboard:form.where"),
			component: textInput("where", { max: LENGTHS.where, required: true, value: before?.where ?? "" }),
		},
		{
			label: t("noticeboard:form.audience"),
			component: textInput("audience", { max: LENGTHS.audience, value: before?.audience ?? "" }),
		},
		{
			label: t("noticeboard:form.text"),
			hint: t("noticeboard:form.text-hint"),
			component: textInput("text", { long: true, max: LENGTHS.text, value: before?.text ?? "" }),
		},
	]);
}

/** What was filled in; undefined when the time is none. */
export function noticeWords(
	interaction: ModalSubmitInteraction,
	zone: string,
	now: Temporal.Instant,
): NoticeWords | undefined {
	const at = parseWhen(written(interaction, "when"), zone, now);
	return (
		at && {
			...at,
			title: written(interaction, "title"),
			where: written(interaction, "where"),
			audience: written(interaction, "audience"),
			text: written(interaction, "text"),
		}
	);
}

/** As somebody could have typed it, e.g. "24.11.2026 17:00–19:00". */
function whenTyped({ startsAt, endsAt, timed }: NoticeContent, zone: string): string {
	const start = Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone);
	const end = Temporal.Instant.from(endsAt).toZonedDateTimeISO(zone);
	const date = `${start.day}.${start.month}.${start.year}`;
	const clock = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: "minute" });
	if (!timed) return date;
	return end.second === 59 ? `${date} ${clock(start)}` : `${date} ${clock(start)}–${clock(end)}`;
}
