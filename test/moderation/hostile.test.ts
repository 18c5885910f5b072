import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as appealViews from "../../src/discord/views/appeal.ts";
import * as caseViews from "../../src/discord/views/case.ts";
import { TEXT_LIMIT, type View, view } from "../../src/discord/views/view.ts";
import type { Appeal, Case, CaseWord, Report, Step } from "../../src/moderation/model.ts";
import type { Dossier } from "../../src/moderation/record.ts";
import {
	AppealId,
	CaseId,
	CaseMessageId,
	CaseWordId,
	ChannelId,
	ReportId,
	RoleId,
	StepId,
	type UserId,
} from "../../src/shared/ids.ts";
import { hostile } from "../safety/hostile.ts";
import { made, textOf } from "../safety/made.ts";
import { guild, person } from "../support/features.ts";
import { channel, now } from "./house.ts";
import { everything, reportStage, t, talk, threadOf } from "./stage.ts";

const id = CaseId.parse(999_999_999);
const role = RoleId.parse("700000000000000001");
const team = Array.from({ length: 40 }, (_, n) => person(n + 100));
interface Words {
	text: string;
	copy: string;
	outcome: string;
	word: string;
	appeal: string;
}
const plainWords: Words = { text: "x", copy: "x", outcome: "x", word: "x", appeal: "x" };

/** Everything of these words, as many of each as there can be. */
function views({ text, copy, outcome, word, appeal: said }: Words, many: number): Record<string, View> {
	const one: Case = {
		id,
		guildId: guild,
		state: "open",
		kind: "report",
		subject: person(1),
		audience: "staff",
		where: { groupId: null, placeId: null, channelId: channel },
		urgent: true,
		openedAt: now,
		takenBy: null,
		takenAt: null,
		closedAt: null,
		closedBy: null,
		outcome: "",
	};
	const closed: Case = { ...one, state: "closed", closedAt: now, closedBy: person(2), outcome };
	const each = <T>(make: (n: number) => T) => Array.from({ length: many }, (_, n) => make(n + 1));
	const report = (n: number): Report => ({
		id: ReportId.parse(n),
		caseId: id,
		caseMessageId: null,
		reporter: person(n),
		reason: "private-data",
		text,
		urgent: true,
		at: now,
	});
	const step = (n: number): Step => ({
		id: StepId.parse(n),
		caseId: id,
		guildId: guild,
		kind: "remind",
		subject: person(1),
		where: one.where,
		messageId: null,
		by: person(2),
		second: null,
		reason: text,
		at: now,
		until: null,
		state: "asked",
		undoneBy: null,
		undoneAt: null,
		detail: null,
	});
	const written = (n: number, direction: "to" | "from"): CaseWord => ({
		id: CaseWordId.parse(n),
		caseId: id,
		party: "reporter",
		userId: person(n),
		direction,
		by: person(2),
		text: word,
		at: now,
	});
	const dossier: Dossier = {
		case: one,
		reports: each(report),
		messages: each((n) => ({
			id: CaseMessageId.parse(n),
			caseId: id,
			channelId: ChannelId.parse("30000000000000000001"),
			messageId: "40000000000000000001",
			author: person(1) as UserId,
			sentAt: now,
			copy,
			files: 10,
			before: Array.from({ length: 5 }, () => ({
				messageId: "40000000000000000001",
				authorId: null,
				sentAt: "",
				text: copy.slice(0, 200),
			})),
		})),
		steps: each(step),
		words: each((n) => written(n, n % 2 ? "to" : "from")),
	};
	const appeal: Appeal = {
		id: AppealId.parse(1),
		stepId: StepId.parse(1),
		text: said,
		at: now,
		answer: word,
		answeredBy: person(2),
		answeredAt: now,
		outcome: "upheld",
	};
	return {
		thread: caseViews.caseThread(t, dossier, { team, more: [] }),
		closed: caseViews.caseThread(t, { ...dossier, case: closed }, { team, more: [] }),
		shown: view([caseViews.caseText(t, dossier)]),
		more: caseViews.caseMore(t, report(1), team.slice(0, 10)),
		call: caseViews.caseCall(t, one, { why: "nobody", minutes: 10, role, people: team }),
		to: caseViews.wordTo(t, written(1, "to"), true),
		from: caseViews.wordFrom(t, written(1, "from"), team.slice(0, 10)),
		appeal: appealViews.appealForCoordinator(t, { appeal, step: step(1) }, { role, people: team }),
		answer: appealViews.appealAnswer(t, { appeal, step: step(1) }),
	};
}

