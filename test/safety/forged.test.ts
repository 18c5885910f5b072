import { expect, it } from "vitest";
import { openDatabase } from "../../data/database.ts";
import type { Action } from "../../src/discord/customIds.ts";
import { OPEN, until } from "../help/stage.ts";
import { filled, REPORT, staffRoom, t, talk, threadOf } from "../moderation/stage.ts";
import type { Answer, Person } from "../sandbox/index.ts";
import { contents } from "../support/database.ts";
import { type Crew, carersGroup, crewOf, memberOf, type Play, play, said } from "../support/play.ts";
import { youthRoomOf } from "../support/youth.ts";
import { customIdsOf, forgery, openActions, staffActions } from "./forgery.ts";

const button = t("moderation:button.report");
const card = "auki-vai-kiinni";
const board = "ilmoitukset";
const SECRET = "Salainen huoli";

/**
 * A youth room with its staff there, a group, and a noticeboard; somebody who asked for help and reported, and somebody who
 * was reminded, answered, and writes a notice for their organisation.
 */
async function house() {
	const database = await openDatabase(":memory:");
	const piiri = await play({ database });
	const crew = await crewOf(piiri);
	await youthRoomOf(piiri, crew);
	await carersGroup(piiri, crew);
	crew.owner.createChannel(talk);
	await until(piiri, OPEN);
	for (const each of [crew.anna, crew.bo])
		await piiri.stage.press(each, t("openings:button.here"), { in: staffRoom });
	const victim = await memberOf(piiri, "Mustikka");
	await happened(piiri, crew, victim);
	return { piiri, crew, victim, transact: database.transact };
}

async function happened(
	{ stage, sandbox }: Play,
	{ owner, anna, coordinator }: Crew,
	victim: Person,
): Promise<void> {
	owner.createChannel(board);
	await stage.press(victim, t("help:button.help"), { in: card });
	const about = { [t("help:form.about")]: SECRET };
	await stage.fill(() => victim.press(t("help:button.nickname")), about);
	const other = await sandbox.person("Toinen");
	const message = await other.write(talk, "Höh");
	await stage.fill(() => victim.contextMenu(REPORT, message), filled({ text: SECRET }));
	const step = (kind: "remind" | "timeout", minutes: 60) =>
		stage.fill(() => anna.press(t("moderation:step.button.choose"), { in: threadOf(1) }), {
			[t("moderation:step.form.kind")]: [t(`moderation:step.choice.${kind}`)],
			[t("moderation:step.form.length")]: [t(`moderation:step.length.${minutes}`)],
			[t("moderation:step.form.reason")]: SECRET,
		});
	await step("remind", 60);
	await stage.fill(() => other.press(t("moderation:appeal.button.write")), {
		[t("moderation:appeal.form.text")]: SECRET,
	});
	await stage.command(coordinator, "/notice board", { channel: { channel: board } });
	await partner(stage, coordinator, other, "Nuorten tuki ry");
	const draft = await stage.fill(() => other.press(t("noticeboard:button.new"), { in: board }), {
		[t("noticeboard:form.what")]: SECRET,
		[t("noticeboard:form.when")]: "24.11.2026 klo 17–19",
		[t("noticeboard:form.where")]: "Nuorisotalo",
	});
	expect(draft.text).toContain(SECRET);
}

/** Lets somebody send notices for an organisation. */
async function partner(stage: Play["stage"], coordinator: Person, who: Person, organisation: string) {
	const added = { person: { user: who }, organisation };
	await stage.command(coordinator, "/notice partner-add", added);
}

/** What somebody else is kept, a line a row: what the attacker has themself is theirs to change. */
async function rowsOf(transact: Parameters<typeof contents>[0], attacker: Person): Promise<string[]> {
	const tables = await contents(transact, PASSING);
	return Object.entries(tables)
		.flatMap(([table, rows]) => rows.map((row) => `${table} ${JSON.stringify(row)}`))
		.filter((row) => !row.includes(attacker.id));
}

