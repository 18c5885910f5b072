import { describe, expect, it } from "vitest";
import { translator } from "../../src/shared/i18n.ts";
import { forged } from "../safety/servers.ts";
import type { Person } from "../sandbox/index.ts";
import { carersGroup, crewOf, memberOf, play, said, until } from "../support/play.ts";

const t = translator("fi");
const staffRoom = "henkilökunta";
const room = "kysymykset-asiantuntijalle";
const field = t("questions:form.text");
const as = t("questions:form.as");
const unnamed = { [as]: [t("questions:form.unnamed")] };
const named = { [as]: [t("questions:form.nickname")] };

/** Carers whose first meeting has an expert on the server; Marja and Veikko are members. */
async function questionStage() {
	const piiri = await play();
	const crew = await crewOf(piiri);
	const { stage, sandbox } = piiri;
	await carersGroup(piiri, crew);
	const expert = await sandbox.person("Aino Hammas", { locale: "fi" });
	const [first] = await crew.coordinator.autocomplete("/session expert", "session", "1 · ");
	const visit = { session: first?.value ?? "", name: "suuhygienisti Aino", account: { user: expert } };
	await stage.command(crew.coordinator, "/session expert", visit);
	await until(piiri, "2026-10-05T09:00:00Z");
	const marja = await memberOf(piiri, "Marja");
	const veikko = await memberOf(piiri, "Veikko");
	const outsider = await sandbox.person("Joku", { locale: "fi" });
	const ask = (person: Person, text: string, how: Record<string, string[]> = unnamed, where = room) =>
		stage.fill(() => person.press(t("messages:button.ask"), { in: where }), { [field]: text, ...how });
	const deal = (
		person: Person,
		button: string,
		values: Record<string, string | string[]>,
		where = staffRoom,
	) => stage.fill(() => person.press(button, { in: where }), values);
	return { piiri, stage, crew, expert, marja, veikko, outsider, ask, deal };
}

/** What somebody reads in the expert's thread of preparation. */
function preparation(person: Person): string {
	const thread = person.threads().find(({ name }) => name.startsWith("Valmistelu"));
	return thread
		? person
				.readThread(thread.name)
				.map(({ text }) => text)
				.join("\n")
		: "";
}

/** A question as the staff's list numbers it, and so the menus. */
function listed(staff: Person, text: string): string {
	const line = said(staff, staffRoom)
		.split("\n")
		.find((each) => each.includes(`. ${text}`));
	return `${Number.parseInt(line ?? "", 10)} · ${text}`;
}

