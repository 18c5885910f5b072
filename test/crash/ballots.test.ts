import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GatewayIntentBits } from "discord-api-types/v10";
import { expect, onTestFinished, test } from "vitest";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { translator } from "../../src/shared/i18n.ts";
import { answerSurvey, fillIn } from "../demo/answering.ts";
import type { FaultKind } from "../sandbox/faults.ts";
import { type Form, type Person, startSandbox } from "../sandbox/index.ts";
import { carersGroup, crewOf, memberOf, until } from "../support/play.ts";
import { Stage } from "../support/stage.ts";
import { BallotReader } from "./ballots.ts";
import { ChildBot, type ChildBotOptions } from "./childBot.ts";

const t = translator("fi");
const button = t("surveys:button.series-start");
const fill = (form: Form) => fillIn(form, (options) => options - 1, null);

/** A group whose survey of the start, in two parts, is open. */
async function asked(names: string[]) {
	const dataDir = mkdtempSync(join(tmpdir(), "piiri-ballots-"));
	onTestFinished(() => rmSync(dataDir, { recursive: true }));
	const sandbox = await startSandbox({
		start: "2026-10-01T09:00:00Z",
		pace: 1000,
		privilegedIntents: GatewayIntentBits.GuildMembers,
	});
	onTestFinished(() => sandbox.close());
	const options: ChildBotOptions = { dataDir, commits: null, compileCache: join(dataDir, "compiled") };
	const bot = new ChildBot(sandbox, options);
	onTestFinished(() => bot.abandon());
	await sandbox.inviteBot(NEEDED_BITS);
	const stage = new Stage(sandbox, bot);
	const crew = await crewOf({ sandbox, stage });
	await carersGroup({ stage }, crew);
	const plan = { group: "Omaishoitajien piiri", occasion: "series-start" };
	await stage.command(crew.coordinator, "/survey plan", { ...plan, survey: "series-end" });
	const people: Person[] = [];
	for (const name of names) {
		people.push(await memberOf({ sandbox, stage }, name));
		// Many at once would be a burst, and would wait to be let in.
		sandbox.clock.advanceTo(sandbox.clock.now() + 30_000);
	}
	await until({ stage }, "2026-10-01T16:00:00Z");
	const ballots = new BallotReader(join(dataDir, "piiri.sqlite"));
	onTestFinished(() => ballots.close());
	return { sandbox, bot, stage, people, ballots, options };
}

/** Answers without ever pressing twice: who gets no answer gives up. @returns whether they were thanked */
async function once({ stage }: { stage: Stage }, person: Person): Promise<boolean> {
	const patient = async (act: Parameters<Stage["answered"]>[0]) => {
		const answer = await act();
		if (answer.kind === "failed") throw new Error("gives up");
		return answer;
	};
	const hands: Pick<Stage, "answered" | "sent"> = {
		answered: patient,
		async sent(open, fillIn) {
			const opened = await patient(open);
			const { form } = opened;
			if (!form) return opened;
			fillIn(form);
			return patient(() => form.send());
		},
	};
	try {
		return await answerSurvey(hands, () => person.press(button), "fi", fill);
	} catch (error) {
		if (error instanceof Error && error.message === "gives up") return false;
		throw error;
	} finally {
		await stage.settle();
	}
}

/** Of a survey in two parts: two presses that open forms, two forms, and sending. */
const REQUESTS = 5;

test("whoever gives up when Piiri dies at any answer has one ballot or none, and one when they come back", async () => {
	const points = (["before", "after"] as const).flatMap((when) =>
		Array.from({ length: REQUESTS }, (_, at) => ({ when, at })),
	);
	const on = await asked(points.map(({ when, at }) => `${when} ${at}`));
	const { bot, sandbox, stage, people, ballots } = on;
	let thanked = 0;
	for (const [index, { when, at }] of points.entries()) {
		const person = people[index];
		if (!person) throw new Error("nobody is there");
		let requests = 0;
		const match = ({ path }: { path: string }) => /\/callback$/.test(path) && requests++ === at;
		const kill = () => bot.kill();
		const fault: FaultKind = when === "before" ? { before: kill } : { after: kill };
		sandbox.faults.next({ match }, fault);
		const deaths = bot.deaths;
		const told = await once(on, person);
		expect(bot.deaths, `${when} ${at}`).toBe(deaths + 1);
		expect(ballots.torn()).toEqual([]);
		// The last answer comes after the commit: then there is a ballot, told or not.
		const sent = at === REQUESTS - 1;
		expect(told).toBe(sent && when === "after");
		expect(ballots.open("series-start", 1, index + (sent ? 1 : 0)), `${when} ${at}`).toEqual([]);
		expect(await answerSurvey(stage, () => person.press(button), "fi", fill)).toBe(true);
		thanked += 1;
		expect(ballots.open("series-start", 1, thanked)).toEqual([]);
	}
}, 120_000);

test("a death at any commit of an answer leaves ballot and mark, or neither", async () => {
	const on = await asked(["Mustikka", "Puolukka", "Vadelma"]);
	const { bot, stage, people, ballots, options } = on;
	const seen = join(options.dataDir, "seen");
	writeFileSync(seen, "");
	options.commits = { seen, every: 1, limit: 100_000 };
	const torn: string[] = [];
	options.onDeath = () => torn.push(...ballots.torn());
	await bot.kill();
	await stage.settle();
	const before = bot.deaths;
	for (const person of people) {
		await once(on, person);
		await answerSurvey(stage, () => person.press(button), "fi", fill);
	}
	expect(bot.deaths - before).toBeGreaterThanOrEqual(people.length);
	expect(torn).toEqual([]);
	expect(ballots.open("series-start", 1, people.length)).toEqual([]);
}, 120_000);
