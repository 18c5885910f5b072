import { fileURLToPath } from "node:url";
import { translator } from "../../shared/i18n.ts";
import type { Language } from "../../shared/language.ts";
import type { Instrument } from "../../surveys/model.ts";
import { figuresOf, inWords, type Shown } from "./figures.ts";
import { summarySpec, TYPEFACE, WIDTH } from "./spec.ts";

const fontFiles = [
	import.meta.resolve(
		"@expo-google-fonts/atkinson-hyperlegible/400Regular/AtkinsonHyperlegible_400Regular.ttf",
	),
	import.meta.resolve("@expo-google-fonts/atkinson-hyperlegible/700Bold/AtkinsonHyperlegible_700Bold.ttf"),
].map((url) => fileURLToPath(url));

/** What the shipped typeface has no letters for. */
const OTHER_LETTERS = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/**
 * A survey's figures as a PNG 800 pixels wide, and the same in words (at most 1,024 characters) in the reader's
 * language. `heading` may hold line breaks. Drawing parts are loaded when the first picture is drawn, so that Piiri starts quickly.
 */
export async function summaryPicture(
	summary: Shown,
	instrument: Instrument,
	language: Language,
	heading: string,
): Promise<{ png: Buffer; alt: string }> {
	const [vega, vegaLite, { Resvg }] = await Promise.all([
		import("vega"),
		import("vega-lite"),
		import("@resvg/resvg-js"),
	]);
	const t = translator(language);
	const figures = figuresOf(summary, instrument, t);
	// Pictographs and invisible characters have no shape in the typeface.
	const title = heading.split("\n").map((line) => line.replaceAll(/[\p{Extended_Pictographic}\p{C}]/gu, ""));
	const spec = summarySpec(title, t("pictures:answers", { count: summary.n }), figures);
	const view = new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: "none" });
	const svg = cutToWidth(await view.toSVG());
	view.finalize();
	const image = new Resvg(svg, {
		background: "#ffffff",
		font: { fontFiles, loadSystemFonts: OTHER_LETTERS.test(title.join()), defaultFontFamily: TYPEFACE },
	}).render();
	return { png: image.asPng(), alt: inWords(heading.replaceAll("\n", ": "), summary.n, figures, t) };
}

/** Vega takes letters for wider than they are, and so the paper: what is drawn keeps within the width by itself. */
function cutToWidth(svg: string): string {
	return svg.replace(
		/ width="[^"]*" height="([^"]*)" viewBox="[^"]*"/,
		(_, height: string) => ` width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}"`,
	);
}
