import { describe, expect, it } from "vitest";
import { carersGroup, crewOf, memberOf, play, said, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";

/** A Swedish-speaking group of two meetings, on 8 and 15 October at six, and members. */
async function opened(...names: string[]) {
	const piiri = await play();
	const crew = await crewOf(piiri, "sv-SE");
	await carersGroup(piiri, crew, { weeks: 3 });
	const members = [];
	for (const name of names) members.push(await memberOf(piiri, name, "sv-SE"));
	const [blåbär] = members;
	if (!blåbär) throw new Error("nobody joined");
	const card = () => blåbär.read("diskussion").findLast(({ text }) => text.startsWith("## Träff 1: "));
	const voice = () => blåbär.channels().find(({ name }) => name === "Talrummet");
	const events = () => blåbär.events().map(({ name, status }) => [name.split(": ")[1], status]);
	return { piiri, crew, members, blåbär, card, voice, events };
}

describe("a newcomer", () => {
	it("is told to the staff, by the name they chose, so that somebody greets", async () => {
		const { crew, blåbär } = await opened("Blåbär");
		const told = crew.anna.read("henkilökunta").at(-1);
		expect(told?.text).toMatch(
			/^### Ny medlem: Blåbär\n@Blåbär .*\*\*Omaishoitajien piiri\*\*.*\*\*diskussion\*\*/,
		);
		expect(blåbär.channels().map(({ name }) => name)).not.toContain("henkilökunta");
	});
});

describe("a meeting, led by the clock", () => {
	it("is announced, reminded of, opened, begun, ended and closed, each at its hour and by itself", async () => {
		const { piiri, crew, blåbär, card, voice, events } = await opened("Blåbär", "Lingon");
		await until(piiri, "2026-10-01T14:59:00Z");
		expect(card()).toBeUndefined();
		expect(events()).toEqual([
			["Munhälsa", 1],
			["Stöd och förmåner", 1],
		]);

		await until(piiri, "2026-10-01T15:00:00Z");
		expect(card()?.pinned).toBe(true);
		expect(card()?.text).toMatch(/Kommande träff[\s\S]*<t:1791471600:F>[\s\S]*@Anna Ohjaaja och @Bo Ohjaaja/);
		expect(card()?.text).toMatch(/Att lyssna räcker[\s\S]*Det finns ingen presentationsrunda/);
		expect(card()?.buttons.map(({ label }) => label)).toEqual([
			"Fråga experten",
			"Påminn mig",
			"Påminn mig inte",
			"Jag vill gärna ha sällskap dit",
			"Jag behöver hjälp",
			"Anmäl",
			"Våra gemensamma regler",
		]);

		await piiri.stage.press(blåbär, "Påminn mig inte");
		await until(piiri, "2026-10-07T15:00:00Z");
		const reminder = () =>
			blåbär.read("diskussion").findLast(({ text }) => text.startsWith("### Påminnelse"));
		expect(reminder()?.text).toMatch(/Påminnelse: .*träff[\s\S]*@Lingon/);
		expect(reminder()?.text).not.toContain("@Blåbär");
		expect(reminder()?.raw.mentions).toHaveLength(1);
		const day = reminder()?.id;
		await until(piiri, "2026-10-08T14:00:00Z");
		expect(reminder()?.id).not.toBe(day);
		expect(said(blåbär, "diskussion").match(/### Påminnelse/g)).toHaveLength(1);

		await until(piiri, "2026-10-08T14:44:00Z");
		expect(voice()).toMatchObject({ canConnect: false, status: null });
		expect(() => blåbär.joinVoice("Talrummet")).toThrow();
		await until(piiri, "2026-10-08T14:45:00Z");
		expect(voice()).toMatchObject({ canConnect: true, status: "Munhälsa" });
		blåbär.joinVoice("Talrummet");
		expect(card()?.text).toContain("Talrummet är öppet");
		expect(card()?.buttons.map(({ label }) => label)).toContain("Gå till talrummet");
		const staff = () =>
			crew.anna.read("henkilökunta").findLast(({ text }) => text.includes("Träff 1: Munhälsa"));
		const calm = ["Tyst: talrummet", "Tyst: diskussionen", "Påminn om reglerna"];
		expect(staff()?.buttons.map(({ label }) => label)).toEqual(["Starta träffen", ...calm]);

		await until(piiri, "2026-10-08T15:00:00Z");
		expect(card()?.text).toContain("Träffen pågår");
		expect(staff()?.buttons.map(({ label }) => label)).toEqual([
			"Börja spela in",
			"Avsluta träffen",
			...calm,
		]);
		expect(events()[0]).toEqual(["Munhälsa", 2]);
		await until(piiri, "2026-10-08T16:20:00Z");
		expect(said(blåbär, "Talrummet")).toMatch(/Träffen slutar snart/);

		await until(piiri, "2026-10-08T16:30:00Z");
		expect(card()).toMatchObject({ pinned: false, buttons: [] });
		expect(said(blåbär, "Talrummet")).not.toMatch(/slutar snart/);
		expect(voice()?.canConnect).toBe(true);
		expect(staff()?.buttons.map(({ label }) => label)).toEqual(["Skriv till nästa tur"]);
		expect(said(blåbär, "diskussion")).not.toMatch(/### Påminnelse/);
		expect(events()).toEqual([
			["Munhälsa", 3],
			["Stöd och förmåner", 1],
			["Hjälpmedel i vardagen", 1],
		]);
		await until(piiri, "2026-10-08T16:45:00Z");
		expect(voice()).toMatchObject({ canConnect: false, status: null });
	});
});

describe("the survey", () => {
	const names = ["Blåbär", "Lingon", "Hallon", "Tranbär", "Åkerbär", "Hjortron"];

	/** Lets the first meeting pass, and these people answer. */
	async function answered(count: number) {
		const all = await opened(...names);
		const { piiri, members } = all;
		await until(piiri, "2026-10-08T16:31:00Z");
		for (const [index, person] of members.slice(0, count).entries()) {
			const form = formOf(await piiri.stage.press(person, "Svara på enkäten"));
			const [first, second, third, choice, words] = form.fields;
			for (const field of [first, second, third, choice]) {
				const options = field?.options ?? [];
				form.fill({ [field?.label ?? ""]: options[index % options.length]?.label ?? "" });
			}
			form.fill({ [words?.label ?? ""]: `Ord ${"abcde"[index]} ${index === 0 ? "**שלום**" : ""}` });
			await piiri.stage.answered(() => form.send());
		}
		const summary = () =>
			all.crew.coordinator.read("henkilökunta").find(({ text }) => text.includes("Ord a"));
		return { ...all, summary };
	}

	it("of five answers is told to the staff after 72 hours, in words and in a picture that is also words", async () => {
		const { piiri, crew, blåbär, summary } = await answered(5);
		await until(piiri, "2026-10-11T16:29:00Z");
		expect(summary()).toBeUndefined();
		expect(
			blåbär
				.read("diskussion")
				.at(-1)
				?.buttons.map(({ label }) => label),
		).toEqual(["Svara på enkäten"]);
		await until(piiri, "2026-10-11T16:30:00Z");
		const told = summary();
		expect(told?.text).toMatch(/Munhälsa[\s\S]*5/);
		for (const letter of "abcde") expect(told?.text).toMatch(new RegExp(`^> \u2068?Ord ${letter}`, "m"));
		expect(told?.text).toContain("\\*\\*שלום\\*\\*");
		expect(told?.images).toHaveLength(1);
		expect(told?.images[0]?.data.subarray(1, 4).toString()).toBe("PNG");
		expect(told?.images[0]?.alt.length).toBeGreaterThan(50);
		for (const { id } of await Promise.all(names.map((name) => piiri.sandbox.person(name))))
			expect(told?.text).not.toContain(id);
		expect(
			blåbär.read("diskussion").flatMap(({ buttons }) => buttons.map(({ label }) => label)),
		).not.toContain("Svara på enkäten");
		expect(said(crew.anna, "henkilökunta").match(/Ord a/g)).toHaveLength(1);
	});

	it("of four says why nothing is shown, and keeps nothing of them", async () => {
		const { piiri, crew, summary } = await answered(4);
		await until(piiri, "2026-10-11T16:30:00Z");
		expect(summary()).toBeUndefined();
		const told = crew.coordinator.read("henkilökunta").at(-1);
		expect(told?.text).toMatch(/Färre än 5 svar kom in, [^.]+\. På så sätt avslöjas ingen/);
		expect(told?.text).not.toMatch(/\b4\b/);
		expect(told?.images).toEqual([]);
	});
});

describe("the end of a series", () => {
	it("thanks, tells what comes, and closes the rooms two weeks later", async () => {
		const { piiri, crew, blåbär } = await opened("Blåbär");
		await until(piiri, "2026-10-22T16:30:00Z");
		const thanks = blåbär.read("diskussion").findLast(({ text }) => text.startsWith("## Tack"));
		expect(thanks?.text).toMatch(/sista[\s\S]*### [\s\S]*<t:1793899800:R>/);
		const writes = () =>
			["diskussion", "frågor-till-experten"].map(
				(room) => blåbär.channels().find(({ name }) => name === room)?.canWrite,
			);
		expect(writes()).toEqual([true, true]);
		const join = await piiri.sandbox.person("Sen", { locale: "sv-SE" });
		expect(join.read("välkommen").flatMap(({ buttons }) => buttons.map(({ label }) => label))).not.toContain(
			"Gå med i gruppen",
		);
		// The clocks have changed in between: the hour on the wall is the same.
		await until(piiri, "2026-11-05T17:29:00Z");
		expect(writes()).toEqual([true, true]);
		await until(piiri, "2026-11-05T17:30:00Z");
		expect(writes()).toEqual([false, false]);
		expect(said(blåbär, "diskussion")).toMatch(/Gruppens rum (?:är|har) stäng/);
		expect(blåbär.events().filter(({ status }) => status < 3)).toEqual([]);
		expect(crew.coordinator.channels().filter(({ category }) => category !== null)).toHaveLength(6);
	});

	it("may be the beginning of another, in the same rooms and with the same people", async () => {
		const { piiri, crew, blåbär } = await opened("Blåbär");
		await until(piiri, "2026-11-06T12:00:00Z");
		const again = await piiri.stage.command(crew.coordinator, "/group continue", {
			group: "Omaishoitajien piiri",
			programme: "gamers",
			"start-date": "7.1.2027",
			"facilitator-1": { user: crew.anna },
			"facilitator-2": { user: crew.bo },
		});
		expect(again.text).toMatch(/^Omaishoitajien piiri fortsätter/);
		expect(said(blåbär, "diskussion")).not.toMatch(/Gruppens rum (?:är|har) stäng/);
		expect(said(blåbär, "diskussion")).toMatch(/## Gruppen fortsätter/);
		expect(blåbär.channels().find(({ name }) => name === "diskussion")?.canWrite).toBe(true);
		expect(blåbär.roles).toEqual(["Omaishoitajien piiri"]);
		expect(crew.coordinator.channels().filter(({ category }) => category !== null)).toHaveLength(6);
		const ahead = blåbär.events().filter(({ status }) => status === 1);
		expect(ahead.map(({ scheduled_start_time: at }) => Date.parse(at))).toEqual([
			Date.parse("2027-01-07T16:00:00Z"),
			Date.parse("2027-01-14T16:00:00Z"),
		]);
		const newcomer = await memberOf(piiri, "Smultron", "sv-SE");
		expect(newcomer.roles).toEqual(["Omaishoitajien piiri"]);
	});

	it("may be an archive: nothing of the group is left on the server but what the staff were told", async () => {
		const { piiri, crew, blåbär } = await opened("Blåbär");
		await until(piiri, "2026-11-06T12:00:00Z");
		const ask = await piiri.stage.command(crew.coordinator, "/group archive", {
			group: "Omaishoitajien piiri",
		});
		await piiri.stage.answered(() => ask.press("Arkivera gruppen"));
		const [server] = piiri.sandbox.snapshot().guilds;
		expect(server?.channels.map(({ name }) => name).toSorted()).toEqual(["general", "henkilökunta"]);
		expect(server?.roles.map(({ name }) => name)).not.toContain("Omaishoitajien piiri");
		expect(server?.invites).toEqual([]);
		expect(server?.events.filter(({ status }) => status < 3)).toEqual([]);
		expect((await piiri.stage.command(blåbär, "/my-data")).text).toMatch(/^Piiri vet ingenting om dig/);
		expect(said(crew.coordinator, "henkilökunta")).toMatch(/Munhälsa/);
	});
});
