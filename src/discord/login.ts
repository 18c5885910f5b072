import {
	type Client,
	DiscordAPIError,
	DiscordjsErrorCodes,
	Events,
	GatewayCloseCodes,
	Routes,
} from "discord.js";
import { StartError } from "../config.ts";
import type { Log } from "../shared/log.ts";
import { failureOf } from "./failure.ts";

/** Seconds until what failed in passing is tried again; after the last it is given up. */
const WAITS = [0.5, 2, 5, 15, 30] as const;
/** How often the requests of the login itself are repeated when they fail in passing. */
const LOGIN_RETRIES = 3;

/**
 * Logs in and waits until the client is ready. The client must be new: one whose login failed cannot try again, so
 * whether Discord answers is asked first.
 * @throws StartError that says what to do
 */
export async function logIn(client: Client, token: string, log: Log): Promise<Client<true>> {
	client.rest.setToken(token);
	await persistently(() => refusable(client.rest.get(Routes.gatewayBot())), log);
	const { options } = client.rest;
	const { retries } = options;
	options.retries = LOGIN_RETRIES;
	try {
		return await once(client, token);
	} finally {
		options.retries = retries;
	}
}

/**
 * Does something that Piiri cannot start without. Failures in passing are tried again for a minute.
 * @throws StartError when Discord does not answer; whatever else `work` rejects with
 */
export async function persistently<T>(work: () => Promise<T>, log: Log): Promise<T> {
	for (let tries = 0; ; tries++) {
		try {
			return await work();
		} catch (error) {
			if (error instanceof StartError) throw error;
			const { kind, reason } = failureOf(error);
			if (kind !== "passing") throw error;
			const seconds = WAITS[tries];
			if (seconds === undefined) {
				throw new StartError(
					`Discord does not answer (${reason}): check the network, and DISCORD_API if it is set; then start again.`,
				);
			}
			log.warn({ reason, seconds }, "Discord does not answer and is asked again");
			await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
		}
	}
}

/** What a closed connection that is not opened again means; undefined when the client opens it again by itself. */
export function finalClose(code: number): StartError | undefined {
	switch (code) {
		case GatewayCloseCodes.AuthenticationFailed:
			return tokenRefused();
		case GatewayCloseCodes.DisallowedIntents:
			return new StartError(
				"Discord does not let Piiri see who leaves the server: switch on Server Members Intent at https://discord.com/developers/applications → your application → Bot → Privileged Gateway Intents, then start again.",
			);
		case GatewayCloseCodes.InvalidShard:
		case GatewayCloseCodes.ShardingRequired:
		case GatewayCloseCodes.InvalidAPIVersion:
		case GatewayCloseCodes.InvalidIntents:
			return new StartError(`Discord refuses this version of Piiri (close code ${code}): update Piiri.`);
		default:
			return undefined;
	}
}

async function once(client: Client, token: string): Promise<Client<true>> {
	const ready = Promise.withResolvers<Client<true>>();
	const closed = ({ code }: { code: number }) => {
		const error = finalClose(code);
		if (error) ready.reject(error);
	};
	client.once(Events.ClientReady, ready.resolve);
	client.on(Events.ShardDisconnect, closed);
	try {
		const [readied] = await Promise.all([ready.promise, refusable(client.login(token))]);
		return readied;
	} finally {
		client.off(Events.ClientReady, ready.resolve);
		client.off(Events.ShardDisconnect, closed);
	}
}

/** The answer; a refused token as a StartError. */
async function refusable<T>(request: Promise<T>): Promise<T> {
	try {
		return await request;
	} catch (error) {
		throw isTokenRefused(error) ? tokenRefused() : error;
	}
}

function isTokenRefused(error: unknown): boolean {
	if (error instanceof DiscordAPIError) return error.status === 401;
	return error instanceof Error && "code" in error && error.code === DiscordjsErrorCodes.TokenInvalid;
}

function tokenRefused(): StartError {
	return new StartError(
		"Discord refuses DISCORD_TOKEN: make a new one at https://discord.com/developers/applications → your application → Bot → Reset Token, and put it in .env.",
	);
}
