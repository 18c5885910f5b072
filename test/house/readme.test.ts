import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lacking, NEEDED_BITS, permissionName } from "../../src/discord/permissions.ts";
import { translator } from "../../src/shared/i18n.ts";

describe("the README", () => {
	const readme = readFileSync("README.md", "utf8");

	it("begins with the two commands", () => {
		const [top] = readme.split("\n## ");
		expect(top).toContain("npm ci && npm run demo");
		expect(top).toContain("npm ci && npm test");
	});

	it("names exactly the permissions that Piiri asks for", () => {
		expect(readme).toContain(`permissions=${NEEDED_BITS}`);
		const [, table = ""] = readme.split("| Permission | Piiri needs it to |\n|---|---|\n");
		const listed = table
			.split("\n\n")[0]
			?.split("\n")
			.map((row) => row.split(" | ")[0]?.replace("| ", ""));
		const t = translator("en");
		expect(listed?.toSorted()).toEqual(
			lacking(0n)
				.map((one) => permissionName(t, one))
				.toSorted(),
		);
	});

	it("leads to files that are there", () => {
		for (const [, path = ""] of readme.matchAll(/\]\((?!http)([^)#]+)/g))
			expect(() => readFileSync(path)).not.toThrow();
	});
});
