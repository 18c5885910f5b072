import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jobStore } from "../../data/stores/jobs.ts";
import { caseStore } from "../../data/stores/moderation.ts";
import { appealStore } from "../../data/stores/steps.ts";
import type { Dossier } from "../../src/moderation/record.ts";
import { CaseId, CaseWordId } from "../../src/shared/ids.ts";
import { iso } from "../../src/shared/time.ts";
import { contents, tablesWith } from "../support/database.ts";
import { guild, person } from "../support/features.ts";
import { anna, boss, house, now, ofMessage, reporter, second, subject } from "./house.ts";

type House = Awaited<ReturnType<typeof house>>;
const viewer = { userId: anna, coordinates: false };
const chief = { userId: boss, coordinates: true };
const days = (count: number) => now.add({ hours: 24 * count });

async function reported({ moderation }: House, by = reporter, message = "400000000000000001") {
	const outcome = await moderation.report(guild, by, ofMessage(message), now);
	if (outcome.kind !== "received") throw new Error(outcome.kind);
	return outcome.case;
}

async function dossierOf({ transact, moderation }: House, id: CaseId): Promise<Dossier> {
	const found = await transact((tx) => moderation.dossier(tx, id));
	if (!found) throw new Error("no case");
	return found;
}

describe("reports", () => {
	it("of one message join one case, and the same person's is one report that grows", async () => {
		const all = await house();
		const one = await reported(all);
		expect(await all.asked()).toEqual([
			`message/case.thread/${one.id}`,
			`message/case.call/${one.id}/no-thread`,
		]);
		const again = ofMessage("400000000000000001", { text: "Taas", reason: "hate" });
		await all.moderation.report(guild, reporter, again, now);
		await reported(all, person(3));
		await reported(all, person(3), "400000000000000002");
		const { reports, messages } = await dossierOf(all, one.id);
		expect(reports.map(({ reporter: by, reason, text }) => [by, reason, text])).toEqual([
			[reporter, "hate", "Taas"],
			[person(3), "bullying", ""],
			[person(3), "bullying", ""],
		]);
		expect(messages.map(({ messageId }) => messageId)).toEqual(["400000000000000001", "400000000000000002"]);
		expect(await all.transact((tx) => caseStore.counts(tx, guild, "2026-10"))).toEqual(
			new Map([
				["case", 1],
				["report", 3],
				["report/bullying", 3],
			]),
		);
	});

	it("after closing open a new case", async () => {
		const all = await house();
		const one = await reported(all);
		await all.moderation.close(guild, one.id, viewer, { outcome: "Hoidettu", word: "" }, now);
		expect((await reported(all, person(3))).id).toBe(one.id + 1);
	});

	it("that become urgent call again", async () => {
		const all = await house({ present: [] });
		const one = await reported(all);
		expect(await all.asked()).toContain(`message/case.call/${one.id}/nobody`);
		await all.moderation.report(guild, person(3), ofMessage("400000000000000001", { urgent: true }), now);
		expect(await all.asked()).toContain(`message/case.call/${one.id}/nobody`);
		expect((await dossierOf(all, one.id)).case.urgent).toBe(true);
	});

	it("about staff are for coordinators, whatever the roles say", async () => {
		const all = await house({ coordinators: [boss, second] });
		const input = ofMessage("400000000000000003", { subject: second });
		const outcome = await all.moderation.report(guild, reporter, input, now);
		expect(outcome).toMatchObject({
			kind: "received",
			about: "coordinator",
			case: { audience: "coordinator" },
		});
		if (outcome.kind !== "received") return;
		const team = await all.transact((tx) => all.moderation.team(tx, outcome.case, now));
		expect(team).toEqual([boss]);
		expect(await all.moderation.show(guild, outcome.case.id, viewer, now)).toBeUndefined();
		const second_ = { userId: second, coordinates: true };
		expect(await all.moderation.list(guild, second_, now)).toEqual([]);
		expect(await all.moderation.take(guild, outcome.case.id, second_, now)).toEqual({ kind: "gone" });
		expect(await all.moderation.list(guild, chief, now)).toHaveLength(1);
	});

	it("about somebody who has begun to work here are a case of their own, for coordinators", async () => {
		const all = await house();
		const before = await reported(all);
		const input = ofMessage("400000000000000001", { standing: "staff" });
		const outcome = await all.moderation.report(guild, person(3), input, now);
		if (outcome.kind !== "received") throw new Error(outcome.kind);
		expect(outcome.case.id).not.toBe(before.id);
		expect(outcome.case.audience).toBe("coordinator");
		const { reports } = await dossierOf(all, before.id);
		expect(reports.map(({ reporter: by }) => by)).toEqual([reporter]);
	});

	it("of what somebody has in hand who is gone for the day call those who are there, else the coordinator", async () => {
		for (const present of [[], [second]]) {
			const all = await house({ present });
			const one = await reported(all);
			await all.moderation.take(guild, one.id, viewer, now);
			await all.asked();
			const urgent = ofMessage("400000000000000001", { urgent: true });
			const outcome = await all.moderation.report(guild, person(3), urgent, now);
			expect(outcome).toMatchObject({ present: present.length, case: { takenBy: null } });
			expect((await all.asked()).includes(`message/case.call/${one.id}/nobody`)).toBe(present.length === 0);
			const job = await all.transact((tx) => jobStore.nextDue(tx, iso(now.add({ minutes: 10 }))));
			expect(job?.job).toMatchObject({ kind: "case.escalate", caseId: one.id });
		}
	});

	it("of what somebody on duty has in hand leave it with them", async () => {
		const all = await house();
		const one = await reported(all);
		await all.moderation.take(guild, one.id, viewer, now);
		await reported(all, person(3));
		expect((await dossierOf(all, one.id)).case.takenBy).toBe(anna);
	});

	it("of somebody whom only AutoMod had stopped call as a new case does", async () => {
		const all = await house({ present: [] });
		const where = { groupId: null, placeId: null, channelId: null };
		const soft = await all.transact((tx) =>
			all.moderation.openSoft(tx, { guildId: guild, subject, audience: "staff", where }, null, now),
		);
		expect(await all.asked()).toEqual([`message/case.thread/${soft.id}`]);
		expect((await reported(all)).id).toBe(soft.id);
		expect(await all.asked()).toContain(`message/case.call/${soft.id}/nobody`);
	});

	it("in the hands of somebody who leaves the server, or of nobody for a week, wait for others", async () => {
		const all = await house({ present: [] });
		const one = await reported(all);
		const take = () => all.moderation.take(guild, one.id, viewer, now);
		await take();
		await all.transact((tx) => all.moderation.forgetPerson(tx, anna, now, guild));
		expect((await dossierOf(all, one.id)).case.takenBy).toBeNull();
		await take();
		const lying = (at = now) =>
			all.transact(async (tx) => {
				await all.moderation.cases.releaseLying(tx, guild, [second], at);
				return (await all.moderation.waiting(tx, guild)).length;
			});
		expect(await lying(days(6))).toBe(0);
		expect(await all.transact((tx) => all.moderation.cases.releaseLying(tx, guild, [anna], days(8)))).toBe(
			undefined,
		);
		expect(await lying(now)).toBe(0);
		expect(await lying(days(7))).toBe(1);
	});

	it("wait as drafts for their own reporter only", async () => {
		const all = await house();
		const { message } = ofMessage("5");
		if (!message) return;
		const id = await all.moderation.draft(guild, reporter, message.reported, now);
		expect(await all.moderation.drafted(guild, reporter, id)).toEqual(message.reported);
		expect(await all.moderation.drafted(guild, person(3), id)).toBeUndefined();
		expect(await all.moderation.drafted(guild, reporter, "x")).toBeUndefined();
		await all.transact(async (tx) => {
			const due = await jobStore.nextDue(tx, iso(now.add({ hours: 1 })));
			expect(await jobStore.nextDue(tx, iso(now.add({ minutes: 59 })))).toBeUndefined();
			if (due?.job?.kind !== "report.forget") throw new Error("no job");
			await all.moderation.handlers["report.forget"](tx, due.job, now);
		});
		expect(await tablesWith(all.transact, reporter)).toEqual([]);
	});

	it("of another server are not there", async () => {
		const all = await house();
		const one = await reported(all);
		const other = guild.replace(/1$/, "2") as typeof guild;
		expect(await all.moderation.show(other, one.id, chief, now)).toBeUndefined();
		expect(await all.moderation.close(other, one.id, chief, { outcome: "x", word: "" }, now)).toEqual({
			kind: "gone",
		});
		expect(await all.moderation.list(other, chief, now)).toEqual([]);
	});
});