/** What is yet to be done and was brought to Discord, and the counts of a month, to which every report adds. */
const PASSING = ["outbox", "jobs", "resources", "moderation_counts"];

/** What takes the attacker's own rights away, so that they try everything else before. */
const LAST: Action[] = ["leave-yes", "my-data-erase-yes"];

const unexpected = t("messages:error.unexpected", { reference: "\0" }).split("\0")[0] ?? "";

it("nobody who takes part does anything of the staff's, by whatever custom id", async () => {
	const { piiri, crew, victim, transact } = await house();
	const send = forgery();
	const attacker = await piiri.sandbox.person("Kiusaaja");
	const refusals = [t("replies:common.only-staff"), t("replies:common.only-coordinators")];
	const before = await contents(transact);
	let tried = 0;
	const refused = (answer: Answer, id: string) => {
		expect(refusals, id).toContain(answer.text);
		expect(answer.private, id).toBe(true);
		tried += 1;
	};
	for (const action of staffActions.buttons) {
		for (const id of customIdsOf(action, victim.id)) {
			const answer = await piiri.stage.answered(() => {
				send(id);
				return attacker.press(button, { in: card });
			});
			refused(answer, id);
		}
	}
	for (const action of staffActions.forms) {
		for (const id of customIdsOf(action, victim.id)) {
			const { form } = await attacker.press(button, { in: card });
			if (!form) throw new Error("no form to forge");
			form.fill(filled({ text: "Minä päätän" }));
			send(id);
			refused(await form.send(), id);
		}
	}
	expect(tried).toBeGreaterThan(60);
	await piiri.stage.settle();
	expect(await contents(transact)).toEqual(before);
	expect(said(crew.anna, staffRoom)).not.toContain("Minä päätän");
}, 120_000);

it.each(["of no group", "of the same group", "of another organisation"])(
	"nor anything of somebody else's, by what everybody may press: %s",
	async (who) => {
		const { piiri, crew, victim, transact } = await house();
		const attacker =
			who === "of the same group"
				? await memberOf(piiri, "Kiusaaja")
				: await piiri.sandbox.person("Kiusaaja");
		if (who === "of another organisation")
			await partner(piiri.stage, crew.coordinator, attacker, "Kaveriksi ry");
		const send = forgery();
		const before = await rowsOf(transact, attacker);
		const look = async (answer: Answer, id: string) => {
			expect(["message", "form"], `${id}: ${answer.reason}`).toContain(answer.kind);
			if (answer.kind === "message") expect(answer.private, id).toBe(true);
			const shown = JSON.stringify([
				answer.text,
				answer.form?.title,
				answer.form?.texts,
				answer.form?.fields,
			]);
			expect(shown, id).not.toContain(SECRET);
			await piiri.stage.settle();
			const after = new Set(await rowsOf(transact, attacker));
			expect(
				before.filter((row) => !after.has(row)),
				id,
			).toEqual([]);
		};
		const press = async (action: Action) => {
			for (const id of customIdsOf(action, victim.id)) {
				send(id);
				const answer = await attacker.press(button, { in: card });
				expect(answer.text.startsWith(unexpected), id).toBe(false);
				await look(answer, id);
			}
		};
		for (const action of openActions.buttons.filter((each) => !LAST.includes(each))) await press(action);
		for (const action of openActions.forms) {
			for (const id of customIdsOf(action, victim.id)) {
				send(id.replace("-form", ""));
				const opened = await attacker.press(button, { in: card });
				const { form } = opened.form ? opened : await attacker.press(button, { in: card });
				if (!form) throw new Error("no form to forge");
				for (const field of form.fields) {
					if (field.kind === "text") form.fill({ [field.label]: "Minä @everyone" });
					else if (field.options?.[0]) form.fill({ [field.label]: [field.options[0].label] });
				}
				send(id);
				await look(await form.send(), id);
			}
		}
		for (const action of LAST) await press(action);
	},
	120_000,
);
