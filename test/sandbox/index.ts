/** The sandbox: a local Discord for the unmodified discord.js client. See README.md. */
import { randomBytes } from "node:crypto";
import { type ByHand, createByHand } from "./byHand.ts";
import { Clients } from "./clients/clients.ts";
import { addPeoplesRoutes } from "./clients/routes.ts";
import { drivenClock, realClock, type SandboxClock } from "./clock.ts";
import { createContract } from "./contract/contract.ts";
import { Faults } from "./faults.ts";
import { Gateway } from "./gateway/gateway.ts";
import { addGatewayRoutes } from "./gateway/routes.ts";
import { addCommandRoutes } from "./interactions/commandRoutes.ts";
import { Interactions } from "./interactions/interactions.ts";
import { addInteractionRoutes } from "./interactions/routes.ts";
import { type Locale, Person } from "./people/person.ts";
import { type Rest, startRest } from "./rest/server.ts";
import { Traffic } from "./traffic.ts";
import { SandboxVoice } from "./voice/voice.ts";
import type { Violation } from "./world/model.ts";
import { takeSnapshot, type WorldSnapshot } from "./world/snapshot.ts";
import { World } from "./world/world.ts";

export type { SandboxClock } from "./clock.ts";
export type { Faults } from "./faults.ts";
export { Answer } from "./people/answer.ts";
export { Form, FormRefused } from "./people/form.ts";
export { type Locale, Person } from "./people/person.ts";
export type { Violation } from "./world/model.ts";
export type { WorldSnapshot } from "./world/snapshot.ts";

export interface SandboxOptions {
	/** ISO instant at which a driven clock starts; absent: the real clock. */
	start?: string;
	/** Windows of rate limits are divided by this, so that driven time is not slowed. Default 1. */
	pace?: number;
	/** Wall time in which an interaction must be acknowledged. Default 3,000 ms. */
	ackMs?: number;
	token?: string;
	/** Privileged intents switched on in the developer portal. Default: none. */
	privilegedIntents?: number;
	port?: number;
}

export interface PersonOptions {
	locale?: Locale;
	dms?: "open" | "closed";
	/** Default "server": has joined. */
	in?: "server" | "outside";
}

export interface Doors {
	url: string;
	open(http: NonNullable<Rest["front"]>, upgrade: NonNullable<Gateway["front"]>): void;
}

export interface Sandbox {
	/** For discord.js: `rest: { api }`. */
	api: string;
	token: string;
	applicationId: string;
	clock: SandboxClock;
	world: World;
	faults: Faults;
	byHand: ByHand;
	/** People's own Discord clients: the tokens with which they come to the same REST and gateway. */
	clients: Clients;
	traffic: Traffic;
	/** Voice servers, people who speak, and what goes wrong there. */
	voice: SandboxVoice;
	/** For what else is served at the same address: it gets every request and every WebSocket first. */
	doors: Doors;
	guild: { id: string; name: string };
	/** Adds the bot with its managed role; it hears GUILD_CREATE. */
	inviteBot(permissions: bigint, guildId?: string): Promise<void>;
	owner(): Promise<Person>;
	/** The person of this name; made at the first mention, and then the options count. */
	person(name: string, options?: PersonOptions): Promise<Person>;
	violations(): Violation[];
	/** The world normalised for comparing two runs. */
	snapshot(): WorldSnapshot;
	counts(): { messages: number; requests: number; interactions: number; gatewayEvents: number };
	/** How many requests were answered 401, 403 or 429: Discord bans at 10,000 in ten minutes. */
	readonly invalidRequests: number;
	/** Whether a gateway session of the bot is connected. */
	readonly botOnline: boolean;
	/** Resolves when one is. */
	online(): Promise<void>;
	/** Resolves when the bot has heard everything, no request is in progress and nobody waits for the bot. */
	idle(): Promise<void>;
	close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { pace = 1, ackMs = 3_000, port = 0 } = options;
	const clock = options.start === undefined ? realClock() : drivenClock(Date.parse(options.start));
	const world = new World({ clock });
	world.privilegedIntents = options.privilegedIntents ?? 0;
	const bot = world.people.create({ username: "Piiri", bot: true });
	const token = options.token ?? newToken(bot.id);
	const ownerUser = world.people.create({ username: "omistaja", globalName: "Omistaja", locale: "fi" });
	const guild = world.servers.create("Yhdistys", ownerUser.id);