describe("what is remembered", () => {
	it("is erased after 30 days without a step, after the set months with one; the pace sooner", async () => {
		const all = await house();
		const plain = await reported(all);
		await all.moderation.write(guild, plain.id, viewer, { party: "reporter", text: "Kerro" }, now);
		await all.moderation.close(guild, plain.id, viewer, { outcome: "Ei mitään", word: "" }, now);
		const kept = await reported(all, person(4), "400000000000000009");
		await all.step(kept.id);
		await all.moderation.close(guild, kept.id, viewer, { outcome: "Tauko", word: "" }, now);
		const tidy = (at: typeof now) => all.transact((tx) => all.moderation.tidy(tx, at));
		await tidy(days(29));
		expect(await all.moderation.list(guild, chief, now)).toHaveLength(2);
		await all.asked();
		await tidy(days(30));
		expect((await all.moderation.list(guild, chief, now))?.map(({ id }) => id)).toEqual([kept.id]);
		expect(await all.asked()).toEqual(
			expect.arrayContaining([`message/case.thread/${plain.id}`, `message/case.word/${plain.id}/1`]),
		);
		expect(await tablesWith(all.transact, reporter)).toEqual([]);
		await tidy(days(364));
		expect(await all.moderation.list(guild, chief, now)).toHaveLength(1);
		await tidy(days(365));
		expect(await tablesWith(all.transact, subject)).toEqual([]);
		expect(JSON.stringify(await contents(all.transact))).not.toMatch(/Höh|Ennen|Tauko/);
	});

	it("of a reporter and a bystander goes with them, and the case stays", async () => {
		const all = await house();
		const one = await reported(all);
		await all.moderation.write(guild, one.id, viewer, { party: "reporter", text: "Kerro" }, now);
		await all.moderation.draft(guild, reporter, ofMessage("5").message?.reported as never, now);
		await all.asked();
		await all.transact(async (tx) => {
			await all.privacy.erase(tx, reporter, now);
			await all.privacy.erase(tx, person(7), now);
		});
		expect(await all.asked()).toEqual(
			expect.arrayContaining([`message/case.word/${one.id}/1`, `message/case.thread/${one.id}`]),
		);
		expect(await tablesWith(all.transact, reporter)).toEqual([]);
		expect(await tablesWith(all.transact, person(7))).toEqual([]);
		const { reports, messages } = await dossierOf(all, one.id);
		expect(reports).toMatchObject([{ reporter: null }]);
		expect(messages).toMatchObject([{ copy: "Höh", before: [{ authorId: null, text: "" }] }]);
	});

	it("of the one whom it is about stays while it is open or something was decided, else goes", async () => {
		const all = await house();
		const one = await reported(all);
		const erase = () => all.transact((tx) => all.privacy.erase(tx, subject, now));
		await erase();
		expect((await dossierOf(all, one.id)).case.subject).toBe(subject);
		await all.moderation.close(guild, one.id, viewer, { outcome: "Hoidettu", word: "" }, now);
		const two = await reported(all, reporter, "400000000000000008");
		await all.step(two.id);
		await all.moderation.close(guild, two.id, viewer, { outcome: "Tauko", word: "" }, now);
		await erase();
		expect(await dossierOf(all, one.id)).toMatchObject({ case: { subject: null }, messages: [] });
		expect(await dossierOf(all, two.id)).toMatchObject({ case: { subject }, messages: [{ copy: "Höh" }] });
	});
});

