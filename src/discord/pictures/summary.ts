import { translator } from "../../shared/i18n.ts";
import type { Language } from "../../shared/language.ts";
import type { Instrument } from "../../surveys/model.ts";
import type { Told } from "../../surveys/summaries.ts";
import { draw, drawable } from "./draw.ts";
import { type Figure, figuresOf, inWords } from "./figures.ts";
import { summarySpec } from "./spec.ts";

/** A picture, and the same in words (at most 1,024 characters). */
export interface Drawn {
	png: Buffer;
	alt: string;
}

/** Bars and headings in one picture: more would be too small to read on a phone. */
const ROWS = 26;
/** Pictures that a message's gallery holds. */
const PICTURES = 10;

/**
 * A survey's figures as PNGs 800 pixels wide, in the reader's language; none when nothing of them can be drawn.
 * `heading` may hold line breaks.
 */
export async function summaryPictures(
	told: Told,
	instrument: Instrument,
	language: Language,
	heading: string,
): Promise<Drawn[]> {
	const t = translator(language);
	const figures = figuresOf(told, instrument, t);
	if (!figures.some(({ bars }) => bars.length > 0)) return [];
	const pages = pagesOf(figures);
	const drawn: Drawn[] = [];
	for (const [index, page] of pages.entries()) {
		const number = pages.length > 1 ? `${index + 1}/${pages.length}` : "";
		const title = [...drawable(heading), ...(number ? [number] : [])];
		const png = await draw(summarySpec(title, t("pictures:answers", { count: told.n }), page), title);
		const name = [heading.replaceAll("\n", ": "), ...(number ? [number] : [])].join(", ");
		drawn.push({ png, alt: inWords(name, told.n, page, t) });
	}
	return drawn;
}

function pagesOf(figures: readonly Figure[]): Figure[][] {
	const pages: Figure[][] = [];
	let rows = Number.POSITIVE_INFINITY;
	for (const figure of figures) {
		const own = figure.bars.length + 2;
		if (rows + own > ROWS) {
			pages.push([]);
			rows = 0;
		}
		pages.at(-1)?.push(figure);
		rows += own;
	}
	return pages.slice(0, PICTURES);
}
