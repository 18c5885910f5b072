/** One interaction: from what a person did to the bot's answer, with Discord's two deadlines. */
import {
	type APIModalInteractionResponseCallbackData,
	type InteractionType,
	InteractionResponseType as Response,
} from "discord-api-types/v10";
import type { Message, Snowflake } from "../world/model.ts";

/** How long an interaction's token is good for, by the sandbox's clock. */
export const tokenLifeMs = 15 * 60_000;

export interface Choice {
	name: string;
	value: string | number;
}

/** What the person's own Discord shows as the answer. */
export type Outcome =
	| { kind: "message"; message: Message }
	| { kind: "update"; message: Message }
	| { kind: "form"; form: APIModalInteractionResponseCallbackData }
	| { kind: "choices"; choices: Choice[] }
	/** Acknowledged, and nothing to see (a deferred update that nothing followed). */
	| { kind: "none" }
	| { kind: "failed"; reason: string };

/** What makes an interaction what it is; `create` in `interactions.ts` gives it id, token and deadlines. */
export interface Origin {
	type: InteractionType;
	personId: Snowflake;
	guildId: Snowflake | null;
	channelId: Snowflake;
	/** The message whose component was used, or that the form was opened from. */
	messageId: Snowflake | null;
	/** What `interaction_metadata` of the answer tells besides the common fields. */
	metadata: Record<string, unknown>;
	/** The type of the option that autocomplete is for. */
	optionType?: number;
}

/** A promise that is resolved from outside, once. */
class Settled<T> {
	readonly promise: Promise<T>;
	done = false;
	#resolve!: (value: T) => void;

	constructor() {
		this.promise = new Promise((resolve) => {
			this.#resolve = resolve;
		});
	}

	settle(value: T): void {
		this.done = true;
		this.#resolve(value);
	}
}

export class Interaction {
	readonly id: Snowflake;
	readonly token: string;
	readonly origin: Origin;
	/** Milliseconds since the epoch, by the sandbox's clock. */
	readonly createdAt: number;
	/** The gateway session it was dispatched to. */
	sessionId: string | null = null;
	/** How the bot has acknowledged it. */
	response: Response | null = null;
	/** Discord gave up waiting for an acknowledgement: the bot's callback meets 10062. */
	expired = false;
	/** What "@original" is: the reply, or the message whose component was used. */
	originalId: Snowflake | null = null;
	/** The private state of the reply, decided by the acknowledgement. */
	private = false;
	readonly #acknowledged = new Settled<Outcome | null>();
	readonly #finished = new Settled<Outcome>();
	#watches: (() => void)[] = [];

	constructor(id: Snowflake, token: string, origin: Origin, createdAt: number) {
		this.id = id;
		this.token = token;
		this.origin = origin;
		this.createdAt = createdAt;
	}

	/** Resolves with the first acknowledgement: the outcome, or null when it was a deferral. */
	get acknowledged(): Promise<Outcome | null> {
		return this.#acknowledged.promise;
	}

	/** Resolves with the outcome, after a deferral with what filled it. */
	get finished(): Promise<Outcome> {
		return this.#finished.promise;
	}

	get isFinished(): boolean {
		return this.#finished.done;
	}

	/** Acknowledged with a deferral that nothing has filled yet. */
	get deferred(): boolean {
		const deferral =
			this.response === Response.DeferredChannelMessageWithSource ||
			this.response === Response.DeferredMessageUpdate;
		return deferral && !this.isFinished;
	}

	/** Whether the person's client is still waiting for a sign from the bot. */
	get waiting(): boolean {
		return this.response === null && !this.expired;
	}

	acknowledge(response: Response, outcome: Outcome | null): void {
		this.response = response;
		this.#acknowledged.settle(outcome);
		if (outcome) this.finish(outcome);
	}

	finish(outcome: Outcome): void {
		if (this.#finished.done) return;
		this.#finished.settle(outcome);
		for (const stop of this.#watches.splice(0)) stop();
	}

	/** Nobody acknowledged in time, or nobody can. */
	expire(reason: string): void {
		this.expired = true;
		const outcome: Outcome = { kind: "failed", reason };
		this.#acknowledged.settle(outcome);
		this.finish(outcome);
	}

	/** Something to stop once the outcome is known (a timer, a subscription). */
	watch(stop: () => void): void {
		if (this.#finished.done) stop();
		else this.#watches.push(stop);
	}
}
