import { describe, expect, it } from "vitest";
import { inThread, said, until } from "../help/stage.ts";
import { everything, filled, REPORT, reportStage, staffRoom, t, talk, threadOf } from "./stage.ts";

const first = threadOf(1);
const button = (name: "take" | "close" | "write-reporter" | "write-subject" | "open" | "answer") =>
	t(`moderation:button.${name}`);
const fromStaff = t("moderation:word.thread");

describe("a message is reported", () => {
	it("a case opens for those on duty with a copy that stays, and nobody else learns who told", async () => {
		const { piiri, crew, person, report } = await reportStage();
		const mustikka = await person("Mustikka");
		const kiusaaja = await person("Kiusaaja");
		const other = await person("Toinen");
		await other.write(talk, "Ennen");
		const message = await kiusaaja.write(talk, "Olet **tyhmä** @everyone <@&1>");
		const thanks = await report(mustikka, message, { text: "Hän nimittelee" });
		expect(thanks.private).toBe(true);
		expect(thanks.text).toContain(t("moderation:thanks.present"));
		expect(thanks.text).toContain(t("moderation:thanks.privacy"));
		expect(thanks.text).not.toContain("112");
		for (const each of [crew.anna, crew.bo]) {
			const thread = inThread(each, first);
			expect(thread).toContain("Olet \\*\\*tyhmä\\*\\* \\@everyone");
			expect(thread).toContain("Hän nimittelee");
			expect(thread).toContain("@Mustikka");
			expect(thread).toContain(`/${message.id})`);
			expect(thread).toContain(t("moderation:case.before"));
		}
		for (const each of [kiusaaja, other]) {
			expect(inThread(each, first)).toBeUndefined();
			expect(everything(each)).not.toMatch(/nimittelee|@Mustikka/);
		}
		piiri.sandbox.byHand.deleteMessage(talk, "tyhmä");
		const shown = await piiri.stage.command(crew.anna, "/case show", { case: 1 });
		expect(shown.text).toContain("tyhmä");
		expect(crew.coordinator.threads()).toEqual([]);
		expect(said(crew.coordinator, staffRoom)).not.toContain(t("moderation:call.title", { number: 1 }));
		expect(piiri.logged.join()).not.toMatch(new RegExp(`tyhmä|nimittelee|${mustikka.id}|${kiusaaja.id}`));
	});

	it("by many: one case, each told of, and one person who reports without end is slowed kindly", async () => {
		const { person, report, crew } = await reportStage();
		const kiusaaja = await person("Kiusaaja");
		const message = await kiusaaja.write(talk, "Höh");
		const people = await Promise.all(Array.from({ length: 8 }, (_, n) => person(`Lapsi ${n}`)));
		for (const each of people) await report(each, message);
		expect(crew.anna.threads().map(({ name }) => name)).toEqual([first]);
		expect(inThread(crew.anna, first)).toContain(t("moderation:case.reports", { count: 8 }));
		// Another message of the same person belongs to the same case.
		const second = await kiusaaja.write(talk, "Toinen höh");
		const [one] = people;
		if (!one) throw new Error("nobody");
		await report(one, second);
		expect(crew.anna.threads()).toHaveLength(1);
		expect(inThread(crew.anna, first)).toContain("Toinen höh");
		const answers = [];
		for (let n = 0; n < 50; n++) answers.push((await report(one, second)).text);
		expect(answers.filter((text) => text.includes(t("moderation:thanks.title")))).toHaveLength(3);
		expect(answers.at(-1)).toContain(t("moderation:reply.slow"));
		expect(inThread(crew.anna, first)).toContain(t("moderation:case.reports", { count: 9 }));
	});

	it("one's own is no report, and an empty one sends nothing", async () => {
		const { piiri, crew, person, fill } = await reportStage();
		const mustikka = await person("Mustikka");
		const own = await mustikka.write(talk, "Minä");
		expect((await piiri.stage.answered(() => mustikka.contextMenu(REPORT, own))).text).toBe(
			t("moderation:reply.self"),
		);
		const self = await piiri.stage.answered(() =>
			mustikka.contextMenu(t("moderation:menu.person"), mustikka),
		);
		expect(self.text).toBe(t("moderation:reply.self"));
		const empty = await fill(() => mustikka.press(t("moderation:button.report")), {
			...filled({}),
			[t("moderation:form.text")]: " .",
		});
		expect(empty.text).toBe(t("moderation:reply.empty"));
		expect(crew.anna.threads()).toEqual([]);
	});
});

