import { describe, expect, it } from "vitest";
import { translator } from "../../src/shared/i18n.ts";
import { forged } from "../safety/servers.ts";
import type { Person } from "../sandbox/index.ts";
import { carersGroup, crewOf, memberOf, type Play, play, said, until } from "../support/play.ts";
import { youthRoom, youthRoomOf } from "../support/youth.ts";

const t = translator("fi");
const HOME = "Omaishoitajien piiri";
const STAFF = "henkilökunta";
const TALK = t("messages:room.discussion.name");
const WELCOME = t("messages:room.welcome.name");
const THREAD = t("company:meeting.thread");

async function group(options: Parameters<typeof play>[0] = {}) {
	const piiri = await play(options);
	const crew = await crewOf(piiri);
	await carersGroup(piiri, crew);
	const mustikka = await memberOf(piiri, "Mustikka");
	return { piiri, crew, mustikka };
}

const threads = (person: Person, name: string) => person.threads().filter((each) => each.name === name);
/** All that stands in the one private thread of that name. */
const inside = (person: Person, name: string) =>
	person
		.readThread(name)
		.map(({ text }) => text)
		.join("\n");
const ask = ({ stage }: Play, person: Person) => stage.press(person, t("company:button.ask"));

describe("company into the first meeting", () => {
	it("is asked for with one press, promised by one who leads, and talked about privately", async () => {
		const { piiri, crew, mustikka } = await group();
		// The button stands in the answer to joining.
		expect((await ask(piiri, mustikka)).text).toBe(t("company:reply.asked", { number: 1 }));
		const again = await forged(mustikka, WELCOME, t("messages:button.join"), "company-ask:1", piiri);
		expect(again.text).toBe(t("company:reply.already"));
		const asked = () => crew.anna.read(STAFF).filter(({ text }) => text.includes(t("company:request.title")));
		expect(asked()).toHaveLength(1);
		const take = (who: Person) => piiri.stage.press(who, t("company:button.with"), { in: STAFF });
		expect((await take(crew.coordinator)).text).toBe(t("company:reply.not-leading"));
		expect(threads(mustikka, THREAD)).toEqual([]);
		expect((await take(crew.anna)).text).toBe(t("company:reply.with"));
		expect(inside(mustikka, THREAD)).toContain(`@${crew.anna.displayName}`);
		expect(threads(crew.anna, THREAD)).toHaveLength(1);
		expect(threads(crew.bo, THREAD)).toEqual([]);
		const late = await forged(crew.bo, STAFF, t("company:button.cannot"), "company-with:1", piiri);
		expect(late.text).toBe(t("company:reply.taken"));
		// It goes when the meeting is over, with all that was said in it.
		await until(piiri, "2026-10-08T17:00:00Z");
		expect(threads(mustikka, THREAD)).toEqual([]);
		expect(asked()).toHaveLength(0);
	});

	it("is asked of the others when who promised cannot, or no longer leads", async () => {
		const { piiri, crew, mustikka } = await group();
		await ask(piiri, mustikka);
		const take = (who: Person) => piiri.stage.press(who, t("company:button.with"), { in: STAFF });
		await take(crew.anna);
		const cannot = await piiri.stage.press(crew.anna, t("company:button.cannot"), { in: STAFF });
		expect(cannot.text).toBe(t("company:reply.let-go"));
		expect(threads(mustikka, THREAD)).toEqual([]);
		await take(crew.bo);
		expect(inside(mustikka, THREAD)).toContain(`@${crew.bo.displayName}`);
		crew.bo.leaveServer();
		await piiri.stage.settle();
		expect(threads(mustikka, THREAD)).toEqual([]);
		expect((await take(crew.anna)).text).toBe(t("company:reply.with"));
	});

	it("can be taken back; who leaves is forgotten", async () => {
		const { piiri, crew, mustikka } = await group();
		const answer = await ask(piiri, mustikka);
		await piiri.stage.press(crew.anna, t("company:button.with"), { in: STAFF });
		const karpalo = await memberOf(piiri, "Karpalo");
		const stolen = await forged(karpalo, WELCOME, t("messages:button.join"), "company-stop:1", piiri);
		expect(stolen.text).toBe(t("company:reply.gone"));
		expect((await piiri.stage.answered(() => answer.press(t("company:button.stop")))).text).toBe(
			t("company:reply.stopped"),
		);
		expect(threads(crew.anna, THREAD)).toEqual([]);
		await ask(piiri, karpalo);
		expect(said(crew.anna, STAFF)).toContain(karpalo.displayName);
		karpalo.leaveServer();
		await piiri.stage.settle();
		expect(said(crew.anna, STAFF)).not.toContain(t("company:request.title"));
	});

	it("moves on to the next meeting when the first is called off", async () => {
		const { piiri, crew, mustikka } = await group();
		await ask(piiri, mustikka);
		await piiri.stage.press(crew.anna, t("company:button.with"), { in: STAFF });
		const [choice] = await piiri.stage.choices(crew.coordinator, "/session cancel", "session", "1 · ");
		await piiri.stage.command(crew.coordinator, "/session cancel", { session: String(choice?.value) });
		expect(inside(mustikka, THREAD)).toContain("Tapaaminen 2");
	});

	it("opens one thread and says it once, although Discord's answers are lost", async () => {
		const { piiri, crew, mustikka } = await group();
		await ask(piiri, mustikka);
		piiri.sandbox.faults.next({ method: "POST", path: /\/threads$/ }, { loseAnswer: true });
		piiri.sandbox.faults.next({ method: "POST", path: /\/messages$/ }, { loseAnswer: true });
		await piiri.stage.press(crew.anna, t("company:button.with"), { in: STAFF });
		expect(threads(mustikka, THREAD)).toHaveLength(1);
		expect(inside(mustikka, THREAD).split(t("company:meeting.title"))).toHaveLength(2);
	});

	it("participants who forge the staff's buttons promise nothing", async () => {
		const { piiri, mustikka } = await group();
		await ask(piiri, mustikka);
		for (const id of ["company-with:1", "company-cannot:1"]) {
			const answer = await forged(mustikka, WELCOME, t("messages:button.join"), id, piiri);
			expect(answer.text).toBe(t("replies:common.only-staff"));
		}
		expect(threads(mustikka, THREAD)).toEqual([]);
		const stranger = await piiri.sandbox.person("Vieras", { locale: "fi" });
		const outside = await forged(stranger, WELCOME, t("messages:button.join"), "company-ask:1", piiri);
		expect(outside.text).toBe(t("company:reply.not-member"));
	});

	it("in a group for young people two of the staff read along, or nobody promises", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri);
		await carersGroup(piiri, crew, { programme: "young-people", name: "Nuorten piiri" });
		const nuori = await piiri.sandbox.person("Nuori", { locale: "fi" });
		await piiri.stage.fill(() => nuori.press(t("messages:button.join")), {
			[t("replies:join.nickname")]: "Nuori",
			[t("messages:welcome.rules")]: [t("replies:join.rules-yes")],
			[t("prevention:age.label")]: t("prevention:age.band", { from: 13, to: 15 }),
		});
		await ask(piiri, nuori);
		await piiri.stage.press(crew.anna, t("company:button.with"), { in: STAFF });
		for (const each of [crew.anna, crew.bo]) expect(threads(each, THREAD)).toHaveLength(1);
		// Bo leaves: Anna would be alone with a young person.
		crew.bo.leaveServer();
		await piiri.stage.settle();
		expect(threads(nuori, THREAD)).toEqual([]);
	});
});

