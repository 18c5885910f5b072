/** Every interaction in progress: created by people, dispatched over the gateway, given up when nobody answers. */
import { randomBytes } from "node:crypto";
import { InteractionResponseType } from "discord-api-types/v10";
import { DiscordError } from "../world/errors.ts";
import type { Message } from "../world/model.ts";
import type { Json } from "../world/serialize.ts";
import type { World } from "../world/world.ts";
import { Interaction, type Origin, tokenLifeMs } from "./interaction.ts";
import { interactionPayload } from "./payload.ts";

/** What interactions need of the gateway. */
export interface Dispatcher {
	/** @returns the session that was told, or null when the bot is offline. */
	interaction(d: Record<string, unknown>): string | null;
	onDetached(callback: (sessionId: string, gone: boolean) => void): void;
}

export interface InteractionsOptions {
	world: World;
	gateway: Dispatcher;
	/** Wall time to acknowledge, 3,000 ms in Discord. */
	ackMs: number;
	/** Wall time after which a person stops waiting for a deferred answer. */
	deferralMs?: number;
}

/** Interactions kept for their tokens; older ones are forgotten first once their token has run out. */
const keptInteractions = 1_000;

export class Interactions {
	/** How many there have been. */
	created = 0;
	#options: InteractionsOptions;
	#byToken = new Map<string, Interaction>();
	#pending = new Set<Interaction>();

	constructor(options: InteractionsOptions) {
		this.#options = options;
		options.gateway.onDetached((sessionId, gone) => this.#sessionLost(sessionId, gone));
		options.world.clock.onAdvance(() => this.#timePassed());
	}

	/** Makes an interaction of what a person did, and tells the bot. Fails at once when the bot is offline. */
	begin(origin: Origin, data: Json, message: Message | null = null): Interaction {
		const { world, gateway, ackMs } = this.#options;
		const id = world.nextId();
		const interaction = new Interaction(id, randomBytes(48).toString("base64url"), origin, world.clock.now());
		this.created += 1;
		this.#byToken.set(interaction.token, interaction);
		this.#forgetOld();
		this.#pending.add(interaction);
		interaction.watch(() => this.#pending.delete(interaction));
		const timer = setTimeout(() => {
			if (interaction.waiting) interaction.expire(`no answer within ${ackMs / 1000} s`);
		}, ackMs);
		interaction.watch(() => clearTimeout(timer));
		interaction.sessionId = gateway.interaction(interactionPayload(world, interaction, data, message));
		if (interaction.sessionId === null) interaction.expire("bot offline");
		return interaction;
	}

	/** The interaction that a callback is for; Unknown Interaction (10062) when there is none or it was given up. */
	toAcknowledge(id: string, token: string): Interaction {
		const interaction = this.#byToken.get(token);
		if (!interaction || interaction.id !== id || interaction.expired) {
			throw new DiscordError("UnknownInteraction");
		}
		if (interaction.response !== null) throw new DiscordError("AlreadyAcknowledged");
		this.#checkToken(interaction);
		return interaction;
	}

	/** The acknowledged interaction of a webhook token; Unknown Webhook (10015) before the acknowledgement. */
	ofWebhook(applicationId: string, token: string): Interaction {
		const interaction = this.#byToken.get(token);
		if (applicationId !== this.#options.world.applicationId) throw new DiscordError("UnknownWebhook");
		if (!interaction) throw new DiscordError("InvalidWebhookToken");
		if (interaction.response === null) throw new DiscordError("UnknownWebhook");
		this.#checkToken(interaction);
		return interaction;
	}

	/** After a deferral: gives the person something to wait for, and an end to the waiting. */
	deferred(interaction: Interaction): void {
		const { ackMs, deferralMs = Math.max(15_000, ackMs * 5) } = this.#options;
		const update = interaction.response === InteractionResponseType.DeferredMessageUpdate;
		const timer = setTimeout(
			() =>
				interaction.finish(
					update ? { kind: "none" } : { kind: "failed", reason: "deferred, and the answer never came" },
				),
			update ? Math.max(3_000, ackMs) : deferralMs,
		);
		interaction.watch(() => clearTimeout(timer));
	}

	/** Whether somebody is waiting for the bot. */
	get waiting(): number {
		return this.#pending.size;
	}

	/** Resolves when nobody waits for the bot any more. */
	async idle(): Promise<void> {
		while (this.#pending.size > 0) await Promise.all([...this.#pending].map((each) => each.finished));
	}

	/** Ends all waiting, for closing the sandbox. */
	close(): void {
		for (const interaction of [...this.#pending]) interaction.expire("the sandbox was closed");
	}

	#checkToken(interaction: Interaction): void {
		if (this.#options.world.clock.now() - interaction.createdAt > tokenLifeMs) {
			throw new DiscordError("InvalidWebhookToken");
		}
	}

	#sessionLost(sessionId: string, gone: boolean): void {
		if (!gone) return;
		for (const interaction of [...this.#pending]) {
			if (interaction.sessionId !== sessionId) continue;
			if (interaction.waiting) interaction.expire("bot offline");
			else interaction.finish({ kind: "failed", reason: "bot offline after deferring" });
		}
	}

	#timePassed(): void {
		const now = this.#options.world.clock.now();
		for (const interaction of [...this.#pending]) {
			if (interaction.deferred && now - interaction.createdAt > tokenLifeMs) {
				interaction.finish({ kind: "failed", reason: "the token ran out before the deferred answer came" });
			}
		}
	}

	#forgetOld(): void {
		if (this.#byToken.size <= keptInteractions * 2) return;
		const oldest = this.#options.world.clock.now() - tokenLifeMs;
		for (const [token, interaction] of this.#byToken) {
			if (interaction.isFinished && interaction.createdAt < oldest) this.#byToken.delete(token);
		}
	}
}
