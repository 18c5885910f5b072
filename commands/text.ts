import type { Temporal } from "temporal-polyfill";
import type { Translate } from "../src/shared/i18n.ts";
import type { Language } from "../src/shared/language.ts";

// English readers differ on whether 5/11 is in May or in November, so there the month is a word.
const styles = {
	fi: { locale: "fi-FI", month: "numeric", at: "klo" },
	sv: { locale: "sv-FI", month: "numeric", at: "kl." },
	en: { locale: "en-GB", month: "short", at: "at" },
} as const satisfies Record<Language, { locale: string; month: "numeric" | "short"; at: string }>;

/** A time on the wall clock of an IANA zone, e.g. "to 5.11.2026 klo 18.00", where Discord's own times cannot stand. */
export function wallClock(at: Temporal.Instant, zone: string, language: Language): string {
	const { locale, month, at: joined } = styles[language];
	const day = at.toLocaleString(locale, {
		timeZone: zone,
		weekday: "short",
		day: "numeric",
		month,
		year: "numeric",
	});
	const time = at.toLocaleString(locale, { timeZone: zone, hour: "2-digit", minute: "2-digit" });
	return `${day} ${joined} ${time}`;
}

/** A day as people write it, e.g. "to 5.11.2026". */
export function wallDate(date: Temporal.PlainDate, language: Language): string {
	const { locale, month } = styles[language];
	return date.toLocaleString(locale, { weekday: "short", day: "numeric", month, year: "numeric" });
}

/** Minutes as hours with one decimal, where there is one: "7,5". */
export function hoursText(minutes: number, language: Language): string {
	return (minutes / 60).toLocaleString(language, { maximumFractionDigits: 1 });
}

/** As many lines as there is room for, in characters, and how many were left out. */
export function lines(t: Translate, all: readonly string[], room = 3000): string {
	const shown: string[] = [];
	let length = 0;
	for (const line of all) {
		length += line.length + 1;
		if (length > room) break;
		shown.push(line);
	}
	const left = all.length - shown.length;
	return [...shown, ...(left > 0 ? [t("replies:common.and-more", { count: left })] : [])].join("\n");
}
