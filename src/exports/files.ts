import { strToU8, zipSync } from "fflate";
import type { Temporal } from "temporal-polyfill";
import writeXlsxFile from "write-excel-file/node";
import type { Translate } from "../shared/i18n.ts";
import type { Cell, Table } from "./model.ts";
import { harmless } from "./safe.ts";

/** Excel reads a CSV file as UTF-8 only when it begins with it. */
const BOM = "\uFEFF";
/** The most that a cell of a spreadsheet holds, in UTF-16 units. */
const CELL = 32_767;

/** RFC 4180, every text quoted. */
export function csvOf({ columns, rows }: Table): string {
	const line = (cells: readonly Cell[]) =>
		cells.map((cell) => (typeof cell === "string" ? quoted(cell) : String(cell ?? ""))).join(",");
	return BOM + [columns, ...rows].map((cells) => `${line(cells)}\r\n`).join("");
}

function quoted(text: string): string {
	return `"${harmless(text).replaceAll('"', '""')}"`;
}

/** A sheet a table. Texts are texts, whatever they look like. */
function xlsxOf(tables: readonly Table[], t: Translate): Promise<Buffer> {
	const cell = (value: Cell) => {
		if (value === null || value === "") return null;
		return typeof value === "number"
			? { type: Number, value }
			: { type: String, value: harmless(value).slice(0, CELL) };
	};
	const sheets = tables.map((table) => ({
		sheet: t(`exports:file.${table.name}`),
		stickyRowsCount: 1,
		data: [
			table.columns.map((value) => ({ type: String, value, fontWeight: "bold" as const })),
			...table.rows.map((row) => row.map(cell)),
		],
	}));
	return writeXlsxFile(sheets).toBuffer();
}

/** By table, a row an object, texts as they were written. */
export function jsonOf(tables: readonly Table[]): string {
	const named = tables.map(({ name, columns, rows }) => [
		name,
		rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null]))),
	]);
	return `${JSON.stringify(Object.fromEntries(named), null, "\t")}\n`;
}

/** All of it in one: a CSV file a table, and everything as JSON and as a workbook. */
export async function zipOf(tables: readonly Table[], t: Translate, now: Temporal.Instant): Promise<Buffer> {
	const csv = tables.map((table) => [`${t(`exports:file.${table.name}`)}.csv`, strToU8(csvOf(table))]);
	const all = {
		...Object.fromEntries(csv),
		"piiri.json": strToU8(jsonOf(tables)),
		"piiri.xlsx": new Uint8Array(await xlsxOf(tables, t)),
	};
	return Buffer.from(zipSync(all, { level: 6, mtime: now.epochMilliseconds }));
}
