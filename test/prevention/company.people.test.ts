import { describe, expect, it } from "vitest";
import { helpStage, inThread, t, visitorThread } from "../help/stage.ts";
import { STAFF } from "./stage.ts";

const talk = t("help:talk.thread");

/** Bo has to go: until the doors close, Anna is there alone. */
async function oneLeft(coordinator: boolean) {
	const stage = await helpStage();
	const { piiri, crew } = stage;
	if (coordinator) {
		await piiri.stage.command(crew.coordinator, "/staff add", {
			user: { user: crew.coordinator },
			coordinator: true,
			name: "Kaisa",
			organisation: "Talo",
		});
	}
	await piiri.stage.press(crew.bo, t("openings:button.leave"), { in: STAFF });
	return stage;
}

describe("when one of the staff is there alone", () => {
	it("a talk with a person is also the coordinator's", async () => {
		const { crew, person, ask } = await oneLeft(true);
		const nuori = await person("Nuori");
		await ask(nuori, "nickname", "Pelottaa");
		await nuori.write(talk, "Hei");
		for (const each of [crew.anna, crew.coordinator]) expect(inThread(each, talk)).toContain("Hei");
		expect(inThread(crew.bo, talk)).toBeUndefined();
	});

	it("so is one with somebody whom nobody sees", async () => {
		const { crew, person, ask } = await oneLeft(true);
		await ask(await person("Nuori"), "pseudonym", "Pelottaa");
		expect(visitorThread(crew.coordinator)).toBe(visitorThread(crew.anna));
		expect(inThread(crew.coordinator, visitorThread(crew.coordinator))).toContain("Pelottaa");
	});

	it("with two there, the coordinator is not let in: who asks for help chose those on duty", async () => {
		const { crew, person, ask } = await helpStage();
		await ask(await person("Nuori"), "nickname", "Pelottaa");
		expect(inThread(crew.coordinator, talk)).toBeUndefined();
	});
});
