/** For the sandbox's own tests: the unmodified discord.js client at the sandbox. */
import {
	Client,
	type ClientOptions,
	Events,
	GatewayIntentBits,
	type Interaction,
	type RepliableInteraction,
} from "discord.js";
import { afterEach, expect } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "./index.ts";
import { ALL_PERMISSIONS } from "./world/permissions.ts";

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A sandbox that is closed after the test. */
export async function sandboxFor(options: SandboxOptions = {}): Promise<Sandbox> {
	const sandbox = await startSandbox({ start: "2026-09-01T09:00:00Z", pace: 1_000, ackMs: 300, ...options });
	cleanups.push(() => sandbox.close());
	return sandbox;
}

/** A client, not yet logged in, that is destroyed after the test. */
export function clientAt(sandbox: Sandbox, options: Partial<ClientOptions> = {}): Client {
	const client = new Client({
		intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.GuildVoiceStates],
		...options,
		rest: { api: sandbox.api, retries: 0, ...options.rest },
	});
	cleanups.push(() => client.destroy());
	return client;
}

/** Logs in and waits until the client is ready. */
export async function ready(client: Client, sandbox: Sandbox): Promise<Client<true>> {
	const isReady = new Promise<Client<true>>((resolve) => {
		client.once(Events.ClientReady, resolve);
	});
	await client.login(sandbox.token);
	return isReady;
}

/** A sandbox whose bot is invited with these permissions and logged in. */
export async function withBot(
	options: SandboxOptions = {},
	clientOptions: Partial<ClientOptions> = {},
	permissions = ALL_PERMISSIONS,
): Promise<{ sandbox: Sandbox; client: Client<true> }> {
	const sandbox = await sandboxFor(options);
	await sandbox.inviteBot(permissions);
	const client = await ready(clientAt(sandbox, clientOptions), sandbox);
	return { sandbox, client };
}

/** The code of the DiscordAPIError that the promise rejects with; null when it resolves. */
export async function refusal(promise: Promise<unknown>): Promise<number | string | null> {
	try {
		await promise;
		return null;
	} catch (error) {
		return (error as { code?: number | string }).code ?? String(error);
	}
}

export function expectNoViolations(sandbox: Sandbox): void {
	expect(sandbox.violations()).toEqual([]);
}

/** Answers the next interactions so; what goes wrong in it rejects the returned promise. */
export function answering<T>(
	client: Client,
	answer: (interaction: RepliableInteraction) => Promise<T>,
): Promise<T> {
	return new Promise((resolve, reject) => {
		client.once("interactionCreate", (interaction: Interaction) => {
			answer(interaction as RepliableInteraction).then(resolve, reject);
		});
	});
}

/** As `withBot`, with a registered command `/hei`. */
export async function withCommand(): Promise<{ sandbox: Sandbox; client: Client<true> }> {
	const both = await withBot();
	await both.client.application.commands.set([{ name: "hei", description: "Tervehdi" }]);
	return both;
}
