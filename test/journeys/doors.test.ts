import { describe, expect, it } from "vitest";
import { translator } from "../../src/shared/i18n.ts";
import type { Person } from "../sandbox/index.ts";
import { said, until } from "../support/play.ts";
import { youthRoom } from "../support/youth.ts";

const t = translator("fi");
const staffRoom = "henkilökunta";
const onBoard = { in: staffRoom };
const here = t("openings:button.here");

/** A youth room on a Monday at the given time, and a young person who looks on. */
async function monday(at: string) {
	const youth = await youthRoom();
	const { piiri, crew } = youth;
	const { sandbox, stage } = piiri;
	const guest = await sandbox.person("Mustikka");
	await until(piiri, at);
	const room = (name: string) => guest.channels().find((each) => each.name === name);
	const isOpen = () => [
		room(t("openings:room.discussion.name"))?.canWrite,
		room(t("openings:room.voice.name"))?.canConnect,
	];
	const both = (one: () => Promise<unknown>, other: () => Promise<unknown>) => Promise.all([one(), other()]);
	const come = async (...people: Person[]) => {
		for (const person of people) await stage.press(person, here, onBoard);
	};
	/** Another supervisor, who knows their way. */
	const supervisor = async (name: string) => {
		const person = await sandbox.person(name);
		crew.owner.giveRole(person, "Ohjaaja");
		const user = { user: { user: person } };
		await youth.ask("/staff add", { ...user, supervisor: true, organisation: "Seurakunta" });
		await youth.ask("/staff induction", { ...user, rules: true, voice: true, safety: true });
		return person;
	};
	return { ...youth, guest, isOpen, both, come, supervisor };
}

const open = [true, true];
const shut = [false, false];

describe("two who press at once", () => {
	it("are both here, each with a slot, and the doors open once", async () => {
		const { piiri, crew, guest, isOpen, both } = await monday("2026-10-05T11:00:30Z");
		await both(
			() => crew.anna.press(here, onBoard),
			() => crew.bo.press(here, onBoard),
		);
		await piiri.stage.settle();
		expect(isOpen()).toEqual(open);
		expect(said(crew.anna, staffRoom)).toMatch(/(?:@Anna Ohjaaja ja @Bo|@Bo Ohjaaja ja @Anna)/);
		expect(said(guest, t("openings:room.card.name"))).toMatch(/Anna \(Talo\) ja Bo \(Talo\)/);
	});

	it("take the last slot of a shift: one has it, the other is told so", async () => {
		const { piiri, crew, ask, both, supervisor } = await monday("2026-10-02T09:00:00Z");
		const third = await supervisor("Cilla");
		const [shift] = await piiri.stage.choices(crew.coordinator, "/roster assign", "shift", "");
		const ref = String(shift?.value);
		await ask("/roster assign", { shift: ref, user: { user: third } });
		await until(piiri, "2026-10-03T11:01:00Z");
		const take = (person: Person) => person.press(t("rosters:button.take-this"), onBoard);
		await both(
			() => take(crew.anna),
			() => take(crew.bo),
		);
		await piiri.stage.settle();
		const told = [crew.anna, crew.bo].map((person) => person.privateReplies().at(-1)?.text ?? "");
		expect(
			told.filter((text) => /^Vuoro on sinun|^Kiitos/.test(text)),
			told.join("\n"),
		).toHaveLength(1);
		const week = (await ask("/roster show", { week: "5.10.2026" })).text;
		expect(week.match(/@(?:Anna|Bo) Ohjaaja/g)).toHaveLength(1);
		expect(week).toContain("@Cilla");
	});

	it("accept the same offer: one has it, the other is told, and the channel says who", async () => {
		const { piiri, crew, ask, both, supervisor } = await monday("2026-10-02T09:00:00Z");
		const third = await supervisor("Cilla");
		const [shift] = await piiri.stage.choices(crew.coordinator, "/roster assign", "shift", "");
		await ask("/roster assign", { shift: String(shift?.value), user: { user: third } });
		await piiri.stage.fill(() => third.press(t("rosters:button.swap"), onBoard), {
			[t("rosters:form.which-of-mine")]: shift?.name ?? "",
			[t("rosters:form.swap.to")]: t("rosters:form.swap.everybody"),
		});
		const accept = (person: Person) => person.press(t("rosters:button.accept"), onBoard);
		await both(
			() => accept(crew.anna),
			() => accept(crew.bo),
		);
		await piiri.stage.settle();
		const ended = said(third, staffRoom).match(
			new RegExp(`${t("rosters:swap.accepted.title")}\n@(Anna|Bo) Ohjaaja`, "g"),
		);
		expect(ended).toHaveLength(1);
		const week = (await ask("/roster show", { week: "5.10.2026" })).text;
		expect(week.match(/@(?:Anna|Bo) Ohjaaja/g)).toHaveLength(1);
		expect(week).not.toContain("@Cilla");
	});
});

describe("what goes while the doors are open", () => {
	it("a room removed by hand is told in the status and comes back as open as it was", async () => {
		const { piiri, crew, ask, come, isOpen } = await monday("2026-10-05T11:01:00Z");
		await come(crew.anna, crew.bo);
		piiri.sandbox.byHand.deleteChannel(t("openings:room.voice.name"));
		const status = await ask("/piiri status");
		expect(status.text).toContain(t("openings:room.voice.name"));
		await piiri.stage.answered(() => status.press(t("messages:problem.restore")));
		await piiri.stage.settle();
		expect(isOpen()).toEqual(open);
		expect((await ask("/piiri status")).text).toContain("Kaikki on kunnossa");
	});

	it("the staff channel: said in the status; where setup then says, the cards stand anew, and the doors close in their time", async () => {
		const { piiri, crew, ask, come, isOpen } = await monday("2026-10-05T11:01:00Z");
		await come(crew.anna, crew.bo);
		piiri.sandbox.byHand.deleteChannel(staffRoom);
		await until(piiri, "2026-10-05T12:00:00Z");
		expect(isOpen()).toEqual(open);
		expect((await ask("/piiri status")).text).toMatch(/kanava/);
		crew.owner.createChannel("toimisto", { private: ["Koordinaattori", "Ohjaaja", "Piiri"] });
		await piiri.stage.command(crew.owner, "/piiri setup", {
			language: "fi",
			zone: "Europe/Helsinki",
			"coordinator-role": { role: "Koordinaattori" },
			"facilitator-role": { role: "Ohjaaja" },
			"staff-channel": { channel: "toimisto" },
		});
		await piiri.stage.settle();
		expect(said(crew.anna, "toimisto")).toContain(t("rosters:board.title"));
		await piiri.stage.press(crew.bo, t("openings:button.leave"), { in: "toimisto" });
		await until(piiri, "2026-10-05T12:06:00Z");
		expect(isOpen()).toEqual(shut);
		expect((await ask("/piiri status")).text).toContain("Kaikki on kunnossa");
	});

	it("the coordinator who let the doors open with fewer: they stay open for who is here, until the end", async () => {
		const { piiri, crew, ask, come, isOpen } = await monday("2026-10-05T11:01:00Z");
		await come(crew.anna);
		await ask("/hours override", { place: "Nuorten huone", reason: "Bo on sairaana" });
		expect(isOpen()).toEqual(open);
		crew.coordinator.leaveServer();
		await until(piiri, "2026-10-05T14:59:00Z");
		expect(isOpen()).toEqual(open);
		await until(piiri, "2026-10-05T15:00:00Z");
		expect(isOpen()).toEqual(shut);
	});
});
