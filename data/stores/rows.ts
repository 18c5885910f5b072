import { sql } from "kysely";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/** How columns are read: each parses what SQLite gives to what the domain means. */
export const instant = z.iso.datetime().transform((text) => Temporal.Instant.from(text));
export const flag = z.int().transform((value) => value !== 0);

/** A column of JSON text that holds `schema`. */
export function json<S extends z.ZodType>(schema: S) {
	return z
		.string()
		.transform((text): unknown => JSON.parse(text))
		.pipe(schema);
}

/** Whether a column's text begins with `prefix`, to the letter (LIKE would take `_` and `%` for anything). */
export function beginsWith(column: string, prefix: string) {
	return sql<boolean>`substr(${sql.ref(column)}, 1, length(${prefix})) = ${prefix}`;
}
