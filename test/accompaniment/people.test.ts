import { describe, expect, it } from "vitest";
import { helpStage, inThread, said, t, until, visitorThread } from "../help/stage.ts";
import { forged } from "../safety/servers.ts";

const talk = t("help:talk.thread");
const meeting = t("help:accompany.thread");
const staffRoom = "henkilökunta";

/** What the form of an offer asks, filled in. */
const offer = {
	[t("help:form.accompany-service")]: "Etsivä nuorisotyö",
	[t("help:form.accompany-contact")]: "Salla, joka auttaa asunnon haussa",
	[t("help:form.accompany-words")]: "Hän etsii asuntoa.",
};

describe("accompanied handover", () => {
	/** Somebody whom Anna offers to introduce to Salla of another organisation. */
	async function offered() {
		const stage = await helpStage();
		const { piiri, crew } = stage;
		const nuori = await stage.person("Nuori");
		const salla = await stage.person("Salla");
		const answer = await piiri.stage.fill(
			() => crew.anna.command("/accompany offer", { person: { user: nuori }, contact: { user: salla } }),
			offer,
		);
		expect(answer.text).toBe(t("help:reply.offered", { number: 1 }));
		return { ...stage, nuori, salla };
	}

	it("passes nothing on before the person's yes; then the three meet with just that text", async () => {
		const { piiri, crew, nuori, salla } = await offered();
		const read = inThread(nuori, meeting);
		for (const told of Object.values(offer)) expect(read).toContain(told);
		for (const each of [salla, crew.anna, crew.bo, crew.coordinator]) {
			expect(inThread(each, meeting)).toBeUndefined();
			expect(each.dms()).toEqual([]);
		}
		expect(said(crew.bo, staffRoom)).not.toContain("Etsivä");
		await piiri.stage.press(nuori, t("help:button.accompany-yes"), { in: meeting });
		for (const each of [nuori, salla, crew.anna]) {
			const seen = inThread(each, meeting);
			for (const told of Object.values(offer)) expect(seen).toContain(told);
		}
		await salla.write(meeting, "Hei, olen Salla");
		expect(inThread(nuori, meeting)).toContain("Hei, olen Salla");
		expect(inThread(crew.bo, meeting)).toBeUndefined();
		// Ended by the person: what was told goes at once, the thread a little later, for everybody.
		await piiri.stage.press(nuori, t("help:button.accompany-stop"), { in: meeting });
		const stopped = await piiri.stage.press(nuori, t("help:button.accompany-stop-yes"));
		expect(stopped.text).toBe(t("help:reply.stopped"));
		expect(inThread(salla, meeting)).not.toContain("Etsivä");
		await until(piiri, "2026-10-05T11:15:00Z");
		for (const each of [nuori, salla, crew.anna]) expect(inThread(each, meeting)).toBeUndefined();
		const mine = await piiri.stage.command(crew.anna, "/accompany list");
		expect(mine.text).toContain(t("help:accompany.state.withdrawn"));
		expect(piiri.logged.join()).not.toMatch(/Etsivä|asunto|Salla/);
	});

	it("a no is a no: nothing was told, and who offered learns only that", async () => {
		const { piiri, crew, nuori, salla } = await offered();
		const no = await piiri.stage.press(nuori, t("help:button.accompany-no"), { in: meeting });
		expect(no.text).toBe(t("help:reply.declined"));
		expect(inThread(nuori, meeting)).not.toContain("Etsivä");
		await until(piiri, "2026-10-05T11:15:00Z");
		for (const each of [nuori, salla, crew.anna]) expect(each.threads()).toEqual([]);
		const told = said(crew.anna, staffRoom);
		expect(told).toContain(t("help:accompany.state.declined"));
		expect(told).not.toMatch(/Etsivä|asunto|Nuori\b/);
	});

	it("nobody else can say yes, neither the contact nor the staff, nor end what is not theirs", async () => {
		const { piiri, crew, nuori, salla } = await offered();
		for (const each of [salla, crew.anna, crew.bo]) {
			const answer = await forged(each, "keskustelu", t("help:button.help"), "accompany-yes:1", piiri);
			expect(answer.text).toBe(t("help:reply.offer-gone"));
		}
		for (const each of [salla, crew.bo]) {
			const answer = await forged(each, "keskustelu", t("help:button.help"), "accompany-stop-yes:1", piiri);
			expect(answer.text).toBe(t("help:reply.offer-gone"));
		}
		expect(inThread(nuori, meeting)).toContain("Etsivä");
		expect(inThread(salla, meeting)).toBeUndefined();
		// The person who offers and whom they name must be others.
		const same = await piiri.stage.fill(
			() => crew.anna.command("/accompany offer", { person: { user: nuori }, contact: { user: crew.anna } }),
			offer,
		);
		expect(same.text).toBe(t("help:reply.same-person"));
	});

	it("lapses when nobody answers, and goes when somebody in it leaves", async () => {
		const { piiri, crew, nuori, salla } = await offered();
		await piiri.stage.press(nuori, t("help:button.accompany-yes"), { in: meeting });
		expect(inThread(salla, meeting)).toBeDefined();
		salla.leaveServer();
		await piiri.stage.settle();
		expect(inThread(nuori, meeting)).toBeUndefined();
		await piiri.stage.fill(() => crew.anna.command("/accompany offer", { person: { user: nuori } }), offer);
		expect(inThread(nuori, meeting)).toContain("Etsivä");
		await until(piiri, "2026-10-20T12:00:00Z");
		expect(inThread(nuori, meeting)).toBeUndefined();
	});
});

describe("to a visitor whom nobody sees", () => {
	it("is read in their own thread, and tells who they are only by their yes", async () => {
		const { piiri, crew, person, ask } = await helpStage();
		const nuori = await person("Nuori");
		await ask(nuori, "pseudonym", "Asunto puuttuu");
		const thread = visitorThread(crew.anna);
		await piiri.stage.fill(() => crew.anna.press(t("help:button.accompany"), { in: thread }), {
			...offer,
			[t("help:form.accompany-whom")]: [t("help:form.accompany-outside")],
		});
		expect(inThread(nuori, talk)).toContain(t("help:accompany.if-yes-visitor"));
		expect(JSON.stringify(crew.anna.readThread(thread).map(({ raw }) => raw))).not.toContain(nuori.id);
		expect(inThread(crew.anna, meeting)).toBeUndefined();
		await piiri.stage.press(nuori, t("help:button.accompany-yes"), { in: talk });
		expect(inThread(crew.anna, meeting)).toContain("Nuori");
		expect(inThread(crew.bo, meeting)).toBeUndefined();
	});
});
