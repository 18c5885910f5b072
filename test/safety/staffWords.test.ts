import { MessageType } from "discord.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import { translator } from "../../src/shared/i18n.ts";
import type { Answer } from "../sandbox/index.ts";
import { carersGroup, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { youthRoom } from "../support/youth.ts";
import { hostile } from "./hostile.ts";

const t = translator("fi");
const onBoard = { in: "henkilökunta" };
const line = (max: number) => hostile(max).map((text) => text.replaceAll(/[\n\r\u2028]/g, " ").trim());
const words = fc.record({
	place: line(60),
	organisation: line(60),
	name: line(32),
	title: line(100),
	professional: line(100),
	reason: line(200),
	handover: hostile(800),
});
const written = fc.sample(words, { numRuns: 3, seed: 20261122 });

it.each(written.map((each, index) => [index, each] as const))(
	"hostile words in every field of staff, places and handovers call nobody else, and all is delivered: %i",
	async (_, { place, organisation, name, title, professional, reason, handover }) => {
		const { piiri, crew, ask } = await youthRoom();
		const { sandbox, stage, logged } = piiri;
		const staff = [crew.anna.id, crew.bo.id];
		const strange: unknown[] = [];
		sandbox.world.on(({ t: kind, d }) => {
			const message = d as { mention_everyone?: boolean; mentions?: { id: string }[]; type?: number };
			if (kind !== "MESSAGE_CREATE" && kind !== "MESSAGE_UPDATE") return;
			if (message.type === MessageType.RecipientAdd) return;
			if (message.mention_everyone) strange.push("everyone");
			strange.push(...(message.mentions ?? []).filter(({ id }) => !staff.includes(id)));
		});
		const answers: Answer[] = [];
		const asked = async (...given: Parameters<typeof ask>) => {
			answers.push(await ask(...given));
			return answers.at(-1)?.text ?? "";
		};
		await carersGroup(piiri, crew, { weeks: 1 });
		const anna = { user: { user: crew.anna } };
		// A name that cannot be one is refused kindly, and nothing is lost.
		expect(await asked("/staff add", { ...anna, name })).toMatch(/./);
		expect(await asked("/staff add", { ...anna, organisation })).toMatch(/./);
		await asked("/hours edit", { place: "1", name: place });
		await asked("/hours exception", { place: "1", date: "19.10.2026", reason });
		const openings = await stage.choices(crew.coordinator, "/hours theme", "opening", "");
		const [monday, next] = openings.map(({ value }) => String(value));
		if (!monday || !next) throw new Error("no openings");
		await asked("/hours theme", { opening: monday, title, professional });
		await asked("/hours cancel", { opening: next, reason });
		const shifts = await stage.choices(crew.coordinator, "/roster assign", "shift", "");
		const opening = shifts.find(({ value }) => String(value) === `opening/${monday}`);
		await asked("/roster assign", { shift: String(opening?.value), user: { user: crew.anna } });
		await stage.fill(() => crew.anna.press(t("rosters:button.swap"), onBoard), {
			[t("rosters:form.which-of-mine")]: opening?.name ?? "",
			[t("rosters:form.swap.to")]: t("rosters:form.swap.everybody"),
		});
		await until(piiri, "2026-10-05T11:01:00Z");
		await stage.press(crew.anna, t("openings:button.here"), onBoard);
		await asked("/hours override", { place: "1", reason });
		await stage.press(crew.bo, t("openings:button.here"), onBoard);
		const form = formOf(await stage.press(crew.anna, t("handovers:button.write"), onBoard));
		for (const { label, kind } of form.fields) if (kind === "text") form.fill({ [label]: handover });
		answers.push(await stage.answered(() => form.send()));
		await until(piiri, "2026-10-05T15:01:00Z");
		for (const line of ["/staff list", "/hours list", "/roster show", "/roster fairness"]) await asked(line);
		await asked("/roster figures");
		answers.push(await stage.press(crew.anna, t("rosters:button.mine"), onBoard));
		answers.push(await stage.command(crew.anna, "/my-data"));
		await until(piiri, "2026-10-12T11:01:00Z");

		for (const answer of answers) {
			expect(answer.kind, answer.text).toBe("message");
			expect(answer.text.length).toBeGreaterThan(10);
			expect(answer.text).not.toMatch(/tunnus \*\*|\(Tunnus/);
		}
		expect(strange).toEqual([]);
		expect(logged.filter((each) => each.startsWith("error"))).toEqual([]);
		expect(await asked("/piiri status")).toContain("Kaikki on kunnossa");
	},
);
