import { PermissionFlagsBits } from "discord.js";
import { describe, expect, it } from "vitest";
import { inThread, said, until } from "../help/stage.ts";
import { forged } from "../safety/servers.ts";
import { everything, filled, reportStage, staffRoom, t, talk, threadOf } from "./stage.ts";

const first = threadOf(1);
const REPORT = t("moderation:button.report");
const trouble = t("messages:trouble.title");

describe("from the attacker's chair", () => {
	it("staff's buttons forged by a participant do nothing, nor do other people's", async () => {
		const { piiri, crew, person, report, fill } = await reportStage();
		const mustikka = await person("Mustikka");
		const kiusaaja = await person("Kiusaaja");
		await report(mustikka, await kiusaaja.write(talk, "Höh"), { text: "Salaisuus" });
		await fill(() => crew.anna.press(t("moderation:button.write-reporter"), { in: first }), {
			[t("moderation:write.text")]: "Kerro lisää",
		});
		const room = "auki-vai-kiinni";
		const staffOnly = [
			"case-open:1",
			"case-take:1",
			"case-close:1",
			"case-write:1:reporter",
			"case-write:1:subject",
		];
		for (const customId of staffOnly) {
			const answer = await forged(kiusaaja, room, REPORT, customId, piiri);
			expect(answer.text, customId).toBe(t("replies:common.only-staff"));
		}
		for (const customId of ["appeal-decide:1:upheld", "appeal-decide:1:lifted"]) {
			for (const who of [kiusaaja, crew.anna]) {
				const answer = await forged(who, room, REPORT, customId, piiri);
				expect(answer.text, customId).toBe(t("replies:common.only-coordinators"));
			}
		}
		// Somebody else's word cannot be answered, nor somebody else's step.
		expect((await forged(kiusaaja, room, REPORT, "case-answer:1", piiri)).text).toBe(
			t("moderation:reply.answer-gone"),
		);
		expect((await forged(kiusaaja, room, REPORT, "appeal:1", piiri)).text).toBe(
			t("moderation:appeal.reply.gone"),
		);
		for (const customId of [
			"case-take:0",
			"case-take:-1",
			"case-write:1:nobody",
			"report:group:x",
			"report",
		]) {
			expect((await forged(kiusaaja, room, REPORT, customId, piiri)).text).toBe(
				t("replies:common.old-button"),
			);
		}
		expect(everything(kiusaaja)).not.toMatch(/Salaisuus|Mustikka|Kerro lisää/);
		expect(inThread(crew.anna, first)).toContain(t("moderation:case.not-taken"));
	});

	it("a report that claims to be of a group elsewhere names none", async () => {
		const { piiri, crew, person } = await reportStage();
		const kiusaaja = await person("Kiusaaja");
		const opened = await forged(kiusaaja, "auki-vai-kiinni", REPORT, "report:group:999", piiri);
		const form = opened.form?.fill(filled({ text: "Täällä" }));
		const answer = await piiri.stage.answered(() => {
			if (!form) throw new Error("no form");
			return form.send();
		});
		expect(answer.text).toContain(t("moderation:thanks.title"));
		expect(inThread(crew.anna, first)).toContain("Täällä");
	});
});

describe("when something is missing", () => {
	it("the message is deleted while its form is filled in: the copy is there all the same", async () => {
		const { piiri, crew, person } = await reportStage();
		const mustikka = await person("Mustikka");
		const kiusaaja = await person("Kiusaaja");
		const message = await kiusaaja.write(talk, "Poistettava");
		const opened = await piiri.stage.answered(() =>
			mustikka.contextMenu(t("moderation:menu.message"), message),
		);
		piiri.sandbox.byHand.deleteMessage(talk, "Poistettava");
		const thanks = await piiri.stage.answered(() => {
			if (!opened.form) throw new Error("no form");
			return opened.form.fill(filled({})).send();
		});
		expect(thanks.text).toContain(t("moderation:thanks.title"));
		expect(inThread(crew.anna, first)).toContain("Poistettava");
	});

	it("threads may not be opened: staff are told, the case is shown by a button and in the list", async () => {
		const { piiri, crew, person, report } = await reportStage();
		const mustikka = await person("Mustikka");
		const kiusaaja = await person("Kiusaaja");
		piiri.sandbox.byHand.denyInChannel(staffRoom, PermissionFlagsBits.CreatePrivateThreads);
		const thanks = await report(mustikka, await kiusaaja.write(talk, "Höh"));
		expect(thanks.text).toContain(t("moderation:thanks.title"));
		expect(said(crew.anna, staffRoom)).toContain(trouble);
		expect(said(crew.anna, staffRoom)).toContain(t("moderation:call.no-thread"));
		expect(said(crew.anna, staffRoom)).not.toMatch(/Höh|Mustikka|Kiusaaja/);
		const shown = await piiri.stage.press(crew.anna, t("moderation:button.open"), { in: staffRoom });
		expect(shown.text).toContain("Höh");
		expect((await piiri.stage.command(crew.anna, "/case list")).text).toContain("**1**");
		await piiri.stage.answered(() => shown.press(t("moderation:button.take")));
		expect(said(crew.anna, staffRoom)).not.toContain(t("moderation:call.no-thread"));
		// Put right, and restored: the thread is there.
		piiri.sandbox.byHand.allowInChannel(staffRoom, PermissionFlagsBits.CreatePrivateThreads);
		const status = await piiri.stage.command(crew.coordinator, "/piiri status");
		await piiri.stage.answered(() => status.press(t("messages:problem.restore")));
		expect(inThread(crew.anna, first)).toContain("Höh");
	});

	it("the staff channel is removed: the report is thanked for and kept", async () => {
		const { piiri, crew, person, report } = await reportStage();
		const mustikka = await person("Mustikka");
		const kiusaaja = await person("Kiusaaja");
		const message = await kiusaaja.write(talk, "Höh");
		piiri.sandbox.byHand.deleteChannel(staffRoom);
		expect((await report(mustikka, message)).text).toContain(t("moderation:thanks.title"));
		expect((await piiri.stage.command(crew.anna, "/case show", { case: 1 })).text).toContain("Höh");
	});

	it("the month is over: its figures come to the coordinator, without what is too little to be told", async () => {
		const { piiri, crew, person, report } = await reportStage();
		const kiusaaja = await person("Kiusaaja");
		for (let n = 0; n < 6; n++) {
			const reporter = await person(`Lapsi ${n}`);
			await report(reporter, await kiusaaja.write(talk, `Höh ${n}`));
		}
		const early = await piiri.stage.command(crew.coordinator, "/case figures", { month: "2026-10" });
		expect(early.text).toBe(t("moderation:reply.bad-month"));
		expect((await piiri.stage.command(crew.anna, "/case figures")).text).toBe(
			t("replies:common.only-coordinators"),
		);
		await until(piiri, "2026-11-01T07:01:00Z");
		const told = said(crew.coordinator, staffRoom);
		expect(told).toContain(t("moderation:figures.reports", { count: 6 }));
		expect(told).toContain(
			t("moderation:figures.cases", { count: t("moderation:figures.few", { threshold: 5 }) }),
		);
		const asked = await piiri.stage.command(crew.coordinator, "/case figures");
		expect(asked.text).toContain(t("moderation:figures.reports", { count: 6 }));
	});
});
