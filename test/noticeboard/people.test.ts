import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { translator } from "../../src/shared/i18n.ts";
import { hostile } from "../safety/hostile.ts";
import { forged } from "../safety/servers.ts";
import type { Person } from "../sandbox/index.ts";
import { crewOf, play, said, until } from "../support/play.ts";
import { png } from "./pictures.ts";

const t = translator("fi");
const boardRoom = "ilmoitustaulu";
const staffRoom = "henkilökunta";
const thread = t("noticeboard:decided.thread");

const trip = {
	[t("noticeboard:form.what")]: "Syysretki",
	[t("noticeboard:form.when")]: "24.10.2026 klo 12–16",
	[t("noticeboard:form.where")]: "Laajavuori",
	[t("noticeboard:form.audience")]: "13–17-vuotiaille",
	[t("noticeboard:form.text")]: "Eväät mukaan.",
};

/** A server with a board, Nelli of Nuorten talo and Olli of 4H; Bo of the staff comes from 4H too. */
async function noticeStage() {
	const piiri = await play();
	const crew = await crewOf(piiri);
	crew.owner.createChannel(boardRoom);
	const { stage, sandbox } = piiri;
	const nelli = await sandbox.person("Nelli", { locale: "fi" });
	const olli = await sandbox.person("Olli", { locale: "fi" });
	const other = await sandbox.person("Joku", { locale: "fi" });
	await stage.command(crew.coordinator, "/notice board", { channel: { channel: boardRoom } });
	for (const [user, organisation] of [
		[nelli, "Nuorten talo"],
		[olli, "4H"],
		[crew.bo, "4h"],
	] as const)
		await stage.command(crew.coordinator, "/notice partner-add", { person: { user }, organisation });
	const write = (person: Person, change: Record<string, string> = {}) =>
		stage.fill(() => person.press(t("noticeboard:button.new"), { in: boardRoom }), { ...trip, ...change });
	const send = async (person: Person, change: Record<string, string> = {}) => {
		const draft = await write(person, change);
		return stage.answered(() => draft.press(t("noticeboard:button.send")));
	};
	const approve = () => stage.press(crew.anna, t("noticeboard:button.approve"), { in: staffRoom });
	return { piiri, stage, crew, nelli, olli, other, write, send, approve };
}

const threadOf = (person: Person) =>
	person.threads().some(({ name }) => name === thread)
		? person
				.readThread(thread)
				.map(({ text }) => text)
				.join("\n")
		: undefined;

