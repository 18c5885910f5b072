import type { StepKind } from "../../../src/moderation/model.ts";
import type { LENGTHS } from "../../../src/moderation/stepRules.ts";
import { type TextKey, translator } from "../../../src/shared/i18n.ts";
import type { Answer, Person } from "../../sandbox/index.ts";
import { type SeenMessage, see } from "../../sandbox/people/seen.ts";
import type { Filled } from "../../support/stage.ts";
import type { SafetyCast } from "./cast.ts";
import type { SafetyWatch } from "./safetyWatch.ts";
import { COORDINATOR_CHANNEL, type Team } from "./team.ts";

/** For so long people wait for what should be seen at once, and look again so often; in seconds. */
const WAIT = 900;
const LOOK = 10;

interface Words {
	reason: string;
	length?: (typeof LENGTHS)[number];
}

/** What people do to be safe, each by what they see and press. */
export class SafetyActs {
	readonly team: Team;
	readonly watch: SafetyWatch;
	/** From a report sent to when everybody on duty could read it, in seconds. */
	readonly reportSeconds: number[] = [];
	/** Answers to steps, and how many of them the coordinator left without an answer that was read. */
	readonly appeals = { sent: 0, unanswered: 0 };
	readonly #words: SafetyCast["words"];

	constructor(team: Team, watch: SafetyWatch, words: SafetyCast["words"]) {
		this.team = team;
		this.watch = watch;
		this.#words = words;
	}

	/** Texts in the language of the server. */
	t(key: TextKey): string {
		return this.team.t(key);
	}

	/** Somebody who is not of the staff; who is not there yet comes. */
	async young(name: string): Promise<Person> {
		const person = await this.team.person(name);
		this.watch.young(person.id);
		return person;
	}

	/** Writes what hurts where everybody talks. */
	async hurts(name: string, text: string): Promise<SeenMessage> {
		const person = await this.young(name);
		const message = await person.write(this.team.room("discussion"), text);
		this.watch.abuse(message);
		await this.team.stage.settle();
		return message;
	}

	/** Tries to write what AutoMod stops. */
	async isStopped(name: string, text: string): Promise<void> {
		const person = await this.young(name);
		const written = await person.write(this.team.room("discussion"), text).catch(() => null);
		await this.team.stage.settle();
		if (written) this.watch.abuse(written);
		this.team.expect(written === null, `AutoMod let ${name} write what it should stop`);
	}

