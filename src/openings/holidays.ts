import { Temporal } from "temporal-polyfill";

const COUNTRY = "FI";
const known = new Map<number, Promise<string[]>>();

/** Finland's public holidays in the years that the dates touch: ISO dates. */
export async function publicHolidays(
	from: Temporal.PlainDate,
	to: Temporal.PlainDate,
): Promise<ReadonlySet<string>> {
	const years = Array.from({ length: to.year - from.year + 1 }, (_, index) => from.year + index);
	return new Set((await Promise.all(years.map(ofYear))).flat());
}

function ofYear(year: number): Promise<string[]> {
	const found = known.get(year) ?? load(year);
	known.set(year, found);
	return found;
}

/** The library knows the whole world and is large: it is loaded by the first place that is closed on holidays. */
async function load(year: number): Promise<string[]> {
	const { default: Holidays } = await import("date-holidays");
	const calendar = new Holidays(COUNTRY, { types: ["public"] });
	return calendar
		.getHolidays(year)
		.map(({ date }) => Temporal.PlainDate.from(date.slice(0, "YYYY-MM-DD".length)).toString());
}
