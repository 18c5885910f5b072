import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

export const NO_CHROMIUM =
	"No Chromium was found, so the browser tests are left out. Get one: apt-get install chromium, or set CHROMIUM to its path.";

/** The path of a Chromium on this machine: that of the environment's CHROMIUM, or the first on the PATH. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
	if (env.CHROMIUM) return existsSync(env.CHROMIUM) ? env.CHROMIUM : null;
	const folders = [...(env.PATH ?? "").split(delimiter), "/usr/bin"].filter((folder) => folder !== "");
	const paths = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
	return paths.find((path) => existsSync(path)) ?? null;
}

/** @throws when there is no Chromium */
export async function launch(): Promise<Browser> {
	const executablePath = findChromium();
	if (!executablePath) throw new Error(NO_CHROMIUM);
	return chromium.launch({
		executablePath,
		args: [
			// Containers have no user namespaces; the page is our own and local.
			"--no-sandbox",
			"--disable-gpu",
			"--disable-quic",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
		],
	});
}
