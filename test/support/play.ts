import { GatewayIntentBits } from "discord.js";
import { Temporal } from "temporal-polyfill";
import { expect, onTestFinished } from "vitest";
import { type Database, openDatabase } from "../../data/database.ts";
import { type App, type AppOptions, createApp } from "../../src/app.ts";
import type { Config } from "../../src/config.ts";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { translator } from "../../src/shared/i18n.ts";
import { languageOf } from "../../src/shared/language.ts";
import type { Instruments } from "../../src/surveys/instrument.ts";
import {
	type Locale,
	type Person,
	type Sandbox,
	type SandboxOptions,
	startSandbox,
} from "../sandbox/index.ts";
import type { Bot } from "./bot.ts";
import { Stage } from "./stage.ts";

/** The App as a stage holds it. */
function botOf(app: App): Bot {
	return {
		alive: true,
		start: () => app.start(),
		tick: () => app.tick(),
		next: () => app.next(),
		settled: () => app.settled(),
		stop: () => app.stop(),
	};
}

export function configOf(sandbox: Sandbox, change: Partial<Config> = {}): Config {
	return {
		token: sandbox.token,
		api: sandbox.api,
		dataDir: "not-used",
		logLevel: "silent",
		surveyThreshold: 5,
		caseMonths: 12,
		...change,
	};
}

type Changed = (sandbox: Sandbox) => Partial<AppOptions>;

export interface Play {
	sandbox: Sandbox;
	app: App;
	stage: Stage;
	/** What was logged, a line each. */
	logged: string[];
}

/** A sandbox with Piiri on it, started, on a database in memory. At the end no request may have broken the contract. */
export async function play(
	options: SandboxOptions & {
		permissions?: bigint;
		config?: Partial<Config>;
		database?: Database;
		instruments?: Instruments;
		/** Of the composition: what else is not as usual. */
		app?: Changed;
	} = {},
): Promise<Play> {
	const { permissions = NEEDED_BITS, config, database, instruments, app: more, ...rest } = options;
	const sandbox = await startSandbox({
		start: "2026-10-01T09:00:00Z",
		pace: 1_000,
		privilegedIntents: GatewayIntentBits.GuildMembers,
		...rest,
	});
	onTestFinished(() => sandbox.close());
	await sandbox.inviteBot(permissions);
	onTestFinished(() => expect(sandbox.violations()).toEqual([]));
	const { app, logged } = await startedOn(sandbox, config, database, instruments, more);
	return { sandbox, app, stage: new Stage(sandbox, botOf(app)), logged };
}

/** Piiri started on a sandbox, on a database in memory unless another is given; stopped when the test is over. */
export async function startedOn(
	sandbox: Sandbox,
	config: Partial<Config> = {},
	database?: Database,
	instruments?: Instruments,
	more?: Changed,
): Promise<{ app: App; logged: string[] }> {
	const logged: string[] = [];
	const note = (level: string) => (details: object, message: string) => {
		logged.push(`${level}: ${message} ${JSON.stringify(details)}`);
	};
	const app = await createApp({
		config: configOf(sandbox, config),
		clock: { now: () => Temporal.Instant.fromEpochMilliseconds(sandbox.clock.now()) },
		log: { info: note("info"), warn: note("warn"), error: note("error") },
		database: database ?? (await openDatabase(":memory:")),
		...(instruments && { instruments }),
		...more?.(sandbox),
	});
	onTestFinished(() => app.stop());
	await app.start();
	return { app, logged };
}

/** Who works for the organisation. */
export interface Crew {
	owner: Person;
	coordinator: Person;
	anna: Person;
	bo: Person;
}

/** What people need of it. */
type Ground = Pick<Play, "sandbox" | "stage">;

/** Roles, a private channel, and people who have them, made by hand; and Piiri set up by the owner in their language. */
export async function crewOf({ sandbox, stage }: Ground, locale: Locale = "fi"): Promise<Crew> {
	const owner = await sandbox.owner();
	owner.setLocale(locale);
	owner.createRole("Koordinaattori");
	owner.createRole("Ohjaaja");
	owner.createChannel("henkilökunta", { private: ["Koordinaattori", "Ohjaaja", "Piiri"] });
	const coordinator = await sandbox.person("Kaisa Koordinaattori", { locale });
	const anna = await sandbox.person("Anna Ohjaaja", { locale });
	const bo = await sandbox.person("Bo Ohjaaja", { locale });
	owner.giveRole(coordinator, "Koordinaattori");
	owner.giveRole(anna, "Ohjaaja");
	owner.giveRole(bo, "Ohjaaja");
	const language = languageOf(locale, "en");
	const answer = await stage.command(owner, "/piiri setup", { ...setupOptions, language });
	expect(answer.kind, answer.text).toBe("message");
	return { owner, coordinator, anna, bo };
}

export const setupOptions = {
	language: "fi",
	zone: "Europe/Helsinki",
	"coordinator-role": { role: "Koordinaattori" },
	"facilitator-role": { role: "Ohjaaja" },
	"staff-channel": { channel: "henkilökunta" },
};

/** A carers' group on Thursdays at six, made by the coordinator. @returns the invite's address */
export async function carersGroup(
	{ stage }: Pick<Ground, "stage">,
	{ coordinator, anna, bo }: Crew,
	change: Parameters<Person["command"]>[1] = {},
): Promise<string> {
	const preview = await stage.command(coordinator, "/group create", {
		name: "Omaishoitajien piiri",
		programme: "carers",
		"start-date": "8.10.2026",
		weekday: 4,
		time: "18",
		"facilitator-1": { user: anna },
		"facilitator-2": { user: bo },
		...change,
	});
	const label = preview.message?.buttons[0]?.label ?? `no button: ${preview.text}`;
	await stage.answered(() => preview.press(label));
	const told = coordinator.read("henkilökunta").map(({ text }) => text);
	const invite = told.join("\n").match(/https:\/\/discord\.gg\/\S+/)?.[0];
	if (!invite) throw new Error(`no invite in: ${told.join("\n---\n")}`);
	return invite;
}

/** Somebody on the server who has joined the group, which speaks their language, under their own name. */
export async function memberOf(
	{ sandbox, stage }: Ground,
	name: string,
	locale: Locale = "fi",
): Promise<Person> {
	const person = await sandbox.person(name, { locale });
	const t = translator(languageOf(locale, "en"));
	await stage.fill(() => person.press(t("messages:button.join")), {
		[t("replies:join.nickname")]: name,
		[t("messages:welcome.rules")]: [t("replies:join.rules-yes")],
	});
	return person;
}

/** Lets time pass until an instant, e.g. "2026-10-08T15:00:00Z". */
export function until({ stage }: Pick<Ground, "stage">, instant: string): Promise<void> {
	return stage.until(Temporal.Instant.from(instant).toZonedDateTimeISO(stage.zone));
}

/** What stands in a room for everybody who sees it, as one text. */
export function said(person: Person, room: string): string {
	return person
		.read(room)
		.map(({ text }) => text)
		.join("\n---\n");
}
