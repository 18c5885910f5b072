import { describe, expect, it } from "vitest";
import { carersGroup, crewOf, memberOf, play, said, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";

/** A group with one meeting, led by Anna and Bo, and a member. */
async function opened(locale: "fi" | "sv-SE" | "en-GB") {
	const piiri = await play();
	const crew = await crewOf(piiri, locale);
	await carersGroup(piiri, crew, { weeks: 1 });
	return { piiri, crew, mustikka: await memberOf(piiri, "Mustikka", locale) };
}
const afterwards = "2026-10-08T17:00:00Z";

describe("a form that is sent when it is too late", () => {
	it("to join, after the last meeting, makes nobody a member", async () => {
		const { piiri } = await opened("sv-SE");
		const late = await piiri.sandbox.person("Lingon", { locale: "sv-SE" });
		const form = formOf(await piiri.stage.press(late, "Gå med i gruppen"));
		await until(piiri, afterwards);
		const answer = await piiri.stage.answered(() =>
			form
				.fill({
					"Ditt smeknamn i gruppen": "Lingon",
					"Våra gemensamma regler": ["Jag har läst reglerna och godkänner dem"],
				})
				.send(),
		);
		expect(answer.text).toBe(
			"Omaishoitajien piiri tar inte längre emot nya medlemmar, för träffarna är över.",
		);
		expect({ roles: late.roles, name: late.displayName }).toEqual({ roles: [], name: "Lingon" });
	});

	it("to join or to write, after the group was archived, says that the group is gone", async () => {
		const { piiri, crew, mustikka } = await opened("en-GB");
		const late = await piiri.sandbox.person("Karpalo", { locale: "en-GB" });
		const join = formOf(await piiri.stage.press(late, "Join the group"));
		const write = formOf(await piiri.stage.press(mustikka, "Write or edit your introduction"));
		const ask = await piiri.stage.command(crew.coordinator, "/group archive", {
			group: "Omaishoitajien piiri",
		});
		await piiri.stage.answered(() => ask.press("Archive the group"));
		const filled = {
			"Your nickname in the group": "Karpalo",
			"Our ground rules": ["I have read the ground rules and accept them"],
		};
		// The room in which the forms were opened is gone, and with it Discord's way to send them.
		await expect(join.fill(filled).send()).rejects.toThrow();
		await expect(write.send()).rejects.toThrow();
		expect(late.roles).toEqual([]);
	});

	it("to introduce oneself, after the last meeting, posts nothing", async () => {
		const { piiri, mustikka } = await opened("fi");
		const open = formOf(await piiri.stage.press(mustikka, "Kirjoita tai muokkaa esittelyäsi"));
		const preview = formOf(await piiri.stage.press(mustikka, "Kirjoita tai muokkaa esittelyäsi"));
		const label = open.fields[0]?.label ?? "";
		const seen = await preview.fill({ [label]: "Hei" }).send();
		await until(piiri, afterwards);
		expect((await open.fill({ [label]: "Hei" }).send()).text).toMatch(/^Ryhmän tapaamiset ovat ohi/);
		expect((await seen.press("Julkaise")).text).toMatch(/^Ryhmän tapaamiset ovat ohi/);
		expect(said(mustikka, "esittäydy")).not.toContain("Hei");
	});

	it("to create a group, a day after the preview, makes nothing and says how to go on", async () => {
		const { piiri, crew } = await opened("sv-SE");
		const preview = await piiri.stage.command(crew.coordinator, "/group create", {
			name: "Spelkretsen",
			programme: "gamers",
			"start-date": "5.11.2026",
			weekday: 4,
			time: "18",
		});
		await until(piiri, "2026-10-02T10:00:00Z");
		const answer = await piiri.stage.answered(() => preview.press("Skapa gruppen"));
		expect(answer.text).toMatch(/^Den här planen är över ett dygn gammal.*`\/grupp skapa`/);
		expect(crew.coordinator.channels().map(({ name }) => name)).not.toContain("Spelkretsen");
	});
});

describe("the same button pressed by two people at once", () => {
	const both = async <T>(press: (n: 0 | 1) => Promise<T>) => Promise.all([press(0), press(1)]);

	it("starts a meeting once, and ends it once", async () => {
		const { piiri, crew, mustikka } = await opened("en-GB");
		await until(piiri, "2026-10-08T14:50:00Z");
		const staff = [crew.anna, crew.bo] as const;
		const press = (label: string) => both((n) => staff[n].press(label, { in: "henkilökunta" }));
		const started = (await press("Start the meeting")).map(({ text }) => text);
		expect(started.toSorted()).toEqual([
			"Oral health has begun. Have a good meeting!",
			"The meeting is already going on.",
		]);
		await piiri.stage.settle();
		const ended = (await press("End the meeting")).map(({ text }) => text);
		expect(ended.toSorted()).toEqual([
			expect.stringMatching(/^Oral health has ended/),
			expect.stringMatching(/^Oral health is already over/),
		]);
		await piiri.stage.settle();
		expect(said(mustikka, "discussion").match(/open until/g)).toHaveLength(1);
		expect(said(mustikka, "discussion").match(/Thank you for being here/g)).toHaveLength(1);
	});

	it("restores everything once", async () => {
		const { piiri, crew } = await opened("sv-SE");
		piiri.sandbox.byHand.deleteChannel("diskussion");
		const people = [crew.coordinator, crew.owner] as const;
		const answers = await both((n) => piiri.stage.command(people[n], "/piiri status"));
		const pressed = await both((n) => answers[n].press("Återställ det som saknas"));
		for (const { text } of pressed) expect(text).toMatch(/^Piiri återställer allt/);
		await piiri.stage.settle();
		const rooms = crew.owner.channels().filter(({ name }) => name === "diskussion");
		expect(rooms).toHaveLength(1);
	});
});

describe("what people write in other scripts and without end", () => {
	it("is a theme as it was written, in every place where it stands", async () => {
		const { piiri, crew, mustikka } = await opened("fi");
		const theme = "**יום רגוע** 🌿 @everyone";
		const added = await piiri.stage.command(crew.anna, "/session add", {
			group: "Omaishoitajien piiri",
			theme,
			date: "5.10.",
			description: "a ".repeat(500).trim(),
			"facilitator-1": { user: crew.anna },
			"facilitator-2": { user: crew.bo },
		});
		const shown = "\u2068\\*\\*יום רגוע\\*\\* 🌿 \\@everyone\u2069";
		expect(added.text).toContain(`${shown} lisättiin`);
		expect(said(mustikka, "keskustelu")).toContain(`## Tapaaminen 2: ${shown}`);
		expect(mustikka.events().map(({ name }) => name)).toContain(`Omaishoitajien piiri: ${theme}`);
		await until(piiri, "2026-10-05T14:50:00Z");
		expect(mustikka.channels().find(({ name }) => name === "Puhehuone")?.status).toBe(theme);
	});

	it.each([
		["fi", /^Teemassa pitää olla jotain luettavaa/],
		["sv-SE", /^Temat behöver/],
		["en-GB", /^The theme needs/],
	] as const)("is no theme when there is nothing to read in it: %s", async (locale, text) => {
		const { piiri, crew } = await opened(locale);
		const answer = await piiri.stage.command(crew.anna, "/session add", {
			group: "Omaishoitajien piiri",
			theme: " \u200b ",
			date: "5.10.",
		});
		expect(answer.text).toMatch(text);
		expect(await crew.anna.autocomplete("/session move", "session", "")).toHaveLength(1);
	});

	it("is refused by Discord itself when it is 4,000 characters long, in every option and form", async () => {
		const { piiri, crew, mustikka } = await opened("fi");
		const endless = "ä".repeat(4000);
		const add = { group: "Omaishoitajien piiri", theme: "Teema", date: "5.10." };
		for (const option of ["theme", "date", "description"]) {
			const given = { ...add, [option]: endless };
			await expect(crew.anna.command("/session add", given), option).rejects.toThrow(
				/takes \d+ to \d+ characters/,
			);
		}
		await until(piiri, afterwards);
		const survey = formOf(await piiri.stage.press(mustikka, "Vastaa kyselyyn"));
		const words = survey.fields.at(-1)?.label ?? "";
		await expect(survey.fill({ [words]: endless }).send()).rejects.toThrow();
		const fits = survey.fields.at(-1)?.maxLength ?? 0;
		expect((await survey.fill({ [words]: "ä".repeat(fits) }).send()).text).toMatch(/^Kiitos!/);
	});
});
