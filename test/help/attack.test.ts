import { describe, expect, it } from "vitest";
import { hashOf } from "../../src/discord/effects/effect.ts";
import { forged } from "../safety/servers.ts";
import { contents, freshDatabase, tablesWith } from "../support/database.ts";
import { youthRoom } from "../support/youth.ts";
import { helpStage, inThread, said, stageOf, t, until, visitorThread } from "./stage.ts";

const talk = t("help:talk.thread");
const staffRoom = "henkilökunta";

describe("finding out who a visitor is", () => {
	const reason = t("help:form.unmask-reason");

	async function visited() {
		const stage = await helpStage();
		const nuori = await stage.person("Nuori Tuuli");
		await stage.ask(nuori, "pseudonym", "En jaksa enää", "yes");
		return { ...stage, nuori, thread: visitorThread(stage.crew.anna) };
	}

	it("takes two of the staff, each with a reason; the coordinator is told at once, the visitor afterwards", async () => {
		const { piiri, crew, nuori, thread, write } = await visited();
		const asked = await write(
			crew.anna,
			t("help:button.unmask"),
			reason,
			"Kirjoitti aikovansa kuolla",
			thread,
		);
		expect(asked.text).not.toContain(nuori.id);
		// One alone never can: not by asking again, nor by the other button.
		for (const label of [t("help:button.unmask"), t("help:button.agree")]) {
			const again = await write(crew.anna, label, reason, "Aivan varmasti", thread);
			expect(again.text).toBe(t("help:reply.unmask-need-other"));
		}
		const alone = await forged(crew.anna, thread, t("help:button.answer"), "help-who:1", piiri);
		expect(alone.text).toBe(t("help:reply.who-not-yours"));
		const found = await write(crew.bo, t("help:button.agree"), reason, "Olen samaa mieltä", thread);
		expect(found.text).toBe(t("help:reply.unmask-found"));
		for (const each of [crew.anna, crew.bo]) {
			const who = await piiri.stage.press(each, t("help:button.who"), { in: thread });
			expect(who.private).toBe(true);
			expect(who.message?.raw.content + JSON.stringify(who.message?.raw.components)).toContain(nuori.id);
		}
		const other = await forged(crew.coordinator, staffRoom, t("openings:button.here"), "help-who:1", piiri);
		expect(other.text).toBe(t("help:reply.who-not-yours"));
		// What others see of it names the two, never the visitor.
		const told = said(crew.coordinator, staffRoom);
		expect(told).toContain(t("help:unmasked.title"));
		expect(told).toContain("Kirjoitti aikovansa kuolla");
		for (const each of [crew.anna, crew.coordinator])
			expect(JSON.stringify(each.read(staffRoom).map(({ raw }) => raw))).not.toContain(nuori.id);
		expect(JSON.stringify(crew.anna.readThread(thread).map(({ raw }) => raw))).not.toContain(nuori.id);
		expect(inThread(nuori, talk)).not.toContain(t("help:told.title"));
		await until(piiri, "2026-10-06T11:30:00Z");
		expect(inThread(nuori, talk)).toContain(t("help:told.title"));
		expect(inThread(nuori, talk)).toContain("Olen samaa mieltä");
	});

	it("lapses after thirty minutes; the second then is the first of two again", async () => {
		const { piiri, crew, nuori, thread, write } = await visited();
		await write(crew.anna, t("help:button.unmask"), reason, "Hengenvaara", thread);
		await until(piiri, "2026-10-05T11:31:00Z");
		expect(inThread(crew.bo, thread)).not.toContain("Hengenvaara");
		const late = await write(crew.bo, t("help:button.unmask"), reason, "Hengenvaara", thread);
		expect(late.text).not.toBe(t("help:reply.unmask-found"));
		const who = await forged(crew.bo, thread, t("help:button.answer"), "help-who:1", piiri);
		expect(JSON.stringify(who.message?.raw.components)).not.toContain(nuori.id);
	});

	it("two at once are two; neither a participant nor the visitor counts", async () => {
		const { piiri, crew, nuori, thread, person } = await visited();
		const other = await person("Toinen");
		for (const each of [other, nuori]) {
			const refused = await forged(each, "keskustelu", t("help:button.help"), "help-unmask:1", piiri);
			expect(refused.text).toBe(t("replies:common.only-staff"));
		}
		const forms = [];
		for (const each of [crew.anna, crew.bo]) {
			const { form } = await piiri.stage.press(each, t("help:button.unmask"), { in: thread });
			forms.push(form?.fill({ [reason]: "Hengenvaara" }));
		}
		const answers = await Promise.all(forms.map((form) => form?.send()));
		await piiri.stage.settle();
		expect(answers.filter((answer) => answer?.text === t("help:reply.unmask-found"))).toHaveLength(1);
	});
});

