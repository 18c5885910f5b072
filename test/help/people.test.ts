import { describe, expect, it } from "vitest";
import { carersGroup, crewOf, memberOf, play } from "../support/play.ts";
import { helpStage, inThread, OPEN, said, stageOf, t, until, visitorThread } from "./stage.ts";

const talk = t("help:talk.thread");
const staffRoom = "henkilökunta";

describe("I need help", () => {
	it("says first whom to call, in the reader's language, whatever comes after", async () => {
		const { piiri, person, ask } = await helpStage();
		const nuori = await person("Nuori");
		const first = await piiri.stage.press(nuori, t("help:button.help"));
		expect(first.private).toBe(true);
		expect(first.text).toMatch(/^### Apua saa heti\n- \*\*112\*\* .*\n- \*\*09 2525 0111\*\* /);
		expect(first.text).not.toContain("0112");
		expect(first.text).toContain(t("help:there.now", { count: 2 }));
		const enough = await piiri.stage.press(nuori, t("help:button.enough"));
		expect(enough.text).toMatch(/^### Apua saa heti\n/);
		expect((await ask(nuori, "nickname")).text).toMatch(/^### Apua saa heti\n/);
		nuori.setLocale("sv-SE");
		expect((await piiri.stage.press(nuori, t("help:button.help"))).text).toContain("09 2525 0112");
		nuori.setLocale("en-GB");
		const english = (await piiri.stage.press(nuori, t("help:button.help"))).text;
		expect(english).toMatch(/112.*\n.*0111.*in Finnish.*\n.*0112.*in Swedish/);
	});

	it("under the nickname: a private thread with those on duty, also with closed direct messages", async () => {
		const { piiri, crew, person, ask } = await helpStage();
		const nuori = await person("Nuori");
		const other = await person("Toinen");
		nuori.closeDms();
		await ask(nuori, "nickname", "Minua <@everyone> pelottaa");
		expect(inThread(nuori, talk)).toContain("\\<\\@everyone\\>");
		await nuori.write(talk, "Hei");
		for (const each of [crew.anna, crew.bo]) expect(inThread(each, talk)).toContain("Hei");
		expect(inThread(other, talk)).toBeUndefined();
		// Those on duty are called, without a word on who it is.
		expect(said(crew.anna, staffRoom)).toContain(t("help:call.title"));
		expect(said(crew.anna, staffRoom)).not.toContain(nuori.id);
		// The person themselves cannot do the staff's part.
		const refused = await piiri.stage.press(nuori, t("help:button.take"), { in: talk });
		expect(refused.text).toBe(t("replies:common.only-staff"));
		await piiri.stage.press(crew.anna, t("help:button.take"), { in: staffRoom });
		expect(said(crew.anna, staffRoom)).not.toContain(t("help:call.title"));
		expect(inThread(nuori, talk)).toContain(t("help:talk.met-by", { names: `@${crew.anna.displayName}` }));
		// A second press leads back to the same talk.
		const again = await piiri.stage.press(nuori, t("help:button.help"), { in: "keskustelu" });
		expect(again.text).toContain(t("help:reply.open"));
		await until(piiri, "2026-10-05T11:30:00Z");
		expect(said(crew.coordinator, staffRoom)).not.toContain(t("help:coordinator.unanswered"));
	});

	it("again and again: after six talks in an hour those on duty are not called, and the numbers are given", async () => {
		const { piiri, crew, person, ask } = await helpStage();
		const nuori = await person("Nuori");
		for (let n = 0; n < 6; n++) {
			await ask(nuori, "nickname");
			await piiri.stage.press(nuori, t("help:button.help"));
			await piiri.stage.press(nuori, t("help:button.close"));
			await piiri.stage.press(nuori, t("help:button.close-yes"));
		}
		const before = crew.anna.threads().length;
		const answer = await ask(nuori, "nickname");
		expect(answer.text).toContain("112");
		expect(answer.text).toContain(t("help:reply.slow", { when: "" }).slice(0, 40));
		expect(crew.anna.threads()).toHaveLength(before);
	});

	it("nobody comes in ten minutes: the coordinator is called, once", async () => {
		const { piiri, crew, person, ask } = await helpStage();
		const nuori = await person("Nuori");
		await piiri.stage.command(crew.coordinator, "/staff add", {
			user: { user: crew.coordinator },
			coordinator: true,
			name: "Kaisa",
		});
		await ask(nuori, "nickname");
		await until(piiri, "2026-10-05T11:09:00Z");
		const calls = () =>
			crew.coordinator.read(staffRoom).filter(({ text }) => text.includes(t("help:coordinator.unanswered")));
		expect(calls()).toHaveLength(0);
		await until(piiri, "2026-10-05T11:11:00Z");
		expect(calls()).toHaveLength(1);
		expect(calls()[0]?.raw.mention_roles).toHaveLength(1);
		expect(calls()[0]?.raw.mentions).toEqual([crew.coordinator.id]);
		await until(piiri, "2026-10-05T12:30:00Z");
		expect(calls()).toHaveLength(1);
		await piiri.stage.press(crew.coordinator, t("help:button.take"), {
			containing: t("help:coordinator.unanswered"),
		});
		expect(calls()).toHaveLength(0);
		expect(inThread(crew.coordinator, talk)).toBeDefined();
	});

	it("outside duty hours says so, when somebody is there, and staff see it first thing", async () => {
		const { piiri, crew, person, ask } = await helpStage(false);
		const nuori = await person("Nuori");
		const first = await piiri.stage.press(nuori, t("help:button.help"));
		// Nobody has a shift yet.
		expect(first.text).toContain(t("help:there.no-next"));
		const answer = await ask(nuori, "pseudonym", "Yksin illalla");
		expect(answer.text).toContain("112");
		const quiet = crew.coordinator
			.read(staffRoom)
			.find(({ text }) => text.includes(t("help:coordinator.nobody")));
		expect(quiet?.raw.mention_roles).toEqual([]);
		expect(said(crew.anna, staffRoom)).not.toContain("tarvitsee teitä");
		await until(piiri, OPEN);
		await piiri.stage.press(crew.anna, t("openings:button.here"), { in: staffRoom });
		expect(said(crew.anna, staffRoom)).toContain("tarvitsee teitä");
		expect(inThread(crew.anna, visitorThread(crew.anna))).toContain("Yksin illalla");
		expect(said(crew.coordinator, staffRoom)).not.toContain(t("help:coordinator.nobody"));
		await until(piiri, "2026-10-05T11:12:00Z");
		expect(said(crew.coordinator, staffRoom)).toContain(t("help:coordinator.unanswered"));
	});

	it("danger while nobody is on duty calls the coordinator at once", async () => {
		const { crew, person, ask } = await helpStage(false);
		const nuori = await person("Nuori");
		expect((await ask(nuori, "pseudonym", "", "yes")).text).toContain(t("help:reply.danger"));
		const call = crew.coordinator
			.read(staffRoom)
			.find(({ text }) => text.includes(t("help:coordinator.nobody")));
		expect(call?.raw.mention_roles).toHaveLength(1);
	});
});

describe("in a group with meetings", () => {
	it("the button stands where people are, and those who lead the next meeting come to who has waited", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri);
		await carersGroup(piiri, crew);
		const member = await memberOf(piiri, "Mustikka");
		const { ask } = stageOf(piiri, crew);
		await until(piiri, "2026-10-07T20:00:00Z");
		for (const room of [
			"tervetuloa",
			"esittäydy",
			"keskustelu",
			"kysymykset-asiantuntijalle",
			"tallenteet",
		]) {
			const answer = await piiri.stage.press(member, t("help:button.help"), { in: room });
			expect(answer.text, room).toMatch(/^### Apua saa heti/);
			// Somebody has the meeting of tomorrow.
			expect(answer.text, room).toContain("Seuraavan kerran joku on paikalla");
		}
		const pinned = member.read("keskustelu").filter(({ raw }) => raw.pinned);
		expect(pinned.map(({ text }) => text).join()).toContain(t("help:desk.title"));
		await ask(member, "nickname", "Väsyttää");
		await member.write(talk, "Onko täällä ketään?");
		expect(inThread(crew.anna, talk)).toBeUndefined();
		await until(piiri, "2026-10-08T14:59:00Z");
		expect(said(crew.anna, staffRoom)).not.toContain(t("help:call.title"));
		await until(piiri, "2026-10-08T15:01:00Z");
		expect(said(crew.anna, staffRoom)).toContain(t("help:call.title"));
		for (const each of [crew.anna, crew.bo]) expect(inThread(each, talk)).toContain("Onko täällä ketään?");
		// Nobody comes although the meeting goes on.
		await until(piiri, "2026-10-08T15:12:00Z");
		expect(said(crew.coordinator, staffRoom)).toContain(t("help:coordinator.unanswered"));
	});
});

describe("without a name", () => {
	it("Piiri carries the words both ways, and neither side sees the other", async () => {
		const { piiri, crew, person, ask, write } = await helpStage();
		const nuori = await person("Nuori Tuuli");
		await ask(nuori, "pseudonym", "En jaksa");
		const thread = visitorThread(crew.anna);
		expect(thread).toMatch(/^Vieras /);
		expect(inThread(crew.anna, talk)).toBeUndefined();
		expect(inThread(nuori, thread)).toBeUndefined();
		const sent = await write(nuori, t("help:button.write"), t("help:form.write"), "Oletko siellä?", talk);
		expect(sent.text).toBe(t("help:reply.written"));
		expect(inThread(crew.bo, thread)).toContain("Oletko siellä?");
		await write(crew.anna, t("help:button.answer"), t("help:form.answer"), "Olen. Anna tässä.", thread);
		expect(inThread(nuori, talk)).toContain("Olen. Anna tässä.");
		expect(inThread(nuori, talk)).toContain(t("help:talk.met"));
		const seen = JSON.stringify(crew.anna.readThread(thread).map(({ raw }) => raw));
		expect(seen).not.toContain(nuori.id);
		expect(seen).not.toContain("Tuuli");
		expect(said(crew.anna, staffRoom)).not.toContain(nuori.id);
		await piiri.stage.press(nuori, t("help:button.close"), { in: talk });
		const closed = await piiri.stage.press(nuori, t("help:button.close-yes"));
		expect(closed.text).toBe(t("help:reply.closed"));
		expect(inThread(crew.anna, thread)).toContain("on päättänyt juttelun");
		await until(piiri, "2026-11-06T12:00:00Z");
		for (const each of [nuori, crew.anna]) expect(each.threads()).toEqual([]);
	});

	it("who leaves the server is not missed at that moment: the staff's thread goes a while later", async () => {
		const { piiri, crew, person, ask, write } = await helpStage();
		const nuori = await person("Nuori");
		await ask(nuori, "pseudonym", "Lähden kohta");
		const thread = visitorThread(crew.anna);
		const before = inThread(crew.anna, thread);
		nuori.leaveServer();
		await piiri.stage.settle();
		expect(inThread(crew.anna, thread)).toBe(before);
		const sent = await write(crew.anna, t("help:button.answer"), t("help:form.answer"), "Hei", thread);
		expect(sent.text).toBe(t("help:reply.answered"));
		await until(piiri, "2026-10-05T14:05:00Z");
		expect(crew.anna.threads()).toEqual([]);
		expect(said(crew.anna, staffRoom)).not.toContain(t("messages:trouble.title"));
	});
});
