import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { said, until } from "../support/play.ts";
import { allAnswer, sevenMembers } from "../surveys/answered.ts";

test("a group is archived while its survey is open: no ballot is lost, and its export works afterwards", async () => {
	const { piiri, crew, members } = await sevenMembers();
	const { stage } = piiri;
	await until(piiri, "2026-10-08T17:30:00Z");
	await allAnswer(piiri, members, "messages:button.survey", (index) => 3 + (index % 2));
	const { coordinator } = crew;
	const choices = (command: string) => coordinator.autocomplete(command, "group", "omais");
	const [before] = await choices("/group archive");
	const group = String(before?.value);
	const ask = await stage.command(coordinator, "/group archive", { group });
	expect(ask.text).toMatch(/Avoinna olevat kyselyt sulkeutuvat nyt\..*`\/vienti ryhmä` toimii myöhemminkin/);
	const archived = await stage.answered(() => ask.press("Arkistoi ryhmä"));
	expect(archived.text).toMatch(/on arkistoitu/);

	const told = said(coordinator, "henkilökunta");
	expect(told).toMatch(/## Kyselyn tulos: Suun terveys[\s\S]*Vastauksia: 7/);
	expect(told.match(/## Sarjan yhteenveto/g)).toHaveLength(1);
	expect(told).not.toContain(
		stage.sandbox.snapshot().guilds[0]?.members.find(({ nick }) => nick)?.nick ?? "Mustikka",
	);

	expect(await choices("/group archive")).toEqual([]);
	expect(await choices("/export group")).toEqual([
		{ name: "Omaishoitajien piiri (arkistoitu)", value: group },
	]);
	const answer = await stage.command(coordinator, "/export group", { group });
	const [file] = answer.message?.files ?? [];
	const csv = strFromU8(unzipSync(new Uint8Array(file?.data ?? []))["kyselyt.csv"] ?? new Uint8Array());
	expect(csv).toMatch(/"after-session",.*"shown",7/);
	const refused = await stage.command(crew.anna, "/export group", { group });
	expect(refused.text).toMatch(/koordinaattoreille/);
	// Nothing of it is done a second time when its surveys would have closed.
	await until(piiri, "2026-10-20T12:00:00Z");
	expect(said(coordinator, "henkilökunta")).toBe(told);
});