describe("one's own data", () => {
	it("says for how long it is kept here", async () => {
		const { keeps } = (await house({ keepMonths: 3 })).privacy;
		const steps = keeps.find(({ table }) => table === "steps");
		expect(steps?.until.en).toContain("3 months");
		expect(steps?.until.fi).toContain("3 kk");
	});

	const shown = (all: House, userId = subject) => all.transact((tx) => all.privacy.export(tx, userId));

	it("tells the one whom it is about nothing that others reported, whatever and however often", async () => {
		const report = fc.record({
			by: fc.integer({ min: 10, max: 40 }),
			message: fc.integer({ min: 1, max: 3 }),
			urgent: fc.boolean(),
			minutes: fc.integer({ min: 0, max: 5000 }),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(report, { maxLength: 12 }), fc.boolean(), async (reports, close) => {
				const all = await house();
				for (const { by, message, urgent, minutes } of reports) {
					const input = ofMessage(`40000000000000000${message}`, { urgent, text: "SALAISUUS" });
					await all.moderation.report(guild, person(by), input, now.add({ minutes }));
				}
				if (close)
					for (const { id } of (await all.moderation.list(guild, chief, now)) ?? [])
						await all.moderation.close(guild, id, chief, { outcome: "SALAISUUS", word: "" }, now);
				expect(await shown(all)).toEqual({});
			}),
			{ numRuns: 30 },
		);
	});

	it("tells what was decided, with one's own words, and not who, when or how many told", async () => {
		const all = await house();
		const one = await reported(all);
		await reported(all, person(3));
		const step = await all.step(one.id, { at: days(1) });
		await all.appeals.write(step.id, subject, "En minä", days(1));
		const told = JSON.stringify(await shown(all));
		expect(told).toContain("Nimittelyä");
		expect(told).toContain("Höh");
		expect(told).toContain("En minä");
		expect(told).not.toMatch(new RegExp([reporter, person(3), anna, "2026-10-05T", "Ennen"].join("|")));
		expect(await shown(all, reporter)).toMatchObject({ reports: [{ reason: "bullying" }] });
		expect(await shown(all, person(7))).toEqual({});
	});
});

