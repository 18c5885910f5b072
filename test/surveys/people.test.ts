import { describe, expect, it } from "vitest";
import { openDatabase } from "../../data/database.ts";
import { Instrument } from "../../src/surveys/instrument.ts";
import type { Person } from "../sandbox/index.ts";
import type { Answer } from "../sandbox/people/answer.ts";
import { contents, temporaryPath } from "../support/database.ts";
import { carersGroup, crewOf, memberOf, type Play, play, startedOn, until } from "../support/play.ts";
import { formOf, Stage } from "../support/stage.ts";
import { every, shipped, tenItems, text } from "./instruments.ts";

const button = "Vastaa kyselyyn";
const [SEND, ON, BACK, STOP] = ["Lähetä vastaukset", "Jatka", "Takaisin", "Lopeta vastaaminen"];

/** Twelve questions in three parts, of every type; the first needs an answer. */
const long = Instrument.parse({
	...every,
	key: "after-session",
	items: [0, 1, 2]
		.flatMap((n) =>
			every.items.map((item) => ({ ...item, key: `${item.key}-${n}`, text: text(`${item.key} ${n}`) })),
		)
		.slice(0, 12)
		.map((item, index) => (index === 0 ? { ...item, required: true } : item)),
});

/** A meeting is over, and its survey, of this instrument, is open. */
async function asked(instrument: Instrument) {
	const path = temporaryPath();
	const instruments = new Map([["after-session", { ...instrument, key: "after-session" }]]);
	const database = await openDatabase(path);
	const piiri = await play({ database, instruments });
	const crew = await crewOf(piiri);
	await carersGroup(piiri, crew);
	const mustikka = await memberOf(piiri, "Mustikka");
	await until(piiri, "2026-10-08T16:35:00Z");
	const stored = () => contents(database.transact);
	return {
		piiri,
		crew,
		mustikka,
		stored,
		async restarted(): Promise<Play> {
			await piiri.app.stop();
			const again = await startedOn(piiri.sandbox, {}, await openDatabase(path), instruments);
			return {
				sandbox: piiri.sandbox,
				...again,
				stage: new Stage(piiri.sandbox, { ...again.app, alive: true }),
			};
		},
	};
}

/** Fills in the last option of every question and a word in every text, and sends. */
async function fill({ stage }: Play, opened: Answer, but: string[] = []): Promise<Answer> {
	const form = formOf(opened);
	for (const { label, kind, options } of form.fields) {
		if (but.includes(label)) continue;
		form.fill({ [label]: kind === "text" ? "Salaisuus" : [options?.at(-1)?.label ?? ""] });
	}
	return stage.answered(() => form.send());
}

const begin = ({ stage }: Play, who: Person) => stage.press(who, button);
const press = ({ stage }: Play, message: Answer, label: string) => stage.answered(() => message.press(label));
const buttons = (answer: Answer) => answer.message?.buttons.map(({ label }) => label);

