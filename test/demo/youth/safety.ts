import type { Agenda } from "./agenda.ts";
import type { SafetyCast, SafetyScene } from "./cast.ts";
import type { Shift } from "./rota.ts";
import { SafetyActs } from "./safetyActs.ts";
import { Burst } from "./safetyBurst.ts";
import { Disruption } from "./safetyDisruption.ts";
import { SafetyHelp } from "./safetyHelp.ts";
import { SafetyWatch } from "./safetyWatch.ts";
import type { Team } from "./team.ts";

/** What the summer's unpleasant moments came to, by what people saw. */
export interface SafetyFigures {
	reports: number;
	/** The longest, from a report sent to when everybody on duty could read it. */
	reportToStaffSeconds: number;
	/** Abuse that somebody young can still read. */
	messagesLeftStanding: number;
	/** Texts that named a reporter to anybody but staff. */
	outings: number;
	/** Private threads in which one of the staff was alone with one young person. */
	unsupervisedContacts: number;
	helpAsked: number;
	/** Those who asked for help, or answered a step, and to whom nobody came back. */
	unanswered: number;
	burstHeld: number;
}

/** How long after the doors open something happens, in minutes; how long before, for what happens in the night. */
const AFTER = 40;
const NIGHT_HOURS = 11;
const FIRST_THING = 3;

/** Those who disturb on purpose, those who tell of it, those in need, and a crowd: each at an opening of their own. */
export class Safety {
	readonly #team: Team;
	readonly #cast: SafetyCast;
	readonly #watch: SafetyWatch;
	readonly #acts: SafetyActs;
	readonly #help: SafetyHelp;
	readonly #burst: Burst;
	readonly #disruption: Disruption;
	readonly #note: (date: string, text: string) => void;

	constructor(team: Team, cast: SafetyCast, note: (date: string, text: string) => void) {
		this.#team = team;
		this.#cast = cast;
		this.#watch = new SafetyWatch(team.stage.sandbox);
		this.#acts = new SafetyActs(team, this.#watch, cast.words);
		this.#help = new SafetyHelp(this.#acts);
		this.#burst = new Burst(this.#acts, cast.crowd);
		this.#disruption = new Disruption(this.#acts, cast);
		this.#note = note;
	}

	get figures(): SafetyFigures {
		const { asked, unanswered } = this.#help.figures;
		const { reportSeconds } = this.#acts;
		return {
			reports: reportSeconds.length,
			reportToStaffSeconds: Math.max(0, ...reportSeconds),
			messagesLeftStanding: this.#watch.standing.length,
			outings: this.#watch.outings.length,
			unsupervisedContacts: this.#watch.alone.length,
			helpAsked: asked,
			unanswered: unanswered + this.#acts.appeals.unanswered,
			burstHeld: this.#burst.held,
		};
	}

	/** What is otherwise than it must be, in words. */
	get wrong(): string[] {
		return [
			...this.#watch.standing.map((text) => `still stands: ${text}`),
			...this.#watch.outings.map((text) => `names a reporter: ${text}`),
			...this.#watch.alone.map((thread) => `one of the staff is alone with a young person: ${thread}`),
			...(this.figures.unanswered > 0 ? ["somebody was not answered"] : []),
		];
	}

	/** What the coordinator does once, before anybody comes. */
	async prepare(): Promise<void> {
		const { cast, stage } = this.#team;
		const coordinator = await this.#team.coordinator;
		for (const { name } of cast.supervisors) this.#watch.staff((await this.#team.person(name)).id);
		this.#watch.staff(coordinator.id);
		for (const { name } of cast.young) await this.#acts.young(name);
		const works = { user: { user: coordinator }, coordinator: true, name: this.#cast.coordinatorName };
		await this.#team.command("/staff add", works, new RegExp(this.#cast.coordinatorName));
		const preview = await this.#team.command("/safety automod", {});
		const apply = this.#team.own(cast.coordinator, "prevention:button.automod-apply");
		await stage.answered(() => preview.press(apply));
	}

	/**
	 * @param calm openings with nothing else out of the ordinary
	 * @param lone one that the coordinator lets one of the staff open alone; undefined when there is none
	 */
	plan(agenda: Agenda, calm: readonly Shift[], lone: Shift | undefined): void {
		if (lone) agenda.put(lone.startsAt.add({ minutes: AFTER }), () => this.#withOne(lone));
		for (const [index, scene] of this.#cast.scenes.entries()) {
			const shift = calm[index];
			if (!shift) throw new Error(`There is no opening left for: ${scene}`);
			if (scene === "at-night") this.#planNight(agenda, shift);
			else agenda.put(shift.startsAt.add({ minutes: AFTER }), () => this.#play(scene, shift));
		}
	}

	#planNight(agenda: Agenda, shift: Shift): void {
		const { startsAt, date } = shift;
		const [name] = this.#cast.inNeed;
		agenda.put(startsAt.subtract({ hours: NIGHT_HOURS }), async () => {
			const met = await this.#help.atNight(name, this.#cast.needs[0]);
			this.#note(date, `${name} asks for help in the night`);
			agenda.put(startsAt.add({ minutes: FIRST_THING }), async () => {
				await met();
				this.#note(date, `${name} is met first thing`);
			});
		});
	}

	async #withOne({ date }: Shift): Promise<void> {
		const [, , , name] = this.#cast.inNeed;
		await this.#help.withOne(name, this.#cast.needs[3]);
		this.#note(date, `${name} asks for help, and the coordinator reads along`);
	}

	async #play(scene: Exclude<SafetyScene, "at-night">, { date }: Shift): Promise<void> {
		const [, inTime, unanswered] = this.#cast.inNeed;
		const [, about, alone] = this.#cast.needs;
		switch (scene) {
			case "help":
				await this.#help.inTime(inTime, about);
				this.#note(date, `${inTime} asks for help and is met within ten minutes`);
				break;
			case "unanswered":
				await this.#help.unanswered(unanswered, alone, this.#cast.words.answer);
				this.#note(date, `${unanswered} asks for help, nobody comes, and the coordinator does`);
				break;
			case "burst":
				await this.#burst.come();
				this.#note(date, `${this.#burst.held} come at once and wait`);
				break;
			default:
				this.#note(date, await this.#disruption.play(scene));
		}
		await this.#team.stage.settle();
		this.#watch.look();
	}
}