describe("a question to the expert", () => {
	it("reaches staff and the expert, under a nickname or unnamed, and nobody else", async () => {
		const { piiri, crew, expert, marja, veikko, ask } = await questionStage();
		const one = await ask(marja, "Miten suu pysyy kosteana?", named);
		expect(one.private).toBe(true);
		expect(one.text).toBe(t("questions:reply.asked"));
		const two = await ask(veikko, "Mitä jos hampaita ei saa pestä?", unnamed, "keskustelu");
		expect(two.text).toBe(t("questions:reply.asked-unnamed"));
		const desk = crew.anna.read(staffRoom).find(({ text }) => text.includes("kosteana"));
		for (const read of [desk?.text, preparation(expert)]) {
			expect(read).toContain("Miten suu pysyy kosteana?");
			expect(read).toContain(t("questions:line.by", { who: "Marja" }));
			expect(read).toContain("Mitä jos hampaita ei saa pestä?");
			expect(read).toContain(t("questions:line.by", { who: t("questions:unnamed") }));
			expect(read).not.toContain("Veikko");
		}
		expect(JSON.stringify(desk?.raw)).not.toContain(veikko.id);
		for (const who of [marja, veikko]) {
			for (const each of [room, "keskustelu"])
				expect(said(who, each)).not.toMatch(/kosteana|hampaita ei saa/);
		}
		expect(piiri.logged.join()).not.toMatch(/kosteana|hampaita|Marja|Veikko/);
	});

	it("is merged with its like, marked in the meeting, answered in the channel afterwards without calling anybody", async () => {
		const { stage, crew, expert, marja, veikko, ask, deal } = await questionStage();
		await ask(marja, "Miten suu pysyy kosteana?", named);
		const desk = () => said(crew.anna, staffRoom);
		await ask(veikko, "Kuiva suu?");
		await ask(veikko, "Mistä apua?");
		const line = (text: string) => listed(crew.anna, text);
		await deal(crew.anna, t("questions:button.merge"), {
			[t("questions:form.keep")]: [line("Miten suu pysyy kosteana?")],
			[t("questions:form.same")]: [line("Kuiva suu?")],
		});
		expect(desk()).toContain(t("questions:line.others", { count: 1 }));
		expect(desk()).not.toContain("Kuiva suu?");
		const print = await stage.press(crew.anna, t("questions:button.print"), { in: staffRoom });
		const html = print.message?.files[0]?.data.toString("utf8") ?? "";
		expect(html).toContain("Mistä apua?");
		expect(html).toContain("Marja");
		await deal(crew.bo, t("questions:button.answered"), {
			[t("questions:form.which-answered")]: [line("Mistä apua?")],
		});
		expect(desk()).toContain(t("questions:line.answered"));
		const thread = expert.threads().find(({ name }) => name.startsWith("Valmistelu"))?.name ?? "";
		await deal(
			expert,
			t("questions:button.answer"),
			{
				[t("questions:form.which")]: [line("Miten suu pysyy kosteana?")],
				[t("questions:form.answer")]: "Vettä usein, @everyone.",
			},
			thread,
		);
		const answer = veikko.read(room).find(({ text }) => text.includes("Vettä usein"));
		expect(answer?.text).toContain("Miten suu pysyy kosteana?");
		expect(answer?.text).toContain("Marja");
		expect(answer?.raw.mentions ?? []).toEqual([]);
		expect(answer?.raw.mention_everyone).toBe(false);
		for (const who of [marja, veikko]) expect(who.dms()).toEqual([]);
		// Who leaves takes their name along; the answer stays for the others.
		const leaving = await stage.press(marja, t("messages:button.leave"));
		await stage.answered(() => leaving.press(t("replies:buttons.leave-yes")));
		const later = veikko.read(room).find(({ text }) => text.includes("Vettä usein"));
		expect(later?.text).not.toContain("Marja");
		expect(later?.text).toContain(t("questions:unnamed"));
	});

	it("is taken back by who asked under their nickname; those that were put to it stand again", async () => {
		const { stage, crew, marja, veikko, ask, deal } = await questionStage();
		await ask(marja, "Miten suu pysyy kosteana?", named);
		await ask(veikko, "Kuiva suu?", named);
		await deal(crew.anna, t("questions:button.merge"), {
			[t("questions:form.keep")]: [listed(crew.anna, "Miten suu pysyy kosteana?")],
			[t("questions:form.same")]: [listed(crew.anna, "Kuiva suu?")],
		});
		expect(said(crew.anna, staffRoom)).not.toContain("Kuiva suu?");
		const mine = await stage.press(marja, t("questions:button.mine"), { in: room });
		const withdraw = t("questions:button.withdraw", { text: "Miten suu pysyy kosteana?" });
		expect((await stage.answered(() => mine.press(withdraw))).text).toBe(t("questions:reply.withdrawn"));
		expect(said(crew.anna, staffRoom)).not.toContain("kosteana");
		expect(said(crew.anna, staffRoom)).toContain("Kuiva suu?");
	});

	it("is not for outsiders, nor read or dealt with by participants who forge a button", async () => {
		const { piiri, crew, marja, veikko, outsider, ask } = await questionStage();
		await ask(marja, "Miten suu pysyy kosteana?", named);
		const label = t("help:button.help");
		const from = await forged(outsider, "tervetuloa", label, "ask-expert:1", piiri);
		expect(from.text).toBe(t("questions:reply.not-member"));
		for (const who of [veikko, outsider]) {
			for (const id of ["asked-print:1", "asked-answered:1", "asked-answer:1"]) {
				const answer = await forged(who, "tervetuloa", label, id, piiri);
				expect(answer.text, id).toBe(t("questions:reply.not-yours"));
			}
			for (const id of ["asked-merge:1", "asked-drop:1"]) {
				const answer = await forged(who, "tervetuloa", label, id, piiri);
				expect(answer.text, id).toBe(t("replies:common.only-staff"));
			}
		}
		expect(said(crew.anna, staffRoom)).toContain("kosteana");
	});

	it("is held back when it tells who somebody is, when there are many, and when no expert comes", async () => {
		const { piiri, veikko, ask } = await questionStage();
		const told = await ask(veikko, "Soita minulle 040 123 4567");
		expect(told.text).toContain(t("questions:reply.personal"));
		for (let n = 1; n <= 5; n++)
			expect((await ask(veikko, `Kysymys ${"abcde"[n - 1]}`)).text).toBe(t("questions:reply.asked-unnamed"));
		expect((await ask(veikko, "Vielä yksi")).text).toBe(t("questions:reply.too-many", { max: 5 }));
		await until(piiri, "2026-10-09T09:00:00Z");
		const late = await forged(veikko, "tervetuloa", t("help:button.help"), "ask-expert:1", piiri);
		expect(late.text).toBe(t("questions:reply.no-expert"));
	});
});
