import { expect, test } from "vitest";
import type { Person } from "../sandbox/index.ts";
import { canWrite, discussion, inThread, stepStage, t, toldTo } from "./stepStage.ts";

type Stage = Awaited<ReturnType<typeof stepStage>>;
const staffRoom = "henkilökunta";
const write = t("moderation:appeal.button.write");

const says = ({ piiri, mustikka }: Stage, text: string, where = {}) =>
	piiri.stage.fill(() => mustikka.press(write, where), { [t("moderation:appeal.form.text")]: text });

const decides = ({ piiri }: Stage, by: Person, which: "uphold" | "lift", text: string) =>
	piiri.stage.fill(() => by.press(t(`moderation:appeal.button.${which}`), { in: staffRoom }), {
		[t("moderation:appeal.form.decide")]: text,
	});

/** What the person was answered. */
function answered(person: Person): string {
	const threads = person.threads().flatMap(({ name }) => person.readThread(name));
	return [...threads, ...person.dms()].map(({ text }) => text).join("\n");
}

test("who may only listen answers, the coordinator lifts it in their own words, and both are told", async () => {
	const stage = await stepStage();
	const { crew, mustikka, take } = stage;
	await take(crew.anna, mustikka, "listen", { length: 10_080, reason: "Huuto" });
	expect(canWrite(mustikka, discussion)).toBe(false);
	const sent = await says(stage, "En minä @everyone huutanut");
	expect(sent.text).toBe(t("moderation:appeal.reply.sent"));
	const again = await stage.piiri.stage.press(mustikka, write);
	expect(again.text).toBe(t("moderation:appeal.reply.again"));
	const asked = crew.coordinator.read(staffRoom).at(-1);
	expect(asked?.text).toContain("En minä \\@everyone huutanut");
	expect(asked?.raw.mention_roles).toHaveLength(1);
	expect(asked?.raw.mention_everyone).toBe(false);
	// The one who decided the step is no coordinator, and cannot answer.
	const refused = await stage.piiri.stage.press(crew.anna, t("moderation:appeal.button.lift"), {
		in: staffRoom,
	});
	expect(refused.text).toBe(t("replies:common.only-coordinators"));
	const decided = await decides(stage, crew.coordinator, "lift", "Olet oikeassa, anteeksi.");
	expect(decided.text).toBe(t("moderation:appeal.reply.lifted"));
	expect(answered(mustikka)).toContain("Olet oikeassa, anteeksi.");
	expect(answered(mustikka)).toContain(t("moderation:appeal.answer.lifted"));
	expect(answered(mustikka)).not.toMatch(/Kaisa|Anna/);
	expect(inThread(crew.anna)).toContain("Peruttu");
	expect(canWrite(mustikka, discussion)).toBe(true);
	expect(crew.coordinator.read(staffRoom).at(-1)?.buttons).toEqual([]);
});

test("who was banned answers by the message they got, and reads there what the coordinator says", async () => {
	const stage = await stepStage();
	const { crew, mustikka, take, piiri } = stage;
	await take(crew.anna, mustikka, "ban", { reason: "Uhkailu" });
	await piiri.stage.press(crew.coordinator, t("moderation:step.button.agree"));
	expect(mustikka.inServer).toBe(false);
	expect(answered(mustikka)).toContain(t("moderation:step.notice.next-ban"));
	await says(stage, "Olen pahoillani", { in: "dm" });
	const waits = await piiri.stage.press(mustikka, write, { in: "dm" });
	expect(waits.text).toBe(t("moderation:appeal.reply.again"));
	const decided = await decides(stage, crew.coordinator, "lift", "Tervetuloa *takaisin*.");
	expect(decided.text).toContain(t("moderation:appeal.reply.lifted"));
	expect(piiri.sandbox.world.guild(piiri.sandbox.guild.id).bans.size).toBe(0);
	// Discord lets Piiri send nothing to somebody with whom it shares no server.
	expect(answered(mustikka)).not.toContain("Tervetuloa");
	const read = await piiri.stage.press(mustikka, t("moderation:appeal.button.read"), { in: "dm" });
	expect(read.text).toContain("Tervetuloa \\*takaisin\\*.");
	expect(read.text).toContain(t("moderation:appeal.answer.lifted"));
});

test("what stays is answered too; by the only coordinator, who had decided it, and that is said", async () => {
	const stage = await stepStage();
	const { crew, mustikka, take } = stage;
	await take(crew.coordinator, mustikka, "remind");
	await says(stage, "Miksi?");
	const decided = await decides(stage, crew.coordinator, "uphold", "Siksi.");
	expect(decided.text).toContain(t("moderation:appeal.reply.upheld"));
	expect(decided.text).toContain(t("moderation:appeal.reply.alone"));
	expect(answered(mustikka)).toContain("Siksi.");
	expect(answered(mustikka)).toContain(t("moderation:appeal.answer.alone"));
	expect(toldTo(mustikka)).toContain(t("moderation:step.notice.title.remind"));
});

test("one's own data shows what was decided and answered, and nothing of who told", async () => {
	const stage = await stepStage();
	const { crew, mustikka, take, piiri } = stage;
	await take(crew.anna, mustikka, "remind", { reason: "Sanat satuttivat" });
	await says(stage, "Ymmärrän");
	const shown = await piiri.stage.command(mustikka, "/my-data");
	expect(shown.text).toContain("Mitä sinua koskevaa on päätetty");
	const file = await piiri.stage.answered(() => shown.press(t("replies:buttons.my-data-file")));
	const data = file.message?.files.map((each) => each.data.toString()).join() ?? "";
	expect(data).toContain("Sanat satuttivat");
	expect(data).toContain("Ymmärrän");
	expect(data).not.toContain(crew.anna.id);
});

test("the log tells neither of whom nor what, also when Discord refuses", async () => {
	const stage = await stepStage();
	const { crew, mustikka, take, piiri } = stage;
	const { sandbox } = piiri;
	sandbox.world.guild(sandbox.guild.id).ownerId = mustikka.id;
	await take(crew.coordinator, mustikka, "timeout", { reason: "Salaperäinen syy" });
	expect(inThread(crew.coordinator)).toContain(t("moderation:step.failed.title"));
	await take(crew.anna, mustikka, "remind", { reason: "Salaperäinen syy" });
	await says(stage, "Kummallinen vastaus");
	await decides(stage, crew.coordinator, "uphold", "Outo sana");
	expect(piiri.logged.length).toBeGreaterThan(0);
	const log = piiri.logged.join("\n");
	expect(log).not.toMatch(/Salaperäinen|Kummallinen|Outo sana|Mustikka|Anna|Kaisa/);
	for (const each of [mustikka, crew.anna, crew.coordinator]) expect(log).not.toContain(each.id);
});