	const faults = new Faults();
	const contract = createContract(world);
	const traffic = new Traffic(() => world.timestamp());
	const clients = new Clients(world, traffic);
	const personOf = (token: string) => clients.byToken(token)?.personId ?? null;
	const rest = await startRest({ world, faults, contract, token, personOf, traffic, pace, port });
	const gatewayUrl = `${rest.url.replace(/^http/, "ws")}/gateway`;
	const personHub = (token: string) => clients.byToken(token);
	const gateway = new Gateway({ world, contract, token, personHub, traffic, url: gatewayUrl, pace });
	gateway.attach(rest.server);
	faults.attachGateway(gateway);
	const voice = new SandboxVoice(world);
	gateway.onVoiceAsked = (guildId) => voice.asked(guildId);
	const interactions = new Interactions({ world, gateway, ackMs });
	addGatewayRoutes(rest.router, gatewayUrl);
	addCommandRoutes(rest.router, world);
	addInteractionRoutes(rest.router, world, interactions);
	addPeoplesRoutes(rest.router, world, interactions, clients);

	let messages = 0;
	world.on(({ t }) => {
		if (t === "MESSAGE_CREATE") messages += 1;
	});
	const stage = { world, guild, interactions };
	const owner = new Person(stage, ownerUser.id, "Omistaja");
	const people = new Map<string, Person>([["Omistaja", owner]]);

	const person = (name: string, { locale = "fi", dms = "open", in: place = "server" }: PersonOptions) => {
		const known = people.get(name);
		if (known) return known;
		const username =
			name
				.toLowerCase()
				.normalize("NFD")
				.replace(/[^a-z0-9._]/g, "") || "person";
		const user = world.people.create({ username, globalName: name, locale });
		user.acceptsDms = dms === "open";
		if (place === "server") world.members.add(guild.id, user.id);
		const made = new Person(stage, user.id, name);
		people.set(name, made);
		return made;
	};

	return {
		api: `${rest.url}/api`,
		token,
		applicationId: world.applicationId,
		clock,
		world,
		faults,
		byHand: createByHand(world, guild.id),
		clients,
		traffic,
		voice,
		doors: {
			url: rest.url,
			open(http, upgrade) {
				rest.front = http;
				gateway.front = upgrade;
			},
		},
		guild: { id: guild.id, name: guild.name },
		async inviteBot(permissions, guildId = guild.id) {
			world.servers.inviteBot(guildId, permissions);
		},
		async owner() {
			return owner;
		},
		async person(name, personOptions = {}) {
			return person(name, personOptions);
		},
		violations: () => [...world.violations],
		snapshot: () => takeSnapshot(world),
		counts: () => ({
			messages,
			requests: rest.counts.requests,
			interactions: interactions.created,
			gatewayEvents: gateway.dispatched,
		}),
		get invalidRequests() {
			return rest.counts.invalidRequests;
		},
		get botOnline() {
			return gateway.connected;
		},
		online: () => gateway.online(),
		async idle() {
			do {
				await gateway.caughtUp();
				await rest.idle();
				await interactions.idle();
			} while (rest.inProgress > 0 || interactions.waiting > 0);
		},
		async close() {
			interactions.close();
			await voice.close();
			await gateway.close();
			await rest.close();
		},
	};
}

/** A token of Discord's look: the bot's id, a moment and a secret. */
function newToken(botId: string): string {
	const id = Buffer.from(botId).toString("base64url");
	return `${id}.${randomBytes(4).toString("base64url")}.${randomBytes(28).toString("base64url")}`;
}
