import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as quietViews from "../../src/discord/views/quiet.ts";
import * as stepViews from "../../src/discord/views/step.ts";
import { TEXT_LIMIT, type View } from "../../src/discord/views/view.ts";
import { OUTCOME_LENGTH } from "../../src/moderation/handling.ts";
import { type Step, StepKind, StepState } from "../../src/moderation/model.ts";
import { REASON_LENGTH } from "../../src/moderation/stepRules.ts";
import { translator } from "../../src/shared/i18n.ts";
import { CaseId, GroupId, QuietId, StepId, TalkRoom } from "../../src/shared/ids.ts";
import { hostile } from "../safety/hostile.ts";
import { made, textOf } from "../safety/made.ts";
import { guild, person } from "../support/features.ts";
import { channel, now } from "./house.ts";
import { discussion, filled, stepStage, t } from "./stepStage.ts";

interface Words {
	reason: string;
	copy: string;
	place: string;
	failed: string;
}
const plainWords: Words = { reason: "x", copy: "x", place: "x", failed: "x" };

/** Every message about a step or a quiet room, in a language. */
function views({ reason, copy, place, failed }: Words, language: "fi" | "sv" | "en"): Record<string, View> {
	const t = translator(language);
	const groupId = GroupId.parse(1);
	const step = (kind: StepKind, state: StepState): Step => ({
		id: StepId.parse(999_999_999),
		caseId: CaseId.parse(999_999_999),
		guildId: guild,
		kind,
		subject: kind === "slow" ? null : person(1),
		where: { groupId, placeId: null, channelId: channel },
		messageId: null,
		by: person(2),
		second: person(3),
		reason,
		at: now,
		until: kind === "slow" || kind === "listen" || kind === "timeout" ? now.add({ minutes: 10 }) : null,
		state,
		undoneBy: person(2),
		undoneAt: now,
		detail: null,
	});
	const quiet = {
		id: QuietId.parse(1),
		guildId: guild,
		room: TalkRoom.parse("group/1/voice"),
		startedAt: now,
		until: now.add({ minutes: 5 }),
		endedAt: null,
	};
	const all: [string, View][] = StepKind.options.flatMap((kind) =>
		StepState.options.flatMap((state): [string, View][] => {
			const one = step(kind, state);
			const notice = { step: one, now, place, server: place, numbers: [] };
			const plain: [string, View] = [
				`${kind} ${state}`,
				stepViews.stepStaff(t, { step: one, now, failed: null, told: false }),
			];
			if (state !== "done") return [plain];
			const above = { step: one, now, failed: "not allowed: above", told: true };
			return [
				plain,
				[`${kind} failed`, stepViews.stepStaff(t, { step: one, now, failed, told: true })],
				[`${kind} above`, stepViews.stepStaff(t, above)],
				[`${kind} direct`, stepViews.stepNotice(t, { ...notice, of: null, to: null })],
				[
					`${kind} in a thread`,
					stepViews.stepNotice(t, { ...notice, of: { kind: "group", groupId }, to: person(1) }),
				],
			];
		}),
	);
	return {
		...Object.fromEntries(all),
		returned: stepViews.stepReturned(t, { author: person(1), copy }),
		notice: quietViews.quietNotice(t, quiet),
		quiet: quietViews.quietStaff(t, quiet, { channelId: channel, of: place, failed: null }),
		"quiet failed": quietViews.quietStaff(t, quiet, { channelId: channel, of: place, failed }),
	};
}

const words = fc.record({
	reason: hostile(REASON_LENGTH),
	copy: hostile(4000),
	place: hostile(100),
	failed: hostile(200),
});