const words = fc.record({
	text: hostile(1000),
	copy: hostile(4000),
	outcome: hostile(500),
	word: hostile(1500),
	appeal: hostile(1000),
});

describe("hostile words", () => {
	it("in cases and answers are words only, and every message fits", () => {
		const plain = Object.entries(views(plainWords, 1)).map(([name, each]) => [name, made(textOf(each))]);
		fc.assert(
			fc.property(words, (given) => {
				const shown = Object.entries(views(given, 1)).map(([name, each]) => [name, made(textOf(each))]);
				expect(shown).toEqual(plain);
			}),
			{ numRuns: 200 },
		);
	});

	it("of many, and as long as they can be, still fit", () => {
		const longest = (max: number) => "\\*".repeat(max / 2);
		const most = {
			text: longest(1000),
			copy: longest(4000),
			outcome: longest(500),
			word: longest(1500),
			appeal: longest(1000),
		};
		for (const many of [1, 2, 3, 60])
			for (const [name, each] of Object.entries(views(most, many)))
				expect(textOf(each).length, `${name} of ${many}`).toBeLessThanOrEqual(TEXT_LIMIT);
	});

	it("through the form of a report, 200 times: kept, nobody is called, nothing of it is seen by others", async () => {
		const { piiri, crew, person: somebody, report } = await reportStage();
		const { sandbox } = piiri;
		const staff = [crew.anna.id, crew.bo.id];
		const strange: unknown[] = [];
		sandbox.world.on(({ t: kind, d }) => {
			const message = d as {
				mention_everyone?: boolean;
				mentions?: { id: string }[];
				author?: { id: string };
				type?: number;
			};
			if (kind !== "MESSAGE_CREATE" && kind !== "MESSAGE_UPDATE") return;
			if (message.author?.id !== sandbox.world.botId || message.type !== 0) return;
			if (message.mention_everyone) strange.push("everyone");
			strange.push(...(message.mentions ?? []).filter((each) => !staff.includes(each.id)));
		});
		const kiusaaja = await somebody("Kiusaaja");
		const samples = fc.sample(hostile(900), { numRuns: 200, seed: 20261122 });
		const messages = [];
		for (let n = 0; n < 4; n++) messages.push(await kiusaaja.write(talk, `Viesti ${n}`));
		for (let n = 0; n < 50; n++) {
			const reporter = await somebody(`Lapsi ${n}`);
			for (const [index, message] of messages.entries()) {
				const text = samples[n * 4 + index] ?? "";
				const thanks = await report(reporter, message, { text });
				expect(thanks.text).toContain(t("moderation:thanks.title"));
			}
		}
		expect(strange).toEqual([]);
		expect(crew.anna.threads().map(({ name }) => name)).toEqual([threadOf(1)]);
		expect(everything(kiusaaja)).not.toContain("Lapsi");
		expect(piiri.logged.filter((line) => line.startsWith("error"))).toEqual([]);
	}, 120_000);

	it("through the form to the person, 200 times: delivered, nobody else is called", async () => {
		const { piiri, crew, person: somebody, report, fill } = await reportStage();
		const { sandbox } = piiri;
		const mustikka = await somebody("Mustikka");
		const kiusaaja = await somebody("Kiusaaja");
		await report(mustikka, await kiusaaja.write(talk, "Höh"));
		const strange: unknown[] = [];
		sandbox.world.on(({ t: kind, d }) => {
			const message = d as {
				mention_everyone?: boolean;
				mentions?: { id: string }[];
				author?: { id: string };
				type?: number;
			};
			if (kind !== "MESSAGE_CREATE" || message.author?.id !== sandbox.world.botId || message.type !== 0)
				return;
			if (message.mention_everyone) strange.push("everyone");
			const known = [kiusaaja.id, crew.anna.id, crew.bo.id];
			strange.push(...(message.mentions ?? []).filter((each) => !known.includes(each.id)));
		});
		const samples = fc.sample(hostile(1500), { numRuns: 200, seed: 20261123 });
		for (const text of samples) {
			const sent = await fill(
				() => crew.anna.press(t("moderation:button.write-subject"), { in: threadOf(1) }),
				{ [t("moderation:write.text")]: text },
			);
			expect(sent.text).toBe(t("moderation:reply.sent", { count: 1 }));
		}
		expect(strange).toEqual([]);
		const told = kiusaaja.readThread(t("moderation:word.thread")).filter(({ buttons }) => buttons.length > 0);
		expect(told).toHaveLength(200);
		expect(everything(mustikka)).not.toContain(t("moderation:word.to-subject"));
		expect(piiri.logged.filter((line) => line.startsWith("error"))).toEqual([]);
	}, 120_000);
});