describe("by the button", () => {
	it("of the place, with whom it is about; urgent: with the numbers, and the coordinator after ten minutes", async () => {
		const { piiri, crew, person, fill } = await reportStage();
		const mustikka = await person("Mustikka");
		await person("Kiusaaja");
		const thanks = await fill(() => mustikka.press(t("moderation:button.report")), {
			...filled({ text: "Uhkaa satuttaa", urgent: true, reason: "danger" }),
			[t("moderation:form.whom")]: ["Kiusaaja"],
		});
		expect(thanks.text).toContain("112");
		expect(inThread(crew.anna, first)).toContain(t("moderation:case.about", { who: "@Kiusaaja" }));
		const call = t("moderation:call.title", { number: 1 });
		await until(piiri, "2026-10-05T11:09:30Z");
		expect(said(crew.coordinator, staffRoom)).not.toContain(call);
		await until(piiri, "2026-10-05T11:11:00Z");
		expect(said(crew.coordinator, staffRoom)).toContain(call);
		const shown = await piiri.stage.press(crew.coordinator, button("open"), { in: staffRoom });
		expect(shown.text).toContain("Uhkaa satuttaa");
		await piiri.stage.answered(() => shown.press(button("take")));
		expect(said(crew.coordinator, staffRoom)).not.toContain(call);
		expect(inThread(crew.coordinator, first)).toContain(
			t("moderation:case.taken", { who: "@Kaisa Koordinaattori" }),
		);
		const before = await piiri.stage.press(crew.bo, button("close"), { in: first });
		expect(before.kind).toBe("form");
	});

	it("taken on in time: the coordinator is not called", async () => {
		const { piiri, crew, person, fill } = await reportStage();
		const mustikka = await person("Mustikka");
		await fill(() => mustikka.press(t("moderation:button.report")), filled({ text: "Apua", urgent: true }));
		await piiri.stage.press(crew.anna, button("take"), { in: first });
		const again = await piiri.stage.press(crew.bo, button("write-reporter"), { in: first });
		expect(again.kind).toBe("form");
		await until(piiri, "2026-10-05T11:30:00Z");
		expect(said(crew.coordinator, staffRoom)).not.toContain(t("moderation:call.title", { number: 1 }));
	});

	it("of what somebody has in hand who has gone home: those who are there are called, then the coordinator", async () => {
		const { piiri, crew, person, report } = await reportStage();
		const [mustikka, puolukka, kiusaaja] = [
			await person("Mustikka"),
			await person("Puolukka"),
			await person("Kiusaaja"),
		];
		const message = await kiusaaja.write(talk, "Höh");
		await report(mustikka, message);
		await piiri.stage.press(crew.anna, button("take"), { in: first });
		await piiri.stage.press(crew.anna, t("openings:button.leave"), { in: staffRoom });
		await report(puolukka, message, { text: "Uhkaa", urgent: true });
		expect(inThread(crew.bo, first)).toContain(t("moderation:case.not-taken"));
		const more = crew.bo.readThread(first).at(-1);
		expect(more?.raw.mentions).toContain(crew.bo.id);
		await until(piiri, "2026-10-05T11:30:00Z");
		expect(said(crew.coordinator, staffRoom)).toContain(t("moderation:call.title", { number: 1 }));
	});

	it("outside hours: the coordinator is told, and it stands at the head of the next shift", async () => {
		const { piiri, crew, person, fill } = await reportStage(false);
		const mustikka = await person("Mustikka");
		const thanks = await fill(
			() => mustikka.press(t("moderation:button.report")),
			filled({ text: "Illalla tapahtui", urgent: true }),
		);
		expect(thanks.text).toContain(t("moderation:thanks.unknown"));
		expect(said(crew.coordinator, staffRoom)).toContain(t("moderation:call.title", { number: 1 }));
		expect(said(crew.coordinator, staffRoom)).not.toContain("Illalla");
		const unanswered = t("moderation:call.unanswered", { minutes: 10 });
		expect(crew.anna.threads()).toEqual([]);
		// Who is not on duty does not look into it.
		expect((await piiri.stage.command(crew.anna, "/case list")).text).toBe(
			t("moderation:reply.only-on-duty"),
		);
		await until(piiri, "2026-10-05T11:00:00Z");
		expect(said(crew.anna, staffRoom)).toContain(t("moderation:waiting.title", { count: 1 }));
		await piiri.stage.press(crew.anna, t("openings:button.here"), { in: staffRoom });
		expect(inThread(crew.anna, first)).toContain("Illalla tapahtui");
		expect(said(crew.coordinator, staffRoom)).not.toMatch(
			new RegExp(`${t("moderation:call.nobody")}|${unanswered}`),
		);
		await until(piiri, "2026-10-05T11:11:00Z");
		expect(said(crew.coordinator, staffRoom)).toContain(unanswered);
		expect((await piiri.stage.command(crew.anna, "/case list")).text).toContain("**1**");
	});
});

