/** Pressing, choosing, giving commands and sending forms, and what comes of each. */
import type { ModalData } from "./model.ts";
import { Refused, type Rest } from "./rest.ts";

export const Act = { command: 2, component: 3, autocomplete: 4, form: 5 } as const;

export interface Choice {
	name: string;
	value: string | number;
}

export type Outcome =
	/** Answered: what there is to see comes as a message. */
	| { kind: "done" }
	| { kind: "form"; form: ModalData }
	| { kind: "choices"; choices: Choice[] }
	/** `why` is for developers. */
	| { kind: "failed"; why: string; refused?: Refused };

interface Waiting {
	settle(outcome: Outcome): void;
	timer: ReturnType<typeof setTimeout>;
}

/** Longer than the three seconds that Discord gives the bot. */
const patienceMs = 8_000;

export class Interactions {
	/** Of the gateway session; forms and choices come to it only. */
	sessionId = "";
	#rest: Rest;
	#waiting = new Map<string, Waiting>();
	#made = 0;

	constructor(rest: Rest) {
		this.#rest = rest;
	}

	async send(body: Record<string, unknown>, files: readonly File[] = []): Promise<Outcome> {
		this.#made += 1;
		const nonce = `${Date.now()}${String(this.#made % 1_000).padStart(3, "0")}`;
		const answer = new Promise<Outcome>((settle) => {
			const timer = setTimeout(() => this.#settle(nonce, failed("nothing came")), patienceMs);
			this.#waiting.set(nonce, { settle, timer });
		});
		try {
			const asked = { ...body, session_id: this.sessionId, nonce };
			await this.#rest.call("POST", "/interactions", asked, files);
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			this.#settle(nonce, { kind: "failed", why: error.message, refused: error });
		}
		return answer;
	}

	/** @returns whether the dispatch was an answer to something sent here. */
	hear(t: string, d: { nonce?: string } & Record<string, unknown>): boolean {
		const nonce = d.nonce ?? "";
		switch (t) {
			case "INTERACTION_SUCCESS":
				return this.#settle(nonce, { kind: "done" });
			case "INTERACTION_FAILURE":
				return this.#settle(nonce, failed(String(d.reason ?? "")));
			case "INTERACTION_MODAL_CREATE":
				return this.#settle(nonce, { kind: "form", form: d as unknown as ModalData });
			case "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE":
				return this.#settle(nonce, { kind: "choices", choices: (d.choices ?? []) as Choice[] });
			default:
				return false;
		}
	}

	#settle(nonce: string, outcome: Outcome): boolean {
		const waiting = this.#waiting.get(nonce);
		if (!waiting) return false;
		clearTimeout(waiting.timer);
		this.#waiting.delete(nonce);
		waiting.settle(outcome);
		return true;
	}
}

function failed(why: string): Outcome {
	return { kind: "failed", why };
}
