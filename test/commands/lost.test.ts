import { expect, test } from "vitest";
import { carersGroup, crewOf, play } from "../support/play.ts";
import { formOf } from "../support/stage.ts";

test.each([
	["lost although it is done", { loseAnswer: true }],
	["502, and nothing is done", { status: 502 }],
] as const)(
	"who sends a form is answered although Discord's answer to our first word is %s",
	async (_, fault) => {
		const piiri = await play();
		const { sandbox, stage } = piiri;
		await carersGroup(piiri, await crewOf(piiri));
		const mustikka = await sandbox.person("Mustikka");
		const form = formOf(await stage.press(mustikka, "Liity ryhmään"));
		form.fill({
			"Nimimerkkisi ryhmässä": "Mustikka",
			"Yhteiset pelisäännöt": ["Olen lukenut pelisäännöt ja hyväksyn ne"],
		});
		sandbox.faults.next({ method: "POST", path: /^\/interactions\/\d+\/[^/]+\/callback$/ }, fault);
		const answer = await form.send();
		expect(sandbox.faults.pending).toBe(0);
		expect(answer.text).toContain("Tervetuloa, Mustikka!");
	},
);
