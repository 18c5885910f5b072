import { join, relative } from "node:path";
import { Language } from "../../src/shared/language.ts";
import { launch } from "../browser/chromium.ts";
import { readOptions } from "../support/options.ts";
import { Camera } from "./camera.ts";
import { type Part, parts } from "./scenes.ts";
import { tell } from "./tell.ts";
import { measure } from "./timings.ts";
import { playGallery } from "./visit.ts";

/**
 * `npm run gallery [-- --timings] [-- --json] [-- --language fi] [-- --pictures] [-- --only survey]
 * [-- --part safety]`: a picture of
 * every kind of message and form, in every language, light, dark and on a phone, into var/gallery/. With `--pictures` the
 * README's own are taken anew, too. `--only`: a regular expression for the states that are shot; the others stay.
 * `--part`: what is played, of the parts of scenes.ts.
 */
const { values, refuse } = readOptions({
	timings: { type: "boolean", default: false },
	json: { type: "boolean", default: false },
	language: { type: "string" },
	pictures: { type: "boolean", default: false },
	only: { type: "string" },
	part: { type: "string" },
});
const played = (Object.keys(parts) as Part[]).filter((one) => one === (values.part ?? one));
if (played.length === 0)
	refuse(`There is no part "${values.part}", but there are ${Object.keys(parts).join(", ")}.`);
const languages = Language.options.filter((one) => one === (values.language ?? one));
if (languages.length === 0)
	refuse(`There is no language "${values.language}", but there are ${Language.options.join(", ")}.`);
const browser = await launch();
try {
	// First, while the machine has nothing else to do.
	const timings = values.timings || values.json ? await measure(browser) : null;
	const root = join(import.meta.dirname, "../..");
	const pictures = values.pictures ? join(root, "docs/pictures") : undefined;
	const only = values.only === undefined ? undefined : new RegExp(values.only);
	const camera = new Camera(join(root, "var/gallery"), {
		pictures,
		only: only ?? (values.part === undefined ? undefined : /./),
	});
	const missed: string[] = [];
	for (const language of languages) {
		missed.push(...(await playGallery(browser, camera, language, played)));
		tell(`${language}: ${camera.shots} pictures so far`);
	}
	if (!only) tell(`The gallery: ${relative(process.cwd(), camera.index())}`);
	for (const one of missed) tell(`NOT SHOT: ${one}`);
	for (const one of new Set(camera.serious)) tell(`AXE: ${one}`);
	if (timings)
		tell(
			`Usable ${timings.readyMs} ms after the start; a press is drawn as answered in ${timings.pressMedianMs} ms at the median; ` +
				`the browser loads ${timings.loadedKb} kB; the slowest frame in scrolling 200 messages took ${timings.slowestFrameMs} ms`,
		);
	if (values.json) {
		const { readyMs, pressMedianMs, loadedKb } = timings ?? {};
		const figures = { shots: camera.shots, languages: languages.length, axeSerious: camera.serious.length };
		tell(JSON.stringify({ ...figures, readyMs, pressMedianMs, loadedKb }));
	}
	if (missed.length + camera.serious.length > 0) process.exitCode = 1;
} finally {
	await browser.close();
}
