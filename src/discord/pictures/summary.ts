import { translator } from "../../shared/i18n.ts";
import type { Language } from "../../shared/language.ts";
import type { Instrument } from "../../surveys/model.ts";
import { draw, drawable } from "./draw.ts";
import { figuresOf, inWords, type Shown } from "./figures.ts";
import { summarySpec } from "./spec.ts";

/**
 * A survey's figures as a PNG 800 pixels wide, and the same in words (at most 1,024 characters) in the reader's
 * language. `heading` may hold line breaks.
 */
export async function summaryPicture(
	summary: Shown,
	instrument: Instrument,
	language: Language,
	heading: string,
): Promise<{ png: Buffer; alt: string }> {
	const t = translator(language);
	const figures = figuresOf(summary, instrument, t);
	const title = drawable(heading);
	const spec = summarySpec(title, t("pictures:answers", { count: summary.n }), figures);
	const png = await draw(spec, title);
	return { png, alt: inWords(heading.replaceAll("\n", ": "), summary.n, figures, t) };
}
