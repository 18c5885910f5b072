import { translator } from "../../../src/shared/i18n.ts";
import { Chance } from "../../support/chance.ts";
import type { Stage } from "../../support/stage.ts";
import { Agenda } from "./agenda.ts";
import { Beginning } from "./beginning.ts";
import type { YouthCast } from "./cast.ts";
import { Day } from "./day.ts";
import { Doors } from "./doors.ts";
import { Duty } from "./duty.ts";
import { COPIED_AT, isOverBefore, opensAlone, planned } from "./plan.ts";
import type { Shift } from "./rota.ts";
import { Safety } from "./safety.ts";
import { Shifts } from "./shifts.ts";
import { Swaps } from "./swaps.ts";
import { at, Team } from "./team.ts";

/** Tells what happens, in one line. */
export type Tell = (line: string) => void;

/** A summer that has been played, for the audit. */
export interface Played {
	team: Team;
	doors: Doors;
	safety: Safety;
}

/** Plays a youth server's summer: from an empty server to the coordinator's figures. By people, by what they see. */
export function playSummer(stage: Stage, cast: YouthCast, tell: Tell, strict = true): Promise<Played> {
	return new Summer(stage, cast, tell, strict).play();
}

class Summer {
	readonly #team: Team;
	readonly #tell: Tell;
	readonly #agenda: Agenda;
	readonly #beginning: Beginning;
	readonly #shifts: Shifts;
	readonly #chance: Chance;
	readonly #safety: Safety;
	readonly #notes = new Map<string, string[]>();
	#named = false;
	#refused = false;

	constructor(stage: Stage, cast: YouthCast, tell: Tell, strict: boolean) {
		this.#team = new Team(stage, cast, strict);
		this.#tell = tell;
		this.#agenda = new Agenda(stage);
		this.#shifts = new Shifts(this.#team);
		this.#beginning = new Beginning(this.#team, this.#shifts);
		this.#chance = new Chance(cast.seed);
		this.#safety = new Safety(this.#team, cast.safety, (date, text) => this.#note(date, text));
	}

