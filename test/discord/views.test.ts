import { type APIMessageTopLevelComponent, ComponentType } from "discord.js";
import { describe, expect, it } from "vitest";
import { safetyRow } from "../../src/discord/views/safetyRow.ts";
import * as sessionViews from "../../src/discord/views/session.ts";
import * as surveyViews from "../../src/discord/views/survey.ts";
import { TEXT_LIMIT, view } from "../../src/discord/views/view.ts";
import type { Session } from "../../src/sessions/model.ts";
import { translator } from "../../src/shared/i18n.ts";
import { GroupId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import { loadInstruments } from "../../src/surveys/load.ts";
import type { Told } from "../../src/surveys/summaries.ts";
import { about, drawn, everyView, long, model, person, summary, surveyInstrument } from "./longest.ts";

interface Read {
	text: string;
	customIds: string[];
	labels: string[];
	components: number;
}

function read(components: readonly APIMessageTopLevelComponent[]): Read {
	const found: Read = { text: "", customIds: [], labels: [], components: 0 };
	const walk = (list: readonly unknown[]) => {
		for (const each of list as (APIMessageTopLevelComponent & { components?: unknown[] })[]) {
			found.components++;
			if (each.type === ComponentType.TextDisplay) found.text += each.content;
			const part = each as { custom_id?: string; label?: string };
			if (part.custom_id) found.customIds.push(part.custom_id);
			if (part.label) found.labels.push(part.label);
			walk(each.components ?? []);
		}
	};
	walk(components);
	return found;
}

describe.each(Language.options)("every message in %s", (language) => {
	it.each(everyView(language))(
		"%s keeps Discord's limits at its longest",
		(_, { container, calls, files }) => {
			const { text, customIds, labels, components } = read([container.toJSON()]);
			expect(text.length).toBeLessThanOrEqual(TEXT_LIMIT);
			expect(text).not.toBe("");
			expect(components).toBeLessThanOrEqual(40);
			expect(new Set(customIds).size).toBe(customIds.length);
			for (const label of labels) {
				expect(label.length).toBeLessThanOrEqual(80);
				// Words, never a picture alone.
				expect(label).toMatch(/\p{L}{2}/u);
			}
			expect(calls.length).toBeLessThanOrEqual(100);
			expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
		},
	);
});

describe("a session's card", () => {
	const labels = (state: Session["state"]) =>
		read([sessionViews.card(translator("en"), model({ state })).container.toJSON()]).labels;

	it("has the buttons that apply to its state", () => {
		// Help and what else keeps people safe is there as long as the card is; nothing else is meant here.
		const safe = read([
			view([safetyRow(translator("en"), { kind: "group", groupId: GroupId.parse(1) })]).container.toJSON(),
		]).labels;
		expect(safe).toContain("I need help");
		expect(labels("announced")).toEqual(["Ask the expert", "Remind me", "Do not remind me", ...safe]);
		expect(labels("doors")).toEqual([
			"Go to the voice room",
			"Ask the expert",
			"Remind me",
			"Do not remind me",
			...safe,
		]);
		expect(labels("live")).toEqual(["Go to the voice room", "Ask the expert", ...safe]);
		for (const over of ["ended", "closed", "cancelled"] as const) expect(labels(over)).toEqual([]);
	});

	it("calls nobody, though it names who leads", () => {
		const { container, calls } = sessionViews.card(translator("en"), model());
		expect(read([container.toJSON()]).text).toContain(`<@${person(1)}> and <@${person(2)}>`);
		expect(calls).toEqual([]);
	});
});

describe("a reminder", () => {
	it("calls those who want it and names nobody else", () => {
		const { container, calls } = sessionViews.reminder(translator("en"), model(), "day", [person(7)]);
		expect(calls).toEqual([person(7)]);
		expect(read([container.toJSON()]).text).toMatch(/-# This reminder is for you: <@200000000000000007>$/);
	});
});

describe("a summary", () => {
	const instrument = loadInstruments("data/instruments").get("after-session") ?? surveyInstrument;
	const base = { about, instrument, reader: "coordinator" as const, drawn: [], release: [] };
	const told = (counts: number[], mean: number | null, cells?: number[][]): Told => ({
		...summary([]),
		words: [],
		items: [
			{
				key: "useful",
				type: "agree",
				release: {
					kind: "shown",
					mean,
					groups: counts.map((count, index) => ({ cells: cells?.[index] ?? [index], count })),
				},
			},
		],
	});

	it.each([
		["fi", "Keskiarvo 3,0 asteikolla 1–5"],
		["sv", "Medeltal 3,0 på skalan 1–5"],
		["en", "Mean 3.0 on a scale of 1–5"],
	] as const)("gives means with one decimal, also when it is a nought: %s", (language, words) => {
		const view = surveyViews.surveySummary(translator(language), {
			...base,
			summary: told([5, 0, 5, 0, 5], 3),
		});
		expect(read([view.container.toJSON()]).text).toContain(words);
	});

	it.each([
		["fi", "Jokseenkin tai täysin samaa mieltä: 9", "Siltä väliltä tai ei vastausta: 6"],
		["sv", "Delvis eller helt av samma åsikt: 9", "Varken eller eller inget svar: 6"],
		["en", "Somewhat or strongly agree: 9", "In between or no answer: 6"],
	] as const)("says what is told together as one: %s", (language, agree, between) => {
		const merged = told([0, 6, 9], 3.6, [
			[0, 1],
			[2, 5],
			[3, 4],
		]);
		const view = surveyViews.surveySummary(translator(language), { ...base, summary: merged });
		const { text } = read([view.container.toJSON()]);
		expect(text).toContain(agree);
		expect(text).toContain(between);
	});

	it("says kindly why something is not shown", () => {
		const view = surveyViews.surveySummary(translator("en"), {
			...base,
			summary: told([15], null, [[0, 1, 2, 3, 4]]),
		});
		const { text } = read([view.container.toJSON()]);
		expect(text).toContain("15 answers · How the answers divide is not shown, so that nobody's answer");
		expect(text).not.toMatch(/\d: 15/);
	});

	it("tells nothing but the threshold when too few answered", () => {
		const hidden = { kind: "hidden" as const, threshold: 5 };
		const shown = surveyViews.surveySummary(translator("en"), { ...base, summary: hidden });
		expect(read([shown.container.toJSON()]).text).toContain("Fewer than 5 answers came");
		expect(shown.files).toEqual([]);
	});

	it("gives every word, in a file when a message cannot hold them", () => {
		const words = Array.from({ length: 100 }, (_, n) => `Sana ${n} ${long(500)}`);
		const view = { ...base, instrument: surveyInstrument, drawn, summary: summary(words) };
		const { files } = surveyViews.surveySummary(translator("en"), view);
		const file = files.find(({ name }) => name === "summary.txt")?.data.toString("utf8") ?? "";
		expect(words.filter((word) => !file.includes(word))).toEqual([]);
	});
});
