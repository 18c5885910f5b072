import type { Chance } from "../../support/chance.ts";
import type { Agenda } from "./agenda.ts";
import type { Incident } from "./cast.ts";
import type { Doors } from "./doors.ts";
import type { Duty } from "./duty.ts";
import { NEEDED, type Shift } from "./rota.ts";
import type { Shifts } from "./shifts.ts";
import type { Swaps } from "./swaps.ts";
import type { Team } from "./team.ts";

/** How long after each call for somebody a person answers, in minutes. */
const ANSWERED_AFTER = 25;

interface Parts {
	team: Team;
	agenda: Agenda;
	doors: Doors;
	duty: Duty;
	shifts: Shifts;
	swaps: Swaps;
	chance: Chance;
	/** Notes something for the line of a day. */
	note: (date: string, text: string) => void;
	/** The nickname that somebody is to be named by in a handover of that day, if any. */
	naming: (shift: Shift) => string | undefined;
}

/** One opening with all that leads to it: who falls ill, who comes for whom, who is late, and who is there. */
export class Day {
	readonly #with: Parts;
	readonly #shift: Shift;
	readonly #incident: Incident | undefined;
	readonly #ill = new Set<string>();
	/** Nobody will be found any more. */
	#isGivenUp = false;

	constructor(parts: Parts, shift: Shift, incident: Incident | undefined) {
		this.#with = parts;
		this.#shift = shift;
		this.#incident = incident;
	}