describe("the weekly card", () => {
	const cards = (person: Person) =>
		person.read(TALK).filter(({ text }) => text.includes(t("company:card.title")));
	const on = async ({ stage }: Play, coordinator: Person, time = "9") =>
		stage.command(coordinator, "/company card", { group: HOME, weekday: 1, time });

	it("comes at its hour on the wall, replaces the one before, and calls nobody", async () => {
		const { piiri, crew, mustikka } = await group();
		expect((await on(piiri, crew.coordinator)).text).toContain("Omaishoitajien piiri");
		expect(cards(mustikka)).toHaveLength(0);
		// Nine in the morning is six in UTC in summer, and seven after the clocks were put back on 25 October.
		await until(piiri, "2026-10-19T05:59:00Z");
		const second = cards(mustikka)[0]?.text;
		await until(piiri, "2026-10-19T06:00:00Z");
		expect(cards(mustikka)).toHaveLength(1);
		expect(cards(mustikka)[0]?.text).not.toBe(second);
		const third = cards(mustikka)[0]?.text;
		await until(piiri, "2026-10-26T06:59:00Z");
		expect(cards(mustikka)[0]?.text).toBe(third);
		await until(piiri, "2026-10-26T07:00:00Z");
		expect(cards(mustikka)[0]?.text).not.toBe(third);
		expect(cards(mustikka)[0]?.raw.mentions).toEqual([]);
		await piiri.stage.command(crew.coordinator, "/company no-card", { group: HOME });
		expect(cards(mustikka)).toHaveLength(0);
		await until(piiri, "2026-11-03T12:00:00Z");
		expect(cards(mustikka)).toHaveLength(0);
	});

	it("is left out when Piiri was away at its hour, and stops with the series", async () => {
		const { piiri, crew, mustikka } = await group();
		expect((await on(piiri, crew.coordinator, "huomenna")).text).toContain("huomenna");
		await on(piiri, crew.coordinator);
		piiri.sandbox.clock.advanceTo(Date.parse("2026-10-05T19:00:00Z"));
		await piiri.app.tick();
		await piiri.stage.settle();
		expect(cards(mustikka)).toHaveLength(0);
		await until(piiri, "2026-10-12T06:00:00Z");
		expect(cards(mustikka)).toHaveLength(1);
		// Eight weeks from 8 October the series is over.
		await until(piiri, "2026-12-08T12:00:00Z");
		expect(cards(mustikka)).toHaveLength(0);
	});
});

