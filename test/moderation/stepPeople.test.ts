import { expect, test } from "vitest";
import { type Crew, type Play, until } from "../support/play.ts";
import { canWrite, discussion, inThread, stepStage, t, toldTo } from "./stepStage.ts";

async function undo(piiri: Play, { coordinator }: Crew): Promise<void> {
	const choices = await piiri.stage.choices(coordinator, "/step undo", "step", "");
	expect(choices).toHaveLength(1);
	const step = choices[0]?.value ?? "";
	const answer = await piiri.stage.command(coordinator, "/step undo", { step: String(step) });
	expect(answer.text).toBe(t("moderation:step.reply.undone"));
}

test("a reminder is told kindly and privately, with the reason and a way to answer", async () => {
	const { crew, mustikka, take } = await stepStage();
	const answer = await take(crew.anna, mustikka, "remind", { reason: "Sanat *satuttivat*." });
	expect(answer.text).toContain(t("moderation:step.kind.remind"));
	const told = toldTo(mustikka);
	expect(told).toContain(t("moderation:step.notice.title.remind"));
	expect(told).toContain("Sanat \\*satuttivat\\*.");
	expect(mustikka.dms()).toEqual([]);
	expect(inThread(crew.anna)).toContain(t("moderation:step.staff.done"));
	// Nobody else is told, and it restricts nothing.
	expect(canWrite(mustikka, discussion)).toBe(true);
	expect(crew.anna.read(discussion).some(({ text }) => text.includes("satuttivat"))).toBe(false);
});

test("a time-out holds at once, also for somebody in voice, and ends by itself", async () => {
	const { piiri, crew, mustikka, take } = await stepStage();
	await take(crew.anna, mustikka, "timeout", { length: 60 });
	expect(canWrite(mustikka, discussion)).toBe(false);
	expect(toldTo(mustikka)).toContain(t("moderation:step.notice.title.timeout"));
	await until(piiri, "2026-10-01T10:30:00Z");
	expect(canWrite(mustikka, discussion)).toBe(true);
	expect(toldTo(mustikka)).toContain(t("moderation:step.notice.over"));
	expect(inThread(crew.anna)).toContain(t("moderation:step.staff.over"));
});

test("a long time-out is told in a thread, never by direct message, and answered when it is over", async () => {
	const { piiri, crew, mustikka, take } = await stepStage();
	await take(crew.anna, mustikka, "timeout", { length: 1440 });
	expect(mustikka.dms()).toEqual([]);
	expect(toldTo(mustikka)).toContain(t("moderation:step.notice.next-later"));
	await until(piiri, "2026-10-02T09:01:00Z");
	expect(toldTo(mustikka)).toContain(t("moderation:step.notice.over"));
	const form = await piiri.stage.press(mustikka, t("moderation:appeal.button.write"));
	expect(form.kind).toBe("form");
});

test("a step is taken back by anybody of the staff, and the person is told", async () => {
	const { piiri, crew, mustikka, take } = await stepStage();
	await take(crew.anna, mustikka, "timeout");
	await piiri.stage.press(crew.anna, t("moderation:step.button.undo"));
	expect(canWrite(mustikka, discussion)).toBe(true);
	expect(toldTo(mustikka)).toContain(t("moderation:step.notice.undone"));
	expect(inThread(crew.anna)).toContain("Peruttu");
});

test("two steps of two at once are both kept, and the longer one holds", async () => {
	const { piiri, crew, mustikka, take } = await stepStage();
	await Promise.all([
		take(crew.anna, mustikka, "timeout", { length: 10 }),
		take(crew.bo, mustikka, "timeout", { length: 60 }),
	]);
	await until(piiri, "2026-10-01T09:30:00Z");
	expect(canWrite(mustikka, discussion)).toBe(false);
	await until(piiri, "2026-10-01T10:30:00Z");
	expect(canWrite(mustikka, discussion)).toBe(true);
});

test("a ban needs two: who asks cannot agree, and another of the staff can", async () => {
	const { piiri, crew, mustikka, take } = await stepStage();
	await take(crew.anna, mustikka, "ban");
	expect(mustikka.inServer).toBe(true);
	expect(toldTo(mustikka)).toBe("");
	const own = await piiri.stage.press(crew.anna, t("moderation:step.button.agree"));
	expect(own.text).toBe(t("moderation:step.reply.yourself"));
	expect(mustikka.inServer).toBe(true);
	await piiri.stage.press(crew.coordinator, t("moderation:step.button.agree"));
	expect(mustikka.inServer).toBe(false);
	expect(inThread(crew.anna)).not.toContain(t("moderation:step.staff.not-told"));
	expect(
		mustikka
			.dms()
			.map(({ text }) => text)
			.join(),
	).toContain(t("moderation:step.notice.title.ban"));
	const facilitator = await piiri.stage.press(crew.anna, t("moderation:step.button.undo"));
	expect(facilitator.text).toBe(t("moderation:step.reply.only-coordinators"));
	await undo(piiri, crew);
	expect(piiri.sandbox.world.guild(piiri.sandbox.guild.id).bans.size).toBe(0);
});