	/** Puts all of it on the agenda. */
	plan(): void {
		const { agenda } = this.#with;
		const { startsAt, endsAt } = this.#shift;
		const calls = [
			startsAt.subtract({ days: 7 }),
			startsAt.subtract({ days: 2 }),
			startsAt.subtract({ hours: 24 }),
			startsAt.subtract({ hours: 3 }),
		];
		for (const call of calls) agenda.put(call.add({ minutes: ANSWERED_AFTER }), () => this.#cover());
		this.#planIncident();
		agenda.put(startsAt.subtract({ minutes: 30 }), async () => this.#setOut());
		agenda.put(startsAt, async () => this.#with.duty.check());
		agenda.put(startsAt.add({ minutes: 26 }), () => this.#youngCome());
		agenda.put(endsAt.subtract({ minutes: 8 }), () => this.#youngGo());
		agenda.put(endsAt, () => this.#end());
		agenda.put(endsAt.add({ minutes: this.#with.chance.whole(3, 12) }), () => this.#handOver());
	}

	#planIncident(): void {
		const { agenda, shifts, swaps } = this.#with;
		const { startsAt } = this.#shift;
		const incident = this.#incident;
		switch (incident?.kind) {
			case "ill":
				agenda.put(startsAt.subtract({ hours: incident.hoursBefore }), () => this.#fallIll(incident));
				break;
			case "swap":
				agenda.put(startsAt.subtract({ hours: 72 }), async () => {
					const came = await swaps.play(incident.way, this.#shift);
					if (came !== undefined) this.#note(came);
				});
				break;
			case "called-off":
				agenda.put(startsAt.subtract({ hours: 25 }), async () => {
					await shifts.callOff(this.#shift, incident.reason);
					this.#note(`called off the day before: ${incident.reason}`);
				});
				break;
			default:
		}
	}

	async #fallIll(incident: Extract<Incident, { kind: "ill" }>): Promise<void> {
		const { agenda, shifts, chance } = this.#with;
		const shift = this.#shift;
		const { startsAt } = shift;
		const name = chance.pick(shift.holders);
		if (name === undefined || !this.#isOn) return;
		await shifts.giveUp(name, shift);
		this.#ill.add(name);
		this.#note(`${this.#public(name)} falls ill ${incident.hoursBefore} h before`);
		if (incident.found === true) {
			const after = Math.min(40, incident.hoursBefore * 20);
			agenda.put(this.#with.team.stage.now.add({ minutes: after }), () => this.#cover());
			return;
		}
		this.#isGivenUp = true;
		if (incident.found === "called-off") {
			agenda.put(startsAt.subtract({ minutes: 170 }), async () => {
				await shifts.callOffForWant(shift);
				this.#note("nobody is found: called off three hours before");
			});
		}
		if (incident.found === "override") {
			agenda.put(startsAt.add({ minutes: 10 }), async () => {
				await this.#with.duty.override(shift, "Naapurihuoneessa on työpari");
				this.#note("the coordinator lets one supervisor open, with a reason");
			});
		}
		if (incident.found === "late") agenda.put(startsAt.add({ minutes: 35 }), () => this.#standIn());
	}

	async #cover(): Promise<void> {
		const { shifts } = this.#with;
		while (this.#isOn && !this.#isGivenUp && this.#shift.holders.length < NEEDED) {
			const name = await shifts.cover(this.#shift, this.#candidates());
			if (name === undefined) return;
			this.#note(`${this.#public(name)} takes an empty slot`);
		}
	}

	/** Somebody comes who did not have the shift. */
	async #standIn(): Promise<void> {
		const { team, duty } = this.#with;
		const name = team.free(
			this.#shift,
			this.#candidates().filter((each) => team.guided.has(each)),
		);
		if (name === undefined) return;
		await duty.come(name, this.#shift);
		this.#note(`${this.#public(name)} steps in`);
	}

	#setOut(): void {
		const { agenda, chance, duty, team } = this.#with;
		if (!this.#isOn) return;
		const { holders, startsAt, endsAt } = this.#shift;
		const incident = this.#incident;
		const late = incident?.kind === "late" ? chance.pick(holders) : undefined;
		for (const name of [...holders]) {
			const minutes = late === name && incident?.kind === "late" ? incident.minutes : -chance.whole(2, 20);
			agenda.put(startsAt.add({ minutes }), () => duty.come(name, this.#shift));
			if (late === name) this.#note(`${this.#public(name)} is ${minutes} min late`);
		}
		if (incident?.kind !== "early") return;
		const leavesAt = endsAt.subtract({ minutes: incident.minutesBeforeEnd });
		agenda.put(leavesAt, async () => {
			const name = chance.pick(team.presence.names);
			if (name === undefined) return;
			await duty.leave(name, this.#shift);
			this.#note(`${this.#public(name)} leaves ${incident.minutesBeforeEnd} min early`);
		});
		if (incident.standInAfter !== null) {
			agenda.put(leavesAt.add({ minutes: incident.standInAfter }), () => this.#standIn());
		}
	}

	async #youngCome(): Promise<void> {
		const { team, doors, chance } = this.#with;
		if (!doors.open) return;
		const young = chance.shuffled(team.cast.young).slice(0, chance.whole(1, team.cast.young.length));
		for (const [index, { name }] of young.entries()) {
			const person = await team.person(name);
			if (index % 2 === 0) person.joinVoice(team.room("voice"));
			else await person.write(team.room("discussion"), chance.pick(team.cast.talk) ?? "moi");
		}
		this.#note(`${young.length} young people`);
	}

	/** Who is still there when the doors close is shown out. */
	async #youngGo(): Promise<void> {
		const { team, chance } = this.#with;
		for (const { name } of team.cast.young.slice(chance.whole(0, 2))) (await team.person(name)).leaveVoice();
	}

	async #end(): Promise<void> {
		if (!this.#isOn) return;
		const { team, duty } = this.#with;
		const here = team.presence.names;
		await duty.end();
		const person = await team.coordinator;
		const left = person.voiceMembers(team.room("voice"));
		team.expect(left.length === 0, `${left.join(", ")} stayed in the closed voice room`);
		this.#note(`there at the end: ${here.map((name) => this.#public(name)).join(", ") || "nobody"}`);
	}

	async #handOver(): Promise<void> {
		const { duty, chance, naming } = this.#with;
		const name = chance.pick(this.#shift.holders);
		const named = naming(this.#shift);
		if (!this.#isOn || name === undefined || (chance.once(3) && named === undefined)) return;
		await duty.handOver(name, this.#shift, named);
		if (named !== undefined) this.#note("a handover that named somebody was put right");
	}

	get #isOn(): boolean {
		return this.#shift.calledOffAt === null;
	}

	/** Who might take the shift, those with the fewest first. */
	#candidates(): string[] {
		const { team, chance } = this.#with;
		const held = (name: string) => team.rota.shifts.filter(({ holders }) => holders.includes(name)).length;
		return chance
			.shuffled(team.cast.supervisors.map(({ name }) => name).filter((name) => !this.#ill.has(name)))
			.sort((one, other) => held(one) - held(other));
	}

	#public(name: string): string {
		return this.#with.team.publicName(name);
	}

	#note(text: string): void {
		this.#with.note(this.#shift.date, text);
	}
}