	/** Reports a message by its menu. @returns the id of the case's thread, as those on duty see it */
	async report(name: string, message: SeenMessage): Promise<string> {
		const menu = this.t("moderation:menu.message");
		const person = await this.#reporter(name);
		return this.#reported(name, () => person.contextMenu(menu, message), message.text, {
			[this.t("moderation:form.text")]: this.#words.report,
		});
	}

	/** Reports a person by the button that stands where everybody talks. */
	async reportByButton(name: string, about: Person, text: string): Promise<string> {
		const person = await this.#reporter(name);
		const press = () => person.press(this.t("moderation:button.report"), { in: this.team.room("card") });
		return this.#reported(name, press, text, {
			[this.t("moderation:form.text")]: text,
			[this.t("moderation:form.whom")]: [about.displayName],
		});
	}

	/** A step in a case, by somebody who is in its thread. */
	async step(name: string, thread: string, kind: StepKind, { reason, length = 60 }: Words): Promise<void> {
		const t = translator(this.team.languageOf(name));
		const answer = await this.#inThread(name, thread, "moderation:step.button.choose", {
			[t("moderation:step.form.kind")]: [t(`moderation:step.choice.${kind}`)],
			[t("moderation:step.form.length")]: [t(`moderation:step.length.${length}`)],
			[t("moderation:step.form.reason")]: reason,
		});
		const kindText = t(`moderation:step.kind.${kind}`);
		const says =
			kind === "ban"
				? t("moderation:step.reply.asked")
				: t("moderation:step.reply.decided", { kind: kindText });
		this.team.says(answer.text.includes(says), `${kind} was not decided: ${answer.text}`);
	}

	/** A second of the staff agrees. */
	async agree(name: string, thread: string): Promise<void> {
		const answer = await this.pressIn(name, thread, "moderation:step.button.agree");
		const agreed = this.team.own(name, "moderation:step.reply.agreed");
		this.team.says(answer.text === agreed, `${name} could not agree: ${answer.text}`);
	}

	/** Has the case in hand. */
	async take(name: string, thread: string): Promise<void> {
		const answer = await this.pressIn(name, thread, "moderation:button.take");
		const taken = this.team.own(name, "moderation:reply.taken");
		this.team.says(answer.text === taken, `${name} could not take the case on: ${answer.text}`);
	}

	/** Closes the case with a word to who reported it, who reads it. */
	async close(name: string, thread: string, reporter: string): Promise<void> {
		const t = translator(this.team.languageOf(name));
		await this.#inThread(name, thread, "moderation:button.close", {
			[t("moderation:close.outcome")]: this.#words.outcome,
			[t("moderation:close.word")]: this.#words.word,
		});
		const told = this.textOf(await this.team.person(reporter)).includes(this.#words.word);
		this.team.expect(told, `${reporter} was not told what came of it`);
	}

	/** Answers a step; the coordinator answers that. */
	async appeal(name: string, decision: "uphold" | "lift"): Promise<void> {
		const { stage, cast } = this.team;
		const person = await this.young(name);
		const t = translator("fi");
		const sent = await stage.sent(
			() => person.press(t("moderation:appeal.button.write")),
			(form) => form.fill({ [t("moderation:appeal.form.text")]: this.#words.appeal }),
		);
		this.team.says(sent.text === t("moderation:appeal.reply.sent"), `${name} was not heard: ${sent.text}`);
		const coordinator = await this.team.coordinator;
		const own = (key: TextKey) => this.team.own(cast.coordinator, key);
		await stage.sent(
			() => coordinator.press(this.t(`moderation:appeal.button.${decision}`), { in: COORDINATOR_CHANNEL }),
			(form) => form.fill({ [own("moderation:appeal.form.decide")]: this.#words.decision }),
		);
		this.appeals.sent += 1;
		if (!this.textOf(person).includes(this.#words.decision)) this.appeals.unanswered += 1;
	}

	/** Presses a button in a thread that somebody is in. */
	async pressIn(name: string, thread: string, key: TextKey): Promise<Answer> {
		const person = await this.team.person(name);
		return this.team.stage.answered(() => person.press(this.t(key), { on: this.#with(person, thread, key) }));
	}

	/** Everything that somebody reads privately: in their threads, in direct messages and in answers. */
	textOf(person: Person): string {
		const threads = person.threads().flatMap(({ id }) => this.messages(id));
		return [...threads, ...person.dms(), ...person.privateReplies()].map(({ text }) => text).join("\n");
	}

	/** What stands in a thread. */
	messages(thread: string): SeenMessage[] {
		const { world } = this.team.stage.sandbox;
		const shown = world.channel(thread).messages.filter(({ onlyFor }) => onlyFor === null);
		return shown.map((message) => see(world, message));
	}

	/** The thread in which all of these people read a text, waited for; how long that took, in seconds. */
	async seen(people: readonly Person[], text: string): Promise<{ thread: string; seconds: number }> {
		const { stage } = this.team;
		const began = stage.sandbox.clock.now();
		for (;;) {
			const seconds = (stage.sandbox.clock.now() - began) / 1000;
			const [first] = people;
			const thread = first
				?.threads()
				.find(
					({ id }) =>
						people.every((each) => each.threads().some((other) => other.id === id)) &&
						this.messages(id).some((message) => message.text.includes(text)),
				);
			if (thread) return { thread: thread.id, seconds };
			if (!first || seconds >= WAIT) throw new Error(`Nobody is shown: ${text}`);
			await stage.until(stage.now.add({ seconds: LOOK }));
		}
	}

	/** Those on duty now. */
	async present(): Promise<{ names: [string, string]; people: Person[] }> {
		const { names } = this.team.presence;
		const [one, other] = names;
		if (one === undefined || other === undefined) throw new Error("Two should be on duty");
		return { names: [one, other], people: await Promise.all(names.map((name) => this.team.person(name))) };
	}

	async #reporter(name: string): Promise<Person> {
		const person = await this.young(name);
		const nickname = this.team.cast.young.find((each) => each.name === name)?.nickname;
		this.watch.reported({ id: person.id, names: [name, ...(nickname === undefined ? [] : [nickname])] });
		return person;
	}

	async #reported(name: string, open: () => Promise<Answer>, text: string, more: Filled): Promise<string> {
		const t = translator("fi");
		const { people } = await this.present();
		const began = this.team.stage.sandbox.clock.now();
		const answer = await this.team.stage.sent(open, (form) =>
			form.fill({
				[t("moderation:form.reason")]: [t("moderation:reason.bullying")],
				[t("moderation:form.urgent")]: [t("moderation:form.urgent-no")],
				...more,
			}),
		);
		this.team.says(answer.text.includes(t("moderation:thanks.present")), `${name} reported: ${answer.text}`);
		this.team.expect(answer.private, `${name} was answered where others read it`);
		const { thread } = await this.seen(people, text);
		this.reportSeconds.push((this.team.stage.sandbox.clock.now() - began) / 1000);
		this.watch.look();
		return thread;
	}

	/** Presses what opens a form in a thread, fills it in and sends it. */
	async #inThread(name: string, thread: string, key: TextKey, values: Filled): Promise<Answer> {
		const person = await this.team.person(name);
		const answer = await this.team.stage.sent(
			() => person.press(this.t(key), { on: this.#with(person, thread, key) }),
			(form) => form.fill(values),
		);
		this.watch.look();
		return answer;
	}

	/** The newest message in a thread with a button, which the person must see. */
	#with(person: Person, thread: string, key: TextKey): SeenMessage {
		const sees = person.threads().some(({ id }) => id === thread);
		const label = this.t(key);
		const message = this.messages(thread).findLast(({ buttons }) =>
			buttons.some((each) => each.label === label),
		);
		if (!sees || !message) throw new Error(`${person.name} sees no ${label} in the thread`);
		return message;
	}
}