describe("an answer to a step", () => {
	async function stepped(options: Parameters<typeof house>[0] = {}, by = anna) {
		const all = await house(options);
		const one = await reported(all);
		const step = await all.step(one.id, { by });
		await all.asked();
		return { ...all, step };
	}

	it("is written once, by the one it concerns, and answered once", async () => {
		const { appeals, step, asked, lifted, transact } = await stepped();
		expect(await appeals.may(step.id, reporter)).toMatchObject({ kind: "gone" });
		expect(await appeals.write(step.id, reporter, "Väärä", now)).toEqual({ kind: "gone" });
		expect(await appeals.write(step.id, subject, " . ", now)).toEqual({ kind: "empty" });
		expect(await appeals.write(step.id, subject, "En minä", now)).toEqual({ kind: "sent" });
		expect(await appeals.write(step.id, subject, "En minä", now)).toEqual({ kind: "again" });
		expect(await asked()).toEqual(["message/case.appeal/1"]);
		const appeal = await transact((tx) => appealStore.ofStep(tx, step.id));
		if (!appeal) throw new Error("no appeal");
		const answer = { outcome: "lifted" as const, text: "Olet oikeassa" };
		expect(await appeals.decide(guild, appeal.id, subject, answer, now)).toEqual({ kind: "gone" });
		expect(await appeals.decide(guild, appeal.id, boss, { ...answer, text: "" }, now)).toEqual({
			kind: "empty",
		});
		expect(lifted).toEqual([]);
		expect(await appeals.decide(guild, appeal.id, boss, answer, now)).toMatchObject({ kind: "decided" });
		expect(lifted).toEqual([step.id]);
		expect(await asked()).toEqual(["message/case.appeal/1", "message/case.appeal-answer/1"]);
		expect(await appeals.decide(guild, appeal.id, boss, answer, now)).toEqual({ kind: "answered-before" });
	});

	it("is not decided by who decided the step while there is another, and otherwise said so", async () => {
		const two = await stepped({ coordinators: [boss, second] }, boss);
		await two.appeals.write(two.step.id, subject, "En minä", now);
		const appeal = await two.transact((tx) => appealStore.ofStep(tx, two.step.id));
		const answer = { outcome: "upheld" as const, text: "Pysyy" };
		const decide = (by: typeof boss) => two.appeals.decide(guild, appeal?.id as never, by, answer, now);
		expect(await decide(boss)).toEqual({ kind: "own-step" });
		expect(await decide(second)).toEqual({ kind: "decided", outcome: "upheld", alone: false });
		expect(two.lifted).toEqual([]);
		const one = await stepped({ coordinators: [boss] }, boss);
		await one.appeals.write(one.step.id, subject, "En minä", now);
		expect(await one.appeals.decide(guild, appeal?.id as never, boss, answer, now)).toMatchObject({
			kind: "decided",
			alone: true,
		});
	});
});

it("a word that is answered by somebody else, or after closing, is not there", async () => {
	const all = await house();
	const one = await reported(all);
	await all.moderation.write(guild, one.id, viewer, { party: "reporter", text: "Kerro" }, now);
	const word = CaseWordId.parse(1);
	expect(await all.moderation.answer(word, subject, "Minä", now)).toEqual({ kind: "gone" });
	expect(await all.moderation.answer(word, reporter, "Minä", now)).toEqual({ kind: "sent" });
	expect(await all.moderation.answer(CaseWordId.parse(2), reporter, "Minä", now)).toEqual({ kind: "gone" });
	for (let n = 0; n < 9; n++) await all.moderation.answer(word, reporter, "Minä", now);
	expect(await all.moderation.answer(word, reporter, "Minä", now)).toEqual({ kind: "slow" });
	await all.moderation.close(guild, one.id, viewer, { outcome: "Hoidettu", word: "" }, now);
	expect(await all.moderation.answer(word, reporter, "Minä", now)).toEqual({ kind: "closed" });
	expect(await all.moderation.answer(CaseWordId.parse(99), reporter, "x", now)).toEqual({ kind: "gone" });
	expect(await all.moderation.take(guild, CaseId.parse(99), viewer, now)).toEqual({ kind: "gone" });
});
