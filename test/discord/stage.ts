import { type Client, GatewayIntentBits } from "discord.js";
import { Temporal } from "temporal-polyfill";
import { onTestFinished } from "vitest";
import { jobStore } from "../../data/stores/jobs.ts";
import { outboxStore } from "../../data/stores/outbox.ts";
import { resourceStore } from "../../data/stores/resources.ts";
import { DiscordApi } from "../../src/discord/api.ts";
import { AutomodLooker } from "../../src/discord/automodLook.ts";
import { createClient } from "../../src/discord/client.ts";
import { Delivery, type DeliveryDependencies } from "../../src/discord/delivery.ts";
import { Health } from "../../src/discord/health.ts";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { inVoice } from "../../src/discord/voiceRooms.ts";
import { composeFeatures } from "../../src/features.ts";
import type { Group, GroupDraft } from "../../src/groups/model.ts";
import { JobRunner } from "../../src/jobs/service.ts";
import type { Place } from "../../src/openings/model.ts";
import { ChannelId, GuildId, RoleId, UserId } from "../../src/shared/ids.ts";
import { loadShipped } from "../../src/shipped.ts";
import { InductionStep } from "../../src/staff/model.ts";
import { type Person, type Sandbox, startSandbox } from "../sandbox/index.ts";
import { freshDatabase } from "../support/database.ts";

/** The features as they are, on a fresh database, delivered by the real client to the sandbox. No commands, no ticks. */
export async function stage() {
	const sandbox = await startSandbox({
		start: "2026-09-01T09:00:00Z",
		pace: 1_000,
		privilegedIntents: GatewayIntentBits.GuildMembers,
	});
	onTestFinished(() => sandbox.close());
	const owner = await sandbox.owner();
	owner.createRole("Koordinaattorit");
	owner.createRole("Ohjaajat");
	await sandbox.inviteBot(NEEDED_BITS);
	owner.createChannel("henkilökunta", { private: ["Koordinaattorit", "Ohjaajat", "Piiri"] });
	const client = createClient({
		api: sandbox.api,
		globalRequestsPerSecond: Number.POSITIVE_INFINITY,
		offset: 0,
	});
	onTestFinished(() => client.destroy());
	await client.login(sandbox.token);
	const features = await build(sandbox, client);
	return { sandbox, owner, client, ...features };
}

async function build(sandbox: Sandbox, client: Client) {
	const { transact, masterKey } = await freshDatabase();
	const { programmes, instruments, crisis, automod: automodRules } = loadShipped();
	const people = composeFeatures({
		transact,
		programmes,
		instruments,
		crisis,
		automod: automodRules,
		emptyLog: () => undefined,
		vacuum: () => undefined,
		masterKey,
	});
	const { groups, members, sessions, surveys, openings, rosters, handovers } = people;
	const logged: object[] = [];
	const note = (details: object) => void logged.push(details);
	const log = { info: note, warn: note, error: note };
	const runner = new JobRunner({
		transact,
		store: jobStore,
		log,
		handlers: {
			...groups.handlers,
			...members.handlers,
			...sessions.handlers,
			...surveys.handlers,
			...openings.handlers,
			...rosters.handlers,
			...handovers.handlers,
			housekeeping: async () => undefined,
		},
	});
	const now = () => Temporal.Instant.fromEpochMilliseconds(sandbox.clock.now());
	const botId = () => client.user?.id ?? "";
	const api = new DiscordApi(client.rest);
	const dependencies: DeliveryDependencies = {
		api,
		transact,
		botId,
		inVoice: (guildId, channelId) => inVoice(client, guildId, channelId),
		outbox: outboxStore,
		clock: { now },
		log,
		state: {
			...people,
			programmes,
			resources: resourceStore,
			outbox: outboxStore,
			draw: {
				survey: async () => [{ png: Buffer.from("89504e470d0a1a0a", "hex"), alt: "Kuva" }],
				series: async () => [],
			},
			steps: people.steps.inForce,
			serverName: () => "Yhdistys",
			recordingWarnings: () => [],
			recordingProgress: () => undefined,
			listens: true,
			openSound: async () => undefined,
			surveyThreshold: 5,
		},
	};
	const health = new Health({
		api,
		transact,
		groups,
		openings,
		resources: resourceStore,
		outbox: outboxStore,
		botId,
		automod: new AutomodLooker({ api, transact, automod: people.automod, resources: resourceStore, botId }),
	});

	/** Everything that is due is done, and what failed in passing a little later. A new process after each failure. */
	async function settle(): Promise<void> {
		const delivery = new Delivery(dependencies);
		await delivery.start();
		for (;;) {
			await runner.runDue(now());
			if (!(await succeeds(delivery.flush(now())))) return settle();
			const next = await transact((tx) => outboxStore.nextAt(tx));
			if (next === null) return;
			sandbox.clock.advanceTo(Math.max(sandbox.clock.now(), Date.parse(next)));
		}
	}

	/** Lets time pass, stopping wherever there is something to do. */
	async function until(instant: string): Promise<void> {
		await settle();
		for (;;) {
			const next = (await runner.nextAt())?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
			const target = Date.parse(instant);
			sandbox.clock.advanceTo(Math.max(sandbox.clock.now(), Math.min(target, next)));
			await settle();
			if (next > target) return;
		}
	}

	const guildId = GuildId.parse(sandbox.guild.id);
	return { ...people, guildId, transact, dependencies, health, logged, now, settle, until };
}

