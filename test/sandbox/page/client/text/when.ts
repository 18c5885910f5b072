/** Moments as people read them, in Helsinki's time. All moments are milliseconds since the epoch. */
import { currentLanguage, type Language } from "./language.ts";

const zone = "Europe/Helsinki";
const locales: Record<Language, string> = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" };
const made = new Map<string, Intl.DateTimeFormat>();

const styles: Record<string, Intl.DateTimeFormatOptions> = {
	t: { timeStyle: "short" },
	T: { timeStyle: "medium" },
	d: { dateStyle: "short" },
	D: { dateStyle: "long" },
	f: { dateStyle: "long", timeStyle: "short" },
	F: { dateStyle: "full", timeStyle: "short" },
	s: { dateStyle: "short", timeStyle: "short" },
	S: { dateStyle: "short", timeStyle: "medium" },
	/** The clock of the page: "to 1.10. klo 18.00". */
	clock: { weekday: "short", day: "numeric", month: "numeric", hour: "2-digit", minute: "2-digit" },
	day: { weekday: "short", day: "numeric", month: "numeric" },
	divider: { weekday: "long", day: "numeric", month: "long" },
};

/** The moment in one of Discord's styles (t T d D f F s S), or one of the page's own. */
export function formatTime(ms: number, style: string): string {
	const key = `${currentLanguage()}${style}`;
	let format = made.get(key);
	if (!format) {
		const options = styles[style] ?? styles.f ?? {};
		format = new Intl.DateTimeFormat(locales[currentLanguage()], { ...options, timeZone: zone });
		made.set(key, format);
	}
	return format.format(ms);
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
	["year", 31_557_600_000],
	["month", 2_629_800_000],
	["day", 86_400_000],
	["hour", 3_600_000],
	["minute", 60_000],
];

/** "in 3 days", "2 hours ago", seen from `now`. */
export function relative(ms: number, now: number): string {
	const far = ms - now;
	const [unit, size] = units.find(([, each]) => Math.abs(far) >= each) ?? ["second", 1000];
	const format = new Intl.RelativeTimeFormat(locales[currentLanguage()], { numeric: "auto" });
	return format.format(Math.round(far / size), unit);
}

/** The day in Helsinki, for telling days apart. */
export function dayOf(ms: number): string {
	return formatTime(ms, "D");
}