describe("about somebody who works here", () => {
	it("goes to the coordinator only; who it is about finds nothing of it", async () => {
		const { piiri, crew, person, report } = await reportStage();
		const mustikka = await person("Mustikka");
		const message = await crew.anna.write(talk, "Ole hiljaa");
		const thanks = await report(mustikka, message);
		expect(thanks.text).toContain(t("moderation:thanks.staff"));
		for (const each of [crew.anna, crew.bo]) {
			expect(each.threads()).toEqual([]);
			expect((await piiri.stage.command(each, "/case list")).text).toContain(
				t("moderation:reply.list-empty"),
			);
			expect((await piiri.stage.command(each, "/case show", { case: 1 })).text).toBe(
				t("moderation:reply.gone"),
			);
			const pressed = await piiri.stage.press(each, button("open"), { in: staffRoom });
			expect(pressed.text).toBe(t("moderation:reply.gone"));
		}
		const shown = await piiri.stage.press(crew.coordinator, button("open"), { in: staffRoom });
		expect(shown.text).toContain("Ole hiljaa");
	});

	it("about the only coordinator: says so honestly, and they find nothing", async () => {
		const { piiri, crew, person, report } = await reportStage();
		const mustikka = await person("Mustikka");
		const message = await crew.coordinator.write(talk, "Ole hiljaa");
		expect((await report(mustikka, message)).text).toContain(t("moderation:thanks.nobody"));
		expect((await piiri.stage.command(crew.coordinator, "/case show", { case: 1 })).text).toBe(
			t("moderation:reply.gone"),
		);
		expect((await piiri.stage.command(crew.owner, "/case show", { case: 1 })).text).toContain("Ole hiljaa");
	});
});

describe("staff and people write to each other", () => {
	it("in private threads of their own, by forms, to and fro, until the case is closed", async () => {
		const { crew, person, report, fill } = await reportStage();
		const mustikka = await person("Mustikka");
		const kiusaaja = await person("Kiusaaja");
		await report(mustikka, await kiusaaja.write(talk, "Höh"));
		const write = (label: string, text: string) =>
			fill(() => crew.anna.press(label, { in: first }), { [t("moderation:write.text")]: text });
		expect((await write(button("write-reporter"), "Mitä @everyone tapahtui?")).text).toBe(
			t("moderation:reply.sent", { count: 1 }),
		);
		await write(button("write-subject"), "Kerro meille");
		expect(inThread(mustikka, fromStaff)).toContain("Mitä \\@everyone tapahtui?");
		expect(inThread(kiusaaja, fromStaff)).toContain("Kerro meille");
		expect(inThread(kiusaaja, fromStaff)).not.toContain("tapahtui");
		await fill(() => mustikka.press(button("answer"), { in: fromStaff }), {
			[t("moderation:write.text")]: "Hän nimitteli",
		});
		expect(inThread(crew.bo, first)).toContain("Hän nimitteli");
		await write(button("write-reporter"), "Kiitos");
		expect(inThread(mustikka, fromStaff)).toContain("Kiitos");
		const closed = await fill(() => crew.anna.press(button("close"), { in: first }), {
			[t("moderation:close.outcome")]: "Juteltiin",
			[t("moderation:close.word")]: "Asia on hoidettu",
		});
		expect(closed.text).toContain(t("moderation:reply.told"));
		expect(inThread(mustikka, fromStaff)).toContain("Asia on hoidettu");
		expect(inThread(crew.anna, first)).toContain("Juteltiin");
		const left = mustikka.readThread(fromStaff).flatMap(({ buttons }) => buttons);
		expect(left).toEqual([]);
		expect(everything(kiusaaja)).not.toContain("Mustikka");
	});

	it("who reported and leaves is forgotten, and the case stays", async () => {
		const { piiri, crew, person, report, fill } = await reportStage();
		const mustikka = await person("Mustikka");
		const kiusaaja = await person("Kiusaaja");
		await report(mustikka, await kiusaaja.write(talk, "Höh"));
		await fill(() => crew.anna.press(button("write-reporter"), { in: first }), {
			[t("moderation:write.text")]: "Kerro",
		});
		mustikka.leaveServer();
		await piiri.stage.settle();
		const thread = inThread(crew.anna, first);
		expect(thread).toContain("Höh");
		expect(thread).toContain(t("moderation:case.forgotten"));
		expect(thread).not.toContain("Mustikka");
		const none = await fill(() => crew.anna.press(button("close"), { in: first }), {
			[t("moderation:close.outcome")]: "Hoidettu",
			[t("moderation:close.word")]: "Kenellekään",
		});
		expect(none.text).not.toContain(t("moderation:reply.told"));
	});
});
