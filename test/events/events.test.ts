import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { carersGroup, crewOf, memberOf, play } from "../support/play.ts";

async function opened() {
	const piiri = await play();
	const crew = await crewOf(piiri);
	const invite = await carersGroup(piiri, crew);
	return { piiri, crew, invite, mustikka: await memberOf(piiri, "Mustikka") };
}
const nothing = /^Piiri ei tiedä sinusta mitään/;

describe("somebody who leaves the server", () => {
	it("is forgotten at once", async () => {
		const { piiri, mustikka, invite } = await opened();
		mustikka.leaveServer();
		await piiri.stage.settle();
		mustikka.join(invite);
		expect((await piiri.stage.command(mustikka, "/my-data")).text).toMatch(nothing);
	});

	it("is forgotten when the connection is new, if it was lost when they left", async () => {
		const { piiri, mustikka, invite } = await opened();
		piiri.sandbox.faults.refuseResume();
		const again = new Promise((resolve) => {
			piiri.app.client.once("shardReady", resolve);
		});
		piiri.sandbox.faults.dropGateway();
		mustikka.leaveServer();
		await again;
		await piiri.stage.settle();
		mustikka.join(invite);
		expect((await piiri.stage.command(mustikka, "/my-data")).text).toMatch(nothing);
	});
});

describe("an answer that goes wrong", () => {
	it("is told with a reference that the log holds too, and nothing personal", async () => {
		const { piiri, mustikka } = await opened();
		piiri.sandbox.faults.next({ method: "GET", path: /\/members$/ }, { status: 500 });
		const newcomer = await piiri.sandbox.person("Uusi");
		const answer = await piiri.stage.fill(() => newcomer.press("Liity ryhmään"), {
			"Nimimerkkisi ryhmässä": "Uusi",
			"Yhteiset pelisäännöt": ["Olen lukenut pelisäännöt ja hyväksyn ne"],
		});
		const reference = answer.text.match(/[A-Z2-9]{3}-[A-Z2-9]{3}/)?.[0] ?? "none";
		const line = piiri.logged.find((each) => each.includes(reference));
		expect(line).toMatch(/^error: an interaction failed .*"what":"join-form"/);
		expect(line).not.toMatch(new RegExp(`Uusi|${newcomer.id}|${mustikka.id}`));
	});

	it("that is lost on its way is only noted: what was asked for is done", async () => {
		const { piiri, mustikka } = await opened();
		await piiri.stage.until(
			Temporal.Instant.from("2026-10-02T09:00:00Z").toZonedDateTimeISO("Europe/Helsinki"),
		);
		piiri.sandbox.faults.next({ path: /\/callback$/ }, { loseAnswer: true });
		const off = await mustikka.press("Älä muistuta minua");
		expect(off.text).toMatch(/^Muistutukset ovat pois/);
		await piiri.stage.settle();
		expect((await piiri.stage.command(mustikka, "/my-data")).text).toMatch(/Muistutukset: ei/);
	});
});
