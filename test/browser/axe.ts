import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const path = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let loaded: Promise<string> | undefined;

/** Evaluated, not added as a script: the page lets no foreign script in. */
function source(): Promise<string> {
	loaded ??= readFile(path, "utf8");
	return loaded;
}

/** What axe-core holds to be a serious or critical hindrance on the page as it stands now: the rule and where. */
export async function serious(page: Page): Promise<string[]> {
	const there = await page.evaluate("typeof axe === 'object'");
	if (!there) await page.evaluate(await source());
	const { violations } = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as AxeResults;
	return violations
		.filter(({ impact }) => impact === "serious" || impact === "critical")
		.flatMap(({ id, nodes }) =>
			nodes.map(
				({ target, failureSummary = "" }) =>
					`${id}: ${target.join(" ")}: ${failureSummary.split("\n")[1] ?? ""}`,
			),
		);
}
