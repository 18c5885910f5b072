import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { carersGroup, crewOf, memberOf, play, said, until } from "../support/play.ts";
import { formOf } from "../support/stage.ts";

const [SAID, DID] = ["Mitä ryhmä sanoi tai toivoi?", "Mitä muutettiin sen vuoksi?"];
const text = { [SAID]: "Enemmän aikaa *jutella*", [DID]: "Alussa on vartti vapaata" };

async function group() {
	const piiri = await play();
	const crew = await crewOf(piiri);
	await carersGroup(piiri, crew);
	const mustikka = await memberOf(piiri, "Mustikka");
	return { piiri, crew, mustikka };
}

it("is looked at, posted, changed and removed; the group reads what stands", async () => {
	const { piiri, crew, mustikka } = await group();
	const { stage } = piiri;
	const { coordinator } = crew;
	const form = formOf(await stage.command(coordinator, "/feedback write", { group: "1" }));
	const preview = await stage.answered(() => form.fill(text).send());
	expect(preview).toMatchObject({ private: true });
	expect(preview.text).toContain("Mitään ei ole vielä julkaistu");
	expect(said(mustikka, "keskustelu")).not.toContain("vartti");
	expect((await stage.answered(() => preview.press("Julkaise ryhmälle"))).text).toMatch(/^Julkaistu/);
	expect(said(mustikka, "keskustelu")).toMatch(
		/Sanoitte, teimme[\s\S]*Enemmän aikaa \\\*jutella[\s\S]*Alussa on vartti vapaata/,
	);
	const change = formOf(await stage.command(coordinator, "/feedback edit", { entry: "1" }));
	expect(change.fields.map(({ value }) => value)).toEqual([text[SAID], text[DID]]);
	const changed = await stage.answered(() => change.fill({ [DID]: "Alussa on puoli tuntia vapaata" }).send());
	expect(said(mustikka, "keskustelu")).toContain("vartti");
	await stage.answered(() => changed.press("Julkaise ryhmälle"));
	expect(said(mustikka, "keskustelu")).toContain("puoli tuntia");
	expect(said(mustikka, "keskustelu")).not.toContain("vartti");
	expect((await stage.command(coordinator, "/feedback list", { group: "1" })).text).toContain("puoli tuntia");
	const sure = await stage.command(coordinator, "/feedback remove", { entry: "1" });
	expect((await stage.answered(() => sure.press("Poista"))).text).toBe("Poistettu.");
	expect(said(mustikka, "keskustelu")).not.toContain("puoli tuntia");
});

it("is the coordinator's: facilitators and members are told so", async () => {
	const { piiri, crew } = await group();
	const refused = await piiri.stage.command(crew.anna, "/feedback write", { group: "1" });
	expect(refused.form).toBeUndefined();
	const file = await piiri.stage.command(crew.anna, "/export group", { group: "1" });
	expect(file.message?.files ?? []).toEqual([]);
});

it("is in the export, beside the surveys, of which too few answers tell nothing", async () => {
	const { piiri, crew, mustikka } = await group();
	const { stage } = piiri;
	const form = formOf(await stage.command(crew.coordinator, "/feedback write", { group: "1" }));
	const preview = await stage.answered(() => form.fill(text).send());
	await stage.answered(() => preview.press("Julkaise ryhmälle"));
	await until(piiri, "2026-10-08T16:35:00Z");
	const survey = formOf(await stage.press(mustikka, "Vastaa kyselyyn"));
	for (const { label, kind, options } of survey.fields) {
		survey.fill({ [label]: kind === "text" ? "Salaisuus" : [options?.at(-1)?.label ?? ""] });
	}
	await stage.answered(() => survey.send());
	await until(piiri, "2026-10-12T16:35:00Z");
	const answer = await stage.command(crew.coordinator, "/export group", { group: "1" });
	expect(answer).toMatchObject({ private: true });
	const [file] = answer.message?.files ?? [];
	expect(file?.name).toMatch(/^piiri-1-2026-10-12\.zip$/);
	const zip = unzipSync(new Uint8Array(file?.data ?? []));
	const json = JSON.parse(strFromU8(zip["piiri.json"] ?? new Uint8Array()));
	expect(json.feedback).toEqual([{ series: 1, date: expect.any(String), said: text[SAID], did: text[DID] }]);
	expect(json.surveys.length).toBeGreaterThan(0);
	for (const { status } of json.surveys) expect(["hidden", "open"]).toContain(status);
	expect(json.results).toEqual([]);
	const everything = Object.values(zip)
		.map((data) => strFromU8(data))
		.join("\n");
	expect(everything).not.toMatch(/Salaisuus|Mustikka/);
});
