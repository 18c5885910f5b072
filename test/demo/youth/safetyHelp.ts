import { translator } from "../../../src/shared/i18n.ts";
import type { Person } from "../../sandbox/index.ts";
import type { SafetyActs } from "./safetyActs.ts";
import { COORDINATOR_CHANNEL, STAFF_CHANNEL } from "./team.ts";

/** For how long nobody of those on duty comes before the coordinator is called, in minutes. */
const CALLED_AFTER = 10;

/** People in need, and those who come to them. */
export class SafetyHelp {
	readonly #acts: SafetyActs;
	readonly #asked: { person: Person; answered: boolean }[] = [];

	constructor(acts: SafetyActs) {
		this.#acts = acts;
	}

	/** How many asked for help, and how many of them nobody came to. */
	get figures(): { asked: number; unanswered: number } {
		return { asked: this.#asked.length, unanswered: this.#asked.filter(({ answered }) => !answered).length };
	}

	/** Under the nickname, and one of those on duty comes within ten minutes. */
	async inTime(name: string, about: string): Promise<void> {
		const { stage } = this.#acts.team;
		const person = await this.#ask(name, "nickname", about);
		const { names, people } = await this.#acts.present();
		await this.#acts.seen([person, ...people], about);
		await stage.until(stage.now.add({ minutes: 6 }));
		await this.#take(names[0], STAFF_CHANNEL, "help:call.title");
		this.#met(person);
		await stage.until(stage.now.add({ minutes: CALLED_AFTER }));
		this.#expectCall(false);
		await this.#end(person);
	}

	/** One of the staff is there alone: the coordinator reads along. */
	async withOne(name: string, about: string): Promise<void> {
		const { team } = this.#acts;
		const person = await this.#ask(name, "nickname", about);
		const [only] = team.presence.names;
		if (only === undefined) throw new Error("Nobody is on duty");
		const staff = [await team.person(only), await team.coordinator];
		await this.#acts.seen([person, ...staff], about);
		await this.#take(only, STAFF_CHANNEL, "help:call.title");
		this.#met(person);
		await this.#end(person);
	}

	/** Without a name, and nobody comes: the coordinator is called, takes the talk on and answers. */
	async unanswered(name: string, about: string, answer: string): Promise<void> {
		const { team } = this.#acts;
		const { stage, cast } = team;
		const person = await this.#ask(name, "pseudonym", about);
		const { people } = await this.#acts.present();
		const { thread } = await this.#acts.seen(people, about);
		for (const message of this.#acts.messages(thread))
			team.expect(!message.text.includes(person.displayName), `the staff read who ${name} is`);
		await stage.until(stage.now.add({ minutes: CALLED_AFTER - 1 }));
		this.#expectCall(false);
		await stage.until(stage.now.add({ minutes: 2 }));
		this.#expectCall(true);
		await this.#take(cast.coordinator, COORDINATOR_CHANNEL, "help:coordinator.unanswered");
		await this.#reply(cast.coordinator, thread, answer);
		this.#met(person, answer);
		await this.#end(person);
	}

	/** In the night, when nobody is on duty. The person reads whom to call, and when somebody is there. */
	async atNight(name: string, about: string): Promise<() => Promise<void>> {
		const { team } = this.#acts;
		const person = await this.#ask(name, "nickname", about);
		const own = translator("fi");
		const numbers = this.#acts.textOf(person).includes("112");
		team.expect(numbers, `${name} was not told whom to call`);
		const coordinator = await team.coordinator;
		const told = coordinator
			.read(COORDINATOR_CHANNEL)
			.some(({ text }) => text.includes(own("help:coordinator.nobody")));
		team.expect(told, "the coordinator does not know that somebody asked in the night");
		return async () => {
			const { names, people } = await this.#acts.present();
			await this.#acts.seen([person, ...people], about);
			await this.#take(names[0], STAFF_CHANNEL, "help:call.title");
			this.#met(person);
			await this.#end(person);
		};
	}

	async #ask(name: string, mode: "nickname" | "pseudonym", about: string): Promise<Person> {
		const { team } = this.#acts;
		const person = await this.#acts.young(name);
		const t = translator("fi");
		const first = await team.stage.press(person, team.t("help:button.help"), { in: team.room("card") });
		team.expect(first.text.includes("112") && first.private, `${name} read first: ${first.text}`);
		const opened = await team.stage.sent(
			() => first.press(t(`help:button.${mode}`)),
			(form) => form.fill({ [t("help:form.about")]: about }),
		);
		team.expect(opened.text.includes("112"), `${name} asked for help: ${opened.text}`);
		this.#asked.push({ person, answered: false });
		this.#acts.watch.look();
		return person;
	}

	async #take(
		name: string,
		channel: string,
		key: "help:call.title" | "help:coordinator.unanswered",
	): Promise<void> {
		const { team } = this.#acts;
		const person = await team.person(name);
		const where = { in: channel, containing: team.t(key) };
		await team.stage.press(person, team.t("help:button.take"), where);
		this.#acts.watch.look();
	}

	async #reply(name: string, thread: string, text: string): Promise<void> {
		const { team } = this.#acts;
		const person = await team.person(name);
		const label = team.t("help:button.answer");
		const on = this.#acts
			.messages(thread)
			.findLast(({ buttons }) => buttons.some((each) => each.label === label));
		if (!on) throw new Error(`${name} has nothing to answer by`);
		await team.stage.sent(
			() => person.press(label, { on }),
			(form) => form.fill({ [team.own(name, "help:form.answer")]: text }),
		);
	}

	/** The person reads that somebody has come, and what they wrote. */
	#met(person: Person, text = ""): void {
		const read = this.#acts.textOf(person);
		const t = translator(this.#acts.team.cast.language);
		const starts = [t("help:talk.met"), t("help:talk.met-by", { names: "\0" }).split("\0")[0] ?? ""];
		const answered = starts.some((start) => read.includes(start)) && read.includes(text);
		for (const one of this.#asked) if (one.person === person) one.answered ||= answered;
		this.#acts.team.expect(answered, `nobody came to ${person.name}`);
	}

	async #end(person: Person): Promise<void> {
		const { stage } = this.#acts.team;
		const asked = await stage.press(person, this.#acts.t("help:button.close"));
		const yes = translator("fi")("help:button.close-yes");
		await stage.answered(() => asked.press(yes));
		this.#acts.watch.look();
	}

	#expectCall(called: boolean): void {
		const { world, guild } = this.#acts.team.stage.sandbox;
		const room = [...world.guild(guild.id).channels.values()].find(
			({ name }) => name === COORDINATOR_CHANNEL,
		);
		const title = this.#acts.t("help:coordinator.unanswered");
		const is = room ? this.#acts.messages(room.id).some(({ text }) => text.includes(title)) : false;
		this.#acts.team.expect(is === called, `the coordinator is ${is ? "" : "not "}called`);
	}
}
