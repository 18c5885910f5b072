import { expect, test } from "vitest";
import { Job } from "../../src/jobs/model.ts";
import en from "../sandbox/page/client/locales/en.json" with { type: "json" };

test("the page has words for everything that time brings", () => {
	const kinds = Job.options.flatMap(({ shape: { kind } }) => [...kind.values] as string[]);
	expect(Object.keys(en.job).sort()).toEqual(kinds.map((kind) => kind.replace(/\W/g, "_")).sort());
});
