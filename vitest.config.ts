import { defaultExclude, defineConfig } from "vitest/config";
import { findChromium, NO_CHROMIUM } from "./test/browser/chromium.ts";

const browser = findChromium() !== null;
if (!browser) {
	if (process.env.CI) throw new Error(NO_CHROMIUM);
	process.stderr.write(`${NO_CHROMIUM}\n`);
}

export default defineConfig({
	test: {
		include: ["test/**/*.test.ts"],
		exclude: [...defaultExclude, ...(browser ? [] : ["test/browser/**"])],
		sequence: { shuffle: true },
		testTimeout: 30_000,
		hookTimeout: 30_000,
	},
});
