import { sql } from "kysely";
import { Temporal } from "temporal-polyfill";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase, query } from "../../data/database.ts";
import { createApp } from "../../src/app.ts";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { createLog } from "../../src/logging.ts";
import { type Person, startSandbox } from "../sandbox/index.ts";
import { carersGroup, configOf, crewOf, memberOf, type Play } from "../support/play.ts";
import { formOf, Stage } from "../support/stage.ts";

const introduction = "Hoidan äitiäni Ainoa Keuruulla";
const words = "Itkin koko illan, kiitos teille";
const written = "Veljeni ei saa tietää tästä";
const expert = "suuhygienisti Salla";

/** Piiri with the log that it has in production, kept as lines. */
async function logging() {
	const sandbox = await startSandbox({ start: "2026-10-01T09:00:00Z", pace: 1_000, privilegedIntents: 2 });
	onTestFinished(() => sandbox.close());
	await sandbox.inviteBot(NEEDED_BITS);
	const logged: string[] = [];
	const database = await openDatabase(":memory:");
	const app = await createApp({
		config: configOf(sandbox),
		clock: { now: () => Temporal.Instant.fromEpochMilliseconds(sandbox.clock.now()) },
		log: createLog("debug", { write: (line) => logged.push(line) }),
		database,
	});
	onTestFinished(() => app.stop());
	await app.start();
	const play: Play = { sandbox, app, stage: new Stage(sandbox, { ...app, alive: true }), logged };
	const until = (instant: string) =>
		play.stage.until(Temporal.Instant.from(instant).toZonedDateTimeISO("Europe/Helsinki"));
	return { play, database, until };
}

/** A small group's life in which much goes wrong: everything that writes to the log has reason to. */
async function life(): Promise<{ people: Person[]; logged: string[] }> {
	const { play, database, until } = await logging();
	const { sandbox, stage, app, logged } = play;
	const crew = await crewOf(play);
	await carersGroup(play, crew, { capacity: 2 });
	const mustikka = await memberOf(play, "Mustikka");
	sandbox.faults.next({ method: "PUT", path: /\/roles\//, times: 2 }, { status: 500 });
	const karpalo = await memberOf(play, "Karpalo");
	const lakka = await sandbox.person("Lakka Suomuurain", { dms: "closed" });
	const full = await stage.press(lakka, "Liity ryhmään");
	await stage.answered(() => full.press("Jonoon"));

	const form = formOf(await stage.press(mustikka, "Kirjoita tai muokkaa esittelyäsi"));
	const preview = await stage.answered(() =>
		form.fill({ [form.fields[0]?.label ?? ""]: introduction }).send(),
	);
	sandbox.faults.next({ method: "POST", path: /\/messages$/ }, { loseAnswer: true });
	await stage.answered(() => preview.press("Julkaise"));
	await mustikka.write("keskustelu", written);
	const [choice] = await crew.coordinator.autocomplete("/session expert", "session", "1 · ");
	const options = { session: String(choice?.value), name: expert, account: { user: crew.bo } };
	await stage.command(crew.coordinator, "/session expert", options);

	await until("2026-10-08T16:35:00Z");
	const survey = formOf(await stage.press(karpalo, "Vastaa kyselyyn"));
	sandbox.faults.next({ path: /\/callback$/ }, { status: 500 });
	await survey.fill({ [survey.fields[4]?.label ?? ""]: words }).send();
	await (await stage.command(mustikka, "/my-data")).press("Tiedostona");
	sandbox.byHand.deleteChannel("kysymykset-asiantuntijalle");
	karpalo.leaveServer();
	await stage.settle();
	sandbox.faults.dropGateway();

	// The offer to the one who waits cannot expire, and nobody can join: a fault of ours.
	await database.transact((tx) => sql`DROP TABLE waiting`.execute(query(tx)));
	await until("2026-10-12T12:00:00Z");
	await lakka.press("Liity ryhmään");
	await app.stop();
	return { people: [...Object.values(crew), mustikka, karpalo, lakka], logged };
}

test("the log of a life with faults tells what went wrong, names nobody and holds nothing that was written", async () => {
	const { people, logged } = await life();
	const lines = logged.map((line) => JSON.parse(line) as { msg: string; job?: string; err?: object });
	for (const told of [
		"an effect waits to be tried again",
		"an interaction failed",
		"something was removed in Discord",
		"a job failed",
	]) {
		expect(lines.map(({ msg }) => msg)).toContain(told);
	}
	const failed = lines.find(({ msg }) => msg === "a job failed");
	expect(failed).toMatchObject({ job: "offer.expire", err: { reason: "SqliteError" } });
	const secrets = [...people.flatMap(({ id, name }) => [id, name]), introduction, words, written, expert];
	const all = logged.join("");
	expect(
		secrets.filter((secret) => all.includes(secret) || all.includes(encodeURIComponent(secret))),
	).toEqual([]);
});