describe("a notice", () => {
	it("is written in two steps, checked, read by all under its organisation, and leaves by itself", async () => {
		const { piiri, stage, crew, nelli, other, write, approve } = await noticeStage();
		expect(said(other, boardRoom)).toContain(t("noticeboard:board.empty"));
		const draft = await write(nelli);
		expect(draft.private).toBe(true);
		const form = (await stage.answered(() => draft.press(t("noticeboard:button.link-and-picture")))).form;
		const alt = "Nuotio ja metsä";
		form?.fill({
			[t("noticeboard:form.link")]: "https://nuortentalo.fi/retki",
			[t("noticeboard:form.alt")]: alt,
		});
		form?.attach(t("noticeboard:form.picture"), {
			name: "kuva.png",
			data: png("GPS"),
			contentType: "image/png",
		});
		const whole = await stage.answered(() => form?.send() ?? Promise.reject(new Error("no form")));
		expect(whole.text).toContain(t("noticeboard:full.link", { domain: "nuortentalo.fi" }));
		expect(whole.message?.images).toMatchObject([{ alt }]);
		expect(whole.message?.images[0]?.data.toString("latin1")).not.toContain("GPS");
		const sent = await stage.answered(() => whole.press(t("noticeboard:button.send")));
		expect(sent.text).toBe(t("noticeboard:reply.sent"));
		expect(said(other, boardRoom)).not.toContain("Syysretki");
		expect(said(crew.anna, staffRoom)).toContain("Laajavuori");
		expect((await approve()).text).toBe(t("noticeboard:reply.approved"));
		expect(said(crew.anna, staffRoom)).not.toContain("Laajavuori");
		expect(said(other, boardRoom)).toContain("**Syysretki** · Nuorten talo");
		expect(threadOf(nelli)).toContain(t("noticeboard:decided.approved.title"));
		const list = await stage.press(other, t("noticeboard:button.browse"), { in: boardRoom });
		const read = await stage.answered(() => list.press("Syysretki"));
		expect(read.private).toBe(true);
		expect(read.text).toContain("Eväät mukaan.");
		expect(read.message?.images).toMatchObject([{ alt }]);
		expect(read.message?.buttons.map(({ label }) => label)).toContain(
			t("noticeboard:button.open", { domain: "nuortentalo.fi" }),
		);
		// The organisation is shown, never the person.
		const everything = JSON.stringify([...other.read(boardRoom), read.message].map((each) => each?.raw));
		expect(everything).not.toContain(nelli.id);
		await until(piiri, "2026-10-24T12:59:00Z");
		expect(said(other, boardRoom)).toContain("Syysretki");
		await until(piiri, "2026-10-24T13:01:00Z");
		expect(said(other, boardRoom)).not.toContain("Syysretki");
		expect(threadOf(nelli)).toBeUndefined();
		expect(piiri.logged.join()).not.toMatch(/Syysretki|Nelli|Nuorten talo/);
	});

	it("stays as it is while a change is checked; a change is asked for with a word, privately", async () => {
		const { stage, crew, nelli, other, send, approve } = await noticeStage();
		await send(nelli);
		await approve();
		const openMine = async (title: string) => {
			const mine = await stage.press(nelli, t("noticeboard:button.mine"), { in: boardRoom });
			return stage.answered(() => mine.press(title));
		};
		const open = await openMine("Syysretki");
		const edited = await stage.fill(() => open.press(t("noticeboard:button.edit")), {
			[t("noticeboard:form.what")]: "Talviretki",
		});
		await stage.answered(() => edited.press(t("noticeboard:button.send")));
		expect(said(other, boardRoom)).toContain("Syysretki");
		expect(said(crew.anna, staffRoom)).toContain(t("noticeboard:review.changed"));
		await stage.fill(() => crew.anna.press(t("noticeboard:button.return"), { in: staffRoom }), {
			[t("noticeboard:form.word")]: "Lisää hinta",
		});
		expect(threadOf(nelli)).toContain("Lisää hinta");
		expect(threadOf(nelli)).not.toContain("Anna");
		expect(threadOf(other)).toBeUndefined();
		expect(said(other, boardRoom)).not.toContain("Talviretki");
		const again = await openMine("Talviretki");
		const changed = await stage.fill(() => again.press(t("noticeboard:button.edit")), {
			[t("noticeboard:form.text")]: "Hinta 5 e.",
		});
		await stage.answered(() => changed.press(t("noticeboard:button.send")));
		await approve();
		expect(said(other, boardRoom)).toContain("Talviretki");
		expect(said(other, boardRoom)).not.toContain("Syysretki");
		const own = await openMine("Talviretki");
		const ask = await stage.answered(() => own.press(t("noticeboard:button.withdraw")));
		await stage.answered(() => ask.press(t("noticeboard:button.withdraw-yes")));
		expect(said(other, boardRoom)).toContain(t("noticeboard:board.empty"));
	});

	it("is not reached by another organisation, by participants, nor decided on by those of an organisation", async () => {
		const { piiri, stage, crew, nelli, olli, other, send, approve } = await noticeStage();
		await send(nelli);
		const button = t("noticeboard:button.new");
		for (const who of [olli, crew.bo, other]) {
			for (const id of [
				"notice-manage:1",
				"notice-edit:1",
				"notice-more:1",
				"notice-send:1",
				"notice-withdraw-yes:1",
			]) {
				const answer = await forged(who, boardRoom, button, id, piiri);
				expect(answer.text, id).toBe(t("noticeboard:reply.gone"));
			}
			const read = await forged(who, boardRoom, button, "notice-read:1", piiri);
			expect(read.text).toBe(t("noticeboard:reply.over"));
		}
		for (const who of [olli, nelli, other]) {
			const answer = await forged(who, boardRoom, button, "notice-approve:1:1", piiri);
			expect(answer.text).toBe(t("replies:common.only-staff"));
		}
		const label = t("noticeboard:button.approve");
		const bo = await stage.press(crew.bo, label, { in: staffRoom });
		expect(bo.text).toBe(t("noticeboard:reply.not-yours"));
		const refuse = await stage.press(crew.bo, t("noticeboard:button.refuse"), { in: staffRoom });
		expect(refuse.text).toBe(t("noticeboard:reply.not-yours"));
		// An older revision is not what is being looked at.
		const old = await forged(crew.anna, staffRoom, label, "notice-approve:1:7", piiri);
		expect(old.text).toBe(t("noticeboard:reply.changed"));
		expect(said(other, boardRoom)).not.toContain("Syysretki");
		expect((await approve()).text).toBe(t("noticeboard:reply.approved"));
		// Only a coordinator takes it off the board.
		const remove = { [t("noticeboard:form.word")]: "Peruttu" };
		const anna = await stage.fill(
			() => forged(crew.anna, boardRoom, button, "notice-answer:1:1:remove", piiri),
			remove,
		);
		expect(anna.text).toBe(t("noticeboard:reply.not-yours"));
		const list = await stage.press(crew.coordinator, t("noticeboard:button.browse"), { in: boardRoom });
		const read = await stage.answered(() => list.press("Syysretki"));
		await stage.fill(() => read.press(t("noticeboard:button.remove")), remove);
		expect(said(other, boardRoom)).not.toContain("Syysretki");
		expect(threadOf(nelli)).toContain("Peruttu");
	});

	it("is refused with tricks: links in words, invites, masks, identity codes; a number is pointed out first", async () => {
		const { stage, nelli, other, write } = await noticeStage();
		const text = t("noticeboard:form.text");
		expect((await write(other).catch((error: Error) => ({ text: error.message }))).text).toContain(
			t("noticeboard:reply.no-partner"),
		);
		expect((await write(nelli, { [text]: "Tule: discord.gg/abc" })).text).toContain(
			t("noticeboard:reply.link-in-text"),
		);
		expect((await write(nelli, { [text]: "131052-308T" })).text).toContain(t("prevention:personal.never"));
		expect((await write(nelli, { [t("noticeboard:form.when")]: "joskus" })).text).toContain(
			t("noticeboard:reply.bad-when"),
		);
		const draft = await write(nelli, { [text]: "Soita 040 123 4567" });
		expect(draft.text).toContain(t("prevention:personal.phone"));
		const more = (link: string) =>
			stage.fill(() => draft.press(t("noticeboard:button.link-and-picture")), {
				[t("noticeboard:form.link")]: link,
			});
		expect((await more("https://discord.gg/abc")).text).toBe(t("noticeboard:reply.link.invite"));
	});

	it("is one of many: the overview holds what comes first, the rest is a press away", async () => {
		const { stage, crew, nelli, other, send, approve } = await noticeStage();
		for (let n = 1; n <= 26; n++) {
			await send(nelli, {
				[t("noticeboard:form.what")]: `Retki ${n}`,
				[t("noticeboard:form.when")]: `${n}.11.2026`,
			});
			await approve();
		}
		const card = said(other, boardRoom);
		expect(card).toContain("**Retki 10**");
		expect(card).not.toContain("**Retki 11**");
		expect(card).toContain(t("noticeboard:board.more", { count: 16 }));
		let page = await stage.press(other, t("noticeboard:button.browse"), { in: boardRoom });
		for (let n = 0; n < 5; n++) page = await stage.answered(() => page.press(t("noticeboard:button.later")));
		expect(page.text).toContain("Retki 26");
		expect(crew.anna.read(staffRoom).filter(({ text }) => text.includes("Retki"))).toEqual([]);
	}, 60_000);

	it("takes 200 hostile forms: an answer to each, nobody is called, nothing is logged", async () => {
		const { piiri, stage, nelli, other, write, send, approve } = await noticeStage();
		const pings: unknown[] = [];
		piiri.sandbox.world.on(({ t: kind, d }) => {
			const message = d as { mention_everyone?: boolean; mentions?: { id: string }[] };
			if (kind !== "MESSAGE_CREATE" && kind !== "MESSAGE_UPDATE") return;
			if (message.mention_everyone) pings.push("everyone");
			pings.push(...(message.mentions ?? []).filter(({ id }) => id !== nelli.id));
		});
		const draft = await write(nelli);
		const samples = fc.sample(fc.tuple(hostile(80), hostile(120), hostile(1000), hostile(60)), {
			numRuns: 200,
			seed: 20261122,
		});
		const known = [t("noticeboard:reply.link-in-text"), t("noticeboard:reply.bad-when")];
		let last = draft;
		for (const [index, [title, where, text, when]] of samples.entries()) {
			const opened = await last.press(t("noticeboard:button.edit"));
			const values = { ...trip, [t("noticeboard:form.what")]: title, [t("noticeboard:form.where")]: where };
			const time = index % 10 === 0 ? { [t("noticeboard:form.when")]: when } : {};
			const answer = await opened.form
				?.fill({ ...values, [t("noticeboard:form.text")]: text, ...time })
				.send();
			if (!answer) throw new Error("no form");
			last = answer;
			const kept = answer.text.startsWith(t("noticeboard:reply.draft"));
			expect(kept || known.some((each) => answer.text.startsWith(each)), answer.text).toBe(true);
		}
		await stage.settle();
		expect(said(other, boardRoom)).toContain(t("noticeboard:board.empty"));
		await send(nelli, { [t("noticeboard:form.what")]: "@everyone <@&1> **Retki**" });
		await approve();
		expect(said(other, boardRoom)).toContain("Retki");
		expect(pings).toEqual([]);
		expect(piiri.logged.filter((line) => line.startsWith("error"))).toEqual([]);
	}, 60_000);
});
