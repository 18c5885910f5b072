import { expect, it } from "vitest";
import { contents } from "../support/database.ts";
import { memberOf, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";
import { youthRoomOf } from "../support/youth.ts";
import { forged, twoServers } from "./servers.ts";

/** A youth room on one server, in which Anna has Monday's shift and offers it; facilitators on another. */
async function youthAndOthers() {
	const servers = await twoServers();
	const { here, there, crew, theirs } = servers;
	const { ask } = await youthRoomOf(here, crew);
	const them = { user: { user: theirs.anna } };
	await there.stage.command(theirs.coordinator, "/staff add", {
		...them,
		supervisor: true,
		facilitator: true,
		name: "Toinen Anna",
	});
	await there.stage.command(theirs.coordinator, "/staff induction", {
		...them,
		rules: true,
		voice: true,
		safety: true,
	});
	const [monday] = (await here.stage.choices(crew.coordinator, "/roster assign", "shift", "Nuorten")) ?? [];
	const ref = String(monday?.value);
	await ask("/roster assign", { shift: ref, user: { user: crew.anna } });
	await here.stage.fill(() => crew.anna.press("Vaihda vuoro", { in: "henkilökunta" }), {
		"Mikä vuoroistasi?": monday?.name ?? "",
		"Keneltä kysytään?": "Kaikilta",
	});
	await until(here, "2026-10-05T10:45:00Z");
	return { ...servers, ref };
}

const secrets = /Nuorten huone|Anna Ohjaaja|Talo/;

it("staff's buttons forged to point at another server's place, shift or swap show and change nothing", async () => {
	const { database, there, theirs, crew, ref } = await youthAndOthers();
	const stranger = await memberOf(there, "Lakka");
	const before = await contents(database.transact);
	const press = (person: typeof stranger, id: string) =>
		forged(person, "tervetuloa", "Liity ryhmään", id, there);
	const staffs = [
		"duty-here:1",
		"duty-leave:1",
		"swap-accept:1",
		"swap-decline:1",
		"swap-withdraw:1",
		`cover-take:${ref}`,
	];
	const coordinators = [
		"swap-forbid:1",
		`cover-postpone:${ref}`,
		`cover-postpone-yes:${ref}`,
		"place-archive-yes:1",
	];
	for (const id of staffs) {
		const answer = await press(theirs.anna, id);
		expect(answer, id).toMatchObject({ kind: "message", private: true });
		expect(answer.text, id).not.toMatch(secrets);
	}
	for (const id of coordinators) {
		const answer = await press(theirs.coordinator, id);
		expect(answer.text, id).not.toMatch(secrets);
		expect((await press(theirs.anna, id)).text, id).toMatch(/^Tämä on koordinaattoreille/);
	}
	const forms = [`handover:${ref}`, `swap-return:${ref}:${crew.anna.id}`, "opening-override:1"];
	for (const id of forms) {
		const form = formOf(await press(theirs.coordinator, id));
		const shown = JSON.stringify([form.title, form.texts, form.fields]);
		expect(shown, id).not.toMatch(secrets);
		for (const field of form.fields) {
			if (field.kind === "text") form.fill({ [field.label]: "Kaikki hyvin" });
			if (field.kind === "select") form.fill({ [field.label]: "En mitään vastineeksi" });
		}
		const answer = await there.stage.answered(() => form.send());
		expect(answer.text, id).toMatch(/./);
		expect(answer.text, id).not.toMatch(secrets);
	}
	for (const id of [...staffs, ...coordinators, ...forms]) {
		expect((await press(stranger, id)).text, id).toMatch(/^Tämä on (?:ohjaajille|koordinaattoreille)/);
	}
	expect(await contents(database.transact)).toEqual(before);
});

it("a choice forged to name another server's shift tells nothing of it", async () => {
	const { database, there, theirs, ref } = await youthAndOthers();
	for (const user of [theirs.anna, theirs.bo]) {
		const options = { user: { user }, supervisor: true, facilitator: true };
		await there.stage.command(theirs.coordinator, "/staff add", options);
	}
	const before = await contents(database.transact);
	const press = () => theirs.anna.press("Vaihda vuoro", { in: "henkilökunta" });
	const form = formOf(await there.stage.answered(press));
	for (const option of form.fields[0]?.options ?? []) option.value = ref;
	for (const { label, options } of form.fields) {
		const bo = options?.find((each) => each.label.startsWith("Bo"));
		form.fill({ [label]: (bo ?? options?.[0])?.label ?? "" });
	}
	const answer = await there.stage.answered(() => form.send());
	expect(answer.text).toMatch(/./);
	expect(answer.text).not.toMatch(secrets);
	expect(await contents(database.transact)).toEqual(before);
});