async function succeeds(work: Promise<void>): Promise<boolean> {
	try {
		await work;
		return true;
	} catch (error) {
		if (error instanceof Killed) return false;
		throw error;
	}
}

/** A process that dies in a test. */
export class Killed extends Error {}

export type Stage = Awaited<ReturnType<typeof stage>>;

export const id = (person: Person) => UserId.parse(person.id);

/** Piiri set up, in Finnish, by the owner; two facilitators have their role. */
async function setUp({
	sandbox,
	owner,
	setup,
	now,
}: Stage): Promise<{ guildId: GuildId; leaders: Person[] }> {
	const guild = [...sandbox.world.guilds.values()][0];
	const role = (name: string) =>
		RoleId.parse([...(guild?.roles.values() ?? [])].find((each) => each.name === name)?.id);
	const staff = ChannelId.parse(owner.channels().find(({ name }) => name === "henkilökunta")?.id);
	const leaders = [await sandbox.person("Leena"), await sandbox.person("Olli")];
	for (const leader of leaders) owner.giveRole(leader, "Ohjaajat");
	const guildId = GuildId.parse(sandbox.guild.id);
	const saved = await setup.save(
		{
			guildId,
			language: "fi",
			zone: "Europe/Helsinki",
			coordinatorRoleId: role("Koordinaattorit"),
			facilitatorRoleId: role("Ohjaajat"),
			staffChannelId: staff,
			coordinatorChannelId: staff,
		},
		now(),
	);
	if (saved.kind !== "saved") throw new Error(saved.kind);
	return { guildId, leaders };
}

/** A carers' group of three meetings on Thursdays at 18:00, from 10 September 2026; two members have a place. */
export async function withGroup(on: Stage, change: Partial<GroupDraft> = {}): Promise<Group> {
	const { groups, now } = on;
	const { guildId, leaders } = await setUp(on);
	const drafted = await groups.draft(
		{
			guildId,
			name: "Omaisten piiri",
			programme: "carers",
			language: "fi",
			zone: "Europe/Helsinki",
			startDate: "2026-09-10",
			weekday: 4,
			time: "18:00",
			durationMinutes: 90,
			weeks: 3,
			capacity: 2,
			commitment: "when-you-can",
			recorded: false,
			facilitators: leaders.map(id),
			...change,
		},
		now(),
	);
	if (drafted.kind !== "preview") throw new Error(JSON.stringify(drafted));
	const made = await groups.create(drafted.draftId, now());
	if (made.kind !== "created") throw new Error(made.kind);
	await on.settle();
	return made.group;
}

/** Joins as somebody who has filled the form. */
export async function join(on: Stage, group: Group, person: Person, nickname = person.name): Promise<void> {
	const form = { nickname, consent: true, language: "fi" as const };
	const outcome = await on.members.join(group.id, id(person), form, { staff: [], members: [] }, on.now());
	if (outcome.kind !== "joined") throw new Error(outcome.kind);
	await on.settle();
}

/** A youth room, open on Tuesdays from 16 to 20 from 1 September 2026 on; two supervisors who know the house. */
export async function withPlace(on: Stage): Promise<{ place: Place; leena: Person; olli: Person }> {
	const { openings, now } = on;
	const { guildId, leaders } = await setUp(on);
	const made = await openings.makePlace(
		guildId,
		{ name: "Nuorten tila", language: "fi", needs: 2, holidays: "closed" },
		now(),
	);
	if (made.kind !== "made") throw new Error(made.kind);
	const { place } = made;
	for (const leader of leaders) await withStaff(on, leader);
	const hours = { weekday: 2, opens: "16:00", closes: "20:00", from: null, until: null };
	const added = await openings.addHours(place.id, hours, now());
	if (added.kind !== "added") throw new Error(added.kind);
	await on.settle();
	const [leena, olli] = leaders;
	if (!leena || !olli) throw new Error("two lead");
	return { place, leena, olli };
}

/** Somebody who works as a supervisor and facilitator and has finished their induction. */
export async function withStaff({ staff, sandbox, now }: Stage, person: Person): Promise<void> {
	const guildId = GuildId.parse(sandbox.guild.id);
	await staff.put(
		guildId,
		id(person),
		{
			publicName: person.name,
			organisation: "Nuorisotyö ry",
			duties: ["supervisor", "facilitator"],
			places: [],
			language: "fi",
		},
		now(),
	);
	await staff.tick(guildId, id(person), InductionStep.options, now());
}