test("a ban that could not be told is carried out all the same, and staff know that the person was not told", async () => {
	const { piiri, crew, mustikka, take } = await stepStage();
	mustikka.closeDms();
	await take(crew.anna, mustikka, "ban");
	await piiri.stage.press(crew.coordinator, t("moderation:step.button.agree"));
	expect(mustikka.inServer).toBe(false);
	expect(inThread(crew.anna)).toContain(t("moderation:step.staff.not-told"));
});

test("a ban calls those whom Piiri knows as coordinators, also when their role cannot be called", async () => {
	const { piiri, crew, mustikka, take } = await stepStage();
	await piiri.stage.command(crew.coordinator, "/staff add", {
		user: { user: crew.coordinator },
		coordinator: true,
		name: "Kaisa",
		organisation: "Talo",
	});
	await take(crew.anna, mustikka, "ban");
	const asked = crew.coordinator.read("henkilökunta").at(-1);
	expect(asked?.text).toContain(t("moderation:step.staff.title", { kind: t("moderation:step.kind.ban") }));
	expect(asked?.raw.mentions).toEqual([crew.coordinator.id]);
});

test("a ban to which nobody agrees within a day lapses", async () => {
	const { piiri, crew, mustikka, take } = await stepStage();
	await take(crew.anna, mustikka, "ban");
	await until(piiri, "2026-10-02T09:30:00Z");
	expect(inThread(crew.anna)).toContain(t("moderation:step.staff.lapsed"));
	expect(mustikka.inServer).toBe(true);
	// An old button, pressed although it should be gone.
	expect(inThread(crew.anna)).not.toContain(t("moderation:step.button.agree"));
});

test("who was taken out of the group is told, and cannot join this series again unless it is taken back", async () => {
	const { piiri, crew, mustikka, take } = await stepStage();
	await take(crew.anna, mustikka, "remove");
	expect(mustikka.channels().map(({ name }) => name)).not.toContain(discussion);
	expect(toldTo(mustikka)).toContain(t("moderation:step.notice.title.remove"));
	const again = await piiri.stage.press(mustikka, t("messages:button.join"));
	expect(again.text).toBe(t("replies:join.barred"));
	await undo(piiri, crew);
	const welcome = await piiri.stage.press(mustikka, t("messages:button.join"));
	expect(welcome.kind).toBe("form");
});

test("who leaves and comes back finds the time-out again", async () => {
	const { piiri, crew, mustikka, take } = await stepStage();
	await take(crew.anna, mustikka, "timeout", { length: 1440 });
	mustikka.leaveServer();
	await piiri.stage.settle();
	piiri.sandbox.world.members.add(piiri.sandbox.guild.id, mustikka.id);
	await piiri.stage.settle();
	const { members } = piiri.sandbox.world.guild(piiri.sandbox.guild.id);
	expect(members.get(mustikka.id)?.communication_disabled_until).toBe("2026-10-02T09:00:00.000Z");
});

test("about staff only a coordinator decides, about oneself nobody", async () => {
	const { piiri, crew, mustikka } = await stepStage();
	const ask = (by: typeof mustikka, about: typeof mustikka) =>
		piiri.stage.answered(() => by.command("/step take", { person: { user: about } }, { in: discussion }));
	expect((await ask(crew.anna, crew.bo)).text).toBe(t("moderation:step.reply.about-staff"));
	expect((await ask(crew.anna, crew.anna)).text).toBe(t("moderation:step.reply.about-you"));
	expect((await ask(crew.coordinator, crew.bo)).kind).toBe("form");
	expect((await ask(mustikka, crew.bo)).text).toBe(t("replies:common.only-staff"));
});

test("what came before is named and something is suggested, never more", async () => {
	const { piiri, crew, mustikka, take } = await stepStage();
	await take(crew.anna, mustikka, "remind");
	const next = await piiri.stage.answered(() =>
		crew.bo.command("/step take", { person: { user: mustikka } }, { in: discussion }),
	);
	expect(JSON.stringify(next.form)).toContain(t("moderation:step.kind.listen"));
	expect(canWrite(mustikka, discussion)).toBe(true);
});
