import { Temporal } from "temporal-polyfill";
import { translator } from "../../../src/shared/i18n.ts";
import type { Answer } from "../../sandbox/index.ts";
import { NEEDED, type Shift } from "./rota.ts";
import { COORDINATOR_CHANNEL, STAFF_CHANNEL, stamp, type Team } from "./team.ts";

/** What people do with their shifts beforehand: take, give up, find cover, arrange. */
export class Shifts {
	readonly #team: Team;

	constructor(team: Team) {
		this.#team = team;
	}

	/** By a press on the message that asks for somebody, or else from the board. */
	async take(name: string, shift: Shift): Promise<boolean> {
		const { t } = this.#team;
		const person = await this.#team.person(name);
		const label = t.call(this.#team, "rosters:button.take-this");
		const asked = person
			.read(STAFF_CHANNEL)
			.some(
				({ text, buttons }) => text.includes(stamp(shift)) && buttons.some((each) => each.label === label),
			);
		const answer = asked
			? await this.#team.press(name, "rosters:button.take-this", stamp(shift))
			: await this.#fromBoard(name, shift);
		const taken = answer.text.includes(stamp(shift)) || (await this.#has(name, shift));
		if (taken) this.#team.rota.take(shift, name);
		this.#team.expect(taken, `${name} could not take ${shift.date}: ${answer.text}`);
		return taken;
	}

	#fromBoard(name: string, shift: Shift): Promise<Answer> {
		return this.#team.fill(name, "rosters:button.take", (form) => {
			const offered = this.#team.chooses(form, [this.#team.label(shift, name)]);
			this.#team.says(offered, `${name} is not offered ${shift.date}`);
		});
	}

	/** Who is new is refused a shift on which nobody is who has gone through everything. */
	async refused(name: string, shift: Shift): Promise<void> {
		const answer = await this.#team.press(name, "rosters:button.take-this", stamp(shift));
		const why = this.#team.own(name, "rosters:reply.hindrance.induction");
		this.#team.says(answer.text === why, `${name} was not refused ${shift.date}: ${answer.text}`);
	}

	async giveUp(name: string, shift: Shift): Promise<void> {
		const answer = await this.#team.fill(name, "rosters:button.give-up", (form) => {
			this.#team.chooses(form, [this.#team.label(shift, name)]);
		});
		const given = answer.text.includes(stamp(shift)) || !(await this.#has(name, shift));
		this.#team.expect(given, `${name} could not give up ${shift.date}: ${answer.text}`);
		this.#team.rota.drop(shift, name);
	}

	/** Somebody who is free takes a shift that is short; nobody when all are busy. */
	async cover(shift: Shift, candidates: readonly string[]): Promise<string | undefined> {
		const name = this.#team.free(shift, candidates);
		if (name === undefined) return undefined;
		return (await this.take(name, shift)) ? name : undefined;
	}

	async assign(name: string, shift: Shift): Promise<void> {
		const value = await this.#choice("/roster assign", shift);
		const user = { user: await this.#team.person(name) };
		const answer = await this.#team.command("/roster assign", { shift: value, user });
		const good = answer.text.includes(stamp(shift)) || (await this.#has(name, shift));
		this.#team.expect(good, `${name} was not given ${shift.date}: ${answer.text}`);
		this.#team.rota.take(shift, name);
		this.#team.tells(name, "assigned", shift);
	}

	/** A week's people into the weeks that follow; who got what is read from the roster. */
	async copy(week: string, weeks: number): Promise<number> {
		const answer = await this.#team.command("/roster copy", { week, weeks });
		let filled = 0;
		for (let ahead = 1; ahead <= weeks; ahead++) {
			const monday = Temporal.PlainDate.from(week).add({ weeks: ahead }).toString();
			for (const [shift, names] of await this.roster(monday)) {
				const added = names.filter((name) => !shift.holders.includes(name));
				for (const name of added) this.#team.tells(name, "assigned", shift);
				filled += added.length;
				this.#team.rota.set(shift, names);
			}
		}
		const t = translator(this.#team.languageOf(this.#team.cast.coordinator));
		const says = [t("rosters:reply.copied", { count: filled }), t("rosters:reply.copied-nothing")];
		const first = answer.text.split("\n")[0] ?? "";
		this.#team.says(says.includes(first), `copied ${filled}, but: ${first}`);
		return filled;
	}

	/** What a week's roster says to who looks: the people of each shift. */
	async roster(monday: string): Promise<Map<Shift, string[]>> {
		const { rota, cast } = this.#team;
		const { text } = await this.#team.command("/roster show", { week: monday });
		const lines = text.split("\n");
		return new Map(
			rota.week(monday).flatMap((shift): [Shift, string[]][] => {
				const at = lines.findIndex((line) => line.includes(stamp(shift)));
				if (at < 0) return [];
				const names = cast.supervisors.map(({ name }) => name);
				return [[shift, names.filter((name) => lines[at + 1]?.includes(`@${name}`))]];
			}),
		);
	}

	/** Holds what the roster shows of a week against what people did. */
	async compare(monday: string): Promise<void> {
		const shown = await this.roster(monday);
		for (const shift of this.#team.rota.week(monday)) {
			const names = (shown.get(shift) ?? []).toSorted().join(", ");
			const known = shift.holders.toSorted().join(", ");
			this.#team.expect(
				names === known,
				`${shift.date} is of ${names || "nobody"}, not ${known || "nobody"}`,
			);
		}
	}

	/** Off from the last message that looks for somebody; everybody is told. */
	async callOffForWant(shift: Shift): Promise<void> {
		const { coordinator } = this.#team.cast;
		const yes = this.#team.own(coordinator, "rosters:form.postpone-yes");
		await this.#team.patiently(async () => {
			const on = stamp(shift);
			const asked = await this.#team.press(coordinator, "rosters:button.call-off", on, COORDINATOR_CHANNEL);
			return this.#team.stage.answered(() => asked.press(yes));
		});
		this.#calledOff(shift);
	}

	async callOff(shift: Shift, reason: string): Promise<void> {
		const opening = await this.#choice("/hours cancel", shift, "opening");
		await this.#team.command("/hours cancel", { opening, reason });
		this.#calledOff(shift);
	}

	/** Somebody has left the server: their shifts are free. */
	async vanish(name: string): Promise<Shift[]> {
		const shifts = this.#team.rota.ahead(name);
		(await this.#team.person(name)).leaveServer();
		this.#team.gone.add(name);
		await this.#team.stage.settle();
		for (const shift of shifts) this.#team.rota.drop(shift, name);
		return shifts;
	}

	#calledOff(shift: Shift): void {
		for (const name of shift.holders) this.#team.tells(name, "cancelled", shift);
		this.#team.rota.callOff(shift);
	}

	#choice(line: string, shift: Shift, option = "shift"): Promise<string> {
		return this.#team.choice(line, option, this.#team.label(shift, this.#team.cast.coordinator));
	}

	/** Whether the roster says that they have it: for who got no answer, or another one the second time. */
	async #has(name: string, { date, startsAt }: Shift): Promise<boolean> {
		const monday = startsAt.toPlainDate().subtract({ days: startsAt.dayOfWeek - 1 });
		const shown = await this.roster(monday.toString());
		const holders = [...shown].find(([shift]) => shift.date === date)?.[1] ?? [];
		return holders.length <= NEEDED && holders.includes(name);
	}
}
