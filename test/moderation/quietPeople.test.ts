import { PermissionFlagsBits as P } from "discord.js";
import { expect, test } from "vitest";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import type { Person } from "../sandbox/index.ts";
import { memberOf, type Play, said, until } from "../support/play.ts";
import { canWrite, discussion, inThread, stepStage, t, toldTo, voice } from "./stepStage.ts";

const staffRoom = "henkilökunta";
/** Five past six on the evening of the first meeting, in Finland. */
const LIVE = "2026-10-08T15:05:00Z";

/** In the voice room during a meeting: a member, and Anna of the staff. */
async function inMeeting(options: Parameters<typeof stepStage>[0] = {}) {
	const set = await stepStage(options);
	await until(set.piiri, LIVE);
	const kanerva = await memberOf(set.piiri, "Kanerva");
	for (const each of [set.mustikka, kanerva, set.crew.anna]) each.joinVoice(voice);
	await set.piiri.stage.settle();
	return { ...set, kanerva };
}

function heard({ sandbox }: Play, person: Person): boolean {
	return sandbox.world.voice.heard(sandbox.guild.id, person.id);
}

test("who may only listen is silent in text and voice at once, hears on, and speaks again when it is over", async () => {
	const { piiri, crew, mustikka, kanerva, take } = await inMeeting();
	expect(heard(piiri, mustikka)).toBe(true);
	await take(crew.anna, mustikka, "listen", { length: 10 });
	expect(heard(piiri, mustikka)).toBe(false);
	expect(mustikka.voiceMembers(voice)).toContain("Mustikka");
	expect(canWrite(mustikka, discussion)).toBe(false);
	expect(canWrite(mustikka, voice)).toBe(false);
	expect(toldTo(mustikka)).toContain(t("moderation:step.notice.title.listen"));
	expect([heard(piiri, kanerva), canWrite(kanerva, discussion)]).toEqual([true, true]);
	// Stepping out and in again changes nothing.
	mustikka.leaveVoice();
	mustikka.joinVoice(voice);
	expect(heard(piiri, mustikka)).toBe(false);
	await until(piiri, "2026-10-08T15:20:00Z");
	expect(heard(piiri, mustikka)).toBe(true);
	expect(canWrite(mustikka, discussion)).toBe(true);
});

test("a time-out takes somebody out of voice", async () => {
	const { piiri, crew, mustikka, take } = await inMeeting();
	await take(crew.anna, mustikka, "timeout", { length: 10 });
	expect(crew.anna.voiceMembers(voice)).not.toContain("Mustikka");
	expect(heard(piiri, mustikka)).toBe(false);
});

test("a button makes the voice room quiet for five minutes: only staff are heard, and it opens by itself", async () => {
	const { piiri, crew, mustikka, kanerva } = await inMeeting();
	const answer = await piiri.stage.press(crew.anna, t("moderation:quiet.button.voice"), { in: staffRoom });
	expect(answer.text).toContain(voice);
	expect([mustikka, kanerva, crew.anna].map((each) => heard(piiri, each))).toEqual([false, false, true]);
	expect(canWrite(mustikka, discussion)).toBe(true);
	expect(said(mustikka, voice)).toContain(t("moderation:quiet.notice.title"));
	await until(piiri, "2026-10-08T15:11:00Z");
	expect([mustikka, kanerva].map((each) => heard(piiri, each))).toEqual([true, true]);
	expect(said(mustikka, voice)).not.toContain(t("moderation:quiet.notice.title"));
});

test("a command makes the room quiet in which it is given; two at once make one quiet; others end it early", async () => {
	const { piiri, crew, mustikka } = await stepStage();
	const ask = (by: Person) => piiri.stage.answered(() => by.command("/quiet start", {}, { in: discussion }));
	const answers = await Promise.all([ask(crew.anna), ask(crew.bo)]);
	const already = answers.map(({ text }) => text.startsWith("Siellä on jo hiljaista"));
	expect(already.toSorted()).toEqual([false, true]);
	expect([canWrite(mustikka, discussion), canWrite(crew.anna, discussion)]).toEqual([false, true]);
	expect(said(mustikka, discussion)).toContain(t("moderation:quiet.notice.title"));
	await piiri.stage.press(crew.bo, t("moderation:quiet.button.more"), { in: staffRoom });
	await until(piiri, "2026-10-01T09:08:00Z");
	expect(canWrite(mustikka, discussion)).toBe(false);
	await piiri.stage.press(crew.bo, t("moderation:quiet.button.end"), { in: staffRoom });
	expect(canWrite(mustikka, discussion)).toBe(true);
	expect(said(crew.bo, staffRoom)).not.toContain(t("moderation:quiet.button.end"));
});

