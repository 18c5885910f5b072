import { describe, expect, it } from "vitest";
import { FormRefused } from "../sandbox/index.ts";
import { carersGroup, crewOf, memberOf, play } from "../support/play.ts";
import { formOf } from "../support/stage.ts";

const write = "Kirjoita tai muokkaa esittelyäsi";
const room = "esittäydy";

async function opened() {
	const piiri = await play();
	await carersGroup(piiri, await crewOf(piiri));
	const mustikka = await memberOf(piiri, "Mustikka");
	const texts = () => mustikka.read(room).map(({ text }) => text);
	const form = async () => formOf(await piiri.stage.press(mustikka, write));
	return { piiri, mustikka, texts, form };
}

describe("an introduction", () => {
	it("is seen before it is posted, edited, and taken away", async () => {
		const { piiri, mustikka, texts, form } = await opened();
		const empty = await form();
		expect(empty.fields.map(({ required }) => required)).not.toContain(true);
		const [first] = empty.fields;
		const label = first?.label ?? "";
		const preview = await empty.fill({ [label]: "Hoidan **äitiäni**" }).send();
		expect(preview).toMatchObject({ private: true });
		expect(preview.text).toMatch(
			/Tältä se näyttää muille[\s\S]*### Mustikka\n\*\*.*\*\*\nHoidan \\\*\\\*äitiäni/,
		);
		expect(texts()).toHaveLength(1);

		const again = formOf(await preview.press("Muokkaa"));
		expect(again.fields[0]?.value).toBe("Hoidan **äitiäni**");
		const second = await again.fill({ [label]: "Hoidan äitiäni" }).send();
		expect(second.kind).toBe("update");
		const posted = await piiri.stage.answered(() => second.press("Julkaise"));
		expect(posted.text).toMatch(/^Esittelysi näkyy hetken päästä täällä: #esittäydy/);
		expect(texts().at(-1)).toContain("Hoidan äitiäni");

		const removed = await piiri.stage.press(mustikka, "Poista esittelyni", { in: room });
		expect(removed.text).toBe("Esittelysi on poistettu.");
		expect(texts()).toHaveLength(1);
		const nothing = await piiri.stage.press(mustikka, "Poista esittelyni", { in: room });
		expect(nothing.text).toBe("Sinulla ei ole esittelyä tässä ryhmässä.");
	});

	it("is not posted when it is cancelled, nor when it is empty", async () => {
		const { piiri, texts, form } = await opened();
		const blank = await form();
		expect((await blank.send()).text).toMatch(/^Jätit kaiken tyhjäksi/);
		const filled = await form();
		const preview = await filled.fill({ [filled.fields[0]?.label ?? ""]: "Hei" }).send();
		expect((await preview.press("Peru")).text).toBe("Selvä, mitään ei muutettu.");
		await piiri.stage.settle();
		expect(texts()).toHaveLength(1);
	});

	it("holds what a form lets through, and no more", async () => {
		const { piiri, texts, form } = await opened();
		const labels = (await form()).fields.map(({ label }) => label);
		const tooLong = (await form()).fill({ [labels[0] ?? ""]: "a".repeat(4000) });
		await expect(tooLong.send()).rejects.toThrow(FormRefused);
		const full = (await form()).fill(Object.fromEntries(labels.map((label) => [label, "*".repeat(1000)])));
		await piiri.stage.answered(async () => (await full.send()).press("Julkaise"));
		expect(texts().at(-1)?.length).toBeLessThanOrEqual(4000);
		expect(piiri.logged.filter((line) => line.startsWith("error"))).toEqual([]);
	});

	it("is for members, also when one leaves while the form is open", async () => {
		const { piiri, mustikka, form } = await opened();
		const filled = await form();
		const ask = await piiri.stage.press(mustikka, "Poistu ryhmästä");
		await piiri.stage.answered(() => ask.press("Lähden ryhmästä"));
		const answer = await filled.fill({ [filled.fields[0]?.label ?? ""]: "Hei" }).send();
		expect(answer.text).toMatch(
			/^Esittelyt ovat ryhmän jäsenille\. Liity ensin: paina \*\*Liity ryhmään\*\* täällä: #tervetuloa/,
		);
	});
});
