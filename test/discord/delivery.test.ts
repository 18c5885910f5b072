import { describe, expect, it } from "vitest";
import { id, join, stage, withGroup } from "./stage.ts";

describe("delivery", () => {
	it("makes a group's rooms, and only welcome is public", async () => {
		const on = await stage();
		const group = await withGroup(on);
		const outsider = await on.sandbox.person("Outo");
		const member = await on.sandbox.person("Mustikka");
		await join(on, group, member, "Metsämustikka");

		const rooms = (person: typeof member) =>
			person
				.channels()
				.filter(({ category, name }) => category === "Omaisten piiri" || name === "tervetuloa")
				.map(({ name, canWrite, canConnect }) => ({ name, canWrite, canConnect }));
		expect(rooms(outsider)).toEqual([{ name: "tervetuloa", canWrite: false, canConnect: false }]);
		expect(rooms(member)).toMatchObject([
			{ name: "tervetuloa", canWrite: false },
			{ name: "esittäydy", canWrite: false },
			{ name: "keskustelu", canWrite: true },
			{ name: "kysymykset-asiantuntijalle", canWrite: true },
			{ name: "tallenteet", canWrite: false },
			{ name: "Puhehuone", canConnect: false },
		]);
		expect(member.displayName).toBe("Metsämustikka");
		expect(outsider.read("tervetuloa").map(({ text }) => text.split("\n")[0])).toEqual([
			"## Tervetuloa: Omaisten piiri",
		]);
		expect(on.sandbox.violations()).toEqual([]);
	});
	void id;
});