test("a bot that was away ends it late, but surely", async () => {
	const { piiri, crew, mustikka } = await stepStage();
	await piiri.stage.answered(() => crew.anna.command("/quiet start", {}, { in: discussion }));
	// Time passes of which the bot knows nothing.
	piiri.sandbox.clock.advanceTo(Date.parse("2026-10-01T11:00:00Z"));
	expect(canWrite(mustikka, discussion)).toBe(false);
	await piiri.app.tick();
	await piiri.stage.settle();
	expect(canWrite(mustikka, discussion)).toBe(true);
});

test("a slower channel is as it was before when its time is over", async () => {
	const { piiri, crew, mustikka, take } = await stepStage();
	const seconds = () =>
		[...piiri.sandbox.world.guild(piiri.sandbox.guild.id).channels.values()].find(
			({ name }) => name === discussion,
		)?.rate_limit_per_user;
	await take(crew.anna, mustikka, "slow", { length: 10 });
	expect(seconds()).toBe(60);
	expect(said(mustikka, discussion)).toContain(t("moderation:step.notice.title.slow"));
	expect(toldTo(mustikka)).toBe("");
	await until(piiri, "2026-10-01T09:11:00Z");
	expect(seconds()).toBe(0);
	expect(said(mustikka, discussion)).not.toContain(t("moderation:step.notice.title.slow"));
});

test("a missing permission is told in the case, with what else could be done, and the person is told nothing", async () => {
	const { piiri, crew, mustikka, take } = await stepStage({
		permissions: NEEDED_BITS & ~P.ModerateMembers,
	});
	await take(crew.anna, mustikka, "timeout");
	const said = inThread(crew.anna);
	expect(said).toContain(t("moderation:step.failed.title"));
	expect(said).toContain(t("messages:permission.ModerateMembers.name"));
	expect(said).toContain(t("moderation:step.failed.instead.timeout"));
	expect(said).not.toContain(t("moderation:step.staff.holds"));
	expect(toldTo(mustikka)).toBe("");
	expect(canWrite(mustikka, discussion)).toBe(true);
	// Given the permission, it is done by "restore", and only then told.
	const { owner } = crew;
	const { guild } = piiri.sandbox;
	const role = [...piiri.sandbox.world.guild(guild.id).roles.values()].find(({ name }) => name === "Piiri");
	piiri.sandbox.world.roles.edit(owner.id, guild.id, role?.id ?? "", { permissions: String(NEEDED_BITS) });
	await piiri.stage.command(owner, "/piiri status");
	await piiri.stage.press(owner, t("messages:problem.restore"));
	expect(canWrite(mustikka, discussion)).toBe(false);
	expect(inThread(crew.anna)).toContain(t("moderation:step.staff.holds"));
	expect(toldTo(mustikka)).toContain(t("moderation:step.notice.title.timeout"));
});

test("without the right over voices somebody who may only listen cannot write, and staff are told about their voice", async () => {
	const { piiri, crew, mustikka, take } = await stepStage({ permissions: NEEDED_BITS & ~P.Speak });
	const { world, guild } = piiri.sandbox;
	const everyone = BigInt(world.roles.get(crew.owner.id, guild.id, guild.id).permissions);
	// What everybody may do the bot may, too.
	world.roles.edit(crew.owner.id, guild.id, guild.id, { permissions: String(everyone & ~P.Speak) });
	await take(crew.anna, mustikka, "listen");
	expect(canWrite(mustikka, discussion)).toBe(false);
	expect(inThread(crew.anna)).toContain(t("messages:permission.Speak.name"));
});

test("about somebody who stands above Piiri staff are told that Discord lets it do nothing", async () => {
	const { piiri, crew, mustikka, take } = await stepStage();
	const { owner } = crew;
	const role = owner.createRole("Yläpuolella");
	const { world, guild } = piiri.sandbox;
	world.roles.move(owner.id, guild.id, [{ id: role, position: 99 }]);
	owner.giveRole(mustikka, "Yläpuolella");
	await take(crew.anna, mustikka, "timeout");
	expect(inThread(crew.anna)).toContain(t("moderation:step.failed.above"));
	expect(toldTo(mustikka)).toBe("");
});
