import { Temporal } from "temporal-polyfill";
import { translator } from "../../src/shared/i18n.ts";
import { Language } from "../../src/shared/language.ts";
import type { Answer, Form, Person, Sandbox } from "../sandbox/index.ts";
import { type Bot, BotDied } from "./bot.ts";

/** Values of a form by the labels that a person reads. */
export type Filled = Record<string, string | string[] | boolean>;

/** How long driven time may go on while something is tried again; what is planned for later than that waits. */
const RETRIES_MS = 15 * 60_000;

/** How often somebody who gets no answer tries. */
const TRIES = 20;

/** A bot that dies so often before it is there does not start at all. */
const STARTS = 500;

type Choices = Awaited<ReturnType<Person["autocomplete"]>>;

/**
 * Where people and the bot play together in driven time. A person who gets no answer (the bot was killed, the reply
 * was lost) does what people do: presses again.
 */
export class Stage {
	readonly sandbox: Sandbox;
	readonly bot: Bot;
	readonly zone: string;

	constructor(sandbox: Sandbox, bot: Bot, zone = "Europe/Helsinki") {
		this.sandbox = sandbox;
		this.bot = bot;
		this.zone = zone;
	}

	get now(): Temporal.ZonedDateTime {
		return Temporal.Instant.fromEpochMilliseconds(this.sandbox.clock.now()).toZonedDateTimeISO(this.zone);
	}

	/** Lets time pass until then, stopping wherever the bot has something to do. */
	async until(when: Temporal.ZonedDateTime): Promise<void> {
		const target = when.epochMilliseconds;
		for (;;) {
			await this.settle();
			const next = await this.#ask(() => this.bot.next());
			const at = Math.min(next.job ?? Number.POSITIVE_INFINITY, next.delivery ?? Number.POSITIVE_INFINITY);
			const step = Math.min(target, Math.max(at, this.sandbox.clock.now()));
			if (step > this.sandbox.clock.now()) this.sandbox.clock.advanceTo(step);
			await this.#ask(() => this.bot.tick(this.sandbox.clock.now()));
			if (step >= target) break;
		}
		await this.settle();
	}

	/** Everything that is due has reached Discord; what failed in passing is tried again a little later. */
	async settle(): Promise<void> {
		const patience = this.sandbox.clock.now() + RETRIES_MS;
		for (;;) {
			await this.sandbox.idle();
			await this.#ask(() => this.bot.settled());
			const { delivery } = await this.#ask(() => this.bot.next());
			if (delivery === null || delivery > patience) return;
			if (delivery > this.sandbox.clock.now()) this.sandbox.clock.advanceTo(delivery);
			await this.#ask(() => this.bot.tick(this.sandbox.clock.now()));
		}
	}

	/**
	 * Does something that leads to an answer, again until there is one that is not "try again in a moment". When it
	 * cannot be done again because its button has gone, it had been done: then the failure is the answer.
	 */
	async answered(act: () => Promise<Answer>): Promise<Answer> {
		let failed: Answer | undefined;
		for (let tries = 1; tries <= TRIES; tries++) {
			await this.#revive();
			const before = failed;
			const answer = await this.acted(act).catch((error: unknown) => {
				if (!before) throw error;
				return before;
			});
			await this.settle();
			if (answer === before || !(answer.kind === "failed" || isBusy(answer))) return answer;
			failed = answer;
		}
		throw new Error(`No answer after ${TRIES} tries: ${failed?.reason ?? failed?.text}`);
	}

	/** What an option offers while it is typed; typed again until something is offered. */
	async choices(person: Person, ...typed: Parameters<Person["autocomplete"]>): Promise<Choices> {
		for (let tries = 1; ; tries++) {
			await this.#revive();
			try {
				return await person.autocomplete(...typed);
			} catch (error) {
				if (tries >= TRIES) throw error;
				await this.settle();
			}
		}
	}

	/** Somebody acts, and gets an answer or none. */
	protected acted(act: () => Promise<Answer>): Promise<Answer> {
		return act();
	}

	press(person: Person, label: string, where?: Parameters<Person["press"]>[1]): Promise<Answer> {
		return this.answered(() => person.press(label, where));
	}

	command(person: Person, name: string, options?: Parameters<Person["command"]>[1]): Promise<Answer> {
		return this.answered(() => person.command(name, options));
	}

	/** Presses what opens a form, fills it by its labels and sends it. */
	async fill(open: () => Promise<Answer>, values: Filled): Promise<Answer> {
		const form = formOf(await this.answered(open));
		return this.answered(() => form.fill(values).send());
	}

	/**
	 * Presses what opens a form, fills it in and sends it; all of it again when the answer is "try again in a moment".
	 * When there is no form, that answer is the answer. What cannot be pressed again had been done.
	 */
	async sent(open: () => Promise<Answer>, fillIn: (form: Form) => void): Promise<Answer> {
		let busy: Answer | undefined;
		for (let tries = 1; tries <= TRIES; tries++) {
			const before = busy;
			const opened = await this.answered(open).catch((error: unknown) => {
				if (!before) throw error;
				return before;
			});
			const { form } = opened;
			if (!form) return opened;
			fillIn(form);
			const answer = await this.answered(() => form.send());
			if (!isBusy(answer)) return answer;
			busy = answer;
		}
		throw new Error(`No answer after ${TRIES} forms: ${busy?.text}`);
	}

	/** Asks the bot, which may have been killed in the meantime: then it is started again. */
	async #ask<T>(question: () => Promise<T>): Promise<T> {
		for (;;) {
			await this.#revive();
			try {
				return await question();
			} catch (error) {
				if (!(error instanceof BotDied)) throw error;
			}
		}
	}

	async #revive(): Promise<void> {
		for (let tries = 1; !this.bot.alive; tries++) {
			try {
				await this.bot.start();
			} catch (error) {
				if (!(error instanceof BotDied) || tries === STARTS) throw error;
			}
		}
	}
}

/** How the answer begins that says: Discord does not answer, try again in a moment. */
const BUSY = Language.options.map(
	(language) =>
		translator(language)("messages:error.discord-busy", { reference: "\0" }).split("\0", 1)[0] ?? "",
);

export function isBusy({ text }: Answer): boolean {
	return BUSY.some((start) => text.startsWith(start));
}

/** The form an answer brought. @throws when it brought something else: the text says what. */
export function formOf(answer: Answer): Form {
	if (!answer.form) throw new Error(`A form was expected, not ${answer.kind}: ${answer.text}`);
	return answer.form;
}
