import { expect, it } from "vitest";
import { helpStage, inThread, said, t, until } from "../help/stage.ts";
import { filled, reportStage, talk, threadOf } from "../moderation/stage.ts";

const staffRoom = "henkilökunta";

/** What somebody who works here does without a word. */
const leave = (people: { leaveServer(): void }[]) => {
	for (const each of people) each.leaveServer();
};

it("all who were on duty leave the server: who asks for help is told that nobody is there, and the coordinator", async () => {
	const { piiri, crew, person, ask } = await helpStage();
	const nuori = await person("Nuori");
	leave([crew.anna, crew.bo]);
	await piiri.stage.settle();
	const first = await piiri.stage.press(nuori, t("help:button.help"));
	expect(first.text).toMatch(/^### Apua saa heti\n.*112/);
	expect(first.text).toContain(t("help:there.no-next"));
	await ask(nuori, "nickname", "Pelottaa");
	expect(inThread(nuori, t("help:talk.thread"))).toContain("Pelottaa");
	expect(said(crew.coordinator, staffRoom)).toContain(t("help:coordinator.nobody"));
	await piiri.stage.press(crew.coordinator, t("help:button.take"), { in: staffRoom });
	expect(inThread(crew.coordinator, t("help:talk.thread"))).toContain("Pelottaa");
});

it("all of them leave in the middle of a talk: the coordinator is called after ten minutes, and comes", async () => {
	const { piiri, crew, person, ask } = await helpStage();
	const nuori = await person("Nuori");
	await ask(nuori, "nickname", "Pelottaa");
	leave([crew.anna, crew.bo]);
	await until(piiri, "2026-10-05T11:12:00Z");
	const told = said(crew.coordinator, staffRoom);
	expect(told).toMatch(new RegExp(`${t("help:coordinator.nobody")}|${t("help:coordinator.unanswered")}`));
	await piiri.stage.press(crew.coordinator, t("help:button.take"), { in: staffRoom });
	expect(inThread(crew.coordinator, t("help:talk.thread"))).toContain("Pelottaa");
	expect(inThread(nuori, t("help:talk.thread"))).toContain("@Kaisa Koordinaattori");
});

it("all of them leave with a case in hand: the coordinator decides in it, and reports go on being kept", async () => {
	const { piiri, crew, person, report, fill } = await reportStage();
	const [mustikka, kiusaaja] = [await person("Mustikka"), await person("Kiusaaja")];
	await report(mustikka, await kiusaaja.write(talk, "Höh"));
	await piiri.stage.press(crew.anna, t("moderation:button.take"), { in: threadOf(1) });
	leave([crew.anna, crew.bo]);
	await piiri.stage.settle();
	const thanks = await report(mustikka, await kiusaaja.write(talk, "Toinen höh"));
	expect(thanks.text).toContain(t("moderation:thanks.unknown"));
	const shown = await piiri.stage.command(crew.coordinator, "/case show", { case: 1 });
	expect(shown.text).toContain("Toinen höh");
	const closed = await fill(() => shown.press(t("moderation:button.close")), {
		[t("moderation:close.outcome")]: "Juteltiin",
	});
	expect(closed.text).toContain(t("moderation:reply.closed-now"));
});

it("the coordinator is gone too: what was asked and told is kept for whoever manages the server", async () => {
	const { piiri, crew, person, fill } = await reportStage();
	const mustikka = await person("Mustikka");
	leave([crew.anna, crew.bo, crew.coordinator]);
	await piiri.stage.settle();
	const thanks = await fill(
		() => mustikka.press(t("moderation:button.report")),
		filled({ text: "Kukaan ei ole täällä", urgent: true }),
	);
	expect(thanks.text).toContain("112");
	const help = await piiri.stage.press(mustikka, t("help:button.help"));
	expect(help.text).toContain("112");
	const shown = await piiri.stage.command(crew.owner, "/case show", { case: 1 });
	expect(shown.text).toContain("Kukaan ei ole täällä");
});
