import { describe, expect, it } from "vitest";
import { customId, parseCustomId } from "../../src/discord/customIds.ts";
import { GroupId } from "../../src/shared/ids.ts";

describe("custom ids", () => {
	it("are read back as they were written", () => {
		expect(parseCustomId(customId("join", GroupId.parse(7)))).toEqual({ action: "join", args: [7] });
		expect(parseCustomId(customId("my-data"))).toEqual({ action: "my-data", args: [] });
		expect(parseCustomId(customId("group-create", "a1-B2_c3"))).toEqual({
			action: "group-create",
			args: ["a1-B2_c3"],
		});
	});

	it.each([
		"",
		"join",
		"join:",
		"join:0",
		"join:1:2",
		"join:-1",
		"join:1e3",
		"toString",
		"constructor:1",
		"jump:1",
	])("%j is not one of ours", (text) => {
		expect(parseCustomId(text)).toBeUndefined();
	});
});
