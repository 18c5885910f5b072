import { Temporal } from "temporal-polyfill";
import { wallClock } from "../../../commands/text.ts";
import { type TextKey, translator } from "../../../src/shared/i18n.ts";
import { type Language, languageOf } from "../../../src/shared/language.ts";
import type { Answer, Form, Person } from "../../sandbox/index.ts";
import { isBusy, type Stage } from "../../support/stage.ts";
import type { Supervisor, YouthCast } from "./cast.ts";
import { Presence } from "./presence.ts";
import { Rota, type Shift } from "./rota.ts";

/** What Piiri should have told somebody about their shift, because somebody else changed it. */
export interface Told {
	name: string;
	what: "assigned" | "released" | "cancelled";
	shift: Shift;
}

/** What the people of the summer did, for the audit to hold against what stands in the sandbox. */
export interface Deeds {
	/** Offers made, and those that were accepted. */
	offers: number;
	swaps: number;
	told: Told[];
	/** For which dates word was left. */
	handovers: Set<string>;
	/** What should be so and was not, in words. */
	wrong: string[];
	/** What the coordinator got for `/roster figures`. */
	figures: Answer | undefined;
}

/** How often somebody begins anew. */
const TRIES = 10;

export const STAFF_CHANNEL = "henkilökunta";
export const COORDINATOR_CHANNEL = "koosteet";

/** The people of the youth server: what each sees and presses, and what they know by it. */
export class Team {
	readonly stage: Stage;
	readonly cast: YouthCast;
	readonly rota: Rota;
	readonly presence: Presence;
	readonly deeds: Deeds = {
		offers: 0,
		swaps: 0,
		told: [],
		handovers: new Set(),
		wrong: [],
		figures: undefined,
	};
	/** Those who have left the server. */
	readonly gone = new Set<string>();
	/** Those who have gone through what newcomers go through. */
	readonly guided = new Set<string>();
	readonly #people = new Map<string, Person>();
	readonly #strict: boolean;

	/** @param strict whether every answer must be the expected one: who presses twice may read that it is done already */
	constructor(stage: Stage, cast: YouthCast, strict: boolean) {
		this.stage = stage;
		this.cast = cast;
		this.#strict = strict;
		const now = () => stage.sandbox.clock.now();
		this.rota = new Rota(cast, stage.zone, now);
		this.presence = new Presence(this.rota, now, (name) => this.guided.has(name));
	}

	/** Texts in the language of the server and its place. */
	t(key: TextKey): string {
		return translator(this.cast.language)(key);
	}

	/** Texts as somebody reads them in their answers. */
	own(name: string, key: TextKey): string {
		return translator(this.languageOf(name))(key);
	}

	languageOf(name: string): Language {
		return languageOf(this.supervisor(name)?.locale ?? "fi", this.cast.language);
	}

	supervisor(name: string): Supervisor | undefined {
		return this.cast.supervisors.find((each) => each.name === name);
	}

	publicName(name: string): string {
		return this.supervisor(name)?.publicName ?? name;
	}

	get coordinator(): Promise<Person> {
		return this.person(this.cast.coordinator);
	}

	async person(name: string): Promise<Person> {
		const known = this.#people.get(name);
		if (known) return known;
		const { locale = "fi", closedDms = false } = this.supervisor(name) ?? {};
		const person = await this.stage.sandbox.person(name, { locale, dms: closedDms ? "closed" : "open" });
		this.#people.set(name, person);
		return person;
	}

	/** A room of the place, as it is asked for. */
	room(which: "card" | "discussion" | "voice" | "staff-voice"): string {
		return `${this.cast.place}/${this.t(`openings:room.${which}.name`)}`;
	}

	/** Presses a button in the staff's channel; of several of that name, the one on the message that holds `on`. */
	async press(name: string, key: TextKey, on?: string, channel = STAFF_CHANNEL): Promise<Answer> {
		const person = await this.person(name);
		const where = { in: channel, ...(on === undefined ? {} : { containing: on }) };
		return this.stage.press(person, this.t(key), where);
	}

	/** Presses what opens a form, fills it in and sends it. */
	async fill(name: string, key: TextKey, fillIn: (form: Form) => void, on?: string): Promise<Answer> {
		const person = await this.person(name);
		const where = { in: STAFF_CHANNEL, ...(on === undefined ? {} : { containing: on }) };
		return this.stage.sent(() => person.press(this.t(key), where), fillIn);
	}

	/** Does what takes several steps, from the first again when the answer is "try again in a moment". */
	async patiently(act: () => Promise<Answer>): Promise<Answer> {
		for (let tries = 1; ; tries++) {
			const answer = await act();
			if (!isBusy(answer) || tries === TRIES) return answer;
		}
	}

	/** A command of the coordinator's. What it answers should begin so, when that is given. */
	async command(line: string, options: Parameters<Person["command"]>[1], says?: RegExp): Promise<Answer> {
		const answer = await this.stage.command(await this.coordinator, line, options);
		if (says) this.says(says.test(answer.text), `${line} says: ${answer.text.split("\n")[0]}`);
		return answer;
	}

	/** The value that an option offers for the first choice that holds a text. */
	async choice(line: string, option: string, holding: string): Promise<string> {
		const choices = await this.stage.choices(await this.coordinator, line, option, holding);
		const choice = choices.find(({ name }) => name.includes(holding));
		if (!choice) throw new Error(`${line} ${option} offers nothing with "${holding}"`);
		return String(choice.value);
	}

	/** The shift in menus and lists, as somebody reads it. */
	label({ startsAt }: Shift, name: string): string {
		return wallClock(startsAt.toInstant(), this.stage.zone, this.languageOf(name));
	}

	/** Chooses in the first menu of a form the option that begins so; false when it is not offered. */
	chooses(form: Form, beginnings: string[], menu = 0): boolean {
		const field = form.fields.filter(({ kind }) => kind === "select")[menu];
		const labels = beginnings.flatMap(
			(beginning) => field?.options?.find(({ label }) => label.startsWith(beginning))?.label ?? [],
		);
		if (field && labels.length > 0) form.fill({ [field.label]: labels });
		return labels.length === beginnings.length;
	}

	/** What was to be answered. */
	says(good: boolean, otherwise: string): void {
		if (this.#strict) this.expect(good, otherwise);
	}

	/** What was to be so. */
	expect(good: boolean, otherwise: string): void {
		if (good) return;
		const { now } = this.stage;
		this.deeds.wrong.push(`${now.toPlainDateTime().toString({ smallestUnit: "minute" })} ${otherwise}`);
	}

	/** Somebody else changed a shift of theirs. */
	tells(name: string, what: Told["what"], shift: Shift): void {
		if (!this.gone.has(name)) this.deeds.told.push({ name, what, shift });
	}

	/** Somebody on the staff who is free for a shift; the first of those given. */
	free(shift: Shift, among: readonly string[]): string | undefined {
		return among.find(
			(name) =>
				!this.gone.has(name) &&
				!shift.holders.includes(name) &&
				!this.presence.names.includes(name) &&
				(this.guided.has(name) || shift.holders.some((other) => this.guided.has(other))),
		);
	}
}

/** The moment of a shift in messages, as Discord writes it. */
export function stamp({ startsAt }: Shift): string {
	return `<t:${startsAt.epochMilliseconds / 1000}:F>`;
}

/** "2026-06-01 14:00" as milliseconds of the epoch. */
export function at(date: string, time: string, zone: string): Temporal.ZonedDateTime {
	return Temporal.PlainDate.from(date).toZonedDateTime({
		timeZone: zone,
		plainTime: Temporal.PlainTime.from(time),
	});
}