	async play(): Promise<Played> {
		const { cast, stage, rota } = this.#team;
		const [young] = cast.young;
		if (!young) throw new Error("Nobody young is there to see the doors");
		const { id } = await this.#team.person(young.name);
		const rooms = { voice: this.#team.room("voice"), discussion: this.#team.room("discussion") };
		const doors = new Doors(stage.sandbox, id, rooms);
		await this.#beginning.play();
		await this.#safety.prepare();
		this.#tell(
			`${cast.place}: ${rota.shifts.length} openings, ${cast.supervisors.length} supervisors, ${cast.coordinator}`,
		);
		this.#planDays(doors);
		this.#planSummer();
		await this.#agenda.live();
		await this.#end();
		return { team: this.#team, doors, safety: this.#safety };
	}

	#planDays(doors: Doors): void {
		const { cast, rota, stage } = this.#team;
		const chance = this.#chance;
		const plan = planned(cast, rota, stage.zone, chance);
		const parts = {
			team: this.#team,
			agenda: this.#agenda,
			doors,
			duty: new Duty(this.#team, doors, chance),
			shifts: this.#shifts,
			swaps: new Swaps(this.#team, this.#shifts, chance),
			chance,
			note: (date: string, text: string) => this.#note(date, text),
			naming: (shift: Shift) => this.#naming(shift),
		};
		for (const shift of rota.shifts) {
			new Day(parts, shift, plan.get(shift.date)).plan();
			this.#agenda.put(shift.endsAt.add({ minutes: 30 }), async () => this.#line(shift, doors));
			if (shift.startsAt.dayOfWeek === 1) {
				this.#agenda.put(shift.startsAt.subtract({ hours: 6 }), () => this.#shifts.compare(shift.date));
			}
		}
		const themes = cast.themes.map(({ date }) => date);
		const calm = rota.shifts.filter(({ date }) => !themes.includes(date) && isOverBefore(plan.get(date)));
		this.#safety.plan(
			this.#agenda,
			calm,
			rota.shifts.find(({ date }) => opensAlone(plan.get(date))),
		);
	}

	/** What happens besides the openings. */
	#planSummer(): void {
		const { cast, stage } = this.#team;
		const on = (date: string, time: string, what: () => Promise<void>) =>
			this.#agenda.put(at(date, time, stage.zone), what);
		for (const { on: date, week, weeks } of cast.copies) {
			on(date, "14:10", () => this.#newcomerTries());
			on(date, COPIED_AT, async () => {
				const filled = await this.#shifts.copy(week, weeks);
				this.#tell(`${date}  the week of ${week} is copied ${weeks} weeks forward: ${filled} slots`);
			});
		}
		for (const { date, title, professional } of cast.themes) {
			const told = at(date, "10:00", stage.zone).subtract({ days: 14 });
			if (told.since(stage.now).total("days") < 1) continue;
			this.#agenda.put(told, () => this.#beginning.theme(date, title, professional));
		}
		for (const { name, publicName, newUntil, vanishesOn } of cast.supervisors) {
			if (newUntil) on(newUntil, "09:00", () => this.#beginning.finishInduction(name));
			if (vanishesOn)
				on(vanishesOn, "09:30", async () => {
					const shifts = await this.#shifts.vanish(name);
					this.#tell(
						`${vanishesOn}  ${publicName} leaves the server without a word: ${shifts.length} shifts are free`,
					);
				});
		}
		if (cast.autumnGroup) on(cast.autumnGroup.madeOn, "12:00", () => this.#autumnGroup());
	}

	/** Who is new finds a shift that nobody has taken yet, and cannot have it alone. */
	async #newcomerTries(): Promise<void> {
		const { cast, guided, rota, stage } = this.#team;
		const newcomer = cast.supervisors.find(({ name, newUntil }) => newUntil && !guided.has(name));
		const soon = stage.now.add({ days: 7 }).epochMilliseconds;
		const empty = rota.shifts.find(
			({ holders, startsAt, calledOffAt }) =>
				holders.length === 0 &&
				calledOffAt === null &&
				startsAt.epochMilliseconds > stage.now.epochMilliseconds &&
				startsAt.epochMilliseconds <= soon,
		);
		if (!newcomer || !empty || this.#refused) return;
		this.#refused = true;
		await this.#shifts.refused(newcomer.name, empty);
		this.#note(empty.date, `${newcomer.publicName}, who is new, may not take it alone`);
	}

	/** The young may go on in a group in the autumn: then Piiri knows their nicknames. */
	async #autumnGroup(): Promise<void> {
		const { cast, stage } = this.#team;
		const { autumnGroup } = cast;
		if (!autumnGroup) return;
		const [one, other] = cast.supervisors.filter(({ name }) => !this.#team.gone.has(name));
		if (!one || !other) throw new Error("A group has two facilitators");
		const preview = await this.#team.command("/group create", {
			name: autumnGroup.name,
			programme: "gamers",
			"start-date": autumnGroup.startDate,
			weekday: 4,
			time: "18:00",
			"facilitator-1": { user: await this.#team.person(one.name) },
			"facilitator-2": { user: await this.#team.person(other.name) },
		});
		const create = this.#team.own(cast.coordinator, "replies:buttons.group-create");
		await stage.answered(() => preview.press(create));
		const t = translator("fi");
		for (const { name, nickname } of cast.young) {
			const person = await this.#team.person(name);
			const label = this.#team.t("messages:button.join");
			await stage.sent(
				() => person.press(label),
				(form) => {
					const rules = form.fields.find(({ kind }) => kind === "checkboxes");
					form.fill({ [t("replies:join.nickname")]: nickname });
					if (rules) form.fill({ [rules.label]: (rules.options ?? []).map((option) => option.label) });
				},
			);
		}
		this.#tell(`${autumnGroup.madeOn}  ${cast.young.length} join ${autumnGroup.name} for the autumn`);
	}

	/** Once somebody is named by their nickname. */
	#naming({ date }: Shift): string | undefined {
		const { cast } = this.#team;
		const known = cast.autumnGroup !== null && date > cast.autumnGroup.madeOn;
		if (!known || this.#named) return undefined;
		this.#named = true;
		return cast.young[0]?.nickname;
	}

	async #end(): Promise<void> {
		const { cast, stage, deeds } = this.#team;
		await stage.until(at(cast.until, "20:00", stage.zone).add({ hours: 14 }));
		deeds.figures = await this.#team.command("/roster figures", { from: cast.from, until: cast.until });
	}

	#note(date: string, text: string): void {
		this.#notes.set(date, [...(this.#notes.get(date) ?? []), text]);
	}

	/** An opening in one line. */
	#line({ startsAt, endsAt, date, calledOffAt }: Shift, doors: Doors): void {
		const { zone } = this.#team.stage;
		const time = (ms: number) =>
			new Date(ms).toLocaleTimeString("en-GB", { timeZone: zone, timeStyle: "short" });
		const open = doors
			.openBetween(startsAt.epochMilliseconds, endsAt.epochMilliseconds)
			.map(({ from, to }) => `${time(from)}–${time(to)}`);
		const state = calledOffAt === null ? `open ${open.join(", ") || "never"}` : "called off";
		const day = startsAt.toLocaleString("en-GB", { weekday: "short", day: "numeric", month: "short" });
		this.#tell(`${day.padEnd(12)}${state.padEnd(18)}  ${(this.#notes.get(date) ?? []).join("; ")}`);
	}
}
