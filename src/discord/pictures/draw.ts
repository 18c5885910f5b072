import { fileURLToPath } from "node:url";
import type { TopLevelSpec } from "vega-lite";
import { TYPEFACE, WIDTH } from "./spec.ts";

const fontFiles = [
	import.meta.resolve(
		"@expo-google-fonts/atkinson-hyperlegible/400Regular/AtkinsonHyperlegible_400Regular.ttf",
	),
	import.meta.resolve("@expo-google-fonts/atkinson-hyperlegible/700Bold/AtkinsonHyperlegible_700Bold.ttf"),
].map((url) => fileURLToPath(url));

/** What the shipped typeface has no letters for. */
const OTHER_LETTERS = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/** A heading's lines as they can be drawn: pictographs and invisible characters have no shape in the typeface. */
export function drawable(heading: string): string[] {
	return heading.split("\n").map((line) => line.replaceAll(/[\p{Extended_Pictographic}\p{C}]/gu, ""));
}

/**
 * A picture as a PNG 800 pixels wide. `title` is what people wrote in it. Drawing parts are loaded when the first
 * picture is drawn, so that Piiri starts quickly.
 */
export async function draw(spec: TopLevelSpec, title: readonly string[]): Promise<Buffer> {
	const [vega, vegaLite, { Resvg }] = await Promise.all([
		import("vega"),
		import("vega-lite"),
		import("@resvg/resvg-js"),
	]);
	const view = new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: "none" });
	const svg = cutToWidth(await view.toSVG());
	view.finalize();
	const image = new Resvg(svg, {
		background: "#ffffff",
		font: { fontFiles, loadSystemFonts: OTHER_LETTERS.test(title.join()), defaultFontFamily: TYPEFACE },
	}).render();
	return image.asPng();
}

/** Vega takes letters for wider than they are, and so the paper: what is drawn keeps within the width by itself. */
function cutToWidth(svg: string): string {
	return svg.replace(
		/ width="[^"]*" height="([^"]*)" viewBox="[^"]*"/,
		(_, height: string) => ` width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}"`,
	);
}