describe("the open table", () => {
	const VOICE = t("openings:room.voice.name");
	const CARD = t("openings:room.card.name");
	const SEEK = t("company:table.thread");
	const seek = ({ stage }: Play, person: Person) => stage.press(person, t("company:button.table"));
	const here = async ({ stage }: Play, ...staff: Person[]) => {
		for (const each of staff) await stage.press(each, t("openings:button.here"), { in: STAFF });
	};
	async function place(now?: string) {
		const { piiri, crew, ask } = await youthRoom(now === undefined ? {} : { now });
		await ask("/company table", { home: "Nuorten huone", on: true });
		const [nuori, toinen] = [await piiri.sandbox.person("Nuori"), await piiri.sandbox.person("Toinen")];
		return { piiri, crew, ask, nuori, toinen };
	}

	it("waits for two on duty, then tells each in a thread of their own; nobody sees who else", async () => {
		const { piiri, crew, nuori, toinen } = await place("2026-10-05T10:20:00Z");
		nuori.closeDms();
		expect((await seek(piiri, nuori)).text).toContain("Tiedämme, että haluaisit seuraa");
		await seek(piiri, toinen);
		await seek(piiri, toinen);
		expect(said(toinen, CARD)).toContain(t("company:table.somebody"));
		for (const room of [said(toinen, CARD), said(crew.anna, STAFF)]) {
			expect(room).not.toContain(nuori.id);
			expect(room).not.toContain("Nuori haluaisi");
		}
		expect(said(crew.anna, STAFF)).toContain(t("company:table.staff-waits"));
		await until(piiri, "2026-10-05T11:00:00Z");
		await here(piiri, crew.anna);
		expect(threads(nuori, SEEK)).toEqual([]);
		await here(piiri, crew.bo);
		for (const each of [nuori, toinen]) expect(threads(each, SEEK)).toHaveLength(1);
		expect(inside(nuori, SEEK)).toContain(t("company:table.open"));
		expect(JSON.stringify(nuori.readThread(SEEK).map(({ raw }) => raw))).not.toContain(toinen.id);
		expect(threads(crew.anna, SEEK)).toEqual([]);
		nuori.joinVoice(VOICE);
		// The wish is past after an hour.
		await until(piiri, "2026-10-05T11:21:00Z");
		expect(threads(nuori, SEEK)).toEqual([]);
		expect(said(toinen, CARD)).not.toContain(t("company:table.somebody"));
		expect(said(crew.anna, STAFF)).not.toContain("Joku haluaisi seuraa");
	});

	it("with two on duty is told at once, with the way in; when one goes, the door is no longer called open", async () => {
		const { piiri, crew, nuori } = await place("2026-10-05T10:20:00Z");
		await until(piiri, "2026-10-05T11:00:00Z");
		await here(piiri, crew.anna, crew.bo);
		const answer = await seek(piiri, nuori);
		expect(answer.text).toBe(t("company:reply.seeking-set"));
		expect(answer.message?.buttons.some(({ url }) => url !== null)).toBe(true);
		expect(threads(nuori, SEEK)).toEqual([]);
		expect(said(crew.anna, STAFF)).toContain(t("company:table.staff-set"));
		await piiri.stage.press(crew.bo, t("openings:button.leave"), { in: STAFF });
		expect(said(crew.anna, STAFF)).toContain(t("company:table.staff-waits"));
		await here(piiri, crew.bo);
		expect(threads(nuori, SEEK)).toHaveLength(1);
		await piiri.stage.answered(() => answer.press(t("company:button.table-stop")));
		expect(threads(nuori, SEEK)).toEqual([]);
	});

	it("of a group opens its voice room while two are on duty, and closes it", async () => {
		const { piiri, crew, mustikka } = await group({ start: "2026-10-01T09:00:00Z" });
		const { ask } = await youthRoomOf(piiri, crew);
		await ask("/company table", { home: HOME, on: true });
		await until(piiri, "2026-10-05T11:00:00Z");
		const room = t("messages:room.voice.name");
		const open = () =>
			mustikka.channels().find(({ name, category }) => name === room && category === HOME)?.canConnect;
		expect(open()).toBe(false);
		await seek(piiri, mustikka);
		expect(open()).toBe(false);
		await here(piiri, crew.anna, crew.bo);
		expect(open()).toBe(true);
		expect(threads(mustikka, SEEK)).toHaveLength(1);
		await piiri.stage.press(crew.bo, t("openings:button.leave"), { in: STAFF });
		expect(open()).toBe(false);
		expect(threads(mustikka, SEEK)).toEqual([]);
		const stranger = await piiri.sandbox.person("Vieras", { locale: "fi" });
		const outside = await forged(
			stranger,
			WELCOME,
			t("messages:button.join"),
			"company-table:group/1",
			piiri,
		);
		expect(outside.text).toBe(t("company:reply.not-member"));
	});

	it("is there only where it is wished for", async () => {
		const { piiri, crew, ask, nuori } = await place();
		await seek(piiri, nuori);
		await ask("/company table", { home: "Nuorten huone", on: false });
		expect(said(nuori, CARD)).not.toContain(t("company:table.nobody"));
		expect(said(crew.anna, STAFF)).not.toContain("Joku haluaisi seuraa");
		const forgedOne = await forged(nuori, CARD, t("help:button.help"), "company-table:place/1", piiri);
		expect(forgedOne.text).toBe(t("company:reply.no-table"));
	});
});
