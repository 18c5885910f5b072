import { describe, expect, it } from "vitest";
import { translator } from "../../src/shared/i18n.ts";
import { forged } from "../safety/servers.ts";
import type { Answer, Person } from "../sandbox/index.ts";
import { carersGroup, crewOf, memberOf, type Play, play, said, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { youthRoom } from "../support/youth.ts";

const t = translator("fi");
const HOME = "Omaishoitajien piiri";
const STAFF = "henkilökunta";
const WELCOME = t("messages:room.welcome.name");
const TALK = t("messages:room.discussion.name");
const first = "Se, mitä ryhmässä kerrotaan, jää ryhmään.";

async function group() {
	const piiri = await play();
	const crew = await crewOf(piiri);
	await carersGroup(piiri, crew);
	const mustikka = await memberOf(piiri, "Mustikka");
	const puolukka = await memberOf(piiri, "Puolukka");
	return { piiri, crew, mustikka, puolukka };
}

const look = ({ stage }: Play, person: Person) =>
	stage.press(person, t("groundRules:button.rules"), { in: WELCOME });

async function propose(piiri: Play, person: Person, rule: string): Promise<Answer> {
	const looked = await look(piiri, person);
	return piiri.stage.fill(() => looked.press(t("groundRules:button.propose")), {
		[t("groundRules:form.propose-rule")]: rule,
	});
}

/** Writes the whole list and adopts it. */
async function agree(piiri: Play, person: Person, rules: string, home = HOME): Promise<Answer> {
	const form = formOf(await piiri.stage.command(person, "/rules edit", { home }));
	const preview = await piiri.stage.answered(() =>
		form.fill({ [t("groundRules:form.edit-rules")]: rules }).send(),
	);
	return piiri.stage.answered(() => preview.press(t("groundRules:button.adopt")));
}

/** What only staff, or only members, may do. */
const STAFFS = ["rules-edit", "rules-decide", "rules-adopt", "rules-remind"].map((each) => `${each}:group/1`);
const MEMBERS = ["rules-support:group/1", "rules-accept:group/1:1"];

describe("from the attacker's chair", () => {
	it("forged buttons of staff and of members do nothing, nor of homes that are none of the server's", async () => {
		const { piiri, crew, mustikka } = await group();
		const stranger = await piiri.sandbox.person("Vieras", { locale: "fi" });
		const form = formOf(await piiri.stage.command(crew.anna, "/rules edit", { home: HOME }));
		await piiri.stage.answered(() => form.fill({ [t("groundRules:form.edit-rules")]: "Yksi" }).send());
		const press = (who: Person, id: string) => forged(who, WELCOME, t("messages:button.join"), id, piiri);
		for (const id of STAFFS)
			for (const who of [mustikka, stranger])
				expect((await press(who, id)).text, id).toBe(t("replies:common.only-staff"));
		for (const id of MEMBERS)
			expect((await press(stranger, id)).text, id).toBe(t("groundRules:reply.not-member"));
		for (const home of ["group/99", "place/1"])
			expect((await press(mustikka, `rules:${home}`)).text).toBe(t("groundRules:reply.gone"));
		for (const id of ["rules:group/0", "rules:group/1/2", "rules:@everyone", "rules-accept:group/1:x"])
			expect((await press(mustikka, id)).text, id).toBe(t("replies:common.old-button"));
		expect(said(mustikka, WELCOME)).toContain(first);
		// A version that nobody has been shown is no head start on the ones that come.
		await press(mustikka, "rules-accept:group/1:99");
		await agree(piiri, crew.anna, "Yksi\nKaksi");
		expect((await look(piiri, mustikka)).text).toContain(t("groundRules:reply.accept-please"));
	});
});

describe("ground rules", () => {
	it("are proposed and supported privately; facilitators see how many, never who", async () => {
		const { piiri, crew, mustikka, puolukka } = await group();
		const looked = await look(piiri, mustikka);
		expect(looked.private).toBe(true);
		expect(looked.text).toContain(first);
		expect(looked.text).toContain(t("groundRules:reply.accepted-already"));
		expect((await propose(piiri, mustikka, "Annetaan <@everyone> hiljaisuudelle tilaa")).text).toBe(
			t("groundRules:reply.proposed"),
		);
		const again = await propose(piiri, puolukka, "annetaan <@EVERYONE> hiljaisuudelle tilaa");
		expect(again.text).toBe(t("groundRules:reply.already"));
		const form = formOf(await piiri.stage.answered(() => again.press(t("groundRules:button.support"))));
		const label = form.fields[0]?.label ?? "";
		const answer = await piiri.stage.answered(() =>
			form.fill({ [label]: ["1. Annetaan <@everyone> hiljaisuudelle tilaa"] }).send(),
		);
		expect(answer.text).toBe(t("groundRules:reply.supported", { count: 1 }));
		const shown = crew.anna.read(STAFF).find(({ text }) => text.includes("hiljaisuudelle tilaa"));
		expect(shown?.text).toContain(t("groundRules:proposals.supports", { count: 1 }));
		expect(shown?.text).toContain("\\<\\@everyone\\>");
		const raw = JSON.stringify(shown?.raw);
		for (const each of [mustikka, puolukka]) {
			expect(raw).not.toContain(each.id);
			expect(raw).not.toContain(each.name);
			expect(said(each, TALK)).not.toContain("hiljaisuudelle");
		}
	});

	it("are adopted by facilitators, shown to everybody, and accepted anew with one press", async () => {
		const { piiri, crew, mustikka, puolukka } = await group();
		await propose(piiri, mustikka, "Annetaan hiljaisuudelle tilaa");
		const form = formOf(await piiri.stage.press(crew.anna, t("groundRules:button.decide"), { in: STAFF }));
		const preview = await piiri.stage.answered(() =>
			form.fill({ [t("groundRules:form.decide-take")]: ["1. Annetaan hiljaisuudelle tilaa"] }).send(),
		);
		expect(preview.text).toContain("7. Annetaan hiljaisuudelle tilaa");
		expect(said(mustikka, TALK)).not.toContain("hiljaisuudelle");
		const adopted = await piiri.stage.answered(() => preview.press(t("groundRules:button.adopt")));
		expect(adopted.text).toBe(t("groundRules:reply.adopted"));
		expect(said(crew.anna, STAFF)).not.toContain("hiljaisuudelle");
		expect(said(mustikka, WELCOME)).toContain("7. Annetaan hiljaisuudelle tilaa");
		expect(said(mustikka, TALK)).toContain(t("groundRules:changed.title"));
		const count = async () => (await piiri.stage.command(crew.bo, "/rules show", { home: HOME })).text;
		expect(await count()).toContain(t("groundRules:reply.staff-count", { accepted: 0, members: 2 }));
		const accepted = await piiri.stage.press(mustikka, t("groundRules:button.accept"), { in: TALK });
		expect(accepted.private).toBe(true);
		expect(accepted.text).toBe(t("groundRules:reply.accepted", { name: HOME }));
		expect(await count()).toContain(t("groundRules:reply.staff-count", { accepted: 1, members: 2 }));
		expect(await count()).not.toContain(mustikka.name);
		expect((await look(piiri, puolukka)).text).toContain(t("groundRules:reply.accept-please"));
		// Who joins now accepts these.
		const karpalo = await memberOf(piiri, "Karpalo");
		expect((await look(piiri, karpalo)).text).toContain(t("groundRules:reply.accepted-already"));
		expect(await count()).toContain(t("groundRules:reply.staff-count", { accepted: 2, members: 3 }));
	});

	it("remind who has not accepted them privately, after an everyday press, once a day", async () => {
		const { piiri, crew, mustikka } = await group();
		await agree(piiri, crew.anna, "- Ollaan ystävällisiä\n2. Kuunnellaan");
		const told = () =>
			mustikka.privateReplies().filter(({ text }) => text.includes("Muuten: yhteiset pelisäännöt"));
		await piiri.stage.press(mustikka, t("groundRules:button.rules"), { in: WELCOME });
		expect(told()).toHaveLength(0);
		const joined = () => piiri.stage.press(mustikka, t("messages:button.join"), { in: WELCOME });
		await joined();
		expect(told()).toHaveLength(1);
		expect(told()[0]?.text).toContain("1. Ollaan ystävällisiä\n2. Kuunnellaan");
		expect(said(crew.coordinator, WELCOME)).not.toContain("Muuten: yhteiset pelisäännöt");
		await joined();
		expect(told()).toHaveLength(1);
		await until(piiri, "2026-10-02T10:00:00Z");
		await joined();
		expect(told()).toHaveLength(2);
		await piiri.stage.press(mustikka, t("groundRules:button.accept"), { containing: "Muuten" });
		// What was pressed says thanks now.
		expect(told()).toHaveLength(1);
		await until(piiri, "2026-10-04T10:00:00Z");
		await joined();
		expect(told()).toHaveLength(1);
	});

	it("two facilitators at once: the second looks again; a late press on former rules shows the new ones", async () => {
		const { piiri, crew, mustikka } = await group();
		const open = async (who: Person) => formOf(await piiri.stage.command(who, "/rules edit", { home: HOME }));
		const [annas, bos] = [await open(crew.anna), await open(crew.bo)];
		const field = t("groundRules:form.edit-rules");
		const preview = await piiri.stage.answered(() => annas.fill({ [field]: "Annan sääntö" }).send());
		await piiri.stage.answered(() => preview.press(t("groundRules:button.adopt")));
		const late = await piiri.stage.answered(() => bos.fill({ [field]: "Bon sääntö" }).send());
		expect(late.text).toBe(t("groundRules:reply.overtaken"));
		await agree(piiri, crew.bo, "Annan sääntö\nBon sääntö");
		expect(said(mustikka, TALK).split(t("groundRules:changed.title"))).toHaveLength(2);
		const pressed = await forged(
			mustikka,
			WELCOME,
			t("messages:button.join"),
			"rules-accept:group/1:2",
			piiri,
		);
		expect(pressed.text).toContain("2. Bon sääntö");
		const shown = await piiri.stage.command(crew.bo, "/rules show", { home: HOME });
		expect(shown.text).toContain(t("groundRules:reply.staff-count", { accepted: 0, members: 2 }));
	});

	it("are told once although Discord's answers are lost", async () => {
		const { piiri, crew, mustikka } = await group();
		piiri.sandbox.faults.next({ method: "POST", path: /\/messages$/ }, { loseAnswer: true });
		await agree(piiri, crew.anna, "Ollaan ystävällisiä");
		expect(said(mustikka, TALK).split(t("groundRules:changed.title"))).toHaveLength(2);
	});

	it("are called to mind in the discussion once, however many of the staff think of it", async () => {
		const { piiri, crew, mustikka } = await group();
		const remind = (who: Person) => piiri.stage.command(who, "/rules remind", { home: HOME });
		expect((await remind(crew.anna)).text).toBe(t("groundRules:reply.reminded"));
		expect((await remind(crew.bo)).text).toMatch(/^Niistä muistutettiin/);
		const stands = () =>
			mustikka.read(TALK).filter(({ text }) => text.includes(t("groundRules:reminder.title")));
		expect(stands()).toHaveLength(1);
		expect(stands()[0]?.text).toContain(first);
		await until(piiri, "2026-10-01T10:00:00Z");
		await remind(crew.bo);
		expect(stands()).toHaveLength(1);
		// On the card of a meeting that goes on, it is a button.
		await until(piiri, "2026-10-08T15:05:00Z");
		const card = await piiri.stage.press(crew.anna, t("groundRules:button.remind"), { in: STAFF });
		expect(card.text).toBe(t("groundRules:reply.reminded"));
	});

	it("who leaves takes along what they accepted, proposed and supported", async () => {
		const { piiri, crew, mustikka } = await group();
		await propose(piiri, mustikka, "Annetaan hiljaisuudelle tilaa");
		expect(said(crew.anna, STAFF)).toContain("hiljaisuudelle");
		mustikka.leaveServer();
		await piiri.stage.settle();
		expect(said(crew.anna, STAFF)).not.toContain("hiljaisuudelle");
		const shown = await piiri.stage.command(crew.bo, "/rules show", { home: HOME });
		expect(shown.text).toContain(t("groundRules:reply.staff-count", { accepted: 1, members: 1 }));
	});

	it("of a place are the coordinators' list, and nobody is asked to accept them", async () => {
		const { piiri, crew } = await youthRoom();
		const nuori = await piiri.sandbox.person("Nuori", { locale: "fi" });
		const looked = await piiri.stage.press(nuori, t("groundRules:button.rules"));
		expect(looked.text).toContain("Ole ystävällinen");
		expect(looked.message?.buttons).toEqual([]);
		const refused = await piiri.stage.command(crew.anna, "/rules edit", { home: "Nuorten huone" });
		expect(refused.text).toBe(t("groundRules:reply.only-coordinators"));
		await agree(piiri, crew.coordinator, "Täällä saa olla oma itsensä", "Nuorten huone");
		const again = await piiri.stage.press(nuori, t("groundRules:button.rules"));
		expect(again.text).toContain("1. Täällä saa olla oma itsensä");
		expect(again.text).not.toContain("Ole ystävällinen");
	});
});