describe("a survey in parts", () => {
	it("shows which of how many, a look before sending, and stores nothing until then", async () => {
		const { piiri, mustikka, stored } = await asked(long);
		const before = await stored();
		const first = await begin(piiri, mustikka);
		expect(first.form?.title).toBe("1/3 · Every type");
		expect(first.form?.fields).toHaveLength(4);
		const one = await fill(piiri, first);
		expect(one).toMatchObject({ private: true });
		expect(one.text).toMatch(/osa 2\/3[\s\S]*Mitään ei ole vielä tallennettu/);
		expect(buttons(one)).toEqual([ON, BACK, STOP]);
		const two = await fill(piiri, await press(piiri, one, ON));
		const last = await press(piiri, two, ON);
		expect(last.form?.title).toBe("3/3 · Every type");
		const ready = await fill(piiri, last);
		expect(buttons(ready)).toEqual([SEND, BACK, STOP]);
		expect(ready.text).toContain("**zero 0**\n10 – most");
		expect(ready.text).toContain("**several 1**\nOption c");
		expect(await stored()).toEqual(before);
		const thanks = await press(piiri, ready, SEND);
		expect(thanks.text).toMatch(
			/^Kiitos! Vastauksesi on tallessa ilman nimeäsi\. Kun kysely sulkeutuu, [^.]+\.$/,
		);
		expect(buttons(thanks)).toEqual([]);
		const after = await stored();
		expect(after.survey_marks).toHaveLength(1);
		expect(JSON.stringify(after)).not.toContain("Salaisuus");
		expect(piiri.logged.join("\n")).not.toMatch(/Salaisuus|Mustikka|survey/);
		expect((await begin(piiri, mustikka)).text).toMatch(/^Olet jo vastannut/);
	});

	it("says on the field of free words that they can give one away", async () => {
		const { piiri, mustikka } = await asked(shipped("after-session"));
		const { form } = await begin(piiri, mustikka);
		const words = form?.fields.find(({ kind }) => kind === "text");
		expect(words?.description).toBe("Omista sanoistasi sinut voi tunnistaa. Älä kerro nimiä.");
		expect(form?.title).toBe("Miltä tapaaminen tuntui?");
	});

	it("goes back with everything as it was left", async () => {
		const { piiri, mustikka } = await asked(long);
		const one = await fill(piiri, await begin(piiri, mustikka));
		const two = await fill(piiri, await press(piiri, one, ON));
		const start = await press(piiri, await press(piiri, two, BACK), BACK);
		expect(start.text).toContain("osa 1/3");
		expect(buttons(start)).toEqual([ON, STOP]);
		const form = formOf(await press(piiri, start, ON));
		expect(form.fields.map(({ value }) => value)).toEqual([
			["Step 5"],
			["10 – most"],
			["Option b"],
			["Option c"],
		]);
		const again = await piiri.stage.answered(() => form.fill({ "zero 0": "4" }).send());
		let next = again;
		for (let part = 2; part <= 3; part++) next = await fill(piiri, await press(piiri, next, ON));
		expect(next.text).toContain("**zero 0**\n4\n");
	});

	it("asks kindly for what is needed and was left out, and keeps the rest", async () => {
		const { piiri, mustikka } = await asked(long);
		const opened = await begin(piiri, mustikka);
		expect(opened.form?.fields[0]).toMatchObject({
			required: false,
			description: "Tähän tarvitaan vastaus.",
		});
		const missing = await fill(piiri, opened, ["step 0"]);
		expect(missing.text).toMatch(/^### Yksi kohta odottaa vielä vastausta\n.*\n- step 0/);
		expect(buttons(missing)).toEqual([ON, STOP]);
		const form = formOf(await press(piiri, missing, ON));
		expect(form.fields.map(({ value }) => value)).toEqual([
			undefined,
			["10 – most"],
			["Option b"],
			["Option c"],
		]);
		expect((await piiri.stage.answered(() => form.fill({ "step 0": "Step 1" }).send())).text).toContain(
			"osa 2/3",
		);
	});

	it("stops half-way without a trace, and can begin again", async () => {
		const { piiri, mustikka, stored } = await asked(long);
		const before = await stored();
		const one = await fill(piiri, await begin(piiri, mustikka));
		const stopped = await press(piiri, one, STOP);
		expect(stopped.text).toMatch(/^Lopetit vastaamisen\. Mitään ei tallennettu/);
		expect(buttons(stopped)).toEqual([]);
		expect(await stored()).toEqual(before);
		expect(formOf(await begin(piiri, mustikka)).fields[0]?.value).toBeUndefined();
	});

	it("is sent once, however often send is pressed and from how many windows", async () => {
		const { piiri, mustikka, stored } = await asked(shipped("series-end"));
		const ready = async () =>
			fill(piiri, await press(piiri, await fill(piiri, await begin(piiri, mustikka)), ON));
		const windows = [await ready(), await ready()];
		const answers = await Promise.all(windows.flatMap((each) => [each.press(SEND), each.press(SEND)]));
		const texts = answers.map(({ text }) => text);
		await piiri.stage.settle();
		expect((await stored()).survey_marks).toHaveLength(1);
		for (const said of texts) expect(said).toMatch(/^(Kiitos! Vastauksesi|Olet jo vastannut)/);
	});

	it("is not taken after closing, nor kept", async () => {
		const { piiri, mustikka, stored } = await asked(long);
		const one = await fill(piiri, await begin(piiri, mustikka));
		const open = await press(piiri, one, ON);
		await until(piiri, "2026-10-11T17:00:00Z");
		expect((await fill(piiri, open)).text).toMatch(/^Tämä kysely on jo sulkeutunut/);
		expect((await stored()).ballots).toEqual([]);
	});

	it("of somebody who erased their data meanwhile is not taken", async () => {
		const { piiri, mustikka, stored } = await asked(shipped("series-end"));
		const ready = await fill(piiri, await press(piiri, await fill(piiri, await begin(piiri, mustikka)), ON));
		const ask = await press(piiri, await piiri.stage.command(mustikka, "/my-data"), "Poista kaikki");
		await press(piiri, ask, "Kyllä, poista kaikki");
		expect((await press(piiri, ready, SEND)).text).toBe(
			"Tämä kysely on ryhmän jäsenille tai niille henkilökunnasta, joilta siinä kysytään.",
		);
		expect((await stored()).survey_marks).toEqual([]);
	});

	it("starts again, and says so, when Piiri was restarted between two parts or too long passed", async () => {
		const { piiri, mustikka, restarted } = await asked(long);
		const one = await fill(piiri, await begin(piiri, mustikka));
		const again = await restarted();
		const lost = await press(again, one, ON);
		expect(lost.text).toMatch(/^Kysely alkaa alusta\..* Mitään ei tallennettu\.$/);
		expect(buttons(lost)).toEqual([button]);
		const fresh = await fill(again, await press(again, lost, button));
		expect(fresh.text).toContain("osa 2/3");
		await until(again, "2026-10-08T16:51:00Z");
		expect((await press(again, fresh, ON)).text).toMatch(/^Kysely alkaa alusta/);
	});

	it("asks a licensed scale word for word, its leading question above every part", async () => {
		const { piiri, mustikka, stored } = await asked(tenItems);
		let next = await begin(piiri, mustikka);
		const texts: string[] = [];
		for (let part = 1; part <= 3; part++) {
			const form = formOf(next);
			expect(form.texts).toEqual([tenItems.lead?.fi]);
			texts.push(...form.fields.map(({ description }) => description));
			const sent = await fill(piiri, next);
			next = part < 3 ? await press(piiri, sent, ON) : sent;
		}
		expect(texts).toEqual(tenItems.items.map((item) => item.text.fi));
		expect((await press(piiri, next, SEND)).text).toMatch(/^Kiitos!/);
		expect((await stored()).survey_marks).toHaveLength(1);
	});
});
