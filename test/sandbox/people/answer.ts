/** What a person gets for pressing, choosing, sending a form or giving a command. */
import type { Choice, Interaction, Outcome } from "../interactions/interaction.ts";
import type { Message } from "../world/model.ts";
import type { World } from "../world/world.ts";
import type { Form } from "./form.ts";
import { type SeenMessage, see } from "./seen.ts";

/** The person's hands, as an answer needs them to go on. */
export interface Going {
	press(message: Message, label: string, options?: Waiting): Promise<Answer>;
	choose(message: Message, menu: string, values: string | string[], options?: Waiting): Promise<Answer>;
}

export interface Waiting {
	/** Do not wait for a deferred answer to be filled: `wait()` does it later. */
	dontWait?: boolean;
}

export class Answer {
	readonly kind: "message" | "update" | "form" | "failed" | "none";
	readonly form?: Form;
	/** Why it failed: "no answer within 3 s", "bot offline" … */
	readonly reason?: string;
	/** What autocomplete offered. */
	readonly choices?: Choice[];
	#world: World;
	#interaction: Interaction;
	#hands: Going;
	#message: Message | undefined;

	constructor(world: World, interaction: Interaction, outcome: Outcome, hands: Going, form?: Form) {
		this.#world = world;
		this.#interaction = interaction;
		this.#hands = hands;
		this.kind = outcome.kind === "choices" ? "none" : outcome.kind;
		if (form) this.form = form;
		if (outcome.kind === "failed") this.reason = outcome.reason;
		if (outcome.kind === "choices") this.choices = outcome.choices;
		if (outcome.kind === "message" || outcome.kind === "update") this.#message = outcome.message;
	}

	/** The message answered with or changed, as it looks now. */
	get message(): SeenMessage | undefined {
		return this.#message && see(this.#world, this.#message);
	}

	/** All text of the message; "" without one. */
	get text(): string {
		return this.message?.text ?? "";
	}

	/** Only this person sees the answer. */
	get private(): boolean {
		return this.#message ? this.#message.onlyFor !== null : this.#interaction.private;
	}

	/** Presses a button of the answer's message. */
	press(label: string, options?: Waiting): Promise<Answer> {
		return this.#hands.press(this.#needMessage(), label, options);
	}

	/** Chooses in a menu of the answer's message, by the options' labels. */
	choose(menu: string, values: string | string[], options?: Waiting): Promise<Answer> {
		return this.#hands.choose(this.#needMessage(), menu, values, options);
	}

	/** After a deferral: the answer that fills it. */
	async wait(): Promise<Answer> {
		return new Answer(
			this.#world,
			this.#interaction,
			await this.#interaction.finished,
			this.#hands,
			this.form,
		);
	}

	#needMessage(): Message {
		if (this.#message) return this.#message;
		throw new Error(`The answer is not a message: ${this.kind}${this.reason ? ` (${this.reason})` : ""}`);
	}
}