describe("hostile words", () => {
	it("about steps and quiet rooms are words only, and every message fits", () => {
		const plain = Object.entries(views(plainWords, "fi")).map(([name, each]) => [name, made(textOf(each))]);
		fc.assert(
			fc.property(words, (given) => {
				const all = Object.entries(views(given, "fi"));
				expect(all.map(([name, each]) => [name, made(textOf(each))])).toEqual(plain);
			}),
			{ numRuns: 200 },
		);
	});

	it("as long as they can be still fit, in every language", () => {
		const longest = (max: number) => "*\n".repeat(max / 2);
		const most = {
			reason: longest(REASON_LENGTH),
			copy: longest(4000),
			place: longest(100),
			failed: longest(200),
		};
		for (const language of ["fi", "sv", "en"] as const)
			for (const [name, each] of Object.entries(views(most, language)))
				expect(textOf(each).length, `${name} ${language}`).toBeLessThanOrEqual(TEXT_LIMIT);
	});

	/** Whoever a message of Piiri's calls but shall not. */
	function strangers({ piiri, mustikka, crew }: Awaited<ReturnType<typeof stepStage>>): unknown[] {
		const strange: unknown[] = [];
		const known = [mustikka.id, crew.anna.id, crew.bo.id, crew.coordinator.id];
		piiri.sandbox.world.on(({ t: kind, d }) => {
			if (kind !== "MESSAGE_CREATE" && kind !== "MESSAGE_UPDATE") return;
			const { mention_everyone, mentions = [] } = d as {
				mention_everyone?: boolean;
				mentions?: { id: string }[];
			};
			if (mention_everyone) strange.push("everyone");
			strange.push(...mentions.filter(({ id }) => !known.includes(id)));
		});
		return strange;
	}

	it("through the form of a step, 200 times: kept, nobody is called, and nobody else reads them", async () => {
		const stage = await stepStage();
		const { piiri, crew, mustikka } = stage;
		const strange = strangers(stage);
		const send = async (reason: string) => {
			const opened = await crew.anna.command(
				"/step take",
				{ person: { user: mustikka } },
				{ in: discussion },
			);
			const answer = await opened.form?.fill(filled("remind", { reason })).send();
			expect(answer?.text).toContain(t("moderation:step.kind.remind"));
		};
		const samples = fc.sample(hostile(REASON_LENGTH), { numRuns: 200, seed: 20261122 });
		for (let n = 0; n < samples.length; n += 10) await Promise.all(samples.slice(n, n + 10).map(send));
		await piiri.stage.settle();
		expect(mustikka.threads().length).toBeGreaterThan(0);
		expect(strange).toEqual([]);
		expect(mustikka.read(discussion).every(({ text }) => !text.includes("evil.example"))).toBe(true);
		expect(piiri.logged.filter((line) => line.startsWith("error"))).toEqual([]);
	}, 240_000);

	it("through the forms of an answer, of the answer to that and of closing: kept, nobody is called", async () => {
		const stage = await stepStage();
		const { piiri, crew, mustikka, take } = stage;
		const strange = strangers(stage);
		const samples = fc.sample(hostile(OUTCOME_LENGTH), { numRuns: 20, seed: 20261123 });
		for (const [index, text] of samples.entries()) {
			await take(crew.anna, mustikka, "remind", { reason: text });
			const said = await piiri.stage.fill(() => mustikka.press(t("moderation:appeal.button.write")), {
				[t("moderation:appeal.form.text")]: text,
			});
			expect(said.text).toBe(t("moderation:appeal.reply.sent"));
			const answered = await piiri.stage.fill(
				() => crew.coordinator.press(t("moderation:appeal.button.uphold"), { in: "henkilökunta" }),
				{ [t("moderation:appeal.form.decide")]: text },
			);
			expect(answered.text).toContain(t("moderation:appeal.reply.upheld"));
			const shown = await piiri.stage.command(crew.coordinator, "/case show", { case: index + 1 });
			const closed = await piiri.stage.fill(() => shown.press(t("moderation:button.close")), {
				[t("moderation:close.outcome")]: text,
				[t("moderation:close.word")]: text,
			});
			expect(closed.text).toContain(t("moderation:reply.closed-now"));
		}
		expect(strange).toEqual([]);
		expect(piiri.logged.filter((line) => line.startsWith("error"))).toEqual([]);
	}, 240_000);

	it("a form with values that it never offered does nothing", async () => {
		const { piiri, crew, mustikka } = await stepStage();
		const opened = await piiri.stage.answered(() =>
			crew.anna.command("/step take", { person: { user: mustikka } }, { in: discussion }),
		);
		expect(() => opened.form?.fill({ ...filled("timeout"), Muu: "x" })).toThrow();
		expect(mustikka.channels().some(({ name, canWrite }) => name === discussion && canWrite)).toBe(true);
	});
});