describe("somebody forges buttons", () => {
	it("a participant reads, writes, ends and takes nothing of another's talk", async () => {
		const { piiri, crew, person, ask } = await helpStage();
		const nuori = await person("Nuori");
		const other = await person("Toinen");
		await ask(nuori, "pseudonym", "Salaisuus");
		const thread = visitorThread(crew.anna);
		const press = (customId: string) => forged(other, "keskustelu", t("help:button.help"), customId, piiri);
		for (const action of ["help-take", "help-answer", "help-unmask", "help-who", "accompany"])
			expect((await press(`${action}:1`)).text).toBe(t("replies:common.only-staff"));
		expect((await press("help-close-yes:1")).text).toBe(t("help:reply.gone"));
		const { form } = await press("help-write:1");
		const sent = await form?.fill({ [t("help:form.write")]: "Minä se olen" }).send();
		expect(sent?.text).toBe(t("help:reply.gone"));
		for (const wrong of ["help-write:0", "help-close-yes:x", "help-open:anything", "help-take:99:1"])
			expect((await press(wrong)).text).toBe(t("replies:common.old-button"));
		expect(inThread(crew.anna, thread)).not.toContain("Minä se olen");
		// Staff who write as the visitor are refused like anybody.
		const asVisitor = await forged(crew.bo, thread, t("help:button.answer"), "help-write:1", piiri);
		const answer = await asVisitor.form?.fill({ [t("help:form.write")]: "Minä" }).send();
		expect(answer?.text).toBe(t("help:reply.gone"));
	});

	it("nobody of the staff helps themselves", async () => {
		const { piiri, crew, ask } = await helpStage();
		await ask(crew.anna, "nickname");
		const own = await piiri.stage.press(crew.anna, t("help:button.take"), { in: talk });
		expect(own.text).toBe(t("help:reply.own"));
	});
});

describe("what stands in the database", () => {
	it("of a visitor tells nothing of who it is, in clear or as a hash of it, nor does the log", async () => {
		const database = await freshDatabase();
		const { piiri, crew } = await youthRoom({ database });
		const { ask, write, person } = stageOf(piiri, crew);
		const nuori = await person("Nuori");
		await piiri.stage.settle();
		const before = await tablesWith(database.transact, nuori.id);
		await ask(nuori, "pseudonym", "Salaisuus");
		await write(nuori, t("help:button.write"), t("help:form.write"), "Vielä", talk);
		const everything = JSON.stringify(await contents(database.transact));
		expect(everything).toContain("Salaisuus");
		// Nowhere but where they stood before: somebody who has just come to the server is counted as such.
		expect(await tablesWith(database.transact, nuori.id)).toEqual(before);
		expect(everything).not.toContain(hashOf(nuori.id));
		expect(everything).not.toContain(Buffer.from(nuori.id).toString("hex"));
		expect(piiri.logged.join("\n")).not.toMatch(new RegExp(`${nuori.id}|Salaisuus|Vielä`));
	});
});

describe("Discord opens no more threads", () => {
	it("the answer still gives the numbers and says what to do, and staff are told", async () => {
		const { piiri, crew, person, ask } = await helpStage();
		const nuori = await person("Nuori");
		piiri.sandbox.world.threads.mostActive = 0;
		expect((await ask(nuori, "nickname", "Apua")).text).toContain("112");
		expect(said(crew.anna, staffRoom)).toContain(t("messages:trouble.title"));
		expect(said(crew.anna, staffRoom)).toContain("Discord ei ole antanut avata yksityistä ketjua");
		await until(piiri, "2026-10-05T11:02:00Z");
		const again = await piiri.stage.press(nuori, t("help:button.help"), { in: "keskustelu" });
		expect(again.text).toContain(t("help:reply.no-thread"));
		expect(again.text).toMatch(/^### Apua saa heti/);
		const taken = await piiri.stage.press(crew.anna, t("help:button.take"), { in: staffRoom });
		expect(taken.text).toContain("@Nuori");
		// When it is put right, the talk opens after all.
		piiri.sandbox.world.threads.mostActive = 1000;
		await piiri.stage.command(crew.coordinator, "/piiri status");
		await piiri.stage.press(crew.coordinator, t("messages:problem.restore"));
		expect(inThread(nuori, talk)).toContain("Apua");
	});
});
