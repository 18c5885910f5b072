import type { Answer } from "../../sandbox/index.ts";
import type { Chance } from "../../support/chance.ts";
import type { Incident } from "./cast.ts";
import type { Shift } from "./rota.ts";
import type { Shifts } from "./shifts.ts";
import { stamp, type Team } from "./team.ts";

type Way = Extract<Incident, { kind: "swap" }>["way"];

/** What people do to have another shift, or none, without leaving theirs empty. */
export class Swaps {
	readonly #team: Team;
	readonly #shifts: Shifts;
	readonly #chance: Chance;

	constructor(team: Team, shifts: Shifts, chance: Chance) {
		this.#team = team;
		this.#shifts = shifts;
		this.#chance = chance;
	}

	/** Somebody who has the shift would rather not. @returns what came of it, in words */
	async play(way: Way, shift: Shift): Promise<string | undefined> {
		const from = this.#chance.pick(shift.holders.filter((name) => this.#team.guided.has(name)));
		if (from === undefined) return undefined;
		if (way === "all") return this.#toAll(from, shift);
		const back = way === "for-theirs" ? this.#inReturn(from, shift) : undefined;
		const to = back?.with ?? this.#team.free(shift, this.#colleagues(from));
		if (to === undefined) return undefined;
		const names = { from: this.#team.publicName(from), to: this.#team.publicName(to) };
		await this.#offer(from, shift, to, back?.shift);
		switch (way) {
			case "declined":
				await this.#team.press(to, "rosters:button.decline", stamp(shift));
				return `${names.from} asked ${names.to} to swap, who could not`;
			case "withdrawn":
				await this.#team.press(from, "rosters:button.withdraw", stamp(shift));
				return `${names.from} took an offer to ${names.to} back`;
			case "forbidden":
				await this.#team.press(this.#team.cast.coordinator, "rosters:button.forbid", stamp(shift));
				return `the coordinator forbade a swap of ${names.from} and ${names.to}`;
			default:
				await this.#team.press(to, "rosters:button.accept", stamp(shift));
				this.#swapped(from, shift, to, back?.shift);
				return `${names.to} takes it from ${names.from}${back ? `, for ${back.shift.date}` : ""}`;
		}
	}

	/** Everybody is asked, and two press at once: one of them gets it. */
	async #toAll(from: string, shift: Shift): Promise<string | undefined> {
		const others = this.#colleagues(from);
		const first = this.#team.free(shift, others);
		const second = this.#team.free(
			shift,
			others.filter((name) => name !== first),
		);
		if (first === undefined || second === undefined) return undefined;
		await this.#offer(from, shift, null);
		const keep = this.#team.rota.holdersAt(shift, this.#team.stage.sandbox.clock.now());
		const press = (name: string) => this.#team.press(name, "rosters:button.accept", stamp(shift));
		await Promise.all([press(first), press(second)]);
		const monday = shift.startsAt.toPlainDate().subtract({ days: shift.startsAt.dayOfWeek - 1 });
		const now = (await this.#shifts.roster(monday.toString())).get(shift) ?? [];
		const taker = [first, second].find((name) => now.includes(name));
		this.#team.expect(
			taker !== undefined && now.length === keep.length && !now.includes(from),
			`${shift.date} was offered by ${from} to all and is now of ${now.join(", ")}`,
		);
		if (taker === undefined) return undefined;
		this.#swapped(from, shift, taker);
		const [one, two, has] = [first, second, taker].map((name) => this.#team.publicName(name));
		return `${this.#team.publicName(from)} asked everybody; ${one} and ${two} pressed at once, ${has} has it`;
	}

	/** @param to null: everybody is asked */
	async #offer(from: string, shift: Shift, to: string | null, back?: Shift): Promise<void> {
		const colleague =
			to === null ? this.#team.own(from, "rosters:form.swap.everybody") : this.#team.publicName(to);
		const offered = await this.#team.patiently(async () => {
			const answer = await this.#team.fill(from, "rosters:button.swap", (form) => {
				this.#team.chooses(form, [this.#team.label(shift, from)]);
				this.#team.chooses(form, [colleague], 1);
			});
			return this.#perhapsInReturn(from, answer, back);
		});
		const good = offered.text.includes(stamp(shift));
		this.#team.says(good, `${from} could not offer ${shift.date}: ${offered.text}`);
		this.#team.deeds.offers += 1;
	}

	/** Who is named and has shifts: one is asked what would be had instead. */
	async #perhapsInReturn(from: string, answer: Answer, back?: Shift): Promise<Answer> {
		const label = this.#team.own(from, "rosters:form.return.open");
		if (!answer.message?.buttons.some((each) => each.label === label)) return answer;
		return this.#team.stage.sent(
			() => answer.press(label),
			(form) => {
				const nothing = this.#team.own(from, "rosters:form.return.nothing");
				this.#team.chooses(form, [back ? this.#team.label(back, from) : nothing]);
			},
		);
	}

	#swapped(from: string, shift: Shift, to: string, back?: Shift): void {
		const { rota } = this.#team;
		rota.set(
			shift,
			shift.holders.map((name) => (name === from ? to : name)),
		);
		this.#team.tells(from, "released", shift);
		if (back) {
			rota.set(
				back,
				back.holders.map((name) => (name === to ? from : name)),
			);
			this.#team.tells(from, "assigned", back);
		}
		this.#team.deeds.swaps += 1;
	}

	/** A shift of somebody else's that would suit both. */
	#inReturn(from: string, shift: Shift): { shift: Shift; with: string } | undefined {
		const soon = shift.startsAt.add({ days: 14 }).epochMilliseconds;
		for (const to of this.#chance.shuffled(this.#colleagues(from))) {
			if (this.#team.free(shift, [to]) === undefined || !this.#team.guided.has(to)) continue;
			const theirs = this.#team.rota
				.ahead(to)
				.find((each) => !each.holders.includes(from) && each.startsAt.epochMilliseconds < soon);
			if (theirs) return { shift: theirs, with: to };
		}
		return undefined;
	}

	#colleagues(name: string): string[] {
		const all = this.#team.cast.supervisors.map((each) => each.name);
		return this.#chance.shuffled(all.filter((each) => each !== name && this.#team.guided.has(each)));
	}
}
