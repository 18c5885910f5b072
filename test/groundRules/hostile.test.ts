import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as views from "../../src/discord/views/groundRules.ts";
import { TEXT_LIMIT, type View } from "../../src/discord/views/view.ts";
import type { Version } from "../../src/groundRules/model.ts";
import { readRules } from "../../src/groundRules/rules.ts";
import { translator } from "../../src/shared/i18n.ts";
import { ProposalId } from "../../src/shared/ids.ts";
import { hostile } from "../safety/hostile.ts";
import { made, textOf } from "../safety/made.ts";
import { start } from "../support/features.ts";
import { carersGroup, crewOf, memberOf, play } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { home } from "./bench.ts";

const t = translator("fi");
const HOME = "Omaishoitajien piiri";
const WELCOME = t("messages:room.welcome.name");

/** Everything of these rules and proposals. */
function shown(rule: string, name: string, many = 1): Record<string, View> {
	const rules = Array.from({ length: many }, () => rule);
	const present: Version = { home, version: 2, rules, adoptedAt: start };
	const proposals = rules.map((text, n) => ({ id: ProposalId.parse(n + 1), text, supports: 3 }));
	return {
		changed: views.rulesChanged(t, home, present),
		reminder: views.rulesReminder(t, present),
		proposals: views.rulesProposals(t, { home, group: name, proposals }),
	};
}

const marks = (rule: string, name: string) =>
	Object.entries(shown(rule, name)).map(([which, each]) => [which, made(textOf(each))]);

describe("hostile words", () => {
	it("in rules and proposals are words only", () => {
		const plain = marks("x", "x");
		fc.assert(
			fc.property(hostile(200), hostile(60), (text, name) => {
				for (const rule of readRules(text)) expect(marks(rule, name)).toEqual(plain);
			}),
			{ numRuns: 200 },
		);
	});

	it("as long and as many as they can be still fit, and leave room in the welcome and the join form", () => {
		for (const piece of ["\\*", "a ", "👩‍👩‍👧"]) {
			const longest = piece.repeat(200).slice(0, 200).toWellFormed();
			for (const [name, each] of Object.entries(shown(longest, longest.slice(0, 60), 10)))
				expect(textOf(each).length, name).toBeLessThanOrEqual(TEXT_LIMIT);
			expect(views.rulesText(Array.from({ length: 8 }, () => longest)).length).toBeLessThan(2000);
		}
	});

	it("sent 200 times in each form: no crash, no ping, nobody's name", async () => {
		const piiri = await play();
		const { stage, sandbox } = piiri;
		const crew = await crewOf(piiri);
		await carersGroup(piiri, crew);
		const mustikka = await memberOf(piiri, "Mustikka");
		const pings: unknown[] = [];
		sandbox.world.on(({ t: kind, d }) => {
			const message = d as { mention_everyone?: boolean; mentions?: unknown[]; mention_roles?: unknown[] };
			if (kind !== "MESSAGE_CREATE" && kind !== "MESSAGE_UPDATE") return;
			if (message.mention_everyone) pings.push("everyone");
			pings.push(...(message.mentions ?? []), ...(message.mention_roles ?? []));
		});
		const samples = fc.sample(hostile(200), { numRuns: 200, seed: 20261122 });
		const welcome = mustikka.read(WELCOME)[0];
		if (!welcome) throw new Error("nothing to press");
		const propose = async (text: string) => {
			const looked = await mustikka.press(t("groundRules:button.rules"), { on: welcome });
			const form = formOf(await looked.press(t("groundRules:button.propose")));
			return (await form.fill({ [t("groundRules:form.propose-rule")]: text }).send()).text;
		};
		const edit = async (text: string) => {
			const form = formOf(await crew.anna.command("/rules edit", { home: HOME }));
			return form.fill({ [t("groundRules:form.edit-rules")]: text }).send();
		};
		const said = new Set<string>();
		for (const text of samples) {
			said.add(await propose(text));
			const { kind, private: own } = await edit(text);
			expect([kind, own]).toEqual(["message", true]);
		}
		// Three wait, and then no more of one person.
		expect([...said].toSorted()).toEqual(
			[t("groundRules:reply.enough"), t("groundRules:reply.proposed")].toSorted(),
		);
		await stage.settle();
		const all = crew.anna.read("henkilökunta").map(({ raw }) => JSON.stringify(raw));
		const told = all.filter((raw) => raw.includes(t("groundRules:proposals.note").slice(0, 20)));
		expect(told).toHaveLength(1);
		expect(told[0]).not.toContain(mustikka.id);
		const last = await edit(samples.slice(0, 4).join("\n"));
		await stage.answered(() => last.press(t("groundRules:button.adopt")));
		await stage.settle();
		expect(mustikka.read(t("messages:room.discussion.name")).at(-1)?.text).toContain(
			t("groundRules:changed.title"),
		);
		expect(pings).toEqual([]);
		expect(piiri.logged.filter((line) => line.startsWith("error"))).toEqual([]);
	}, 120_000);
});
