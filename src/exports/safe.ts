/** What spreadsheets take for the beginning of a formula; also as they are written in East Asian widths. */
const FORMULA = "=+\\-@＝＋－＠";
/**
 * At the beginning, and after whatever some spreadsheet may take for the end of a cell: one that splits at semicolons
 * does so within quotes, too, when the quotes did not begin the cell.
 */
const BEGINNING = new RegExp(`(^|[,;|\\t\\r\\n"])([\\s\\p{Cf}'"]*)(?=[${FORMULA}])`, "gu");
/** XML cannot hold them, and no text needs them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]|\p{Cs}/gu;

/**
 * A text that no spreadsheet takes for a formula: an apostrophe stands before what looks like one. Tabs and line breaks at
 * the beginning are left out, as well as what cannot be printed.
 */
export function harmless(text: string): string {
	return text
		.replaceAll(UNPRINTABLE, "")
		.replace(/^[\t\r\n]+/u, "")
		.replaceAll(BEGINNING, "$1$2'");
}
