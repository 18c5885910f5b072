import { describe, expect, it } from "vitest";
import type { Answer, Person } from "../sandbox/index.ts";
import { carersGroup, memberOf, said, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { youthRoom } from "../support/youth.ts";

const board = { in: "henkilökunta" };
const first = "ma 5.10.2026 klo 14.00 · Nuorten huone";
const second = "ma 12.10.2026 klo 14.00 · Nuorten huone";
const FIRST = "<t:1791198000:F>";

/** The youth room with four supervisors, and what each does with shifts. */
async function rostered() {
	const youth = await youthRoom();
	const { piiri, crew, ask } = youth;
	const [cilla, dan] = [await piiri.sandbox.person("Cilla"), await piiri.sandbox.person("Dan")];
	for (const person of [cilla, dan]) {
		crew.owner.giveRole(person, "Ohjaaja");
		await ask("/staff add", { user: { user: person }, supervisor: true, name: person.name });
		await ask("/staff induction", { user: { user: person }, rules: true, voice: true, safety: true });
	}
	const press = (person: Person, label: string) => piiri.stage.press(person, label, board);
	/** Fills in a form that is opened from the board, and leaves it open to be sent. */
	const filled = async (person: Person, label: string, ...chosen: (string | string[])[]) => {
		const form = formOf(await press(person, label));
		const menus = form.fields.filter(({ kind }) => kind === "select");
		return form.fill(Object.fromEntries(menus.map((menu, index) => [menu.label, chosen[index] ?? ""])));
	};
	const send = async (form: ReturnType<typeof formOf>) => piiri.stage.answered(() => form.send());
	const take = async (person: Person, ...shifts: string[]) => send(await filled(person, "Ota vuoro", shifts));
	/** Who has the first Monday, as the roster shows. */
	const holders = async () => {
		const { text } = await ask("/roster show", { week: "5.10.2026" });
		const line = text.split("\n").findIndex((each) => each.includes(FIRST));
		return [...(text.split("\n")[line + 1] ?? "").matchAll(/@(\w+)/g)].map(([, name]) => name).toSorted();
	};
	/** Several act at the same moment. */
	const atOnce = async (...acts: (() => Promise<Answer>)[]) => {
		const answers = await Promise.all(acts.map((act) => act()));
		await piiri.stage.settle();
		return answers.map(({ text }) => text);
	};
	return { ...youth, ...crew, cilla, dan, press, filled, send, take, holders, atOnce };
}

describe("at the same moment", () => {
	it("of two who take the last slot one gets it, and the other is thanked", async () => {
		const { anna, bo, cilla, take, filled, holders, atOnce } = await rostered();
		await take(anna, first);
		const forms = [await filled(bo, "Ota vuoro", [first]), await filled(cilla, "Ota vuoro", [first])];
		const answers = await atOnce(...forms.map((form) => () => form.send()));
		expect(answers.filter((text) => text.startsWith("Vuoro on sinun"))).toHaveLength(1);
		expect(answers.filter((text) => text.startsWith("Joku ehti ensin"))).toHaveLength(1);
		expect(await holders()).toHaveLength(2);
		expect(await holders()).toContain("Anna");
	});

	it("two accept what is offered to all, and its owner takes it back: it is one person's afterwards", async () => {
		const { anna, bo, cilla, dan, take, filled, send, holders, atOnce } = await rostered();
		await take(anna, first);
		await take(bo, first);
		await send(await filled(anna, "Vaihda vuoro", first, "Kaikilta"));
		const accept = (person: Person) => () => person.press("Hyväksyn", board);
		await atOnce(accept(cilla), accept(dan), () => anna.press("Peru tarjous", board));
		const now = await holders();
		expect(now).toHaveLength(2);
		expect(now).toContain("Bo");
		expect(["Anna", "Cilla", "Dan"].filter((name) => now.includes(name))).toHaveLength(1);
	});

	it("one gives up the shift that another accepts: it is taken or free, and never twice somebody's", async () => {
		const { anna, bo, cilla, take, filled, send, holders, atOnce } = await rostered();
		await take(anna, first);
		await take(bo, first);
		await send(await filled(anna, "Vaihda vuoro", first, "Kaikilta"));
		const givesUp = await filled(anna, "Luovu vuorosta", first);
		const [accepted, given] = await atOnce(
			() => cilla.press("Hyväksyn", board),
			() => givesUp.send(),
		);
		const swapped = accepted?.startsWith("Vaihdettu") ?? false;
		expect(given).toMatch(swapped ? /^Vuoro ei ole sinun/ : /^Luovuit vuorosta/);
		expect(await holders()).toEqual(swapped ? ["Bo", "Cilla"] : ["Bo"]);
	});
});

describe("a shift for which nobody is found", () => {
	it("of a meeting is moved by one press and a yes, and the group is told kindly", async () => {
		const { piiri, coordinator, anna, bo, ask, press } = await rostered();
		await carersGroup(piiri, { owner: anna, coordinator, anna, bo }, { weeks: 2 });
		const member = await memberOf(piiri, "Mustikka");
		const session = await ask("/roster show", { week: "8.10.2026" });
		expect(session.text).toMatch(/<t:1791471600:F>.*\n.*@Anna Ohjaaja, @Bo Ohjaaja/);
		await until(piiri, "2026-10-07T18:00:00Z");
		const form = formOf(await press(bo, "Luovu vuorosta"));
		const [menu] = form.fields;
		const label = menu?.options?.find((option) => option.label.startsWith("to 8.10."))?.label ?? "";
		await piiri.stage.answered(() => form.fill({ [menu?.label ?? ""]: label }).send());
		expect(said(anna, "henkilökunta")).toMatch(/Vuorolle tarvitaan tekijä vuorokauden sisällä/);
		await until(piiri, "2026-10-08T12:00:00Z");
		expect(said(anna, "henkilökunta")).not.toMatch(/vuorokauden sisällä/);
		const asked = await press(coordinator, "Siirrä tapaaminen");
		await piiri.stage.answered(() => asked.press("Kyllä, tee niin"));
		expect(said(member, "Omaishoitajien piiri/keskustelu")).toMatch(/<t:1792681200:F>/);
		expect(said(anna, "henkilökunta")).not.toMatch(/parin tunnin sisällä/);
		const connects = () =>
			member.channels().find(({ name, category }) => name === "Puhehuone" && category?.startsWith("Omais"))
				?.canConnect;
		await until(piiri, "2026-10-08T15:00:00Z");
		expect(connects()).toBe(false);
	});
});

describe("somebody who leaves the server", () => {
	it("has no shifts any more: others are asked, and the swap that they offered is gone", async () => {
		const { piiri, anna, bo, take, filled, send, holders } = await rostered();
		await take(anna, first, second);
		await take(bo, first);
		await send(await filled(anna, "Vaihda vuoro", second, "Kaikilta"));
		await until(piiri, "2026-10-04T12:00:00Z");
		anna.leaveServer();
		await piiri.stage.settle();
		expect(await holders()).toEqual(["Bo"]);
		const told = said(bo, "henkilökunta");
		expect(told).toMatch(/Vuorolle tarvitaan tekijä vuorokauden sisällä\n<t:1791198000:F>/);
		expect(told).not.toMatch(/Vuoroa tarjotaan/);
		expect(told).not.toContain("Anna");
	});
});

describe("the file for one's calendar", () => {
	/** The file's lines, those that were folded joined. */
	const lines = ({ files }: { files: { data: Buffer }[] }) =>
		(files[0]?.data.toString("utf8") ?? "").replaceAll(/\r\n[ \t]/g, "").split("\r\n");
	const value = (file: string[], property: string) =>
		file
			.slice(file.indexOf("BEGIN:VEVENT"))
			.find((line) => line.startsWith(property))
			?.slice(property.length);

	it("has the hour on the wall, is the same entry when the shift moves, and takes it out when it is off", async () => {
		const { piiri, anna, take, ask, press } = await rostered();
		await take(anna, first);
		const mine = await press(anna, "Omat vuorot");
		const before = lines(mine.message ?? { files: [] });
		expect(value(before, "DTSTART")).toBe(";TZID=Europe/Helsinki:20261005T140000");
		expect(value(before, "DTEND")).toBe(";TZID=Europe/Helsinki:20261005T180000");
		expect(before).toContain("TZID:Europe/Helsinki");

		await ask("/hours exception", { place: "Nuorten huone", date: "5.10.", opens: "15", closes: "17" });
		const told = () => anna.read("henkilökunta").findLast(({ files }) => files.length > 0);
		expect(told()?.text).toMatch(/Vuorosi aika muuttui[\s\S]*<t:1791201600:F>/);
		const moved = lines(told() ?? { files: [] });
		expect(value(moved, "UID")).toBe(value(before, "UID"));
		expect(value(moved, "DTSTART")).toBe(";TZID=Europe/Helsinki:20261005T150000");
		expect(Number(value(moved, "SEQUENCE:"))).toBeGreaterThan(Number(value(before, "SEQUENCE:")));

		await ask("/hours exception", { place: "Nuorten huone", date: "5.10.", reason: "Remontti" });
		expect(told()?.text).toMatch(/Vuorosi on peruttu/);
		const off = lines(told() ?? { files: [] });
		expect(value(off, "UID")).toBe(value(before, "UID"));
		expect(value(off, "STATUS")).toBe(":CANCELLED");
		await piiri.stage.settle();
	});

	it("comes where one asked to be told, and in the staff's channel when direct messages are closed", async () => {
		const { anna, bo, ask, press, offered, piiri } = await rostered();
		for (const person of [anna, bo]) {
			const mine = await press(person, "Omat vuorot");
			const form = formOf(await piiri.stage.answered(() => mine.press("Muistutukset")));
			const [way] = form.fields;
			const direct = way?.options?.[0]?.label ?? "";
			await piiri.stage.answered(() => form.fill({ [way?.label ?? ""]: direct }).send());
		}
		bo.closeDms();
		const shift = (await offered("/roster assign", "shift")).find(({ name }) => name === first)?.value ?? "";
		for (const person of [anna, bo]) await ask("/roster assign", { shift, user: { user: person } });
		expect(anna.dms().at(-1)?.text).toMatch(/Sinulle on annettu vuoro/);
		expect(value(lines(anna.dms().at(-1) ?? { files: [] }), "DTSTART")).toMatch(/T140000$/);
		expect(bo.dms()).toEqual([]);
		const told = bo.read("henkilökunta").filter(({ text }) => text.includes("Sinulle on annettu vuoro"));
		expect(told.map(({ raw }) => raw.mentions)).toEqual([[bo.id]]);
		await until(piiri, "2026-10-05T10:00:00Z");
		expect(anna.dms().at(-1)?.text).toMatch(/Muistutus: vuorosi alkaa pian/);
		expect(said(bo, "henkilökunta").match(/Muistutus: vuorosi/g)).toHaveLength(1);
	});
});

describe("a visiting expert", () => {
	it("prepares with the facilitators and tries the voice room; the day after it is all closed again", async () => {
		const { piiri, coordinator, anna, bo, owner } = await rostered();
		await carersGroup(piiri, { owner, coordinator, anna, bo }, { weeks: 2 });
		const expert = await piiri.sandbox.person("Tuuli");
		const member = await memberOf(piiri, "Mustikka");
		const [session] = await coordinator.autocomplete("/session expert", "session", "");
		await piiri.stage.command(coordinator, "/session expert", {
			session: session?.value ?? "",
			name: "psykologi Tuuli",
			account: { user: expert },
		});
		await until(piiri, "2026-10-05T12:00:00Z");
		const [thread] = expert.threads();
		expect(expert.readThread(thread?.name ?? "").at(-1)?.text).toMatch(/Tervetuloa, psykologi Tuuli/);
		expect(bo.threads().map(({ name }) => name)).toEqual([thread?.name]);
		expect(member.threads()).toEqual([]);
		expert.joinVoice("Omaishoitajien piiri/Puhehuone");
		expect(() => member.joinVoice("Omaishoitajien piiri/Puhehuone")).toThrow();
		expert.leaveVoice();
		await until(piiri, "2026-10-09T17:00:00Z");
		expect(expert.threads()).toEqual([]);
		expect(bo.threads()).toEqual([]);
		expect(() => expert.joinVoice("Omaishoitajien piiri/Puhehuone")).toThrow();
	});
});
