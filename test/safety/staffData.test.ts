import { expect, it } from "vitest";
import { openDatabase } from "../../data/database.ts";
import { translator } from "../../src/shared/i18n.ts";
import type { Person } from "../sandbox/index.ts";
import { tablesWith } from "../support/database.ts";
import { said, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { youthRoom } from "../support/youth.ts";

const t = translator("fi");
const onBoard = { in: "henkilökunta" };
const reason = "Toinen on sairaana, paikalla on kokenut";

/** Anna alone on duty, let in by the coordinator, with an offer to Bo, a reminder and words that were not kept. */
async function lived() {
	const database = await openDatabase(":memory:");
	const youth = await youthRoom({ database });
	const { piiri, crew, ask } = youth;
	const { stage } = piiri;
	await ask("/staff add", { user: { user: crew.coordinator }, coordinator: true, name: "Kaisa" });
	const shifts = await stage.choices(crew.coordinator, "/roster assign", "shift", "Nuorten");
	const [monday, next] = shifts;
	if (!monday || !next) throw new Error("no shifts");
	for (const shift of [monday, next]) {
		await ask("/roster assign", { shift: String(shift.value), user: { user: crew.anna } });
	}
	await stage.fill(() => crew.anna.press(t("rosters:button.swap"), onBoard), {
		[t("rosters:form.which-of-mine")]: next.name,
		[t("rosters:form.swap.to")]: "Bo · Talo",
	});
	await until(piiri, "2026-10-05T11:01:00Z");
	await stage.press(crew.anna, t("openings:button.here"), onBoard);
	const override = formOf(await stage.press(crew.coordinator, t("openings:button.override"), onBoard));
	const [field] = override.fields;
	await stage.answered(() => override.fill({ [field?.label ?? ""]: reason }).send());
	const handover = formOf(await stage.press(crew.anna, t("handovers:button.write"), onBoard));
	await stage.answered(() =>
		handover.fill({ [t("handovers:form.talkedAbout")]: "Soita 040 123 4567" }).send(),
	);
	await stage.settle();
	const erase = async (person: Person) => {
		const shown = await stage.command(person, "/my-data");
		const sure = await stage.answered(() => shown.press("Poista kaikki"));
		await stage.answered(() => sure.press("Kyllä, poista kaikki"));
		await stage.settle();
	};
	return { ...youth, database, erase };
}

it("somebody on the staff sees all that is kept on them, and erased is erased", async () => {
	const { piiri, crew, database, erase } = await lived();
	const { transact } = database;
	expect(await tablesWith(transact, crew.anna.id)).toEqual([
		"handover_drafts",
		"on_duty",
		"opening_slots",
		"resources",
		"staff",
		"swaps",
	]);
	const { text } = await piiri.stage.command(crew.anna, "/my-data");
	for (const part of ["Talo", "ohjaaja", "040 123 4567", "Päivystysvuorosi", "Vuorojen vaihdot"]) {
		expect(text).toContain(part);
	}
	expect(said(crew.bo, t("openings:room.card.name"))).toContain("Anna (Talo)");
	expect(said(crew.bo, "henkilökunta")).toContain("@Anna Ohjaaja");
	const others = (await piiri.stage.command(crew.bo, "/my-data")).text;

	await erase(crew.anna);
	expect(await tablesWith(transact, crew.anna.id)).toEqual([]);
	expect((await piiri.stage.command(crew.anna, "/my-data")).text).toMatch(/^Piiri ei tiedä sinusta mitään/);
	for (const room of [t("openings:room.card.name"), "henkilökunta", t("openings:room.discussion.name")]) {
		expect(said(crew.bo, room), room).not.toContain("Anna");
	}
	expect(crew.anna.dms().filter(({ author }) => author === "Piiri")).toEqual([]);
	// The doors follow: nobody is there any more, but not before the grace has passed.
	expect(said(crew.bo, t("openings:room.card.name"))).toContain("**Auki,");
	await until(piiri, "2026-10-05T11:07:00Z");
	expect(said(crew.bo, t("openings:room.card.name"))).not.toContain("**Auki,");
	expect((await piiri.stage.command(crew.bo, "/my-data")).text).toContain(others.slice(0, 60));
});

it("a coordinator who goes leaves the reason that they gave, and no name", async () => {
	const { piiri, crew, database, erase } = await lived();
	expect((await piiri.stage.command(crew.coordinator, "/my-data")).text).toContain(reason);
	await erase(crew.coordinator);
	expect(await tablesWith(database.transact, crew.coordinator.id)).toEqual([]);
	expect(await tablesWith(database.transact, reason)).toEqual(["openings"]);
	expect(said(crew.bo, t("openings:room.card.name"))).toContain("**Auki,");
	expect(said(crew.bo, t("openings:room.card.name"))).not.toContain("vähintään 2");
});

it("the log names nobody who works here, and holds nothing that they wrote", async () => {
	const { piiri, crew, ask } = await lived();
	piiri.sandbox.byHand.deleteChannel(t("openings:room.card.name"));
	piiri.sandbox.faults.next({ method: "PATCH", times: 3 }, { status: 500 });
	crew.anna.leaveServer();
	await piiri.stage.settle();
	await ask("/staff remove", { user: { user: crew.bo } });
	await until(piiri, "2026-10-06T12:00:00Z");
	const all = piiri.logged.join("\n");
	expect(all).toContain("an effect");
	const people = [crew.anna, crew.bo, crew.coordinator];
	const secrets = [...people.flatMap(({ id, name }) => [id, name]), reason, "040 123 4567", "Talo", "Kaisa"];
	expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
});
