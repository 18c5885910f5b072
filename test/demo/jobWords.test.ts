import { expect, test } from "vitest";
import { Job } from "../../src/jobs/model.ts";
import en from "../sandbox/page/client/locales/en.json" with { type: "json" };

test("the page has words for everything that time brings", () => {
	const kinds: string[] = Job.options.flatMap(({ shape: { kind } }) =>
		"options" in kind ? kind.options : [...kind.values],
	);
	expect(Object.keys(en.job).sort()).toEqual(kinds.map((kind) => kind.replace(/\W/g, "_")).sort());
});
